// Links over HTTP: opened by anybody who holds the address, under any Host; one thing each, nothing beside it.

import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { buildLinks, type Links, type LinkSubject } from "../../../src/chat/links.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { type DeliveryId, DocumentId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import { type Drawer, openDrawer } from "../../../src/drawing/drawer.ts";
import { acted, endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { makePlace, personOf, until } from "../../chat/support.ts";
import { weekCard } from "../../core/card/made-cards.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { readPng } from "../../support/png.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { serve, type Served } from "./support.ts";

const formCard: Card = {
  lang: "ko",
  parts: [
    {
      kind: "form",
      slot: "limits",
      question: ["한도를 적어 주세요."],
      choices: [{ label: "보내기", style: "primary", press: { action: "set_limits", input: {} } }],
      fields: [{ name: "day", label: "하루 한도", kind: "money", value: "" }],
    },
  ],
};

let db: Db;
let links: Links;
let drawer: Drawer;
let served: Served;
let ctx: Ctx;
let pressed: unknown[];

beforeAll(async () => {
  db = await openTestDb();
  drawer = openDrawer(silentLog);
  links = buildLinks(db, {
    publicUrl: new URL("https://co9ma.example.com"),
    secret: Buffer.alloc(32, 5),
  });
});
beforeEach(async () => {
  ctx = await makeWorkspace(db);
  pressed = [];
  const answerer = makeAnswerer(
    async function* (_ctx, { said }) {
      yield { kind: "card", card: said === "form" ? formCard : weekCard("ko") };
      yield endOf();
    },
    async (scope, tool, input) => {
      pressed.push({ tool, input });
      return acted(scope, tool);
    },
  );
  served = await serve(db, answerer, { linked: { links, drawer } });
});
afterEach(() => served.close());
afterAll(async () => {
  await drawer.close();
  await closeTestDb(db);
});

async function say(text: string): Promise<DeliveryId[]> {
  const place = makePlace(ctx);
  const { inboundId } = await served.chat.send(place, { key: randomUUID(), text, lang: "ko" });
  const answered = await until(() => served.chat.answerTo(place, inboundId));
  return answered.cards.map(({ id }) => id);
}

async function linkTo(subject: LinkSubject): Promise<string> {
  const owner = { workspaceId: ctx.workspaceId, personId: personOf(ctx), lang: "ko" as const };
  const [url] = await links.make(owner, [subject]);
  return `${served.url}${url?.pathname ?? ""}`;
}

const upload = (): LinkSubject => ({
  purpose: "upload",
  of: { platform: "kakao", roomRef: `@${randomUUID()}`, threadRef: "" },
});

const send = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/file`, { method: "POST", body, headers: { "x-file-name": "report.csv", ...headers } });

const report = "Day,Campaign name,Amount spent (KRW),Impressions,Link clicks\n2026-11-01,A,1000,10,1\n";

describe("a picture", () => {
  const chartIn = weekCard("ko").parts.findIndex(({ kind }) => kind === "chart");

  test("is the chart of a stored card, 800 to 400, for whoever fetches it", async () => {
    const [delivery] = await say("week");
    const url = await linkTo({ purpose: "picture", of: { delivery: delivery!, part: chartIn } });

    const [got, head] = await Promise.all([fetch(url), fetch(url, { method: "HEAD" })]);

    const { width, height } = readPng(new Uint8Array(await got.arrayBuffer()));
    expect([width, height]).toEqual([800, 400]);
    expect(got.headers.get("content-type")).toBe("image/png");
    expect(got.headers.get("cache-control")).toBe("public, max-age=3600");
    expect(got.headers.get("x-robots-tag")).toContain("noindex");
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(1_000);
  });

  test("is drawn once for all who ask", async () => {
    const [delivery] = await say("week");
    const url = await linkTo({ purpose: "picture", of: { delivery: delivery!, part: chartIn } });
    let drawn = 0;
    const other = await serve(db, makeAnswerer(), {
      linked: { links, drawer: { draw: (...given) => ((drawn += 1), drawer.draw(...given)) } },
    });

    const all = await Promise.all([1, 2, 3].map(() => fetch(url.replace(served.url, other.url))));
    await other.close();

    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(drawn).toBe(1);
  });

  test("of a part that is no chart, or of another workspace's card, is nowhere", async () => {
    const [delivery] = await say("week");
    const wrong = await linkTo({ purpose: "picture", of: { delivery: delivery!, part: 0 } });
    ctx = await makeWorkspace(db);
    const foreign = await linkTo({ purpose: "picture", of: { delivery: delivery!, part: chartIn } });

    expect((await fetch(wrong)).status).toBe(404);
    expect((await fetch(foreign)).status).toBe(404);
  });

  test("stays with its link: an ended one shows a page in both languages that says what to do", async () => {
    const [delivery] = await say("week");
    const url = await linkTo({ purpose: "picture", of: { delivery: delivery!, part: chartIn } });
    await asOwner(
      db,
      `update link set expires_at = now() - interval '1 second' where workspace_id = '${ctx.workspaceId}'`,
    );

    const gone = await fetch(url);

    const text = await gone.text();
    expect(gone.status).toBe(404);
    expect(text).toContain("이 링크는 더 열 수 없어요");
    expect(text).toContain("ask for the same again");
    expect(text).not.toContain("<script");
  });
});

describe("the door of links", () => {
  const bare = (path: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      request(new URL(path, served.url), { headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });

  test("opens under a foreign Host and behind a proxy; nothing else does", async () => {
    const { pathname } = new URL(await linkTo(upload()));
    const foreign = { host: "co9ma.example.com", "x-forwarded-for": "203.0.113.7" };

    expect(await bare(pathname, foreign)).toBe(200);
    expect(await bare("/api/state", foreign)).toBe(403);
    expect(await bare("/", foreign)).toBe(403);
  });

  test("is strict about what a browser may do there, and lets nothing be kept", async () => {
    const page = await fetch(await linkTo(upload()));

    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-robots-tag")).toBe("noindex, nofollow, noarchive");
    expect(page.headers.get("set-cookie")).toBeNull();
  });

  test("looks at nothing that a platform hangs on to the address", async () => {
    const url = await linkTo(upload());

    const data = await fetch(`${url}/data?botUserKey=somebody&workspace=${randomUUID()}`);
    const guessed = await fetch(`${served.url}/l/x?botUserKey=somebody`);

    expect(await data.json()).toMatchObject({ purpose: "upload", lang: "ko" });
    expect(guessed.status).toBe(404);
  });

  test("says the same of what was never there, and slows down who tries on and on", async () => {
    const tries = await Promise.all(
      Array.from({ length: 80 }, () =>
        fetch(`${served.url}/l/${randomUUID().replaceAll("-", "").padEnd(43, "x")}`),
      ),
    );

    const statuses = new Set(tries.map(({ status }) => status));
    expect(statuses).toEqual(new Set([404, 429]));
    expect((await fetch(await linkTo(upload()))).status).toBe(200);
  });

  test("lets no other site post", async () => {
    const refused = await send(await linkTo(upload()), report, { "sec-fetch-site": "cross-site" });

    expect(refused.status).toBe(403);
  });
});

describe("an answer to read", () => {
  test("holds the whole cards without anything to press", async () => {
    const deliveries = await say("week");
    const url = await linkTo({ purpose: "card", of: { deliveries } });

    const page = await fetch(url);
    const data = (await (await fetch(`${url}/data`)).json()) as { cards: { parts: { kind: string }[] }[] };

    expect(await page.text()).toMatch(/"\/l\/page\/[\w-]+\/link\.js"/);
    const kinds = data.cards[0]?.parts.map(({ kind }) => kind) ?? [];
    expect(kinds).toEqual(expect.arrayContaining(["kpis", "table", "chart", "sources"]));
    expect(kinds).not.toContain("suggestions");
    expect(JSON.stringify(data)).not.toContain('"token"');
  });

  test("shows nothing any more once its asker left the workspace", async () => {
    const deliveries = await say("week");
    const url = await linkTo({ purpose: "card", of: { deliveries } });
    await asOwner(db, `delete from membership where workspace_id = '${ctx.workspaceId}'`);

    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/data`)).status).toBe(404);
  });

  test("opens no file that does not stand on it", async () => {
    const deliveries = await say("week");
    const url = await linkTo({ purpose: "card", of: { deliveries } });

    expect((await fetch(`${url}/document/${randomUUID()}`)).status).toBe(404);
  });
});

