// Short answers to small talk: warm, honest about what this is, half a sentence back to work. Several of each kind, chosen by the words
// that were said, so that the same words hear the same and others hear something else.

import { z } from "zod";
import type { Lang } from "../../core/locale.ts";

export const ChatKind = z.enum([
  "greeting",
  "thanks",
  "who",
  "how_are_you",
  "joke",
  "food",
  "weather",
  "farewell",
  "insult",
  "tired",
  "love",
  "celebrate",
  "off_topic",
]);
export type ChatKind = z.output<typeof ChatKind>;

type Replies = Readonly<Record<Lang, readonly string[]>>;

const replies: Readonly<Record<ChatKind, Replies>> = {
  greeting: {
    ko: [
      "안녕하세요! 오늘은 어떤 숫자부터 볼까요?",
      "반가워요. 지난주 성과부터 볼까요, 어제 광고비부터 볼까요?",
      "안녕하세요, 여기 있어요. 궁금한 캠페인을 말씀해 주세요.",
    ],
    en: [
      "Hello! Which figures shall we look at first?",
      "Good to see you. Last week's results, or yesterday's spend?",
      "Hi, I'm here. Tell me which campaign you are curious about.",
    ],
  },
  thanks: {
    ko: [
      "도움이 됐다니 다행이에요. 더 볼 게 있으면 말씀해 주세요.",
      "별말씀을요. 다음 숫자도 준비되어 있어요.",
      "고마워요, 힘이 나네요. 필요하면 또 불러 주세요.",
    ],
    en: [
      "Glad it helped. Just say if you want to see more.",
      "You're welcome. The next figures are ready when you are.",
      "My pleasure. Call me again whenever you need me.",
    ],
  },
  who: {
    ko: [
      "저는 CO9MA, 마케팅 팀의 AI 동료예요. 사람은 아니지만 광고 성과는 꼼꼼히 봐 드려요.",
      "CO9MA라고 해요. 광고 보고서를 읽고 성과를 답하는 AI예요. 무엇을 볼까요?",
    ],
    en: [
      "I'm CO9MA, an AI colleague of the marketing team. Not a person, but careful with your ad results.",
      "My name is CO9MA. I'm an AI that reads ad reports and answers from them. What shall we look at?",
    ],
  },
  how_are_you: {
    ko: [
      "저는 늘 같은 컨디션이에요. 캠페인들은 어떤지 같이 볼까요?",
      "덕분에 잘 있어요. 오늘 광고는 잘 돌고 있는지 확인해 볼까요?",
    ],
    en: [
      "Steady as always, thanks. Shall we see how the campaigns are doing?",
      "I'm fine, thank you. Want to check how the ads are running?",
    ],
  },
  joke: {
    ko: [
      "클릭률이 왜 헬스장에 갔을까요? 자꾸 떨어져서요. 진짜 떨어졌는지는 제가 봐 드릴게요.",
      "농담 하나만 할게요. 예산이 가장 싫어하는 말은 ‘조금만 더’래요. 얼마 남았는지 볼까요?",
    ],
    en: [
      "Why did the click rate join a gym? It kept dropping. I can check whether yours did.",
      "One joke, then work: a budget's least favourite words are “just a bit more”. Shall we see what was spent?",
    ],
  },
  food: {
    ko: [
      "메뉴는 제가 몰라서 고르기 어렵네요. 맛있게 드시고 오시면 성과는 정리해 둘 수 있어요.",
      "맛집은 못 찾아 드려요. 대신 지난주에 제일 잘 나간 캠페인은 바로 골라 드릴게요.",
    ],
    en: [
      "I know nothing about menus, I'm afraid. Enjoy your meal; the results will be here.",
      "Restaurants are beyond me, but I can pick last week's best campaign at once.",
    ],
  },
  weather: {
    ko: [
      "날씨는 볼 수 없어요. 광고 쪽 흐름이라면 바로 그려 드릴게요.",
      "하늘은 제가 못 보지만 성과 흐름은 보여요. 이번 주 추이를 볼까요?",
    ],
    en: [
      "I can't see the weather, but I can chart how the ads are going.",
      "The sky is out of my sight; this week's trend is not. Shall we look?",
    ],
  },
  farewell: {
    ko: ["수고 많으셨어요. 내일 다시 불러 주세요.", "들어가세요! 다음에 오시면 밤사이 숫자부터 볼게요."],
    en: [
      "Have a good one. Call me when you're back.",
      "See you! We can start with the newest figures next time.",
    ],
  },
  insult: {
    ko: [
      "마음에 들지 않으셨군요. 어떤 답이 틀렸는지 알려 주시면 다시 볼게요.",
      "답답하게 해 드려 죄송해요. 지표와 기간을 한 줄로 주시면 바로 답할게요.",
    ],
    en: [
      "Sorry this let you down. Tell me which answer was off and I'll look again.",
      "I see you are annoyed, sorry. Give me a metric and a period and I'll answer at once.",
    ],
  },
  tired: {
    ko: [
      "고된 하루였나 봐요. 숫자 정리는 제가 할 테니 잠깐 쉬세요.",
      "힘드셨겠어요. 보고에 필요한 숫자를 말씀해 주시면 덜어 드릴게요.",
    ],
    en: [
      "Sounds like a hard day. Leave the figures to me and take a short break.",
      "I'm sorry it is a lot. Tell me which figures the report needs and I'll take that off you.",
    ],
  },
  love: {
    ko: [
      "마음 고마워요. 저는 숫자로 보답할게요, 무엇부터 볼까요?",
      "저도 함께 일하는 게 좋아요. 다음 캠페인 이야기로 넘어가 볼까요?",
    ],
    en: [
      "That's kind. I return it in figures: what shall we look at?",
      "I like working with you too. Shall we get back to the campaigns?",
    ],
  },
  celebrate: {
    ko: [
      "축하할 일이 있다니 좋네요! 캠페인에도 좋은 소식이 있는지 볼까요?",
      "응원 고마워요, 저도 힘낼게요. 오늘 볼 숫자를 말씀해 주세요.",
    ],
    en: [
      "Good news is always welcome! Shall we see whether the campaigns have some too?",
      "Thank you, and the same to you. Tell me which figures you need today.",
    ],
  },
  off_topic: {
    ko: [
      "그건 제 일이 아니라 도와드리지 못해요. 광고 성과나 캠페인 이야기라면 잘할 수 있어요.",
      "저는 광고 성과를 보는 동료라 그 질문에는 답하지 않을게요. 성과에서 궁금한 점이 있으세요?",
    ],
    en: [
      "That is outside my work, so I can't help there. Ad results and campaigns I do well.",
      "I look after ad results, so I'll leave that one to others. Anything about the campaigns?",
    ],
  },
};

export function chatReply(kind: ChatKind, said: string, lang: Lang): string {
  return pick(replies[kind][lang], said);
}

/** The same words always choose the same text. */
export function pick(texts: readonly string[], said: string): string {
  let hash = 7;
  for (const letter of said.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""))
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return texts[hash % texts.length] ?? "";
}
