// Text from outside (names, cells, words of other people) is data. Once it entered a turn, changes are only proposed:
// whatever such a text talked a model into waits for a person.

import type { Ctx } from "../capabilities/context.ts";
import type { Tool, ToolResult } from "../capabilities/tool.ts";
import { words } from "../core/locale.ts";
import type { Effect } from "../core/roles.ts";
import type { PastTurn } from "./history.ts";

/** Whether text from outside had a say in what is asked. */
export type Standing = { tainted: boolean };

/** What such a turn may still do by itself. */
const whenTainted: Readonly<Record<Effect, "run" | "propose">> = {
  read: "run",
  write: "propose",
  spend: "propose",
};

export function onlyProposed(effect: Effect, { tainted }: Standing): boolean {
  return tainted && whenTainted[effect] === "propose";
}

/** What was said and found before is read again in every turn. */
export function isTainted(history: readonly PastTurn[]): boolean {
  return history.some(
    ({ byOther, tainted, calls }) =>
      byOther === true || tainted === true || calls.some(({ outside }) => outside !== false),
  );
}

const notCarriedOut = words(
  "이 대화에 캠페인 이름이나 파일처럼 밖에서 온 글이 섞여 있어서 바로 실행하지 않았어요. 바뀐 것은 없어요.",
  "Text from outside, such as campaign names or files, is part of this conversation, so nothing was carried out. Nothing was changed.",
);
const whatNext = words(
  "그대로 진행하려면 새 대화에서 이 요청만 다시 보내 주세요.",
  "To go ahead, send this request alone in a new conversation.",
);

export async function proposalOf(ctx: Ctx, tool: Tool, input: unknown): Promise<ToolResult> {
  if (tool.propose) return tool.propose(ctx, input);
  const { lang } = ctx;
  return {
    card: {
      lang,
      parts: [
        { kind: "text", tone: "lead", runs: [notCarriedOut[lang]] },
        { kind: "text", tone: "note", runs: [whatNext[lang]] },
      ],
    },
    facts: { notCarriedOut: tool.name, because: "text from outside is part of this conversation" },
    outside: false,
  };
}
