// The door of chat: messages, files and presses come in, answers go out. A surface translates and draws; nothing else.

import type { Logger } from "pino";
import type { IntakeSetting } from "../capabilities/context.ts";
import type { WrongFields } from "../capabilities/tool.ts";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import type { ConversationId, DeliveryId, InboundId, TurnId, WorkspaceId } from "../core/ids.ts";
import type { Card } from "../core/card/card.ts";
import type { Lang } from "../core/locale.ts";
import type { Work } from "../db/claim.ts";
import { type Db, withSystemTx, withTx } from "../db/db.ts";
import { sql } from "drizzle-orm";
import type { Origin } from "./body.ts";
import { usedTokens } from "./buttons.ts";
import type { Messengers } from "./deliver.ts";
import { type Dropped, type DroppedFile, keepFile } from "./drop.ts";
import type { Answered } from "./events.ts";
import { explainAnswer } from "./explain.ts";
import { checkForm, type FormAsk, type OpenedForm, openForm } from "./forms.ts";
import { type AnswerPage, answerPage, answersOf, answerTo, type Shelf } from "./history.ts";
import { buildHub, type Hub, type Listener } from "./hub.ts";
import { conversationAt, keep, type Kept, type Place, placeKey } from "./inbox.ts";
import { type Knockers, knockWork, pushesOf } from "./knocks/work.ts";
import type { Lives } from "./live.ts";
import { look } from "./look.ts";
import { openMarks } from "./marks.ts";
import { type Notices, openNotices } from "./notices.ts";
import { keepPress, type Press } from "./press.ts";
import { renameThread } from "./rename.ts";
import { type Thread, threadsOf, type Waiting, waitingIn } from "./threads.ts";
import { deliverAgain, findUndelivered, type Undelivered } from "./undelivered.ts";
import { askStop, openStops } from "./stops.ts";
import { openWork } from "./work.ts";
import { keepMessage, type Message } from "./message.ts";
import type { Fetchers } from "./remote-file.ts";
import type { Answerer } from "./workshop.ts";

export { refusedFile, type SharedFile } from "./body.ts";
export type { Answered, ChatEvent } from "./events.ts";
export { ANSWERS_AT_ONCE } from "./history.ts";
export type { Messenger, Messengers, Parcel } from "./deliver.ts";
export type { Place } from "./inbox.ts";
export type { Asked, Live, Lives, OpenLive, Shown } from "./live.ts";
export { notYet } from "../db/claim.ts";
export type { Fetcher, Fetchers, RemoteFile } from "./remote-file.ts";
export type { Answerer } from "./workshop.ts";

/** Who speaks where. Without a workspace it is the one the person was in last. */
type Speaker = Omit<Place, "workspaceId"> & { workspaceId?: WorkspaceId };

