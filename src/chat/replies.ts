// Cards the conversation itself says: failures, limits, what became of a button. Every one has a next step.

import type { Entered } from "../capabilities/workspace/workspace.ts";
import { Card } from "../core/card/card.ts";
import { type Failure, failureText } from "../core/failure.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { roleLabels } from "../core/roles.ts";

export const noLetters = {
  say: words(
    "글자가 없는 메시지라 무엇을 찾을지 모르겠어요.",
    "There are no words in that message, so I cannot tell what to look for.",
  ),
  next: words("‘지난주 캠페인 어땠어?’처럼 물어봐 주세요.", "Try “How did the campaigns do last week?”."),
};

export const tooLong = {
  say: words(
    "메시지가 너무 길어서 끝까지 읽지 않았어요.",
    "That message is too long, so I did not read all of it.",
  ),
  next: words(
    "한 번에 한두 가지씩, 짧게 나눠서 물어봐 주세요. 표는 파일로 올려 주시면 읽을 수 있어요.",
    "Ask one or two things at a time; tables can be dropped as a file.",
  ),
};

const givenUp = {
  say: words(
    "여러 번 시도했지만 이 메시지에 답하지 못했어요.",
    "I tried several times and could not answer this message.",
  ),
  next: words("조금 뒤에 다시 보내 주세요.", "Please send it again in a moment."),
};

const nothingFound = {
  say: words("이 요청은 아직 이해하지 못했어요.", "I did not understand that yet."),
  next: words(
    "기간과 지표를 넣어 다시 물어봐 주세요. 예: 지난주 매체별 CPA",
    "Name a period and a metric, for example: CPA by medium last week.",
  ),
};

type Said = { say: Words; next: Words };

export function givenUpCard(lang: Lang): Card {
  return warningCard(givenUp, lang);
}

export function nothingFoundCard(lang: Lang): Card {
  return warningCard(nothingFound, lang);
}

function warningCard(text: Said, lang: Lang): Card {
  const runs = [`${say(lang, text.say)} ${say(lang, text.next)}`];
  return Card.parse({ lang, parts: [{ kind: "text", tone: "warning", runs }] });
}

/** The first lines in a workspace that a dropped file opened. */
export function openedCard(name: string, lang: Lang): Card {
  const text = words(
    `데모와 섞이지 않도록 새 워크스페이스 ‘${name}’에서 대화를 이어 갈게요. 이제부터는 여기 올린 파일로만 답해요.`,
    `So that nothing mixes with the demo, I opened a workspace of your own, “${name}”, and moved the conversation there. From now on answers come from the files you drop in it.`,
  );
  return Card.parse({ lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, text)] }] });
}

export function enteredCard({ how, workspace, role }: Entered, lang: Lang): Card {
  const { ko, en } = roleLabels[role];
  const text = {
    admin: words(
      "확인했어요. 이제 이 워크스페이스의 관리자예요. 코드는 다시 쓸 수 없어요.",
      "Thank you. You are an admin of this workspace now; the code is used up.",
    ),
    join: words(
      `‘${workspace.ko}’ 워크스페이스에 ${ko} 역할로 들어왔어요. 여기서 바로 물어보세요. 코드는 다시 쓸 수 없어요.`,
      `You are in “${workspace.en}” now, as ${en}: just ask here. The code is used up.`,
    ),
    link: words(
      `연결했어요. 이제 이 계정으로도 ‘${workspace.ko}’의 ${ko} 역할로 물어볼 수 있어요. 코드는 다시 쓸 수 없어요.`,
      `Linked. From now on you are a ${en} of “${workspace.en}” under this account, too. The code is used up.`,
    ),
  }[how];
  return Card.parse({ lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }] });
}

export function readingCard(name: string, lang: Lang): Card {
  const text = words(`${name} 파일을 읽고 있어요`, `Reading ${name}`);
  return Card.parse({ lang, parts: [{ kind: "progress", runs: [say(lang, text)] }] });
}

/** One file of several that was not taken, and what to do. */
export function refusedFileCard(name: string, failure: Failure, lang: Lang): Card {
  const { say: told, next } = failureText(failure, lang);
  const named = words(`‘${name}’: ${told} ${next}`, `“${name}”: ${told} ${next}`);
  return Card.parse({ lang, parts: [{ kind: "text", tone: "warning", runs: [say(lang, named)] }] });
}

const unread = words(
  "파일을 가져오지 못해서 함께 쓰신 말에는 답하지 않았어요. 파일 없이 다시 보내 주시면 지금 있는 데이터로 답할게요.",
  "As no file was taken, I did not answer the words beside it. Send them again without a file to be answered from the data there is.",
);
const unasked = words(
  "함께 쓰신 말은 파일을 가져온 뒤에 다시 보내 주세요. 먼저 위에서 하나를 골라 주시면 가져올게요.",
  "Please send the words beside it again once the file is in: pick one above first, and I will take it.",
);

/** Words about a file that is not there would be answered from other data. @param asked a question about the file is open */
export function unansweredCard(asked: boolean, lang: Lang): Card {
  const text = say(lang, asked ? unasked : unread);
  return Card.parse({ lang, parts: [{ kind: "text", tone: "note", runs: [text] }] });
}

/**
 * Where nobody sees how far the reading is: said once it takes a while.
 * @param seconds since it was first said
 */
export function stillReadingCard(names: readonly string[], lang: Lang, seconds = 0): Card {
  const [first = "", ...others] = names;
  const more = others.length;
  const since = seconds === 0 ? words("", "") : lasting(seconds);
  const text = words(
    `‘${first}’ 파일${more > 0 ? ` 외 ${more}개를` : "을"} 받아서 읽고 있어요${since.ko}. 끝나면 여기에 바로 알려 드릴게요.`,
    `I am reading “${first}”${more > 0 ? ` and ${more} more` : ""}${since.en}. The answer comes here as soon as I am through.`,
  );
  return Card.parse({ lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, text)] }] });
}

function lasting(seconds: number): Words {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  if (minutes === 0) return words(` (${rest}초째)`, ` (for ${rest} s)`);
  return words(
    ` (${minutes}분${rest === 0 ? "" : ` ${rest}초`}째)`,
    ` (for ${minutes} min${rest === 0 ? "" : ` ${rest} s`})`,
  );
}

/** Behind whatever was answered until then. */
export function stoppedCard(lang: Lang): Card {
  const text = words(
    "여기서 멈췄어요. 이어서 물어보시면 다시 답할게요.",
    "Stopped here. Ask again whenever you like.",
  );
  return Card.parse({ lang, parts: [{ kind: "text", tone: "note", runs: [say(lang, text)] }] });
}

export function answerCard(text: string, lang: Lang): Card {
  return Card.parse({ lang, parts: [{ kind: "text", tone: "plain", runs: [text] }] });
}