describe("a file", () => {
  test("is taken away as it was stored, by nobody else's link", async () => {
    await send(await linkTo(upload()), report);
    const [row] = await asOwner<{ id: string }>(
      db,
      `select id from document where workspace_id = '${ctx.workspaceId}'`,
    );
    const document = DocumentId.parse(row?.id);
    const got = await fetch(await linkTo({ purpose: "file", of: { document } }));
    ctx = await makeWorkspace(db);
    const foreign = await fetch(await linkTo({ purpose: "file", of: { document } }));

    expect(await got.text()).toBe(report);
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename="report\.csv"/);
    expect(got.headers.get("cache-control")).toBe("no-store");
    expect(foreign.status).toBe(404);
  });
});

describe("an upload", () => {
  test("is dropped in the person's conversation; the page gets its answer", async () => {
    const subject = upload();
    const url = await linkTo(subject);

    const sent = await send(url, report);
    const { id } = (await sent.json()) as { id: string };
    const answer = await until(async () => {
      const told = (await (await fetch(`${url}/answer/${id}`)).json()) as { cards?: unknown[] };
      return told.cards;
    });

    expect(sent.status).toBe(202);
    expect(answer).toHaveLength(1);
    const [row] = await asOwner<{ platform: string; room: string; person: string }>(
      db,
      `select i.platform, c.room_ref as room, i.person_id as person from inbound i join conversation c on c.id = i.conversation_id where i.id = '${id}'`,
    );
    expect(row).toEqual({
      platform: "kakao",
      room: subject.purpose === "upload" ? subject.of.roomRef : "",
      person: personOf(ctx),
    });
  });

  test("is taken once: a second file is told so, and the page still shows what came of the first", async () => {
    const url = await linkTo(upload());
    const { id } = (await (await send(url, report)).json()) as { id: string };

    const again = await send(url, report.replace("1000", "2000"));
    const data = await (await fetch(`${url}/data`)).json();

    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ say: "이 링크로는 이미 파일을 받았어요." });
    expect(data).toMatchObject({ sent: id });
    const rows = await asOwner(db, `select 1 from inbound where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toHaveLength(1);
  });

  test("of two at once is one", async () => {
    const url = await linkTo(upload());

    const sent = await Promise.all([send(url, report), send(url, report.replace("1000", "2000"))]);

    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([202, 409]));
    const rows = await asOwner(db, `select 1 from inbound where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toHaveLength(1);
  });

  test("over 20 MB is refused before it is read, and the link stays good", async () => {
    const url = await linkTo(upload());

    const refused = await fetch(`${url}/file`, { method: "POST", body: new Uint8Array(20_000_001) });
    const sent = await send(url, report);

    expect(refused.status).toBe(413);
    expect(((await refused.json()) as { say: string }).say).toContain("20MB");
    expect(sent.status).toBe(202);
  });

  test("that nobody may look into tells nothing of somebody else's message", async () => {
    const [mine] = [await linkTo(upload())];
    const { id } = (await (await send(mine, report)).json()) as { id: string };
    ctx = await makeWorkspace(db);
    const theirs = await linkTo(upload());

    expect(await (await fetch(`${theirs}/answer/${id}`)).json()).toEqual({});
  });
});

