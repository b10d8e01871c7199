import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demoPeople } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { askingCard } from "../../core/card/made-cards.ts";
import { endOf, makeAnswerer, makeGate, textCard } from "../../chat/made-answerer.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { callerWith, readEvents, serve, type Served, type SseEvent, visit } from "./support.ts";

let db: Db;
let served: Served;

beforeAll(async () => {
  db = await openTestDb();
});
afterEach(async () => {
  await served.close();
});
afterAll(async () => {
  await closeTestDb(db);
});

function ended(events: SseEvent[], count = 1): boolean {
  return events.filter(({ event }) => event === "end").length >= count;
}

/** A bare request, for headers that `fetch` does not let anyone set. */
function bare(
  url: string,
  headers: Record<string, string>,
  path = "/api/state",
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { headers }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("a message over HTTP", () => {
  test("comes back as a card on the stream, drawn with its figures written out", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const thread = randomUUID();
    const stream = await me.get(`/api/events?thread=${thread}`);

    const sent = await me.post("/api/messages", { key: randomUUID(), thread, text: "지난주 어땠어?" });
    const events = await readEvents(stream, ended);

    expect(sent.status).toBe(202);
    expect(events.map(({ event }) => event)).toEqual(["said", "card", "end"]);
    const end = events.at(-1);
    expect(end?.data).toMatchObject({
      said: "지난주 어땠어?",
      cards: [
        { card: { lang: "ko", parts: [{ kind: "text", tone: "lead", text: "answer to: 지난주 어땠어?" }] } },
      ],
    });
    expect(end?.data).toMatchObject({ cards: [{ id: end?.id }] });
  });

  test("after a lost connection the stream goes on behind the last card that was seen", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const thread = randomUUID();
    const first = await me.get(`/api/events?thread=${thread}`);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "하나" });
    const seen = (await readEvents(first, ended)).at(-1)?.id ?? "";
    for (const text of ["둘", "셋"]) await me.post("/api/messages", { key: randomUUID(), thread, text });

    const again = await me.get(`/api/events?thread=${thread}`, { "last-event-id": seen });
    const events = await readEvents(again, (all) => ended(all, 2));

    const ends = events.filter(({ event }) => event === "end").map(({ data }) => data["said"]);
    expect(ends).toEqual(["둘", "셋"]);
  });

  test("the state of a page holds what was said, what waits, and questions to begin with", async () => {
    const gate = makeGate();
    served = await serve(
      db,
      makeAnswerer(async function* (ctx, { said }) {
        if (said === "둘") await gate.passed;
        yield { kind: "card", card: textCard(said, ctx.lang) };
        yield endOf();
      }),
    );
    const me = await visit(served.url);
    const thread = randomUUID();
    const stream = await me.get(`/api/events?thread=${thread}`);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "하나" });
    await readEvents(stream, ended);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "둘" });

    const state = (await (await me.get(`/api/state?thread=${thread}&lang=en`)).json()) as Record<
      string,
      unknown
    >;

    gate.open();
    expect(state).toMatchObject({
      thread,
      lang: "en",
      workspace: { demo: true, name: "Demo workspace" },
      entries: [{ said: "하나", cards: [{}] }, { said: "둘" }],
    });
    expect((state["starters"] as { ko: string[] }).ko).toContain("지난주 캠페인 어땠어?");
    expect((state["people"] as unknown[]).length).toBe(4);
  });

  test("sent again with the same key is answered once", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const message = { key: randomUUID(), thread: randomUUID(), text: "지난주" };

    const answers = await Promise.all([1, 2, 3].map(() => me.post("/api/messages", message)));
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { id: string }).id),
    );

    expect(new Set(ids).size).toBe(1);
  });

  test("a body over 64 kB, one that is no JSON and one that does not fit are refused in the caller's language", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const korean = { "accept-language": "ko" };

    const large = await me.post(
      "/api/messages",
      { key: "k", thread: "t", text: "가".repeat(70_000) },
      korean,
    );
    const broken = await me.post("/api/messages", '{"key":', { "accept-language": "en" });
    const odd = await me.post("/api/messages", { key: "k", thread: "../..", text: 3 }, korean);

    expect([large.status, broken.status, odd.status]).toEqual([413, 400, 400]);
    expect(await large.json()).toMatchObject({ say: "허용된 크기나 횟수를 넘었어요." });
    const told = await broken.text();
    expect(told).toContain("I could not use that input.");
    expect(told).not.toMatch(/at .*\.ts|SyntaxError|node_modules/);
  });

  test("too many at once are refused with a next step", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const bad = Array.from({ length: 45 }, () => me.post("/api/messages", { key: "?" }));

    const statuses = await Promise.all(bad.map(async (answer) => (await answer).status));

    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect(statuses).toContain(400);
  });
});