export type Chat = {
  db: Db;
  now: () => Temporal.Instant;
  /** Of the language model that answers; `undefined` where the built-in interpreter does. */
  model: string | undefined;
  /** Where this speaker is heard; to be followed before anything is sent. */
  placeOf: (from: Speaker) => Promise<Place>;
  /** Keeps a message and starts its answer; returns once it is committed. */
  send: (from: Place, message: Message) => Promise<Kept>;
  /** The same for a file; in the demo the conversation goes on in the person's own workspace, at `place`. */
  drop: (from: Place, file: DroppedFile) => Promise<Dropped>;
  /** @throws Failure "not_found" when the token is nobody's or another person's */
  press: (from: Place, press: Press) => Promise<Kept & { said: string }>;
  /** What a press asks first or shows, for a surface that asks in place; see forms.ts. */
  openForm: (from: Place, ask: FormAsk) => Promise<OpenedForm | undefined>;
  /** What of a filled-in form cannot be taken, by field; nothing is kept. */
  checkForm: (from: Place, filled: { token: string; values: Record<string, string> }) => Promise<WrongFields>;
  /** Calls a tool in this person's name: for a local operator who typed a command, or a choice in a platform's own menus. As good as a press. */
  act: (
    from: Place,
    action: {
      key: string;
      action: string;
      input: Record<string, unknown>;
      said: string;
      lang?: Lang;
      origin?: Origin;
    },
  ) => Promise<Kept>;
  /** What a tool that changes nothing shows this person; nothing of it is stored but its buttons. */
  look: (from: Place, seen: { tool: string; input: Record<string, unknown>; lang: Lang }) => Promise<Card>;
  /** Ends the answer that runs for this person at this place, in whichever process. @returns false when none does, or it cannot be broken off */
  stop: (from: Place) => Promise<boolean>;
  /** Live events of one conversation, what runs now first; until the returned function is called. */
  follow: (place: Place, listener: Listener) => () => void;
  /** Says the id of each message whose answer was stored, also by another replica; a hint that may be lost. */
  stored: Notices["stored"];
  /** Says the id of each message whose answer shows something else from now on: a request on it was decided. */
  redrawn: Notices["redrawn"];
  /** Says the id of each workspace in which requests began to wait or were settled; a hint that may be lost. */
  requests: Notices["requests"];
  /** The last `count` answers, or those before a turn; they count as delivered from then on. */
  page: (place: Place, of: { before?: TurnId | undefined; count: number }) => Promise<AnswerPage>;
  /** Stored answers, the last ones or the first after a delivery; they count as delivered from then on. */
  answers: (place: Place, after?: DeliveryId) => Promise<Answered[]>;
  /** The stored answer to one message; `undefined` while there is none. */
  answerTo: (place: Place, id: InboundId) => Promise<Answered | undefined>;
  /** How the figures of the answer to one message were made. @throws Failure "not_found" without such figures */
  explain: (place: Place, id: InboundId) => Promise<Card[]>;
  /** Messages without an answer yet. */
  waiting: (place: Place) => Promise<Waiting[]>;
  /** Tokens of buttons that were pressed. */
  used: (place: Place) => Promise<string[]>;
  threads: (from: Place) => Promise<Thread[]>;
  /** Calls a conversation by `title`; by its first question again when that is empty. */
  rename: (place: Place, title: string) => Promise<void>;
  /** Answers of a workspace that were not delivered, the newest first: for its admins. */
  undelivered: (workspaceId: WorkspaceId) => Promise<Undelivered[]>;
  /** Tries an undelivered answer anew. @returns false when there is no such one */
  deliverAgain: (workspaceId: WorkspaceId, id: DeliveryId) => Promise<boolean>;
  /** Whether a message could be kept now. */
  healthy: () => Promise<boolean>;
  /** Ends the work; what is not answered within `graceMs` (2,000) is stopped and given back to whoever works next. */
  close: (graceMs?: number) => Promise<void>;
};

