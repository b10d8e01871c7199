// Where a report is to go, as it was said: here, to the asker alone, or to a room that is known by its name. What cannot be reached is asked.

import type { Card } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { say, type Words, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import type { ScheduleDigest } from "./input.ts";
import { speaksOf } from "./place.ts";
import type { Target } from "./rule.ts";

/** @returns where, or the question about it; without a word about it here among others, else to the asker */
export async function targetOf(ctx: Ctx, input: ScheduleDigest): Promise<Target | Card> {
  const [said] = input.deliverTo;
  if (input.portfolio) {
    if (said !== undefined && said !== "dm" && !(said === "here" && !ctx.room)) throw notToRooms();
    return { kind: "person" };
  }
  if (said === "dm") return { kind: "person" };
  if (said === undefined || said === "here") return ctx.room ? roomHere(ctx, ctx.room) : { kind: "person" };
  const room = roomNamed(ctx, said);
  return room ? roomHere(ctx, room) : askWhere(ctx, input, said);
}

export function isCard(found: Target | Card): found is Card {
  return "parts" in found;
}

type Room = { platform: string; roomRef: string; name?: string };

/** A room that was written as the platform writes one has its own reference beside it. */
function roomNamed({ rooms = [] }: Ctx, said: string): Room | undefined {
  const name = said.replace(/^#/, "").toLowerCase();
  return rooms.find((room) => room.name.toLowerCase() === name);
}

/** @throws Failure "invalid" for a room that speaks of another workspace */
async function roomHere(ctx: Ctx, { platform, roomRef, name }: Room): Promise<Target> {
  const target = { kind: "room" as const, platform, roomRef, ...(name !== undefined && { name }) };
  if (await speaksOf(ctx, target)) return target;
  throw new Failure("invalid", "the room is not of this workspace", {
    say: words(
      "그 채널은 이 워크스페이스에 연결되어 있지 않아서 보고를 보낼 수 없어요.",
      "That channel is not bound to this workspace, so no report can go there.",
    ),
    next: words(
      "관리자가 그 채널에서 ‘이 방 연결해줘’라고 하거나, 다른 곳을 말해 주세요.",
      "An admin can say “bind this room” there; or name another place.",
    ),
  });
}

/** A name that nobody can resolve, or a way there is none for: asked, with the places that are there. */
function askWhere(ctx: Ctx, input: ScheduleDigest, said: string): Card {
  const { lang } = ctx;
  const isMail = said.startsWith("email:");
  const why = isMail
    ? words("메일로는 아직 보내지 않아요. 어디로 보낼까요?", "I do not send mail yet. Where should it go?")
    : words(
        `‘${said}’ 채널을 찾지 못했어요. 어디로 보낼까요?`,
        `I could not find “${said}”. Where should it go?`,
      );
  const how = words(
    "Slack에서는 그 채널에서 저를 멘션해 ‘이 채널로 보내줘’라고 하거나, 채널 이름을 # 목록에서 골라 주세요.",
    "On Slack, mention me in that channel and say “send it here”, or pick the channel from the # list.",
  );
  const choice = (label: Words, to: string) => ({
    label: say(lang, label),
    style: "plain" as const,
    press: { action: "schedule_digest", input: { ...input, deliverTo: [to] } },
  });
  const choices = [
    ...(ctx.room ? [choice(words("이 채널로", "To this channel"), "here")] : []),
    choice(words("나에게 따로", "To me alone"), "dm"),
  ];
  return { lang, parts: [{ kind: "proposal", title: say(lang, why), lines: [[say(lang, how)]], choices }] };
}

function notToRooms(): Failure {
  return new Failure("invalid", "a portfolio goes to its person alone", {
    say: words("고객사가 섞인 요약은 방으로 보내지 않아요.", "A digest of several clients goes to no room."),
    next: words("‘나에게 보내줘’라고 하면 따로 보내 드려요.", "Say “send it to me” to get it alone."),
  });
}
