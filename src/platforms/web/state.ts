// GET /api/state: all a page needs to draw itself: who, where, which conversations, what was said in this one.

import { randomUUID } from "node:crypto";
import type { Chat } from "../../chat/chat.ts";
import type { Place } from "../../chat/inbox.ts";
import type { Waiting } from "../../chat/threads.ts";
import { type Home, type Persona, personas, type Visitor } from "../../chat/people.ts";
import type { Starters } from "../../chat/starters.ts";
import type { TurnId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { type DrawnAnswer, drawAnswer } from "./events.ts";
import { type UndeliveredLine, undeliveredFor } from "./undelivered.ts";

export type PageState = {
  lang: Lang;
  person: { id: string; role: string };
  /** The demo's people, where one may look through their eyes. */
  people: Persona[];
  workspace: Home;
  workspaces: Home[];
  /** People sign in here: the app is open to more than this machine. */
  network: boolean;
  thread: string;
  threads: { thread: string; title: string }[];
  /** The last messages, in order. */
  entries: (DrawnAnswer | Waiting)[];
  /** Where the messages before these end; missing when these are all. */
  older?: string;
  /** Tokens of buttons that were pressed. */
  used: string[];
  /** Answers that a platform did not take; for admins only. */
  undelivered: UndeliveredLine[];
  starters: Starters;
  maxFileBytes: number;
};

/** Messages a page draws at once: more than a screen holds, few enough to be there at once. */
const PAGE = 20;

export function placeOf({ personId, workspace }: Visitor, thread: string): Place {
  return { workspaceId: workspace.id, personId, platform: "web", roomRef: personId, threadRef: thread };
}

export async function pageState(
  chat: Chat,
  visitor: Visitor,
  page: { thread: string | undefined; lang: Lang; local: boolean; starters: Starters; maxFileBytes: number },
): Promise<PageState> {
  const { personId, role, workspace, workspaces } = visitor;
  const threads = await chat.threads(placeOf(visitor, ""));
  const thread = page.thread ?? threads[0]?.thread ?? randomUUID();
  const place = placeOf(visitor, thread);
  const [{ answers, older }, waiting, used, undelivered] = await Promise.all([
    chat.page(place, { count: PAGE }),
    chat.waiting(place),
    chat.used(place),
    undeliveredFor(chat, visitor, page.lang),
  ]);
  return {
    lang: page.lang,
    person: { id: personId, role },
    people: page.local ? personas(page.lang) : [],
    workspace,
    workspaces,
    network: !page.local,
    thread,
    threads,
    entries: [...answers.map(drawAnswer), ...waiting],
    ...(older && { older }),
    used,
    undelivered,
    starters: page.starters,
    maxFileBytes: page.maxFileBytes,
  };
}

export type OlderPage = { entries: DrawnAnswer[]; older?: string };

/** The messages before those a page shows. */
export async function olderPage(chat: Chat, place: Place, before: TurnId): Promise<OlderPage> {
  const { answers, older } = await chat.page(place, { before, count: PAGE });
  return { entries: answers.map(drawAnswer), ...(older && { older }) };
}
