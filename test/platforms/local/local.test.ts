import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import type { Chat } from "../../../src/chat/chat.ts";
import { Card } from "../../../src/core/card/card.ts";
import { InboundId, newId, QueryId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import type { TalkEvent, TalkRequest, Welcome } from "../../../src/chat/talk.ts";
import {
  askOverSocket,
  holderAnswers,
  type LocalEvent,
  talkOverSocket,
} from "../../../src/platforms/local/client.ts";
import { listenLocal, type LocalListening } from "../../../src/platforms/local/local.ts";
import { acted, echo, makeAnswerer } from "../../chat/made-answerer.ts";
import { openTestChat, until } from "../../chat/support.ts";
import { won } from "../../core/card/made-cards.ts";
import { closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow } from "../../support/workspace.ts";
import { atBest, tookMs } from "../../support/time.ts";

const queryId = newId(QueryId);
const runs = ["광고비 ", { ...won(1_000), queryId }];
const measuredCard = Card.parse({ lang: "ko", parts: [{ kind: "text", tone: "lead", runs }] });

let db: Db;
let chat: Chat;
let dir: string;
let path: string;
let local: LocalListening;
let acts: { tool: string; input: unknown; role: string }[] = [];

beforeAll(async () => {
  db = await openTestDb();
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  chat = await openTestChat(
    db,
    makeAnswerer(
      async function* (ctx, input) {
        if (input.said === "forever") await setTimeout(60_000, undefined, { signal: ctx.signal! });
        if (input.said === "slowly") await setTimeout(5_500);
        if (input.said === "measured") yield { kind: "card", card: measuredCard };
        if (input.said === "who") yield* echo(ctx, { said: ctx.role });
        else yield* echo(ctx, input);
      },
      async (ctx, tool, input) => {
        acts.push({ tool, input, role: ctx.role });
        return acted(ctx, tool);
      },
    ),
  );
});
beforeEach(async () => {
  acts = [];
  dir = await mkdtemp(join(tmpdir(), "co9ma-local-"));
  path = join(dir, "app.sock");
  local = await listenLocal(path, { chat, log: silentLog, zone: "Asia/Seoul" });
});
afterEach(async () => {
  await local.close();
  await rm(dir, { recursive: true, force: true });
});
afterAll(async () => {
  await chat.close();
  await closeTestDb(db);
});

async function all(events: AsyncGenerator<LocalEvent>): Promise<LocalEvent[]> {
  const seen: LocalEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe("asking beside a running server", () => {
  test("gives the events of the answer and its tool calls", async () => {
    const events = await all(askOverSocket(path, { question: "지난주 어땠어?", files: [] }));

    expect(events.at(-1)).toMatchObject({
      kind: "end",
      outcome: "answered",
      calls: [{ tool: "query_performance", facts: { said: "지난주 어땠어?" } }],
      cards: [{ card: { lang: "ko" } }],
    });
  });

  test("reads a file of this machine first, one-shot, in the person's own workspace, then answers there", async () => {
    const file = join(dir, "report.csv");
    await writeFile(file, "날짜,캠페인,광고비(원)\n2026-11-01,여름 세일,1000\n");

    const events = await all(
      askOverSocket(path, { question: "합계는?", files: [{ name: "report.csv", path: file }] }),
    );

    const ends = events.filter((event) => event.kind === "end");
    expect(ends.map(({ files, said }) => ({ files, said }))).toEqual([
      { files: ["report.csv"], said: "" },
      { files: [], said: "합계는?" },
    ]);
    expect(acts).toMatchObject([{ tool: "import_report", input: { oneShot: true }, role: "company_admin" }]);
  });

  test("leaves the question out when no file could be read, and ends as it should", async () => {
    const file = join(dir, "empty.csv");
    await writeFile(file, "");

    const events = await all(
      askOverSocket(path, { question: "합계는?", files: [{ name: "empty.csv", path: file }], as: "member" }),
    );

    expect(events.filter((event) => event.kind === "end")).toMatchObject([
      { files: ["empty.csv"], outcome: "failed" },
    ]);
  });

  test("asks as the person who was named, and refuses a name nobody has", async () => {
    const events = await all(askOverSocket(path, { question: "who", files: [], as: "viewer" }));

    expect(JSON.stringify(events.at(-1))).toContain("answer to: viewer");
    await expect(
      all(askOverSocket(path, { question: "who", files: [], as: "nobody here" })),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("waits for an answer that is silent for longer than five seconds", async () => {
    const events = await all(askOverSocket(path, { question: "slowly", files: [] }));

    expect(events.findLast(({ kind }) => kind === "end")).toMatchObject({ outcome: "answered" });
  });

  test("refuses to move the clock of a running server", async () => {
    const asked = askOverSocket(path, { question: "x", files: [], now: "2026-01-01T00:00:00Z" });

    await expect(all(asked)).rejects.toMatchObject({ code: "conflict" });
  });

  test("tells of a file that is not there, with a next step", async () => {
    const missing = askOverSocket(path, {
      question: "",
      files: [{ name: "x.csv", path: join(dir, "x.csv") }],
    });

    await expect(all(missing)).rejects.toHaveProperty("texts.next.ko");
  });

  test("a server that goes away in the middle is said to be gone", async () => {
    const asked = askOverSocket(join(dir, "nobody.sock"), { question: "x", files: [] });

    await expect(all(asked)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("a conversation beside a running server", () => {
  const thread = "one-thread";

  async function talk(request: TalkRequest): Promise<TalkEvent[]> {
    const seen: TalkEvent[] = [];
    for await (const event of talkOverSocket(path, request)) seen.push(event);
    return seen;
  }

  async function come(as?: string): Promise<Welcome> {
    const [event] = await talk({ kind: "come", lang: "ko", ...(as !== undefined && { as }) });
    if (event?.kind !== "welcome") throw new Error("not welcome");
    return event;
  }

  test("begins with who one is, where, and whom else one may look as", async () => {
    const [admin, viewer] = [await come(), await come("viewer")];

    expect(admin).toMatchObject({ role: "company_admin", workspace: { name: expect.any(String) } });
    expect(admin.people.map(({ role }) => role)).toEqual([
      "company_admin",
      "project_manager",
      "member",
      "viewer",
    ]);
    expect(viewer).toMatchObject({ role: "viewer", personId: viewer.people[3]?.id });
  });

  test("keeps each message in its thread and tells its answer", async () => {
    const { personId } = await come();

    const first = await talk({ kind: "message", personId, thread, lang: "ko", text: "하나" });
    const second = await talk({ kind: "message", personId, thread, lang: "ko", text: "둘" });

    expect(first[0]).toMatchObject({ kind: "kept", thread });
    expect(JSON.stringify(second.at(-1))).toContain("answer to: 둘");
    const place = await chat.placeOf({ personId, platform: "local", roomRef: personId, threadRef: thread });
    expect((await chat.answers(place)).map(({ said }) => said)).toEqual(["하나", "둘"]);
  });

  test("tells how the figures of an answer were made, and of one without figures that there are none", async () => {
    const { personId } = await come();
    const ask = async (text: string): Promise<string> =>
      JSON.stringify((await talk({ kind: "message", personId, thread, lang: "ko", text })).at(-1));
    const idOf = (end: string): InboundId => InboundId.parse((JSON.parse(end) as { id: string }).id);
    const measured = idOf(await ask("measured"));
    const bare = idOf(await ask("하나"));

    const told = await talk({ kind: "explain", personId, thread, lang: "ko", id: measured });
    const refused = talk({ kind: "explain", personId, thread, lang: "ko", id: bare });

    expect(JSON.stringify(told)).toContain("did explain_figure");
    expect(acts).toMatchObject([{ tool: "explain_figure", input: { queryId } }]);
    await expect(refused).rejects.toMatchObject({ code: "not_found" });
  });

  test("stops what runs, from another request", async () => {
    const { personId } = await come();
    const answer = talk({ kind: "message", personId, thread: "slow", lang: "ko", text: "forever" });

    const stopped = await until(async () => {
      const [event] = await talk({ kind: "stop", personId, thread: "slow", lang: "ko" });
      return event?.kind === "stopped" && event.stopped ? event : undefined;
    });

    expect(stopped).toEqual({ kind: "stopped", stopped: true });
    expect(JSON.stringify((await answer).at(-1))).toContain("Stopped here");
  });

  test("moves to the person's own workspace with the first report, and says where", async () => {
    const { personId } = await come("member");
    const file = join(dir, "report.csv");
    await writeFile(file, "날짜,캠페인,광고비(원)\n2026-11-01,여름 세일,1000\n");

    const events = await talk({ kind: "file", personId, thread, lang: "ko", name: "report.csv", path: file });

    const kept = events.find((event) => event.kind === "kept");
    expect(kept?.workspaceId).toBe((await come(personId)).workspace.id);
    expect(events.at(-1)).toMatchObject({ kind: "end", files: ["report.csv"] });
  });

  test("refuses another's button as the page does", async () => {
    const { personId } = await come();
    const pressed = talk({ kind: "press", personId, thread, lang: "ko", token: "nobody's" });

    await expect(pressed).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the socket", () => {
  test("belongs to this user alone", async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("of a running server is not taken over", async () => {
    const refused = (): Promise<void> =>
      expect(listenLocal(path, { chat, log: silentLog, zone: "Asia/Seoul" })).rejects.toMatchObject({
        code: "conflict",
      });

    expect(await atBest(1_000, () => tookMs(refused))).toBeLessThan(1_000);
    expect(await holderAnswers(path)).toBe(true);
  });

  test("that nobody answers is replaced, whether its process is gone or hangs", async () => {
    const left = join(dir, "left.sock");
    await writeFile(left, "");
    const gone = await listenLocal(left, { chat, log: silentLog, zone: "Asia/Seoul" });
    await gone.close();

    const mute = createServer(() => {});
    const hanging = join(dir, "hanging.sock");
    await new Promise<void>((resolve) => mute.listen(hanging, resolve));

    expect(await holderAnswers(left)).toBe(false);
    expect(await holderAnswers(hanging)).toBe(false);
    mute.close();
  });
});