describe("a form", () => {
  const press = (url: string, values: Record<string, string>): Promise<Response> =>
    fetch(`${url}/press`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: randomUUID(), values }),
    });

  test("is sent as its person's press, once", async () => {
    const [delivery] = await say("form");
    const url = await linkTo({ purpose: "form", of: { delivery: delivery!, part: 0 } });

    const before = await (await fetch(`${url}/data`)).json();
    const sent = await press(url, { day: "30만원" });
    const { id } = (await sent.json()) as { id: string };
    await until(
      async () => ((await (await fetch(`${url}/answer/${id}`)).json()) as { cards?: unknown }).cards,
    );
    const after = await (await fetch(`${url}/data`)).json();

    expect(before).toMatchObject({ purpose: "form", form: { question: "한도를 적어 주세요." } });
    expect(sent.status).toBe(202);
    expect(pressed).toEqual([
      { tool: "set_limits", input: expect.objectContaining({ values: { day: "30만원" } }) as unknown },
    ]);
    expect(after).toEqual({ lang: "ko", purpose: "form" });
    expect((await press(url, { day: "40만원" })).status).toBe(404);
  });

  test("refuses what is no form of fields", async () => {
    const [delivery] = await say("week");
    const url = await linkTo({ purpose: "form", of: { delivery: delivery!, part: 0 } });

    expect((await press(url, {})).status).toBe(404);
    expect(pressed).toEqual([]);
  });
});
