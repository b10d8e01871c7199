// One reply slot: what was said is kept, and by the moment of decision the slot shows what is there, opens the callback, or says that the
// answer will lie ready. Nothing is lost where it shows nothing: what is stored lies held until some slot took it.

import { keepCallback } from "../../../chat/callbacks/callbacks.ts";
import { openFor } from "../../../chat/callbacks/ears.ts";
import { headWithRequests } from "../../../chat/callbacks/heads.ts";
import { type ShownCard, slotHands, type Taken } from "../../../chat/callbacks/held.ts";
import { answerTo } from "../../../chat/history.ts";
import type { Card } from "../../../core/card/card.ts";
import type { InboundId } from "../../../core/ids.ts";
import { fillSaid } from "../fill/fill.ts";
import type { Heard } from "../inbound/heard.ts";
import { callbackAddress } from "./address.ts";
import type { Desk, Visit } from "./desk.ts";
import { type Asked, keepSaid } from "./keep.ts";
import { firstPage, laterPage, plainPage } from "./pages.ts";
import { callbackReply, lineReply, type Reply, replyOf, silence, withOffer } from "./reply.ts";
import { uploadReply } from "./upload.ts";
import { listenFor } from "./wait.ts";
import { type Line, lineText, look } from "./words.ts";

/** A reply, and the cards that are in its hand until it is written. */
export type Said = { reply: Reply; taken?: Taken };

type Clock = {
  /** Milliseconds since the request was received. */
  sinceMs: () => number;
  /** Called once what was said cannot be lost any more. */
  onKept: () => void;
};

export async function answerSlot(
  desk: Desk,
  visit: Visit,
  heard: Heard,
  { sinceMs, onKept }: Clock,
): Promise<Said> {
  if (heard.said.kind === "event") return eventSaid(desk, visit);
  if (heard.said.kind === "rest") return { reply: await restReply(desk, visit, heard.said) };
  const filling = await fillSaid(desk, visit, heard);
  if (filling && "reply" in filling) return filling;
  const said = { ...heard, ...filling };
  const upload = await uploadReply(desk, visit, said);
  if (upload) return { reply: upload };
  return answerSaid(desk, visit, said, { sinceMs, onKept });
}

async function answerSaid(desk: Desk, visit: Visit, heard: Heard, { sinceMs, onKept }: Clock): Promise<Said> {
  const { chat, times } = desk;
  const { reader } = visit;
  const listening = listenFor(chat, visit.place);
  try {
    const asked = await keepSaid(desk, visit, heard);
    onKept();
    const heads = headWithRequests({ ...chat, log: desk.log }, visit.ear, reader.personId).catch(() =>
      desk.log.warn("waiting requests were not looked for"),
    );
    const leftMs = times.decideMs - sinceMs();
    const answered = asked?.id === undefined || (await listening.untilEnd(asked.id, leftMs));
    await heads;
    return await decide(desk, visit, heard, { asked, answered, sinceMs });
  } finally {
    listening.close();
  }
}

/** What lies held for them. Where they fetched it meanwhile a team chat sees nothing; alone with us a reply may not be empty. */
async function eventSaid(desk: Desk, visit: Visit): Promise<Said> {
  const taken = await slotHands.take(desk.chat.db, visit.ear);
  if (taken.cards.length > 0) return showTaken(desk, visit, taken, true);
  if (visit.reader.profile === "team") return { reply: silence };
  return { reply: lineReply(visit.reader, taken.onItsWay ? "onItsWay" : "nothing", look) };
}

type Decision = { asked: Asked | undefined; answered: boolean; sinceMs: () => number };

