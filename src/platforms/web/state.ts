// GET /api/state: all a page needs to draw itself: who, where, which conversations, what was said in this one.

import { randomUUID } from "node:crypto";
import type { Chat } from "../../chat/chat.ts";
import type { Place } from "../../chat/inbox.ts";
import { type Home, type Persona, personas, type Visitor } from "../../chat/people.ts";
import type { Starters } from "../../chat/starters.ts";
import type { Lang } from "../../core/locale.ts";
import { type DrawnAnswer, drawAnswer } from "./events.ts";

export type PageState = {
  lang: Lang;
  person: { id: string; role: string };
  /** The demo's people, where one may look through their eyes. */
  people: Persona[];
  workspace: Home;
  workspaces: Home[];
  thread: string;
  threads: { thread: string; title: string }[];
  entries: (DrawnAnswer | { id: string; said: string; files: string[] })[];
  /** Tokens of buttons that were pressed. */
  used: string[];
  starters: Starters;
  maxFileBytes: number;
};

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
  const [answers, waiting, used] = await Promise.all([
    chat.answers(place),
    chat.waiting(place),
    chat.used(place),
  ]);
  return {
    lang: page.lang,
    person: { id: personId, role },
    people: page.local ? personas(page.lang) : [],
    workspace,
    workspaces,
    thread,
    threads,
    entries: [...answers.map(drawAnswer), ...waiting],
    used,
    starters: page.starters,
    maxFileBytes: page.maxFileBytes,
  };
}