/** @param parts.serve whose messages are answered here: everybody's, or only those this chat keeps itself */
export async function openChat(parts: {
  db: Db;
  log: Logger;
  now: () => Temporal.Instant;
  answerer: Answerer;
  serve?: "all" | "own";
  /** Post the answers on their platforms; on others they are fetched. */
  messengers?: Messengers;
  /** Show answers on their platforms while they grow. */
  lives?: Lives;
  /** Fetch files from the platforms they were shared on. */
  fetchers?: Fetchers;
  /** Ask a platform that takes no posts to tell somebody that something waits. */
  knockers?: Knockers;
  /** Where files are taken that come without a person; nowhere where it is left out. */
  intake?: IntakeSetting;
  /** Other tables that the one claim loop serves. */
  works?: readonly Work[];
}): Promise<Chat> {
  const { db, now } = parts;
  const hub = buildHub();
  const own = new Set<string>();
  const stops = openStops(db, parts.log);
  const notices = await openNotices(db, stops.abort);
  const marks = openMarks(db, parts.log);
  const { messengers = {}, fetchers = {}, lives = {}, knockers = {} } = parts;
  const works = [...(parts.works ?? []), knockWork({ db, log: parts.log, knockers })];
  const pushes = pushesOf(knockers);
  const shop = { ...parts, hub, stops, marks, messengers, fetchers, lives, works, pushes };
  const work = await openWork(shop, parts.serve === "own" ? own : undefined);

  /** Reads in a conversation; one that nobody spoke in yet holds `nothing`. */
  async function inConversation<T>(
    place: Place,
    nothing: T,
    read: (shelf: Shelf, id: ConversationId) => Promise<T>,
  ): Promise<T> {
    const shelf = { db, workspaceId: place.workspaceId };
    const id = await withTx(shelf, (tx) => conversationAt(tx, place), { single: true });
    return id ? read(shelf, id) : nothing;
  }

  function storedAnswer(place: Place, id: InboundId): Promise<Answered | undefined> {
    return inConversation(place, undefined, (shelf, found) => answerTo(shelf, found, id));
  }

  function begin<T extends Kept>(kept: T): T {
    if (parts.serve === "own") own.add(kept.inboundId);
    if (kept.fresh) work.wake({ line: kept.conversationId, id: kept.inboundId });
    return kept;
  }

  return {
    db,
    now,
    model: parts.answerer.judge?.model,
    async placeOf({ workspaceId, ...from }) {
      const scope = await scopeFor(db, {
        personId: from.personId,
        ...(workspaceId && { workspaceId }),
        now: now(),
      });
      return { ...from, workspaceId: scope.workspaceId };
    },
    send: async (from, message) => begin(await keepMessage(db, from, message)),
    drop: async (from, file) => begin(await keepFile(shop, from, file)),
    press: async (from, press) => begin(await keepPress(db, from, press)),
    openForm: (from, ask) => openForm(shop, from, ask),
    checkForm: (from, filled) => checkForm(shop, from, filled),
    act: async (from, { key, ...action }) =>
      begin(await keep(db, from, { dedupeKey: key, body: { kind: "action", ...action } })),
    look: (from, seen) => look(parts, from, seen),
    stop: (from) => askStop(db, from),
    follow: (place, listener) => hub.listen(placeKey(place), listener),
    stored: (place, listener) => notices.stored(place, unlessHere(hub, place, listener)),
    redrawn: notices.redrawn,
    requests: notices.requests,
    page: (place, of) =>
      inConversation(place, { answers: [] }, async (shelf, id) => {
        const page = await answerPage(shelf, id, of);
        marks.delivered(cardIds(page.answers));
        return page;
      }),
    answers: (place, after) =>
      inConversation(place, [], async (shelf, id) => {
        const answers = await answersOf(shelf, id, after);
        marks.delivered(cardIds(answers));
        return answers;
      }),
    answerTo: storedAnswer,
    explain: async (place, id) => explainAnswer(shop, place, await storedAnswer(place, id)),
    waiting: (place) => inConversation(place, [], waitingIn),
    used: (place) => inConversation(place, [], usedTokens),
    threads: (from) => threadsOf({ db, ...from }, from),
    rename: (place, title) => renameThread(parts, place, title),
    undelivered: (workspaceId) => findUndelivered({ db, workspaceId }),
    deliverAgain: (workspaceId, id) => deliverAgain({ db, workspaceId }, id),
    healthy: () => isHealthy(db),
    async close(graceMs) {
      await work.close(graceMs);
      await marks.close();
      stops.close();
      await notices.close();
    },
  };
}

function cardIds(answers: readonly Answered[]): DeliveryId[] {
  return answers.flatMap(({ cards }) => cards.map(({ id }) => id));
}

/** Time for an answer that was stored by this process to be heard from it. */
const HEARD_HERE_MS = 1_000;

/** Its notice may come before the answer itself, which would then be looked for in vain: only what does not come is. */
function unlessHere(hub: Hub, place: Place, listener: (id: string) => void): (id: string) => void {
  return (id) => {
    if (hub.runs(placeKey(place), id)) setTimeout(() => listener(id), HEARD_HERE_MS).unref();
    else listener(id);
  };
}

async function isHealthy(db: Db): Promise<boolean> {
  try {
    await withSystemTx(db, "health", (tx) => tx.execute(sql`select 1`));
    return true;
  } catch {
    return false;
  }
}
