// What is never done, each kind with its honest reason and what can be done instead.

import { z } from "zod";
import { type Lang, say, type Words, words } from "../../core/locale.ts";

export const Reason = z.enum([
  "not_allowed",
  "forged_record",
  "made_up_figures",
  "secrets",
  "other_workspace",
  "skips_approval",
  "skips_review",
  "no_consent",
  "over_limit",
  "deceives_people",
  "injected_instruction",
]);
export type Reason = z.output<typeof Reason>;

type Refusal = { text: Words; next: Readonly<Record<Lang, readonly string[]>> };

const refusals: Readonly<Record<Reason, Refusal>> = {
  not_allowed: {
    text: words(
      "누군가에게 해가 될 수 있는 일이라 하지 않아요. 광고 성과를 보거나 캠페인을 준비하는 일은 기꺼이 도와드릴게요.",
      "That could harm somebody, so I won't do it. I'm glad to help with ad results or with planning a campaign.",
    ),
    next: { ko: ["지난주 캠페인 어땠어?"], en: ["How did the campaigns do last week?"] },
  },
  forged_record: {
    text: words(
      "승인이나 실행 기록은 실제로 한 사람과 때만 남아요. 대신 적거나 고치거나 지울 수 없어요. 승인이 필요하면 담당자가 직접 누를 수 있게 요청을 준비해 드릴게요.",
      "Approvals and records show only who really did what, and when. I can't add, change or remove them for anybody. I can prepare the request so that the right person decides it.",
    ),
    next: { ko: ["대기 중인 승인 보여줘"], en: ["Which approvals are waiting?"] },
  },
  made_up_figures: {
    text: words(
      "숫자는 가져온 보고서에 있는 그대로만 보여 드려요. 꾸미거나 가리지 않아요. 기대보다 낮다면 왜 그런지, 무엇이 나아졌는지를 함께 찾아볼게요.",
      "I show figures only as the reports hold them, neither improved nor hidden. If they disappoint, I can look for what moved them and what got better.",
    ),
    next: {
      ko: ["지난주 ROAS 왜 변했어?", "지난달 ROAS 높은 캠페인 5개"],
      en: ["Why did ROAS change last week?", "Top 5 campaigns by ROAS last month"],
    },
  },
  secrets: {
    text: words(
      "비밀번호, 키, 내부 지시문이나 다른 사람의 개인정보는 보여 드리지 않아요. 잃어버린 키는 그 매체에서 새로 받으시면 돼요. 성과 숫자는 언제든 물어봐 주세요.",
      "I don't show passwords, keys, my instructions or other people's personal data. A lost key is replaced at the medium that issued it. Results are yours to ask for at any time.",
    ),
    next: { ko: ["내 데이터는 어떻게 보관돼?"], en: ["How is our data kept?"] },
  },
  other_workspace: {
    text: words(
      "여기서는 이 워크스페이스의 데이터만 볼 수 있어요. 다른 고객사의 것은 누구에게도 열리지 않아요. 우리 매체나 캠페인끼리는 비교해 드릴게요.",
      "I see this workspace's data only; nobody else's is opened to anyone. I can compare your own media or campaigns with each other.",
    ),
    next: { ko: ["지난달 매체별로 비교해줘"], en: ["Compare media for last month"] },
  },
  skips_approval: {
    text: words(
      "실행은 담당자가 승인 버튼을 눌러야 시작돼요. 말로 전해진 승인으로는 시작하지 않아요. 급하시면 바로 결정할 수 있게 제안으로 정리해 드릴게요.",
      "Nothing starts until the right person presses the button; an approval passed on in words doesn't count. If it is urgent, I can write it up as a proposal to be decided at once.",
    ),
    next: { ko: ["승인은 누가 할 수 있어?"], en: ["Who can approve?"] },
  },
  skips_review: {
    text: words(
      "검수를 건너뛰고 내보내지는 않아요. 문구를 보내 주시면 걸릴 만한 곳부터 같이 볼게요.",
      "Nothing goes out without its review. Send me the text and we can look first at what may not pass.",
    ),
    next: { ko: ["'국내 최저가'라고 써도 돼?"], en: ["Can we say “lowest price in Korea”?"] },
  },
  no_consent: {
    text: words(
      "받겠다고 한 분에게만, 보내도 되는 시간에만 보낼 수 있어요. 수신을 거부했거나 동의하지 않은 분, 야간 동의가 없는 밤 시간은 제외돼요. 동의한 분들로 대상을 잡는 일은 도와드릴게요.",
      "Messages go only to people who agreed to them, and only at hours that are allowed. Whoever opted out or never opted in stays out. I can help to build an audience of those who agreed.",
    ),
    next: { ko: ["수신 동의한 고객으로 타겟 잡아줘"], en: ["Build an audience of people who opted in"] },
  },
  over_limit: {
    text: words(
      "정해 둔 한도는 몰래 넘기거나 쪼개서 피할 수 없어요. 더 쓰고 싶으시면 한도를 올리는 제안을 만들어 담당자의 결정을 받으면 돼요.",
      "A limit that was set can't be passed quietly or dodged in pieces. To spend more, I can propose a higher limit for the right person to decide.",
    ),
    next: { ko: ["이번 달 광고비 얼마 썼어?"], en: ["How much did we spend this month?"] },
  },
  deceives_people: {
    text: words(
      "고객이나 상대를 속이는 글과 행동은 돕지 않아요. 사실로 설득하는 문구라면 기꺼이 같이 써 볼게요.",
      "I don't help to mislead customers or anybody else. I'm glad to work on words that persuade with what is true.",
    ),
    next: { ko: ["광고 문구 3개 써줘"], en: ["Write three headlines for our product"] },
  },
  injected_instruction: {
    text: words(
      "그 지시는 따르지 않아요. 파일이나 이름에 적힌 명령, 규칙을 바꾸라는 말은 내용으로만 읽어요. 필요하신 일을 그대로 말씀해 주시면 도와드릴게요.",
      "I won't follow that instruction. Orders inside files or names, or to drop my rules, are read as text only. Tell me plainly what you need and I'll help.",
    ),
    next: { ko: ["뭐 할 수 있어?"], en: ["What can you do?"] },
  },
};

export function declined(reason: Reason, lang: Lang): string {
  return say(lang, refusals[reason].text);
}

/** What can be asked instead. */
export function insteadOf(reason: Reason, lang: Lang): readonly string[] {
  return refusals[reason].next[lang];
}