async function decide(desk: Desk, visit: Visit, heard: Heard, decision: Decision): Promise<Said> {
  const { asked, answered } = decision;
  const { reader, ear } = visit;
  const taken = await slotHands.take(desk.chat.db, ear);
  if (taken.cards.length > 0) return showTaken(desk, visit, taken, answered);
  if (asked?.kind === "asked" && answered) {
    const stored = asked.kept.fresh ? [] : await storedCards(desk, asked);
    if (stored.length > 0) return { reply: await cardsReply(desk, visit, stored) };
    return { reply: lineReply(reader, taken.onItsWay ? "onItsWay" : "nothing", look) };
  }
  if (asked?.kind === "looked" && answered) {
    const line = taken.onItsWay ? "onItsWay" : (await isOpenStill(desk, visit)) ? "working" : "nothing";
    return { reply: lineReply(reader, line, look) };
  }
  if (asked?.kind !== "asked") return { reply: lineReply(reader, "stopping", look) };
  return later(desk, visit, heard, { ...decision, id: asked.id });
}

async function isOpenStill({ chat }: Desk, { ear }: Visit): Promise<boolean> {
  return (await openFor(chat.db, ear)).length > 0;
}

/** The cards, and behind them that more will come. */
async function showTaken(desk: Desk, visit: Visit, taken: Taken, answered: boolean): Promise<Said> {
  const { reader } = visit;
  const more = answered ? [] : [{ card: noteCard("stillBehind", visit) }];
  const reply = await cardsReply(desk, visit, [...taken.shown, ...more]);
  if (answered || !("template" in reply)) return { reply, taken };
  return { reply: replyOf(withOffer(reply.template, reader, look)), taken };
}

function noteCard(line: Line, { reader: { lang } }: Visit): Card {
  return { lang, parts: [{ kind: "text", tone: "note", runs: [lineText(line, lang)] }] };
}

async function cardsReply(desk: Desk, { reader }: Visit, cards: readonly ShownCard[]): Promise<Reply> {
  const page = await firstPage({ ...desk, ...desk.chat }, reader, cards).catch((error: unknown) => {
    desk.log.error({ err: error }, "cards could not be drawn");
    return undefined;
  });
  return replyOf(page ?? plainPage(cards, reader.lang));
}

/** The callback where there is one and it is Kakao's; else the answer will lie ready. */
async function later(
  desk: Desk,
  visit: Visit,
  heard: Heard,
  { id, sinceMs }: { id: InboundId; sinceMs: () => number },
): Promise<Said> {
  const { chat, times, own } = desk;
  const { reader, ear } = visit;
  const { profile, lang } = reader;
  const url = heard.console ? undefined : callbackAddress(heard.callbackUrl, own);
  const behind = (await openFor(chat.db, ear, id)).length > 0;
  if (!url) return { reply: lineReply(reader, behind ? "behind" : "working", look) };
  const { dueMs, shutMs } = times.callback[profile];
  const kept = await keepCallback(chat.db, {
    workspaceId: ear.workspaceId,
    inboundId: id,
    platform: ear.platform,
    address: { url: url.href, profile, lang },
    dueMs: dueMs - sinceMs(),
    shutMs: shutMs - sinceMs(),
  });
  if (kept) return { reply: callbackReply(lang, behind) };
  const taken = await slotHands.take(chat.db, ear);
  if (taken.cards.length > 0) return showTaken(desk, visit, taken, true);
  return { reply: lineReply(reader, "working", look) };
}

/** The same was asked before, within a minute: the answer is the same. */
async function storedCards(
  { chat }: Desk,
  { kept }: Extract<Asked, { kind: "asked" }>,
): Promise<ShownCard[]> {
  const shelf = { db: chat.db, workspaceId: kept.workspaceId };
  return (await answerTo(shelf, kept.conversationId, kept.inboundId))?.cards ?? [];
}

async function restReply(
  desk: Desk,
  { reader }: Visit,
  rest: { name: string; page: number },
): Promise<Reply> {
  const page = await laterPage({ ...desk, ...desk.chat }, reader, rest);
  return page ? replyOf(page) : lineReply(reader, "oldPage");
}
