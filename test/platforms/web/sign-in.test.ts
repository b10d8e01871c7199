// Coming in from another device, over real HTTP: a link works once, for a while, for its person and workspace, and leaves no trace.

import { request } from "node:http";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demoPeople, openSession } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { type Caller, callerWith, readEvents, serve, type Served, visit } from "./support.ts";

const publicUrl = new URL("https://co9ma.example/");
const korean = { "accept-language": "ko" };

let db: Db;
let served: Served;
let logged: string;

beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  logged = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  served = await serve(db, makeAnswerer(), { publicUrl, log: pino({ level: "trace" }, sink) });
});
afterEach(async () => {
  await served.close();
});
afterAll(async () => {
  await closeTestDb(db);
});

/** Somebody who is signed in: the demo's manager, unless it is to be another. */
async function signedIn(which = 1): Promise<Caller> {
  const personId = demoPeople[which]?.id;
  if (!personId) throw new Error("nobody");
  return callerWith(served.url, `co9ma_session=${await openSession(db, { personId })}`);
}

async function linkOf(me: Caller): Promise<string> {
  const made = await me.post("/api/sign-in/link", {});
  expect(made.status).toBe(200);
  const { url, minutes } = (await made.json()) as { url: string; minutes: number };
  expect(minutes).toBe(10);
  expect(url).toMatch(/^https:\/\/co9ma\.example\/#sign-in=/);
  return url;
}

function codeOf(link: string): string {
  return new URL(link).hash.replace("#sign-in=", "");
}

const nobody = (): Caller => callerWith(served.url, "");
const enter = (code: string, by = nobody()): Promise<Response> => by.post("/api/sign-in", { code }, korean);

function sessionOf(response: Response): Caller {
  return callerWith(served.url, (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
}

describe("a link to another device", () => {
  test("signs its person in there, in the workspace it was made in, beside the first device", async () => {
    const me = await signedIn();

    const entered = await enter(codeOf(await linkOf(me)));

    const state = (await (await sessionOf(entered).get("/api/state?lang=ko")).json()) as Record<
      string,
      unknown
    >;
    expect(await entered.json()).toEqual({ workspace: (state["workspace"] as { id: string }).id });
    expect(entered.headers.get("set-cookie")).toMatch(/HttpOnly.*Secure.*SameSite=Strict/i);
    expect(state).toMatchObject({
      person: { id: demoPeople[1]?.id, role: "project_manager" },
      workspace: { name: "데모 워크스페이스" },
      network: true,
      people: [],
    });
    expect((await me.get("/api/state")).status).toBe(200);
  });

  test("used a second time says what to do next, and lets nobody in", async () => {
    const code = codeOf(await linkOf(await signedIn()));
    await enter(code);

    const again = await enter(code);

    expect(again.status).toBe(403);
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(await again.json()).toMatchObject({
      say: "코드가 맞지 않거나, 이미 사용했거나, 만료됐어요.",
      next: "로그인된 기기의 ‘다른 기기에서 열기’에서 새 링크를 만들어 주세요.",
    });
  });

  test("expired, forged or made for another workspace is refused alike", async () => {
    const expired = codeOf(await linkOf(await signedIn()));
    await asOwner(db, "update link_code set expires_at = now() - interval '1 second'");
    const code = codeOf(await linkOf(await signedIn()));
    const [workspace = "", secret = ""] = code.split(".");
    const forged = `${workspace}.${secret.split("").toReversed().join("")}`;
    const moved = `${workspace.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))}.${secret}`;

    const refused = await Promise.all([expired, forged, moved, secret].map((one) => enter(one)));

    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(new Set(await Promise.all(refused.map((one) => one.text()))).size).toBe(1);
    expect((await enter(code)).status).toBe(200);
  });

  test("is made and used from our own page only", async () => {
    const me = await signedIn();
    const code = codeOf(await linkOf(me));
    const foreign = { origin: "https://evil.example" };

    const statuses = [
      (await me.post("/api/sign-in/link", {}, foreign)).status,
      (await nobody().post("/api/sign-in", { code }, foreign)).status,
      (await me.post("/api/sign-out", {}, foreign)).status,
      (await nobody().post("/api/sign-in/link", {})).status,
      (await enter(code)).status,
    ];

    expect(statuses).toEqual([403, 403, 403, 401, 200]);
  });

  test("is made a few times in a row by one person, whatever another does", async () => {
    const [me, other] = [await signedIn(1), await signedIn(2)];

    const mine = await Promise.all(
      Array.from({ length: 8 }, async () => (await me.post("/api/sign-in/link", {})).status),
    );

    expect(mine.filter((status) => status === 200)).toHaveLength(5);
    expect(mine.filter((status) => status === 429)).toHaveLength(3);
    expect((await other.post("/api/sign-in/link", {})).status).toBe(200);
  });

  test("lets its owner in while a stranger at the same address guesses codes", async () => {
    const code = codeOf(await linkOf(await signedIn()));
    const guesses = Array.from({ length: 20 }, () => enter("ABCD-EFG2"));

    const statuses = await Promise.all(guesses.map(async (guess) => (await guess).status));

    expect(statuses).toContain(429);
    expect((await enter(code)).status).toBe(200);
  });

  test("stands in no log, in no table and in no address that a server sees", async () => {
    const me = await signedIn();
    const link = await linkOf(me);
    const [, secret = "none"] = codeOf(link).split(".");
    await enter(codeOf(link));
    await enter(codeOf(link));

    const rows = await asOwner(db, "select * from link_code");
    const sessions = await asOwner(db, "select * from session");

    expect(logged).not.toContain(secret);
    expect(JSON.stringify([rows, sessions])).not.toContain(secret);
    expect(new URL(link).search + new URL(link).pathname).toBe("/");
    const page = await fetch(`${served.url}/`);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("takes the place of who the browser was before, whose session and streams end", async () => {
    const [me, other] = [await signedIn(1), await signedIn(3)];
    const stream = await other.get("/api/events?thread=t");

    const entered = await enter(codeOf(await linkOf(me)), other);

    expect(await readEvents(stream, () => false)).toEqual([]);
    expect((await other.get("/api/state")).status).toBe(401);
    expect((await sessionOf(entered).get("/api/state")).status).toBe(200);
  });
});

describe("signing out", () => {
  test("ends the session and takes the cookie away; other devices stay", async () => {
    const [here, there] = [await signedIn(), await signedIn()];

    const left = await here.post("/api/sign-out", {});

    expect(left.status).toBe(204);
    expect(left.headers.get("set-cookie")).toMatch(/co9ma_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await here.get("/api/state")).status).toBe(401);
    expect((await there.get("/api/state")).status).toBe(200);
  });

  test("everywhere else leaves this device and other people signed in", async () => {
    const [here, there, other] = [await signedIn(0), await signedIn(0), await signedIn(2)];

    const closed = await here.post("/api/sign-out/others", {});

    expect(await closed.json()).toEqual({ closed: 1 });
    const statuses = await Promise.all(
      [here, there, other].map(async (one) => (await one.get("/api/state")).status),
    );
    expect(statuses).toEqual([200, 401, 200]);
  });
});

test("on this machine alone there are no links, and nobody to sign out", async () => {
  await served.close();
  served = await serve(db, makeAnswerer());
  const me = await visit(served.url);

  const statuses = [
    (await me.post("/api/sign-in/link", {})).status,
    (await me.post("/api/sign-out", {})).status,
  ];

  expect(statuses).toEqual([404, 404]);
  expect(await (await me.get("/api/state")).json()).toMatchObject({ network: false });
});

test("with a public address nobody looks through another's eyes, at its name or on the machine itself", async () => {
  const me = await signedIn();
  const asked = { personId: demoPeople[0]?.id };

  const near = await me.post("/api/view-as", asked);
  const far = await new Promise<number>((resolve, reject) => {
    const headers = {
      host: "co9ma.example",
      cookie: me.cookie,
      "content-type": "application/json",
      "x-forwarded-for": "203.0.113.9",
    };
    const sent = request(new URL("/api/view-as", served.url), { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(asked));
  });

  expect([near.status, far]).toEqual([404, 404]);
});