describe("a conversation over HTTP", () => {
  test("is stopped by who asked, in that thread only, and the state says how each message came", async () => {
    const gate = makeGate();
    const answerer = makeAnswerer(async function* (ctx) {
      yield { kind: "card", card: textCard("the first half", ctx.lang) };
      gate.open();
      await new Promise((_, reject) =>
        ctx.signal?.addEventListener("abort", () => reject(new Error("stopped"))),
      );
      yield endOf();
    });
    served = await serve(db, answerer);
    const me = await visit(served.url);
    const thread = randomUUID();
    const stream = await me.get(`/api/events?thread=${thread}`);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "끝없이" });
    await gate.passed;

    const elsewhere = await me.post("/api/stop", { thread: randomUUID() });
    const here = await me.post("/api/stop", { thread });
    const events = await readEvents(stream, ended);

    expect(await elsewhere.json()).toEqual({ stopped: false });
    expect(await here.json()).toEqual({ stopped: true });
    expect(JSON.stringify(events.at(-1)?.data)).toMatch(/the first half.*멈췄어요/);
    const state = (await (await me.get(`/api/state?thread=${thread}`)).json()) as { entries: unknown[] };
    expect(state.entries).toMatchObject([{ said: "끝없이", by: "message" }]);
  });

  test("is named, and an unknown one or a missing name is refused", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const thread = randomUUID();
    const stream = await me.get(`/api/events?thread=${thread}`);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "하나" });
    await readEvents(stream, ended);

    const named = await me.post("/api/title", { thread, title: "주간 보고" });
    const unknown = await me.post("/api/title", { thread: randomUUID(), title: "?" });
    const unfit = await me.post("/api/title", { thread });

    expect([named.status, unknown.status, unfit.status]).toEqual([204, 404, 400]);
    const state = (await (await me.get("/api/state")).json()) as { threads: unknown[] };
    expect(state.threads).toContainEqual({ thread, title: "주간 보고" });
  });

  test("neither is done for another site", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const from = { origin: "https://evil.example" };

    const answers = await Promise.all(
      ["/api/stop", "/api/title"].map((path) => me.post(path, { thread: "t", title: "x" }, from)),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });
});

describe("a press over HTTP", () => {
  test("of something that is no token is a wrong request, not trouble of ours", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);

    const pressed = await me.post("/api/buttons", { key: randomUUID(), thread: "one", token: "a\0b" });

    expect(pressed.status).toBe(400);
  });

  test("acts once; the second press changes nothing and says so; another person's token is nobody's", async () => {
    const acts: unknown[] = [];
    served = await serve(
      db,
      makeAnswerer(
        async function* () {
          yield { kind: "card", card: askingCard("ko") };
          yield endOf();
        },
        async (_ctx, tool, input) => {
          acts.push({ tool, input });
          return { card: textCard("합쳤어요"), facts: {} };
        },
      ),
    );
    const me = await visit(served.url);
    const thread = randomUUID();
    const stream = await me.get(`/api/events?thread=${thread}`);
    await me.post("/api/messages", { key: randomUUID(), thread, text: "합칠까?" });
    const shown = (await readEvents(stream, ended)).at(-1);
    const token = /"token":"([\w-]{22})"/.exec(JSON.stringify(shown?.data))?.[1] ?? "";
    expect(JSON.stringify(shown)).not.toContain("merge_campaigns");

    const press = { key: randomUUID(), thread, token };
    const [first, twin] = await Promise.all([me.post("/api/buttons", press), me.post("/api/buttons", press)]);
    const after = await me.get(`/api/events?thread=${thread}`, { "last-event-id": shown?.id ?? "" });
    await readEvents(after, ended);
    await me.post("/api/buttons", { ...press, key: randomUUID() });
    const all = await readEvents(await me.get(`/api/events?thread=${thread}`), (events) => ended(events, 3));

    expect([first.status, twin.status]).toEqual([202, 202]);
    expect(acts).toEqual([{ tool: "merge_campaigns", input: { from: "a", into: "b" } }]);
    expect(JSON.stringify(all.at(-1)?.data)).toContain("이미 눌러서 처리한 버튼");
    const viewer = await (await visit(served.url)).post("/api/view-as", { personId: demoPeople[3]?.id });
    const asViewer = callerWith(served.url, (viewer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    const refused = await asViewer.post("/api/buttons", { ...press, key: randomUUID() });
    expect(refused.status).toBe(404);
  });
});

