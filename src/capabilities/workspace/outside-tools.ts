// What an admin's buttons do about a room with people from outside: let it be answered in, leave it silent, take either back.

import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { decideOutsideRoom } from "./outside-rooms.ts";

const Input = z.object({
  platform: z.string(),
  roomRef: z.string(),
  /** As the card with the button showed it. */
  was: z.enum(["asked", "approved", "silent"]),
});
type Input = z.output<typeof Input>;

export const outsideTools: readonly Tool[] = [
  defineTool({
    name: "approve_room",
    about:
      "Let a room with people from outside be answered in. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.approve",
    input: Input,
    run: async (ctx, { was, ...room }) => {
      await decideOutsideRoom(ctx, room, { was, state: "approved" });
      const back = choice(words("승인 취소", "Take it back"), "silence_room", { ...room, was: "approved" });
      return result(ctx, approved, "approved", back);
    },
  }),
  defineTool({
    name: "silence_room",
    about:
      "Leave a room with people from outside without answers. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.silence",
    input: Input,
    run: async (ctx, { was, ...room }) => {
      await decideOutsideRoom(ctx, room, { was, state: "silent" });
      const back = choice(words("이 방에서 답하기", "Answer in this room"), "approve_room", {
        ...room,
        was: "silent",
      });
      return result(ctx, silent, "silent", back);
    },
  }),
];

const approved = words(
  "승인했어요. 이제 이 방의 질문에 답해요. 외부 사람은 무엇을 하든 뷰어까지만 할 수 있어요.",
  "Approved. Questions in this room are answered now; people from outside are viewers at most, whatever they ask.",
);

const silent = words(
  "이 방에서는 답하지 않을게요. 외부 사람이 없는 방과 DM에서는 그대로 답해요.",
  "Nothing is answered in this room. Rooms without people from outside and direct messages go on as before.",
);

type Back = { label: Words; action: string; input: Input };

function choice(label: Words, action: string, input: Input): Back {
  return { label, action, input };
}

function result({ lang }: Ctx, text: Words, state: string, { label, action, input }: Back): ToolResult {
  const card: Card = {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, text)] },
      {
        kind: "proposal",
        title: say(lang, words("되돌리려면", "To take it back")),
        lines: [],
        choices: [{ label: say(lang, label), style: "plain", press: { action, input } }],
      },
    ],
  };
  return { card, facts: { state } };
}
