// What a draft's cards say: to its lead, to whoever asked, and where it cannot be decided any more.

import type { Card, Part } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";

/** The verbs of a draft's buttons. */
export const draftVerbs = { send: "draft_send", edit: "draft_edit", reject: "draft_reject" } as const;

export function isDraftVerb(action: string): boolean {
  return (Object.values(draftVerbs) as string[]).includes(action);
}

/** Parts that are looked at; nobody presses for somebody else. */
export const readable: ReadonlySet<Part["kind"]> = new Set([
  "text",
  "kpis",
  "table",
  "chart",
  "findings",
  "sources",
  "file",
]);

const SAID_LETTERS = 200;

type Of = { turnId: string; version: number; lang: Lang };

export function reviewCard({ turnId, version, lang }: Of, said: string, parts: readonly Part[]): Card {
  const input = { turn: turnId, version };
  const choice = (label: Words, action: string, style: "primary" | "plain" | "danger") => ({
    label: say(lang, label),
    style,
    press: { action, input },
  });
  const asked = said.slice(0, SAID_LETTERS).toWellFormed();
  return {
    lang,
    parts: [
      {
        kind: "text",
        tone: "lead",
        runs: [
          say(
            lang,
            words(
              `방에 보내기 전의 초안이에요. 질문: “${asked}”`,
              `A draft for a room. The question: “${asked}”`,
            ),
          ),
        ],
      },
      ...parts,
      {
        kind: "proposal",
        title: say(lang, words("이 답을 방에 보낼까요?", "Send this answer to the room?")),
        lines: [
          [
            say(
              lang,
              words(
                "24시간 안에 정하지 않으면 보내지 않아요.",
                "It is not sent unless you decide within 24 hours.",
              ),
            ),
          ],
        ],
        choices: [
          choice(words("보내기", "Send"), draftVerbs.send, "primary"),
          choice(words("수정", "Edit"), draftVerbs.edit, "plain"),
          choice(words("거절", "Reject"), draftVerbs.reject, "danger"),
        ],
      },
    ],
  };
}

export const looking = words(
  "담당자가 확인한 뒤에 이 방에 답할게요.",
  "Somebody looks at the answer first; it comes here then.",
);
export const nobody = words(
  "이 방의 답은 담당자가 먼저 확인하는데, 지금은 연락할 담당자가 없어서 보내지 못해요. 워크스페이스 관리자에게 알려 주세요.",
  "Answers here are looked at first, and nobody who could is known here. Please tell an admin of the workspace.",
);
export const rejected = words(
  "담당자가 확인했고, 이 질문에는 이 방에서 답하지 않기로 했어요. 필요하면 담당자에게 직접 물어봐 주세요.",
  "The question was looked at, and is not answered in this room. Please ask your contact directly if you need it.",
);
export const ranOut = words(
  "담당자가 아직 확인하지 못해서 답을 보내지 못했어요. 다시 물어보시거나 담당자에게 직접 알려 주세요.",
  "Nobody could look at the answer in time, so it was not sent. Ask again, or tell your contact directly.",
);

export function lineCard(lang: Lang, text: Words): Card {
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }] };
}

const ends: Readonly<Record<"sent" | "rejected" | "expired", Words>> = {
  sent: words("이 초안은 이미 방에 보냈어요.", "This draft was sent already."),
  rejected: words("이 초안은 이미 거절됐어요.", "This draft was rejected already."),
  expired: words("이 초안은 기한이 지나서 보내지 않았어요.", "This draft ran out and was not sent."),
};

export function decidedBefore(state: keyof typeof ends, by: string): Failure {
  const what = ends[state];
  return new Failure("conflict", "the draft is decided", {
    say: by === "" ? what : words(`${what.ko} ${by} 님이 정했어요.`, `${what.en} ${by} decided.`),
    next: words(
      "더 보낼 것이 있으면 방에 직접 써 주세요.",
      "Write in the room yourself if there is more to say.",
    ),
  });
}

export function oldCard(): Failure {
  return new Failure("conflict", "the card shows an earlier wording", {
    say: words(
      "그사이 고친 초안이 있어서 이 카드로는 정할 수 없어요.",
      "The draft was changed since, so this card decides nothing.",
    ),
    next: words("가장 새 카드에서 정해 주세요.", "Decide on the newest card."),
  });
}

export const waits = words(
  "방에 보낼 초안이 아직 기다리고 있어요. 위의 초안 카드에서 보내기, 수정, 거절 중 하나를 눌러 주세요.",
  "A draft for a room still waits: press Send, Edit or Reject on its card above.",
);
