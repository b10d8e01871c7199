import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoPeople } from "../../../src/capabilities/workspace/workspace.ts";
import { firstPersona } from "../../../src/chat/people.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer, textCard } from "../../chat/made-answerer.ts";
import { converse } from "../../chat/support.ts";
import { weekCard } from "../../core/card/made-cards.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { type Caller, callerWith, serve, type Served, visit } from "./support.ts";

const answerer = makeAnswerer(async function* (ctx, { said }) {
  yield { kind: "card", card: said === "둘" ? weekCard(ctx.lang) : textCard(`${said}의 답`, ctx.lang) };
  yield endOf();
});

const texts = ["하나", "둘", ...Array.from({ length: 40 }, (_, at) => `질문 ${at}`)];

type Page = { entries: { id: string; said: string; cards?: unknown[] }[]; older?: string };

describe("the messages above those a page shows", () => {
  const thread = randomUUID();
  let db: Db;
  let served: Served;
  let me: Caller;

  beforeAll(async () => {
    db = await openTestDb();
    served = await serve(db, answerer);
    me = await visit(served.url);
    const personId = firstPersona();
    const place = { personId, platform: "web", roomRef: personId, threadRef: thread };
    await converse(served.chat, await served.chat.placeOf(place), texts);
  });
  afterAll(async () => {
    await served.close();
    await closeTestDb(db);
  });

  const read = async (path: string, by = me): Promise<Page> => (await (await by.get(path)).json()) as Page;
  const older = (before: string, by = me): Promise<Page> =>
    read(`/api/older?thread=${thread}&before=${before}`, by);
  const find = async (text: string, before: string): Promise<{ id?: string; older?: string }> =>
    (await (await me.get(`/api/find?${new URLSearchParams({ thread, before, text })}`)).json()) as object;

  test("come page by page, each once and in order, to the beginning", async () => {
    let page = await read(`/api/state?thread=${thread}`);
    const pages = [page];
    while (page.older) pages.unshift((page = await older(page.older)));

    expect(pages.map(({ entries }) => entries.length)).toEqual([2, 20, 20]);
    expect(pages.flatMap(({ entries }) => entries.map(({ said }) => said))).toEqual(texts);
    expect(pages[0]?.entries[0]?.cards).toHaveLength(1);
  });

  test("are found by what was asked, by what was answered, and by a figure as it is shown", async () => {
    const { older: before = "" } = await read(`/api/state?thread=${thread}`);
    const first = await older((await older(before)).older ?? "");
    const [one, two] = first.entries.map(({ id }) => id);

    expect(await find("하나의 답", before)).toEqual({ id: one });
    expect(await find("11,715,450원", before)).toEqual({ id: two });
    expect(await find("roas", before)).toEqual({ id: two });
    expect(await find("겨울", before)).toEqual({});
    expect(await find("질문 39", before)).toEqual({});
  });

  test("are nobody else's", async () => {
    const { older: before = "" } = await read(`/api/state?thread=${thread}`);
    const switched = await (await visit(served.url)).post("/api/view-as", { personId: demoPeople[1]?.id });
    const other = callerWith(served.url, (switched.headers.get("set-cookie") ?? "").split(";")[0] ?? "");

    const page = await older(before, other);

    expect(page).toEqual({ entries: [] });
  });

  test("are refused for a place that is none", async () => {
    expect((await me.get(`/api/older?thread=${thread}&before=yesterday`)).status).toBe(400);
    expect((await me.get(`/api/find?thread=${thread}&before=${randomUUID()}&text=`)).status).toBe(400);
    expect((await older(randomUUID())).entries).toEqual([]);
  });
});
