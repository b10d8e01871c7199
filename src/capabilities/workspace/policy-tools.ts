// Setting what may be said in a room: words bring a card to the admin alone, and only a press on it changes anything.

import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { PersonId } from "../../core/ids.ts";
import { say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { personByName } from "./names.ts";
import { personName } from "./people.ts";
import { Policy, policyLabels, roomPolicyOf, setRoomPolicy } from "./room-policy.ts";

export const SetRoomPolicy = z.object({
  policy: Policy.describe(
    "open: answered at once. links_only: figures go to the asker alone. draft_first: answers wait until somebody has looked at them.",
  ),
  lead: z.string().max(80).optional().describe("Who looks at drafts, as written; the admins when left out."),
});
export type SetRoomPolicy = z.output<typeof SetRoomPolicy>;

const Apply = z.object({
  platform: z.string(),
  roomRef: z.string(),
  policy: Policy,
  leadId: PersonId.optional(),
});
type Apply = z.output<typeof Apply>;

export const policyTools: readonly Tool[] = [
  defineTool({
    name: "set_room_policy",
    about:
      "Show the card by which an admin decides what may be said in the room it is asked in: answered at once, figures to the asker alone, or draft first. It changes nothing by itself.",
    effect: "write",
    startedBy: "words",
    action: "room.policy",
    input: SetRoomPolicy,
    run: proposed,
    propose: proposed,
  }),
  defineTool({
    name: "apply_room_policy",
    about: "Set what may be said in a room. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.policy",
    input: Apply,
    run: async (ctx, { policy, leadId, ...room }) => {
      await setRoomPolicy(ctx, room, { policy, leadId });
      return told(ctx, done[policy], policy);
    },
  }),
];

async function proposed(ctx: Ctx, { policy, lead }: SetRoomPolicy): Promise<ToolResult> {
  const { room } = ctx;
  if (!room) throw noRoom();
  const leadId = lead === undefined ? undefined : await personByName(ctx.db, ctx.workspaceId, lead);
  const leader = leadId && { personId: leadId, name: await personName(ctx.db, leadId) };
  const before = await roomPolicyOf(ctx, room);
  const input: Apply = { ...room, policy, ...(leader && { leadId: leader.personId }) };
  const lines = [
    words(
      `지금: ${policyLabels[before.policy].ko} → ${policyLabels[policy].ko}`,
      `Now: ${policyLabels[before.policy].en} → ${policyLabels[policy].en}`,
    ),
    meaning[policy],
    ...(policy === "draft_first"
      ? [
          words(
            `초안을 보는 사람: ${leader?.name ?? "관리자 모두"}`,
            `Who looks at drafts: ${leader?.name ?? "every admin"}`,
          ),
        ]
      : []),
  ];
  const { lang } = ctx;
  const card: Card = {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, words("이 방의 답하는 방식을 바꿀까요?", "Change what is said in this room?")),
        lines: lines.map((line) => [say(lang, line)]),
        choices: [
          {
            label: say(lang, words("이렇게 설정", "Set it so")),
            style: "primary",
            press: { action: "apply_room_policy", input },
          },
        ],
      },
    ],
  };
  return { card, facts: { policy, set: false }, outside: false, alone: true };
}

const meaning: Readonly<Record<Policy, Words>> = {
  open: words("질문하면 방에 바로 답해요.", "Questions are answered in the room at once."),
  links_only: words(
    "수치가 있는 답은 물어본 사람에게만 보여요.",
    "Answers with figures are shown to whoever asked, alone.",
  ),
  draft_first: words(
    "답은 담당자가 [보내기]를 누른 뒤에만 방에 올라가요. 한도, 실행 기록, 다른 방의 내용은 담기지 않아요.",
    "An answer enters the room only after its lead pressed Send. It never holds limits, the record of what was done, or anything of other rooms.",
  ),
};

const done: Readonly<Record<Policy, Words>> = {
  open: words(
    "설정했어요. 이 방의 질문에 바로 답할게요.",
    "Set. Questions in this room are answered at once.",
  ),
  links_only: words(
    "설정했어요. 이 방에서 수치는 물어본 사람에게만 보여 줄게요.",
    "Set. In this room figures are shown to whoever asked, alone.",
  ),
  draft_first: words(
    "설정했어요. 이 방의 답은 담당자에게 먼저 보여 줄게요. 되돌리려면 ‘이 방은 바로 답해줘’라고 하세요.",
    "Set. Answers in this room go to the lead first. To take it back, say “answer here at once”.",
  ),
};

function told({ lang }: Ctx, text: Words, policy: Policy): ToolResult {
  const card: Card = { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }] };
  return { card, facts: { policy, set: true }, outside: false, alone: true };
}

function noRoom(): Failure {
  return new Failure("invalid", "no room to decide about", {
    say: words(
      "이 대화는 방이 아니라서 정할 것이 없어요.",
      "This conversation is no room, so there is nothing to set.",
    ),
    next: words(
      "Slack의 그 채널에서 저를 멘션해 ‘이 방은 초안 먼저로’라고 해 주세요.",
      "Mention me in that Slack channel and say “draft first in this room”.",
    ),
  });
}