describe("a file over HTTP", () => {
  test("dropped in the demo opens the person's own workspace, where the conversation goes on", async () => {
    const acts: { tool: string; input: Record<string, unknown>; workspaceId: string }[] = [];
    served = await serve(
      db,
      makeAnswerer(undefined, async (ctx, tool, input) => {
        acts.push({ tool, input: input as Record<string, unknown>, workspaceId: ctx.workspaceId });
        return { card: textCard("가져왔어요"), facts: { rows: 2 } };
      }),
    );
    const me = await visit(served.url);
    const name = encodeURIComponent("여름 리포트.csv");
    const drop = (key: string): Promise<Response> =>
      me.post(
        `/api/files?key=${key}&thread=${randomUUID()}&lang=ko`,
        new TextEncoder().encode("날짜,캠페인,광고비(원)\n2026-11-01,여름 세일,1000\n"),
        {
          "content-type": "application/octet-stream",
          "x-file-name": name,
        },
      );
    const key = randomUUID();

    const first = (await (await drop(key)).json()) as { id: string; thread: string; workspace: string };
    const again = (await (await drop(key)).json()) as { id: string };
    const stream = await me.get(`/api/events?thread=${first.thread}&workspace=${first.workspace}`);
    const events = await readEvents(stream, ended);

    expect(again.id).toBe(first.id);
    const end = events.find(({ event }) => event === "end");
    expect(end?.data).toMatchObject({ files: ["여름 리포트.csv"] });
    expect(JSON.stringify(end?.data)).toContain("새 워크스페이스 ‘내 워크스페이스’에서");
    expect(JSON.stringify(end?.data)).toContain("가져왔어요");
    expect(acts).toMatchObject([
      { tool: "import_report", input: { oneShot: false }, workspaceId: first.workspace },
    ]);
    const kept = await asOwner<{ name: string; kind: string }>(
      db,
      `select d.name, w.kind from document d join workspace w on w.id = d.workspace_id where w.id = '${first.workspace}'`,
    );
    expect(kept).toEqual([{ name: "여름 리포트.csv", kind: "own" }]);
    const state = (await (await me.get("/api/state?lang=ko")).json()) as { workspace: { demo: boolean } };
    expect(state.workspace.demo).toBe(false);
  });

  test("over the bound is refused while it comes, whether it says its size or not, and leaves nothing behind", async () => {
    served = await serve(db, makeAnswerer(), { maxFileBytes: 10_000 });
    const me = await visit(served.url);
    const path = `/api/files?key=${randomUUID()}&thread=t&lang=en`;
    const headers = { "content-type": "application/octet-stream", "x-file-name": "big.csv" };

    const told = await me.post(path, new Uint8Array(20_000), headers);
    const chunked = await fetch(`${served.url}${path}`, {
      method: "POST",
      headers: { ...headers, cookie: me.cookie },
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(4_000));
        },
      }),
      duplex: "half",
    } as RequestInit).catch(() => undefined);

    expect(told.status).toBe(413);
    expect(await told.json()).toMatchObject({ next: "Export a shorter period and drop that." });
    expect(chunked === undefined || chunked.status === 413).toBe(true);
    expect(await asOwner(db, "select name from document where name = 'big.csv'")).toEqual([]);
  });
});

