// What the terminal itself says, in both languages.

import { type Lang, type Words, words } from "../../core/locale.ts";

export const texts = {
  title: words("CO9MA · 마케팅 데이터 동료", "CO9MA · your marketing data colleague"),
  hint: words(
    "질문을 쓰거나 번호를 고르세요. 파일은 창에 끌어다 놓으세요. 도움말 /help",
    "Ask, pick a number, or drop a file on the window. /help for more",
  ),
  starters: words("이렇게 물어보세요", "Try asking"),
  people: words("누구로 볼까요?", "Look as whom?"),
  thinking: words("찾아보는 중", "Looking"),
  stopping: words("멈추는 중", "Stopping"),
  cannotStop: words(
    "지금 하는 일은 중간에 멈출 수 없어요. 끝나면 보여 드릴게요.",
    "What runs now cannot be broken off. You will see its end.",
  ),
  leaveHint: words("한 번 더 누르면 나가요.", "Press once more to leave."),
  lang: words("이제 한국어로 보여 드려요.", "English from here on."),
  nothingMore: words("더 보여 드릴 것이 없어요.", "There is nothing more to show."),
  nothingMeasured: words(
    "아직 근거를 보여 드릴 숫자가 없어요. 먼저 숫자를 물어봐 주세요.",
    "There is no figure to explain yet. Ask for one first.",
  ),
  notSoMany: words(
    "그만큼 앞에는 숫자가 있는 답변이 없어요. /how 1이 마지막 답변이에요.",
    "There are not so many answers with figures. /how 1 is the last one.",
  ),
  nothingToJudge: words(
    "아직 평가할 답변이 없어요. 먼저 물어봐 주세요.",
    "There is no answer to judge yet. Ask something first.",
  ),
  noFile: words("파일을 찾지 못했어요: ", "There is no such file: "),
  noFileNext: words("경로를 확인하고 다시 놓아 주세요.", "Check the path and drop it again."),
  unknown: words("모르는 명령이에요: ", "No such command: "),
  unknownNext: words("/help에서 명령을 볼 수 있어요.", "/help lists them."),
} as const satisfies Record<string, Words>;

/** The commands as they are listed, each with what may be typed instead. */
export const commands = {
  help: { also: ["도움말", "?"], tells: words("이 목록", "this list") },
  more: {
    also: ["전체"],
    tells: words("잘린 표와 그래프를 모두 보기", "everything the last answer left out"),
  },
  how: {
    also: ["근거"],
    tells: words(
      "답변의 숫자가 어떻게 나왔는지; /how 2는 그 앞의 답변",
      "how an answer was made; /how 2 is the one before",
    ),
  },
  good: {
    also: ["좋아요"],
    tells: words("마지막 답변이 도움이 됐어요", "the last answer helped"),
  },
  bad: {
    also: ["아쉬워요"],
    tells: words(
      "마지막 답변이 아쉬워요; 뒤에 이유를 적어도 돼요",
      "the last answer did not help; a reason may follow",
    ),
  },
  new: { also: ["새대화"], tells: words("새 대화 시작", "a new conversation") },
  people: {
    also: ["사람"],
    tells: words("데모의 네 사람으로 보기", "look as one of the demo's four people"),
  },
  lang: { also: ["언어"], tells: words("한국어 ↔ English", "한국어 ↔ English") },
  quit: { also: ["나가기", "exit"], tells: words("나가기", "leave") },
} as const satisfies Record<string, { also: readonly string[]; tells: Words }>;

export type Command = keyof typeof commands;

export const keys: Words = words(
  "↑↓ 지난 입력 · Ctrl-C 답변 멈추기, 빈 줄에서 두 번이면 나가기",
  "↑↓ earlier lines · Ctrl-C stops an answer, twice on an empty line leaves",
);

/** A language as it is typed behind its command. */
export function langNamed(argument: string): Lang | undefined {
  if (/^(?:ko|kr|korean|한국어|한글)$/i.test(argument)) return "ko";
  return /^(?:en|english|영어)$/i.test(argument) ? "en" : undefined;
}
