// What a person's browser does at the web door: comes in, sends a message, reads a conversation. Nothing else of the app is known here.

import { z } from "zod";

/** Longer than the app lets anybody wait for a database that is there. */
const TIMEOUT_MS = 10_000;

/** Somebody who is signed in, by the session's cookie. */
export type Browser = { cookie: string };

/** Where it is said: a conversation of a workspace. */
export type Place = { thread: string; workspace: string };

export type Post = Place & { key: string; text: string };

const Ack = z.object({ id: z.string() });

const Entry = z.object({
  /** The message's id, as its ack named it. */
  id: z.string(),
  said: z.string(),
  /** Only an answered message has one. */
  outcome: z.string().optional(),
  cards: z.array(z.object({ id: z.string(), card: z.object({ plain: z.string() }).optional() })).default([]),
});
export type Entry = z.output<typeof Entry>;

/** `older` leads to the entries before these. */
const Page = z.object({ entries: z.array(Entry), older: z.string().optional() });

const State = Page.extend({
  workspace: z.object({ id: z.string() }),
  people: z.array(z.object({ id: z.string() })),
});
export type State = z.output<typeof State>;

/** A request that was not taken: what the server said, or why nothing came back. */
export class NotTaken extends Error {}

/** The first visit of a browser on the app's own machine. */
export async function visit(url: string): Promise<Browser & { state: State }> {
  const { cookie, body } = await get({ cookie: "" }, url, "/api/state?lang=ko");
  return { cookie, state: State.parse(body) };
}

/** Goes on as another of the demo's people. */
export async function viewAs(browser: Browser, url: string, personId: string): Promise<Browser> {
  const { cookie } = await post(browser, url, "/api/view-as", { personId });
  return { cookie };
}

/** Signs in by the code of the start text. */
export async function signIn(url: string, code: string): Promise<Browser> {
  const { cookie } = await post({ cookie: "" }, url, "/api/sign-in", { code });
  return { cookie };
}

/** @returns the id under which the message is kept */
export async function sendMessage(browser: Browser, url: string, message: Post): Promise<string> {
  const { body } = await post(browser, url, "/api/messages", { ...message, lang: "ko" });
  return Ack.parse(body).id;
}

/** The whole of it, oldest first, page by page as somebody who scrolls up to its beginning. */
export async function readConversation(browser: Browser, url: string, place: Place): Promise<Entry[]> {
  const { thread, workspace } = place;
  const where = { thread, workspace, lang: "ko" };
  const { body } = await get(browser, url, `/api/state?${new URLSearchParams(where)}`);
  let { entries, older: before } = Page.parse(body);
  while (before !== undefined) {
    const page = await get(browser, url, `/api/older?${new URLSearchParams({ ...where, before })}`);
    const above = Page.parse(page.body);
    entries = [...above.entries, ...entries];
    before = above.older;
  }
  return entries;
}

type Answer = { cookie: string; body: unknown };

function get(browser: Browser, url: string, path: string): Promise<Answer> {
  return taken(`${url}${path}`, { headers: headersOf(browser) });
}

function post(browser: Browser, url: string, path: string, body: unknown): Promise<Answer> {
  const fromPage = { "content-type": "application/json", origin: url, "sec-fetch-site": "same-origin" };
  return taken(`${url}${path}`, {
    method: "POST",
    headers: { ...headersOf(browser), ...fromPage },
    body: JSON.stringify(body),
  });
}

function headersOf({ cookie }: Browser): Record<string, string> {
  return { accept: "application/json", ...(cookie && { cookie }) };
}

/** @throws NotTaken for whatever is no whole answer of success: a refusal, a connection that broke, half a body */
async function taken(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (!response.ok) throw new NotTaken(`status ${response.status}`);
    const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";");
    return { cookie, body: text === "" ? undefined : JSON.parse(text) };
  } catch (error) {
    throw error instanceof NotTaken ? error : new NotTaken(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
