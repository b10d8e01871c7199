// GET /api/events: the live stream of one thread (server-sent events). What is stored comes first, so a lost connection loses nothing.

import type { Request, Response } from "express";
import { type Answered, ANSWERS_AT_ONCE, type Chat, type ChatEvent } from "../../chat/chat.ts";
import type { Place } from "../../chat/inbox.ts";
import { DeliveryId, InboundId } from "../../core/ids.ts";
import type { DrawnCard } from "./drawn.ts";
import { drawCard } from "./render.ts";

/** A page that hears nothing for longer takes the line for dead. Also how often stored answers and the session are looked for: another replica may have made the one and closed the other. */
const HEARTBEAT_MS = 15_000;
/** A browser that reads nothing is let go; it resumes where it stopped. */
const MOST_UNREAD_BYTES = 2_000_000;
const MOST_REMEMBERED = 200;

export type DrawnAnswer = {
  id: string;
  said: string;
  files: string[];
  by?: Answered["by"];
  replaced?: boolean;
  outcome: Answered["outcome"];
  cards: { id: string; card: DrawnCard }[];
};

export function drawAnswer({ id, said, files, by, replaced, outcome, cards }: Answered): DrawnAnswer {
  return {
    id,
    said,
    files,
    ...(by && { by }),
    ...(replaced && { replaced }),
    outcome,
    cards: cards.map((one) => ({ id: one.id, card: drawCard(one.card) })),
  };
}

/** @param mayListen whether this browser is still who it was as the stream began; the stream ends when it is not */
export async function streamEvents(
  chat: Chat,
  place: Place,
  req: Request,
  res: Response,
  mayListen: () => Promise<boolean>,
): Promise<void> {
  let last = DeliveryId.safeParse(req.headers["last-event-id"] ?? req.query["after"]).data;
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  res.write("retry: 1500\n\n");

  const ended = new Set<string>();
  const send = (event: ChatEvent): void => {
    if (res.writableEnded) return;
    // An answer is heard live and found among the stored ones: it is told once.
    if (ended.has(event.id)) return;
    if (event.kind === "end") {
      remember(ended, event.id);
      last = event.cards.at(-1)?.id ?? last;
    }
    if (res.writableLength > MOST_UNREAD_BYTES) res.destroy();
    else res.write(frameOf(event));
  };
  const catchUp = async (): Promise<void> => {
    const seen = last;
    const missed = await chat.answers(place, seen);
    for (const answered of missed) {
      send(answered);
      await taken(res);
    }
    if (missed.length === ANSWERS_AT_ONCE && last !== seen && !res.writableEnded) await catchUp();
  };

  const catchUpWith = async (id: string): Promise<void> => {
    if (!ended.has(id)) await catchUp();
  };

  // Another replica may have stored answers before this one ended: a browser that resumes after it would never get them.
  const tell = async (event: ChatEvent): Promise<void> => {
    if (event.kind === "end" && !follows(event, ended)) await catchUpWith(event.id);
    send(event);
  };

  /** What it has in view says something else by now; a page that has it not takes no notice. */
  const redraw = async (id: string): Promise<void> => {
    const answered = await chat.answerTo(place, InboundId.parse(id));
    if (answered && !res.writableEnded)
      res.write(`event: redrawn\ndata: ${JSON.stringify(drawAnswer(answered))}\n\n`);
  };

  const beat = async (): Promise<void> => {
    if (await mayListen()) await catchUp();
    else res.end();
  };

  let told = catchUp();
  const next = (step: () => Promise<void>): void => {
    told = told.then(step);
    told.catch(() => res.destroy());
  };
  const unfollow = chat.follow(place, (event) => next(() => tell(event)));
  const unstored = chat.stored(place, (id) => next(() => catchUpWith(id)));
  const unredrawn = chat.redrawn(place, (id) => next(() => redraw(id)));
  const heartbeat = setInterval(() => {
    if (!res.writableEnded) res.write("event: here\ndata: 1\n\n");
    next(beat);
  }, HEARTBEAT_MS);
  res.on("close", () => {
    clearInterval(heartbeat);
    unfollow();
    unstored();
    unredrawn();
  });
  await told.catch(() => res.destroy());
}

/** What was missed is told no faster than it is read: all at once it would count as unread, each time anew. */
function taken(res: Response): Promise<void> {
  if (!res.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => res.destroy(), HEARTBEAT_MS);
    const go = (): void => {
      clearTimeout(late);
      res.off("drain", go).off("close", go);
      resolve();
    };
    res.on("drain", go).on("close", go);
  });
}

/** Whether the answer before this one was told, and so all before that. */
function follows({ before }: Answered, ended: ReadonlySet<string>): boolean {
  return before === null || (before !== undefined && ended.has(before));
}

/** The newest answers are enough: older ones are not heard again. */
function remember(ended: Set<string>, id: string): void {
  ended.add(id);
  const [oldest] = ended;
  if (ended.size > MOST_REMEMBERED && oldest) ended.delete(oldest);
}

/** Only an end has an id: a browser resumes after the last whole answer it got. */
function frameOf(event: ChatEvent): string {
  const last = event.kind === "end" ? event.cards.at(-1)?.id : undefined;
  return `${last ? `id: ${last}\n` : ""}event: ${event.kind}\ndata: ${JSON.stringify(drawnEvent(event))}\n\n`;
}

function drawnEvent(event: ChatEvent): unknown {
  switch (event.kind) {
    case "said":
      return { id: event.id, said: event.said, files: event.files };
    case "progress":
    case "card":
      return { id: event.id, card: drawCard(event.card) };
    case "words":
      return { id: event.id, text: event.text };
    case "end":
      return drawAnswer(event);
  }
}
