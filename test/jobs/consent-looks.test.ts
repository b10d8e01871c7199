// The morning's look at consents: admins hear of what became due once, whatever the replicas do, and never by a wall clock.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { importConsents, makeLooksDue } from "../../src/capabilities/audience/audience.ts";
import { consentColumns, readConsents } from "../../src/capabilities/audience/consent-list.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { type Chat, openChat, type Place } from "../../src/chat/chat.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import type { Db } from "../../src/db/db.ts";
import { newSecret } from "../../src/db/secret.ts";
import { lookWork } from "../../src/jobs/consent-looks.ts";
import { makePlace, until } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
});
afterAll(() => closeTestDb(bare));

const seoul = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+09:00`);
const monday = seoul("2026-11-23T10:00");

async function openDesk(): Promise<{ chat: Chat; at: (moment: Temporal.Instant) => Promise<number> }> {
  let now = monday;
  const clock = (): Temporal.Instant => now;
  const chat = await openChat({
    db,
    log: silentLog,
    now: clock,
    answerer: buildAnswerer(silentLog),
    works: [lookWork({ db, log: silentLog, now: clock })],
  });
  onTestFinished(() => chat.close(0));
  return {
    chat,
    at: (moment) => {
      now = moment;
      return makeLooksDue(db, moment);
    },
  };
}

async function imported(ctx: Ctx, ...lines: string[][]): Promise<void> {
  const columns = consentColumns(["휴대폰", "수신동의", "동의일", "결과통지일"]);
  if (!columns) throw new Error("no columns");
  await importConsents(ctx, "명부.csv", readConsents(columns, lines));
}

const heldIn = async ({ workspaceId }: Ctx): Promise<number> =>
  (await asOwner(bare, `select 1 from consent_look where workspace_id = '${workspaceId}' and state = 'held'`))
    .length;

const looksDone = async ({ workspaceId }: Ctx): Promise<number> =>
  (await asOwner(bare, `select 1 from consent_look where workspace_id = '${workspaceId}' and state = 'done'`))
    .length;

/** What its admin was told on the page, answer by answer. */
async function toldTo(ctx: Ctx): Promise<string[]> {
  const rows = await asOwner<{ cards: Parameters<typeof cardText>[0][] }>(
    bare,
    `select t.cards from turn t join conversation c on c.id = t.conversation_id
     where t.workspace_id = '${ctx.workspaceId}' and c.thread_ref = 'consents' order by t.created_at`,
  );
  return rows.map(({ cards }) => cards.map((card) => cardText(card)).join("\n"));
}

const wasHere = async (chat: Chat, place: Place): Promise<void> => {
  const { inboundId } = await chat.send(place, { key: randomUUID(), text: "안녕", lang: "ko" });
  await until(() => chat.answerTo(place, inboundId));
};

test("an admin hears of a group once, and of a later one on its own day", async () => {
  const { chat, at } = await openDesk();
  const ctx = await makeWorkspace(db, { now: monday });
  const member = await joinWorkspace(ctx, "member");
  await wasHere(chat, makePlace(ctx));
  await wasHere(chat, makePlace(member));
  await imported(
    ctx,
    ["010-3333-0001", "Y", "2024-12-24", "2024-12-24"],
    ["010-3333-0002", "Y", "2024-12-26", "2024-12-26"],
  );

  expect(await at(seoul("2026-11-24T08:59"))).toBe(0);
  await Promise.all([1, 2, 3].map(() => at(seoul("2026-11-24T09:00"))));
  const [first] = await until(async () => ((await toldTo(ctx)).length > 0 ? toldTo(ctx) : undefined));
  expect(first).toContain("알려 드릴 기한이 생겼어요");
  expect(first).toContain("2026-12-24");
  expect(first).not.toContain("3333");

  await at(seoul("2026-11-25T09:00"));
  await until(async () => ((await heldIn(ctx)) === 1 ? true : undefined));
  expect(await toldTo(ctx)).toHaveLength(1);

  await at(seoul("2026-11-26T09:00"));
  const told = await until(async () => ((await toldTo(ctx)).length > 1 ? toldTo(ctx) : undefined));
  expect(told).toHaveLength(2);
  expect(told[1]).toContain("2026-12-26");
});

test("what nobody could be told waits for a morning on which an admin can be reached", async () => {
  const { chat, at } = await openDesk();
  const ctx = await makeWorkspace(db, { now: monday });
  await imported(ctx, ["010-3333-0003", "Y", "2024-12-24", "2024-12-24"]);

  await at(seoul("2026-11-24T09:00"));
  await until(async () => ((await looksDone(ctx)) === 1 ? true : undefined));
  expect(await toldTo(ctx)).toEqual([]);

  await wasHere(chat, makePlace(ctx));
  await at(seoul("2026-11-25T09:00"));
  await until(async () => ((await looksDone(ctx)) === 2 ? true : undefined));
  const [told] = await until(async () => ((await toldTo(ctx)).length > 0 ? toldTo(ctx) : undefined));
  expect(told).toContain("2026-12-24");
});

test("nothing is planned where no consent is on file", async () => {
  const ctx = await makeWorkspace(db, { now: monday });

  expect(await heldIn(ctx)).toBe(0);
});
