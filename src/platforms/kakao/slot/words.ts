// What a slot says by itself, Korean and English side by side.

import { type Lang, say, type Words, words } from "../../../core/locale.ts";

/** Typed or pressed, they mean the same: they ask for nothing that was not asked before. */
export const look = words("답변 확인", "Show answer");

const looks = /^(?:답변\s*(?:확인|보기|보여\s*줘)|show (?:the )?answer)[.!?~]*$/i;
const stops = /^(?:취소(?:해|해\s*줘|할게|요)?|그만(?:해|해\s*줘)?|멈춰(?:\s*줘)?|중지|stop|cancel)[.!~]*$/i;

export function asksToLook(text: string): boolean {
  return looks.test(text.trim());
}

export function asksToStop(text: string): boolean {
  return stops.test(text.trim());
}

const lines = {
  working: words(
    "아직 작업 중이에요. 잠시 뒤 ‘답변 확인’을 누르시면 답을 보여 드릴게요.",
    "I am still working on it. Press “Show answer” in a moment and I will show it to you.",
  ),
  behind: words(
    "앞선 요청을 아직 처리하고 있어요. 이 요청은 받아 두었고, 이어서 차례대로 답할게요.",
    "I am still at your earlier request. This one is kept and will be answered after it.",
  ),
  stillBehind: words(
    "이번 요청은 아직 작업 중이에요. 잠시 뒤 ‘답변 확인’을 눌러 주세요.",
    "Your last request is still in work. Press “Show answer” in a moment.",
  ),
  waiting: words(
    "생각하고 있어요. 답이 준비되면 바로 보내 드릴게요.",
    "Thinking. I will send the answer as soon as it is there.",
  ),
  nothing: words(
    "지금은 새로 도착한 답이 없어요. 궁금한 것을 물어봐 주세요.",
    "There is no new answer just now. Ask me anything.",
  ),
  onItsWay: words(
    "답변을 다른 메시지로 보내는 중이에요. 잠시 뒤에도 보이지 않으면 ‘답변 확인’을 눌러 주세요.",
    "The answer is on its way to you in another reply. If you do not see it in a moment, press “Show answer”.",
  ),
  stopping: words(
    "멈추는 중이에요. 잠시 뒤 ‘답변 확인’을 눌러 주세요.",
    "I am stopping. Press “Show answer” in a moment.",
  ),
  slow: words(
    "지금 서버가 바빠서 제시간에 답하지 못했어요. 잠시 뒤 ‘답변 확인’을 눌러 보시고, 답이 없으면 다시 보내 주세요.",
    "I was too busy to answer in time. Press “Show answer” in a moment, and send it again if there is none.",
  ),
  broken: words(
    "처리하다가 문제가 생겼어요. 바뀐 것은 없어요. 잠시 뒤 다시 보내 주세요.",
    "Something went wrong on my side. Nothing was changed. Please send it again in a moment.",
  ),
  unreadable: words(
    "이 메시지는 읽을 수 없었어요. 글로 짧게 보내 주세요.",
    "I could not read that message. Please send a short text.",
  ),
  noWorkspace: words(
    "이 주소의 워크스페이스를 찾지 못했어요. 스킬 주소를 확인해 주세요.",
    "There is no workspace at this address. Check the address of the skill.",
  ),
  fillEnded: words(
    "입력을 그만뒀어요. 보낸 것도, 바뀐 것도 없어요.",
    "I stopped asking. Nothing was sent, and nothing was changed.",
  ),
  oldPage: words(
    "이 답변의 나머지는 더 볼 수 없어요. 같은 질문을 다시 해 주세요.",
    "The rest of that answer is gone. Please ask again.",
  ),
  console: words(
    "스킬 서버에 잘 연결됐어요. 실제 대화는 배포한 채널에서 확인해 주세요. 여기서는 콜백을 시험할 수 없어요.",
    "The skill server is reached. Try the talk itself in the deployed channel: callbacks cannot be tested here.",
  ),
  greeting: words(
    "안녕하세요, 광고 성과를 묻고 답하는 CO9MA예요. 저를 멘션하고 물어봐 주세요. 예: ‘지난주 캠페인 어땠어?’ 처음이라면 각자 한 번씩 계정을 연결해야 답을 볼 수 있고, 여기서 한 답은 이 방의 모두가 봐요.",
    "Hello, I am CO9MA: ask me about your campaigns by mentioning me, such as “How did the campaigns do last week?”. Each of you links their account once to get answers, and everybody in this room sees them.",
  ),
} as const satisfies Record<string, Words>;

export type Line = keyof typeof lines;

export function lineText(line: Line, lang: Lang): string {
  return say(lang, lines[line]);
}
