// What an admin's buttons do at the door: let people in or turn them away, bind a room to this workspace or free it.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { PersonId } from "../../core/ids.ts";
import { say, type Words, words } from "../../core/locale.ts";
import { Role, roleLabels } from "../../core/roles.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { type Decided, decideAdmission } from "./admissions.ts";
import { workspaceName } from "./demo-people.ts";
import { findWorkspace } from "./directory.ts";
import { bindRoom, unbindRoom } from "./rooms.ts";

const RoomInput = z.object({ platform: z.string(), roomRef: z.string() });
type RoomInput = z.output<typeof RoomInput>;

export const doorTools: readonly Tool[] = [
  defineTool({
    name: "admit_person",
    about:
      "Let a person in who asked, with a role. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "person.admit",
    input: z.object({ personId: PersonId, role: Role }),
    run: async (ctx, input) => decidedResult(ctx, await decideAdmission(ctx, input)),
  }),
  defineTool({
    name: "turn_person_away",
    about:
      "Turn a person away who asked to come in. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "person.turn_away",
    input: z.object({ personId: PersonId }),
    run: async (ctx, input) => decidedResult(ctx, await decideAdmission(ctx, input)),
  }),
  defineTool({
    name: "bind_room",
    about: "Let a room speak of this workspace. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.bind",
    input: RoomInput,
    run: async (ctx, room) => {
      await bindRoom(ctx, room);
      return boundResult(ctx, room);
    },
  }),
  defineTool({
    name: "unbind_room",
    about:
      "Free a room of this workspace again. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.unbind",
    input: RoomInput,
    run: async (ctx, room) => {
      await unbindRoom(ctx, room);
      return told(ctx, freed, { bound: false });
    },
  }),
];

const freed = words(
  "연결을 해제했어요. 이제 여기 질문에는 이 워크스페이스의 데이터로 답하지 않아요.",
  "Unbound. Questions here are no longer answered from this workspace.",
);

function decidedResult(ctx: Ctx, { name, role }: Decided): ToolResult {
  const label = role && say(ctx.lang, roleLabels[role]);
  const admitted = words(
    `${name} 님을 ${label} 역할로 추가했어요. 이제 여기서 물어볼 수 있어요.`,
    `${name} is in, as ${label}, and can ask here from now on.`,
  );
  const away = words(
    `${name} 님의 요청을 거절했어요. 이 워크스페이스의 데이터는 보이지 않아요.`,
    `${name} was turned down and sees nothing of this workspace.`,
  );
  return told(ctx, role ? admitted : away, { name, role: role ?? "none" });
}

async function boundResult(ctx: Ctx, room: RoomInput): Promise<ToolResult> {
  const here = await findWorkspace(ctx.db, ctx.workspaceId);
  const name = here ? workspaceName(here, ctx.lang) : "";
  const undo: Part = {
    kind: "proposal",
    title: say(ctx.lang, words("연결을 되돌리려면", "To take it back")),
    lines: [],
    choices: [
      {
        label: say(ctx.lang, words("연결 해제", "Unbind")),
        style: "plain",
        press: { action: "unbind_room", input: room },
      },
    ],
  };
  const bound = words(
    `연결했어요. 다음 질문부터 ‘${name}’의 데이터로 답해요.`,
    `Done. From the next question on answers come from “${name}”.`,
  );
  return told(ctx, bound, { bound: true }, [undo]);
}

function told({ lang }: Ctx, text: Words, facts: unknown, more: Part[] = []): ToolResult {
  const card: Card = { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }, ...more] };
  return { card, facts };
}
