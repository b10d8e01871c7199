import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { seal } from "../../src/chat/buttons.ts";
import type { Chat, Place } from "../../src/chat/chat.ts";
import { Failure } from "../../src/core/failure.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { askingCard } from "../core/card/made-cards.ts";
import { endOf, makeAnswerer, textCard } from "./made-answerer.ts";
import { listen, makePlace, openTestChat, personOf } from "./support.ts";

let db: Db;
let chat: Chat;
let trouble: Error[] = [];
let acts: { tool: string; role: string; lang: string }[] = [];

beforeAll(async () => {
  db = await openTestDb();
  chat = await openTestChat(
    db,
    makeAnswerer(
      async function* (ctx) {
        yield { kind: "card", card: askingCard(ctx.lang) };
        yield endOf();
      },
      async (ctx, tool) => {
        const error = trouble.shift();
        if (error) throw error;
        acts.push({ tool, role: ctx.role, lang: ctx.lang });
        return { card: textCard("done", ctx.lang), facts: {} };
      },
    ),
  );
});
afterEach(() => {
  acts = [];
  trouble = [];
});
afterAll(async () => {
  await chat.close();
  await closeTestDb(db);
});

/** A card with buttons in a conversation, and the tokens on it. */
async function shownCard(place: Place, text = "합칠까?"): Promise<string[]> {
  const heard = listen(chat, place);
  await chat.send(place, { key: randomUUID(), text });
  const [shown] = await heard.ends(1);
  heard.stop();
  return [...JSON.stringify(shown?.cards).matchAll(/"token":"([\w-]{22})"/g)].map(([, token]) => token ?? "");
}

async function press(place: Place, token: string): Promise<string> {
  const heard = listen(chat, place);
  await chat.press(place, { key: randomUUID(), token });
  const [told] = await heard.ends(1);
  heard.stop();
  return JSON.stringify(told?.cards);
}

test("a stored card carries random tokens and nothing of what they do", () => {
  const { card, buttons } = seal(askingCard("ko"));

  expect(JSON.stringify(card)).not.toContain("merge_campaigns");
  expect(buttons.map(({ action, label }) => ({ action, label }))).toEqual([
    { action: "merge_campaigns", label: "합치기" },
    { action: "keep_apart", label: "그대로 두기" },
  ]);
  expect(new Set(buttons.map(({ token }) => token)).size).toBe(2);
  expect(buttons[0]?.token).toMatch(/^[\w-]{22}$/);
});

test("a press acts with the stored input, in the language of its card, and is part of the conversation", async () => {
  const place = makePlace(await makeWorkspace(db, { lang: "ko" }));
  const [token = ""] = await shownCard(place, "merge them?");

  await press(place, token);

  expect(acts).toEqual([{ tool: "merge_campaigns", role: "company_admin", lang: "en" }]);
  expect((await chat.answers(place)).map(({ said }) => said)).toEqual(["merge them?", "Merge"]);
  expect(await chat.used(place)).toEqual([token]);
});

test("a second press changes nothing and says so", async () => {
  const place = makePlace(await makeWorkspace(db));
  const [token = ""] = await shownCard(place);

  await press(place, token);
  const told = await press(place, token);

  expect(acts).toHaveLength(1);
  expect(told).toContain("이미 눌러서 처리한 버튼");
});

test("presses at the same moment act once", async () => {
  const place = makePlace(await makeWorkspace(db));
  const [token = ""] = await shownCard(place);
  const heard = listen(chat, place);

  await Promise.all(Array.from({ length: 5 }, () => chat.press(place, { key: randomUUID(), token })));
  await heard.ends(1);
  await expect.poll(() => chat.waiting(place)).toEqual([]);

  expect(acts).toHaveLength(1);
});

test.each([
  ["the database was away", new Failure("unavailable", "database connection lost")],
  ["of a bug", new Error("a bug")],
])("a press that came to nothing because %s may be repeated, and acts once then", async (_, error) => {
  const place = makePlace(await makeWorkspace(db));
  const [token = ""] = await shownCard(place);
  trouble = [error];

  await press(place, token);
  expect(await chat.used(place)).toEqual([]);
  await press(place, token);
  const told = await press(place, token);

  expect(acts).toHaveLength(1);
  expect(told).toContain("이미 눌러서 처리한 버튼");
  expect(await chat.used(place)).toEqual([token]);
});

test("a press that was refused for good stays used", async () => {
  const place = makePlace(await makeWorkspace(db));
  const [token = ""] = await shownCard(place);
  trouble = [new Failure("conflict", "merged already")];

  await press(place, token);

  expect(await chat.used(place)).toEqual([token]);
});

test("an expired button changes nothing and says so", async () => {
  const ctx = await makeWorkspace(db);
  const place = makePlace(ctx);
  const [token = ""] = await shownCard(place);
  await asOwner(db, `update button set expires_at = now() - interval '1 minute' where token = '${token}'`);

  const told = await press(place, token);

  expect(acts).toEqual([]);
  expect(told).toContain("기한이 지나서");
});

test("another person's button, another workspace's and an invented one are nobody's", async () => {
  const ctx = await makeWorkspace(db);
  const [token = ""] = await shownCard(makePlace(ctx));
  const colleague = makePlace(await joinWorkspace(ctx, "company_admin"));
  const stranger = makePlace(await makeWorkspace(db));

  for (const [place, tried] of [
    [colleague, token],
    [stranger, token],
    [makePlace(ctx), "A".repeat(22)],
  ] as const)
    await expect(chat.press(place, { key: randomUUID(), token: tried })).rejects.toMatchObject({
      code: "not_found",
    });

  expect(acts).toEqual([]);
});

test("a person who lost their place meanwhile is refused at the press", async () => {
  const ctx = await makeWorkspace(db);
  const place = makePlace(ctx);
  const [token = ""] = await shownCard(place);
  await asOwner(db, `delete from membership where person_id = '${personOf(ctx)}'`);

  const told = await press(place, token);

  expect(acts).toEqual([]);
  expect(told).toContain("멤버가 아니에요");
});
