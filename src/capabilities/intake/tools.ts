// What people may ask about files that come without a person, and the presses that open and close the ways.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { addressState, offerAddress, revokeAddress } from "./address.ts";
import { lastArrivals, readArrival } from "./arrivals.ts";
import { arrivalCard, intakeCard, leadCard, offeredCard, roomCard } from "./cards.ts";
import { intakeRooms, setRoomIntake } from "./room-intake.ts";

const SHOWN = 10;

const SetRoomIntake = z.object({ on: z.boolean() });
export type SetRoomIntake = z.output<typeof SetRoomIntake>;

const ApplyRoomIntake = z.object({ platform: z.string(), roomRef: z.string(), on: z.boolean() });

export const intakeTools: readonly Tool[] = [
  defineTool({
    name: "show_intake",
    about:
      "Show how reports come in without a person (upload address, drop folder, rooms), with the buttons that make, replace or revoke the address.",
    effect: "read",
    action: "intake.show",
    input: z.object({}),
    run: showIntake,
  }),
  defineTool({
    name: "offer_upload_address",
    about: "Make an upload address. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "intake.offer",
    input: z.object({}),
    run: offer,
  }),
  defineTool({
    name: "revoke_upload_address",
    about: "Close the upload address. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "intake.revoke",
    input: z.object({}),
    run: async (ctx) => {
      await revokeAddress(ctx);
      const text = words(
        "업로드 주소를 닫았어요. 그 주소로 보낸 파일은 이제 받지 않아요.",
        "The upload address is closed. Files sent to it are not taken any more.",
      );
      return { card: leadCard(ctx, text), facts: { address: "revoked" }, outside: false };
    },
  }),
  defineTool({
    name: "set_room_intake",
    about:
      "Show the card by which an admin has every file of the room it is asked in imported, or no longer. It changes nothing by itself.",
    effect: "write",
    startedBy: "words",
    action: "room.intake",
    input: SetRoomIntake,
    run: proposeRoom,
    propose: proposeRoom,
  }),
  defineTool({
    name: "apply_room_intake",
    about:
      "Import every file of a room, or no longer. Started by an admin's button only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "room.intake",
    input: ApplyRoomIntake,
    run: async (ctx, { on, ...room }) => {
      await setRoomIntake(ctx, room, on);
      const text = on
        ? words(
            "설정했어요. 이제 이 방에 올라오는 파일을 전부 가져올게요. 그만두려면 ‘이 채널 파일 그만 가져와’라고 하세요.",
            "Set. Every file posted in this room is imported from now on. To end it, say “stop importing files in this channel”.",
          )
        : words(
            "그만뒀어요. 이제 저를 멘션한 글의 파일만 가져와요.",
            "Stopped. Only files of posts that mention me are imported now.",
          );
      return { card: leadCard(ctx, text), facts: { on }, outside: false, alone: true };
    },
  }),
  defineTool({
    name: "show_arrival",
    about: "Tells what became of a file that came without a person. Never call it from words.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid() }),
    run: async (ctx, { id }) => {
      const arrival = await withTx(ctx, (tx) => readArrival(tx, ctx, id));
      const facts = { file: arrival.name, door: arrival.door, outcome: arrival.outcome?.kind ?? "waiting" };
      return { card: await arrivalCard(ctx, arrival), facts };
    },
  }),
];

async function showIntake(ctx: Ctx): Promise<ToolResult> {
  const { dropFolder = false } = ctx.intake ?? {};
  const [address, rooms, last, workspace] = await Promise.all([
    addressState(ctx),
    intakeRooms(ctx),
    withTx(ctx, (tx) => lastArrivals(tx, ctx, SHOWN)),
    findWorkspace(ctx.db, ctx.workspaceId),
  ]);
  if (workspace?.kind === "demo") throw demoTakesNone();
  const folder = dropFolder ? workspace?.name : undefined;
  return {
    card: intakeCard(ctx, { address, folder, rooms: rooms.length, last }),
    facts: { address: address.shownAt ? "open" : "none", folder: dropFolder, rooms: rooms.length },
    alone: true,
  };
}

async function offer(ctx: Ctx): Promise<ToolResult> {
  const { intake } = ctx;
  if (!intake) throw new Error("an upload address without an installation");
  const code = await offerAddress(ctx);
  const page = new URL(`/in/show/${code}`, intake.base);
  return {
    card: offeredCard(ctx, page, intake.isLocal),
    facts: { address: "offered" },
    outside: false,
    alone: true,
  };
}

async function proposeRoom(ctx: Ctx, { on }: SetRoomIntake): Promise<ToolResult> {
  if (!ctx.room) throw noRoom();
  const workspace = await findWorkspace(ctx.db, ctx.workspaceId);
  if (workspace?.kind === "demo") throw demoTakesNone();
  return { card: roomCard(ctx, ctx.room, on), facts: { on, set: false }, outside: false, alone: true };
}

function demoTakesNone(): Failure {
  return new Failure("conflict", "the demo takes no files by itself", {
    say: words("데모에는 리포트를 자동으로 받을 수 없어요.", "The demo takes no reports by itself."),
    next: words(
      "리포트를 하나 올리면 내 워크스페이스가 열려요. 거기서 다시 말해 주세요.",
      "Drop one report: it opens a workspace of your own. Ask again there.",
    ),
  });
}

function noRoom(): Failure {
  return new Failure("invalid", "no room to import from", {
    say: words(
      "이 대화는 방이 아니라서 정할 것이 없어요.",
      "This conversation is no room, so there is nothing to set.",
    ),
    next: words(
      "Slack의 그 채널에서 저를 멘션해 ‘이 채널 파일은 전부 가져와’라고 해 주세요.",
      "Mention me in that Slack channel and say “import every file in this channel”.",
    ),
  });
}
