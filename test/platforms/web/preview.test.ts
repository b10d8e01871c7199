// The preview over HTTP: payloads of the real renderers with their validators' word, for the person whose conversation it is.

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demoPeople } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { type Drawer, openDrawer } from "../../../src/drawing/drawer.ts";
import { endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { weekCard } from "../../core/card/made-cards.ts";
import { closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { readPng } from "../../support/png.ts";
import { type Caller, callerWith, readEvents, serve, type Served, visit } from "./support.ts";

let db: Db;
let drawer: Drawer;
let served: Served;
let me: Caller;
let thread: string;

const links = { make: async () => [], find: async () => undefined, use: async () => false };
const answerer = makeAnswerer(async function* () {
  yield { kind: "card", card: weekCard("ko") };
  yield endOf();
});

beforeAll(async () => {
  db = await openTestDb();
  drawer = openDrawer(silentLog);
});
beforeEach(async () => {
  served = await serve(db, answerer, { linked: { links, drawer } });
  me = await visit(served.url);
  thread = randomUUID();
  const stream = await me.get(`/api/events?thread=${thread}`);
  await me.post("/api/messages", { key: randomUUID(), thread, text: "지난주 어땠어?" });
  await readEvents(stream, (events) => events.some(({ event }) => event === "end"));
});
afterEach(() => served.close());
afterAll(async () => {
  await drawer.close();
  await closeTestDb(db);
});

type Previewed = {
  entries: {
    said: string;
    drawn: { kind: string; text?: string; payloads?: Record<string, unknown>[]; problems?: unknown[] };
  }[];
};

async function previewAs(surface: string): Promise<Previewed["entries"][number] | undefined> {
  const answer = await me.get(`/api/preview?thread=${thread}&as=${surface}`);
  return ((await answer.json()) as Previewed).entries[0];
}

describe("a preview", () => {
  test("as Slack holds the messages that Slack would get, without objections", async () => {
    const shown = await previewAs("slack");

    expect(shown?.said).toBe("지난주 어땠어?");
    expect(shown?.drawn.kind).toBe("slack");
    expect(shown?.drawn.payloads?.[0]).toMatchObject({
      unfurl_links: false,
      blocks: expect.any(Array) as unknown,
    });
    expect(shown?.drawn.problems).toEqual([]);
  });

  test.each(["kakao_person", "kakao_team"])(
    "as %s holds whole replies, without objections",
    async (surface) => {
      const shown = await previewAs(surface);

      const payloads = shown?.drawn.payloads ?? [];
      expect(payloads.map(({ version }) => version)).toEqual(payloads.map(() => "2.0"));
      expect(payloads.length).toBeGreaterThan(0);
      expect(JSON.stringify(payloads)).toContain("11,715,450");
      expect(shown?.drawn.problems).toEqual([]);
    },
  );

  test("as a terminal is its text", async () => {
    const shown = await previewAs("terminal");

    expect(shown?.drawn.text).toContain("11,715,450");
  });

  test("of no surface we know is refused, and of somebody else's conversation empty", async () => {
    const unknown = await me.get(`/api/preview?thread=${thread}&as=fax`);
    const other = demoPeople.find(({ role }) => role === "viewer");
    const left = await me.post("/api/view-as", { personId: other?.id });
    const them = callerWith(served.url, (left.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    const theirs = await them.get(`/api/preview?thread=${thread}&as=slack`);

    expect(unknown.status).toBe(400);
    expect(await theirs.json()).toEqual({ entries: [] });
  });

  test("shows pictures to the person of the conversation only", async () => {
    const shown = await previewAs("kakao_person");
    const address = /http:[^"]*\/api\/preview\/picture\/[^"]*/.exec(JSON.stringify(shown))?.[0] ?? "";
    const { pathname, search } = new URL(address);

    const mine = await me.get(pathname + search);
    const other = demoPeople.find(({ role }) => role === "viewer");
    const left = await me.post("/api/view-as", { personId: other?.id });
    const them = callerWith(served.url, (left.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    const theirs = await them.get(pathname + search);
    const nobodys = await fetch(served.url + pathname + search);

    const { width, height } = readPng(new Uint8Array(await mine.arrayBuffer()));
    expect([width, height]).toEqual([800, 400]);
    expect([theirs.status, nobodys.status]).toEqual([404, 401]);
  });
});