describe("the gates", () => {
  test("a foreign Host and a forwarded request are refused", async () => {
    served = await serve(db, makeAnswerer());
    const port = new URL(served.url).port;

    const statuses = [
      await bare(served.url, { host: "evil.example" }),
      await bare(served.url, { host: `localhost.evil.example:${port}` }),
      await bare(served.url, { host: `localhost:${port}`, "x-forwarded-for": "203.0.113.9" }),
      await bare(served.url, { host: `localhost:${port}` }),
      await bare(served.url, { host: `127.0.0.1:${port}` }),
    ].map(({ status }) => status);

    expect(statuses).toEqual([403, 403, 403, 200, 200]);
  });

  test("a post from another site is refused, whatever it carries", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const message = { key: randomUUID(), thread: "t", text: "지난주" };

    const statuses = await Promise.all(
      [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: "http://127.0.0.1:1" },
        { "sec-fetch-site": "cross-site" },
        { origin: served.url },
      ].map(async (headers) => (await me.post("/api/messages", message, headers)).status),
    );

    expect(statuses).toEqual([403, 403, 403, 403, 202]);
  });

  test("without a session nothing but the page itself and the first visit answers", async () => {
    served = await serve(db, makeAnswerer());
    const nobody = callerWith(served.url, "");

    const statuses = [
      (await nobody.post("/api/messages", { key: "k", thread: "t", text: "x" })).status,
      (await nobody.get("/api/events?thread=t")).status,
      (await nobody.post("/api/files?key=k&thread=t", "x")).status,
      (await callerWith(served.url, "co9ma_session=forged").post("/api/buttons", {})).status,
      (await nobody.get("/")).status,
    ];

    expect(statuses).toEqual([401, 401, 401, 401, 200]);
  });

  test("with a public address nobody is let in by being near, and no one may look through another's eyes", async () => {
    served = await serve(db, makeAnswerer(), { publicUrl: new URL("https://co9ma.example") });

    const visited = await bare(served.url, { host: "co9ma.example" });
    const near = await bare(served.url, {});

    expect(visited.status).toBe(401);
    expect(near.status).toBe(401);
    expect(visited.body).not.toContain("데모");
  });

  test("the session is out of reach for scripts and other sites, and pages may load nothing from elsewhere", async () => {
    served = await serve(db, makeAnswerer());

    const page = await fetch(`${served.url}/`);
    const state = await fetch(`${served.url}/api/state`);

    expect(state.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Strict/i);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers.get("x-powered-by")).toBeNull();
    expect(await page.text()).not.toMatch(/https?:\/\/|<script>|onclick=|style=/);
  });

  test("a person looks through another demo person's eyes and through nobody else's", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);

    const viewer = await me.post("/api/view-as", { personId: demoPeople[3]?.id });
    const asViewer = callerWith(served.url, (viewer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
    const state = (await (await asViewer.get("/api/state")).json()) as { person: { role: string } };
    const stranger = await asViewer.post("/api/view-as", { personId: randomUUID() });

    expect(state.person.role).toBe("viewer");
    expect(stranger.status).toBe(403);
    expect((await me.get("/api/events?thread=t")).status).toBe(401);
  });

  test("looking as somebody else ends the streams of who one was", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);
    const other = await visit(served.url);
    const mine = await me.get("/api/events?thread=mine");
    const theirs = await other.get("/api/events?thread=theirs");

    await me.post("/api/view-as", { personId: demoPeople[3]?.id });

    expect(await readEvents(mine, () => false)).toEqual([]);
    const thread = "theirs";
    await other.post("/api/messages", { key: randomUUID(), thread, text: "어제" });
    const heard = await readEvents(theirs, (all) => all.some(({ event }) => event === "end"));
    expect(heard.at(-1)?.event).toBe("end");
  });

  test("health says whether a message could be kept", async () => {
    served = await serve(db, makeAnswerer());

    expect(await (await fetch(`${served.url}/health`)).json()).toEqual({ ok: true });
  });

  test("an unknown route says nothing of the inside", async () => {
    served = await serve(db, makeAnswerer());
    const me = await visit(served.url);

    const answer = await me.get("/api/nothing?lang=en");

    expect(answer.status).toBe(404);
    expect(Object.keys((await answer.json()) as object)).toEqual(["code", "say", "next"]);
  });
});
