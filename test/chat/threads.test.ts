import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PastTurn } from "../../src/agent/turn.ts";
import { ledger } from "../../src/capabilities/tables.ts";
import type { Chat, Place } from "../../src/chat/chat.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { echo, makeAnswerer } from "./made-answerer.ts";
import { listen, makePlace, openTestChat, personOf } from "./support.ts";

let db: Db;
let chat: Chat;
/** What the answerer was told of, one list a turn. */
const told: string[][] = [];

beforeAll(async () => {
  db = await openTestDb();
  chat = await openTestChat(
    db,
    makeAnswerer(async function* (ctx, input) {
      told.push((input.history as PastTurn[]).map(({ said }) => said));
      yield* echo(ctx, input);
    }),
  );
});
afterAll(async () => {
  await chat.close();
  await closeTestDb(db);
});

/** Says each text in turn and waits for its answer. @returns the ids of the messages */
async function say(place: Place, ...texts: string[]) {
  const heard = listen(chat, place);
  const ids = [];
  for (const text of texts) {
    ids.push((await chat.send(place, { key: randomUUID(), text })).inboundId);
    await heard.ends(ids.length);
  }
  heard.stop();
  return ids;
}

describe("a conversation's name", () => {
  test("is its first question until its person gives it another, and again when that is empty", async () => {
    const ctx = await makeWorkspace(db, { role: "viewer" });
    const place = makePlace(ctx);
    await say(place, "지난주 어땠어?", "왜?");
    const titles = async () => (await chat.threads(place)).map(({ title }) => title);

    expect(await titles()).toEqual(["지난주 어땠어?"]);
    await chat.rename(place, "  주간\n보고  ");
    expect(await titles()).toEqual(["주간 보고"]);
    await chat.rename(place, "");

    expect(await titles()).toEqual(["지난주 어땠어?"]);
  });

  test("leaves a ledger row with both names", async () => {
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    await say(place, "지난주 어땠어?");

    await chat.rename(place, "주간 보고");

    const rows = await withTx(ctx, (tx) =>
      tx.select().from(ledger).where(eq(ledger.workspaceId, ctx.workspaceId)),
    );
    expect(rows).toMatchObject([
      { action: "conversation.rename", before: { title: null }, after: { title: "주간 보고" } },
    ]);
  });

  test("is given by nobody else, and not before it began", async () => {
    const ctx = await makeWorkspace(db);
    const other = await joinWorkspace(ctx, "company_admin");
    const place = makePlace(ctx);
    await say(place, "지난주 어땠어?");

    await expect(chat.rename({ ...place, personId: personOf(other) }, "내 것")).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(chat.rename(makePlace(ctx), "빈 대화")).rejects.toMatchObject({ code: "not_found" });

    expect(await chat.threads(place)).toEqual([{ thread: place.threadRef, title: "지난주 어땠어?" }]);
  });
});

describe("a message that is said anew", () => {
  test("stays in the record, and the answerer is not told of the one before", async () => {
    const place = makePlace(await makeWorkspace(db));
    const [, wrong] = await say(place, "하나", "둘이요");
    const heard = listen(chat, place);
    told.length = 0;

    const sent = await chat.send(place, { key: "anew", text: "둘", replaces: wrong! });
    await heard.ends(1);

    expect(told).toEqual([["하나"]]);
    expect((await chat.answers(place)).map(({ id, said, replaced }) => [id, said, replaced])).toEqual([
      [expect.anything(), "하나", false],
      [wrong, "둘이요", true],
      [sent.inboundId, "둘", false],
    ]);
    heard.stop();
  });

  test("names the conversation when it was the first", async () => {
    const place = makePlace(await makeWorkspace(db));
    const [first] = await say(place, "지난줒");
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "지난주", replaces: first! });
    await heard.ends(1);

    expect(await chat.threads(place)).toMatchObject([{ title: "지난주" }]);
    heard.stop();
  });

  test("cannot take the place of another person's, of another conversation's, and is not kept then", async () => {
    const ctx = await makeWorkspace(db);
    const other = await joinWorkspace(ctx, "company_admin");
    const place = makePlace(ctx);
    const [theirs] = await say(place, "하나");
    const anew = { key: randomUUID(), text: "둘", replaces: theirs! };

    const asOther = chat.send({ ...place, personId: personOf(other) }, anew);
    await expect(asOther).rejects.toMatchObject({ code: "not_found" });
    await expect(chat.send(makePlace(ctx), anew)).rejects.toMatchObject({ code: "not_found" });

    expect((await chat.answers(place)).map(({ said, replaced }) => [said, replaced])).toEqual([
      ["하나", false],
    ]);
    expect(await chat.waiting(place)).toEqual([]);
  });
});
