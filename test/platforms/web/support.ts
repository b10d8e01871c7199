// A running web chat for a test, and a browser-like caller with a cookie jar of one.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import { type Answerer, type Chat, openChat } from "../../../src/chat/chat.ts";
import type { Logger } from "pino";
import type { Work } from "../../../src/db/claim.ts";
import type { Db } from "../../../src/db/db.ts";
import { buildWeb, listenWeb, type WebParts } from "../../../src/platforms/web/web.ts";
import { silentLog } from "../../support/database.ts";
import { fixedNow } from "../../support/workspace.ts";

export type Served = { url: string; chat: Chat; close: () => Promise<void> };

export async function serve(
  db: Db,
  answerer: Answerer,
  {
    works,
    ...over
  }: {
    publicUrl?: URL;
    maxFileBytes?: number;
    log?: Logger;
    linked?: NonNullable<WebParts["linked"]>;
    intake?: NonNullable<WebParts["intake"]>;
    works?: (db: Db) => readonly Work[];
  } = {},
): Promise<Served> {
  const now = (): Temporal.Instant => fixedNow;
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  const uploadDir = await mkdtemp(join(tmpdir(), "co9ma-web-"));
  const chat = await openChat({ db, log: silentLog, now, answerer, ...(works && { works: works(db) }) });
  const parts = { chat, log: silentLog, uploadDir, maxFileBytes: 1_000_000, zone: "Asia/Seoul", ...over };
  const web = await listenWeb(buildWeb(parts), { host: "127.0.0.1", port: 0 });
  return {
    url: web.url.replace("localhost", "127.0.0.1"),
    chat,
    close: async () => {
      await web.close();
      await chat.close();
      await rm(uploadDir, { recursive: true, force: true });
    },
  };
}

export type Caller = {
  cookie: string;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
};

/** Somebody with a session, as the first visit gives it. */
export async function visit(url: string): Promise<Caller> {
  const first = await fetch(`${url}/api/state`);
  const cookie = (first.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return callerWith(url, cookie);
}

export function callerWith(url: string, cookie: string): Caller {
  return {
    cookie,
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers: { cookie, ...headers } }),
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
  };
}

export type SseEvent = { id?: string; event: string; data: Record<string, unknown> };

/** Reads server-sent events until `enough` says so. */
export async function readEvents(
  response: Response,
  enough: (events: SseEvent[]) => boolean,
): Promise<SseEvent[]> {
  const events: SseEvent[] = [];
  const reader = (response.body ?? new ReadableStream<Uint8Array>())
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let rest = "";
  while (!enough(events)) {
    const { value, done } = await reader.read();
    if (done) break;
    const frames = (rest + value).split("\n\n");
    rest = frames.pop() ?? "";
    events.push(...frames.flatMap(eventOf));
  }
  await reader.cancel();
  return events;
}

function eventOf(frame: string): SseEvent[] {
  const fields = new Map(frame.split("\n").map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  const [event, data, id] = [fields.get("event"), fields.get("data"), fields.get("id")];
  if (!event || !data) return [];
  return [{ event, data: JSON.parse(data) as Record<string, unknown>, ...(id && { id }) }];
}
