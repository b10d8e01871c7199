// What of an answer its room may see. A room with a policy, or with people from outside, hears nothing of what is the workspace's own
// affair; who asked for it as a member sees it alone.

import type { PastTurn } from "../agent/turn.ts";
import {
  outsideRoomState,
  platformIdOf,
  roomPolicyOf,
  type RoomPolicy,
} from "../capabilities/workspace/workspace.ts";
import type { Card, Part } from "../core/card/card.ts";
import { say, words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Draft } from "./draft.ts";
import type { Item } from "./item.ts";
import { isPosted } from "./outbox.ts";
import { holdsOf } from "./room-tools.ts";
import { directRoom, teamOf } from "./rooms.ts";
import { type Only, onlyAsker } from "./target.ts";

/** Where an answer goes. */
export type Way = "room" | "alone" | "lead";

/** `guarded`: nothing of the workspace's own affairs is for it. */
export type RoomRule = RoomPolicy & { guarded: boolean };

const open: RoomRule = { policy: "open", leadId: undefined, guarded: false };

/** Of the room a message was written in, or is told in; people alone with us hear everything their role may see. */
export async function ruleAt(db: Db, item: Item): Promise<RoomRule> {
  if (!isRoom(item)) return open;
  const { platform, roomRef, workspaceId, body } = item;
  const [found, outsiders] = await Promise.all([
    roomPolicyOf({ db, workspaceId }, { platform, roomRef }),
    outsideRoomState({ db, workspaceId }, { platform, roomRef }),
  ]);
  const { origin } = body;
  const shared = outsiders !== undefined || origin?.shared === true || origin?.outside === true;
  return { ...found, guarded: found.policy !== "open" || shared };
}

function isRoom({ platform, roomRef }: Pick<Item, "platform" | "roomRef">): boolean {
  return isPosted(platform) && teamOf(roomRef) !== undefined;
}

/** What was shown to one person alone is not what the room's next answer begins from, whoever asks. */
export function pastFor({ past }: Item, { guarded }: RoomRule): PastTurn[] {
  if (!guarded) return past;
  return past.map((turn) => {
    const calls = turn.calls.filter(({ tool }) => holdsOf(tool) !== "own");
    return calls.length === turn.calls.length ? turn : { ...turn, calls, answer: "" };
  });
}

/** Settles where the answer goes, and takes out what whoever asked must not see there. */
export function capForRoom(item: Item, draft: Draft, { policy, guarded }: RoomRule): Way {
  if (!isRoom(item)) return "room";
  if (guarded && holdsOwn(draft)) {
    if (item.body.origin?.outside === true || !item.member) withhold(draft);
    draft.aside = true;
  }
  if (draft.calls.some(({ tool }) => tool.endsWith("_room_policy"))) draft.aside = true;
  if (policy === "links_only" && hasFigures(draft)) draft.aside = true;
  if (draft.aside) return "alone";
  return policy === "draft_first" && !isMoot(draft) ? "lead" : "room";
}

/**
 * Whom an answer is shown to that is not for its room: whoever asked, or, where nobody did, the person it is told to, in their direct messages.
 * Where that is nobody the platform knows, the answer is taken out.
 */
export async function aloneWith(db: Db, item: Item, draft: Draft): Promise<Only | undefined> {
  const { workspaceId, platform, personId, roomRef, body } = item;
  if (body.origin) return onlyAsker(item, body.origin);
  const person = item.member && (await platformIdOf(db, { workspaceId, personId, platform }));
  if (person && person.split("/")[0] === teamOf(roomRef))
    return { roomRef: directRoom(person), threadRef: "", person };
  if (draft.outcome !== "failed" || holdsOwn(draft)) withhold(draft);
  return undefined;
}

/** Cards that a turn showed before it was broken off are nobody's call: they may hold anything. */
function holdsOwn({ calls, brokenOff }: Draft): boolean {
  return brokenOff || calls.some(({ tool }) => holdsOf(tool) === "own");
}

/** Neither cards nor what the conversation remembers of it. */
function withhold(draft: Draft): void {
  const lang = draft.cards[0]?.lang ?? "ko";
  draft.cards = [];
  draft.buttons = [];
  draft.opinions = [];
  draft.words = "";
  draft.calls = draft.calls.filter(({ tool }) => holdsOf(tool) !== "own");
  draft.card({ lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, notHere)] }] });
}

const notHere = words(
  "이 내용은 이 워크스페이스의 멤버에게만 보여 드려요. 성과와 캠페인에 대해서는 물어보실 수 있어요.",
  "That is shown to members of this workspace only. You may ask about performance and campaigns.",
);

function isMoot({ cards, words: said, handedOver }: Draft): boolean {
  return handedOver || (cards.length === 0 && said.trim() === "");
}

const figures: ReadonlySet<Part["kind"]> = new Set(["kpis", "table", "chart", "file"]);

/** A tool that shows figures may show them in any part, a model may say them in words. */
function hasFigures({ cards, calls, words: said }: Draft): boolean {
  return (
    calls.some(({ tool }) => holdsOf(tool) !== "words") || cards.some(showsFigures) || /\p{N}/u.test(said)
  );
}

function showsFigures({ parts }: Card): boolean {
  return parts.some(({ kind }) => figures.has(kind));
}
