// Looks at figures: whoever asked hears of a limit that was passed once, whatever the replicas do, and once more when it is over.

import { randomUUID } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { storeDocument } from "../../src/capabilities/documents/documents.ts";
import { importReport, makeFigureLooksDue } from "../../src/capabilities/imports/imports.ts";
import { type Chat, openChat } from "../../src/chat/chat.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import type { Db } from "../../src/db/db.ts";
import { figureWork } from "../../src/jobs/figure-looks.ts";
import { makePlace, until } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

let now = Temporal.Instant.from("2026-11-21T10:00:00+09:00");

function openReplica(): Promise<Chat> {
  return openChat({
    db,
    log: silentLog,
    now: () => now,
    answerer: buildAnswerer(silentLog),
    works: [figureWork({ db, log: silentLog, now: () => now })],
  });
}

async function openDesk(): Promise<Chat> {
  const [chat, beside] = [await openReplica(), await openReplica()];
  onTestFinished(async () => {
    await chat.close(0);
    await beside.close(0);
  });
  return chat;
}

/** Days of one campaign: 100,000 won a day, and so many conversions. */
function report(conversions: readonly number[]): string {
  const days = conversions.map((count, at) => {
    const day = Temporal.PlainDate.from("2026-11-20").subtract({ days: conversions.length - 1 - at });
    return `${day.toString()},여름 세일,100000,5000,400,${count}`;
  });
  return ["날짜,캠페인,광고비(원),노출수,클릭수,전환수", ...days].join("\n");
}

async function imported(ctx: Ctx, conversions: readonly number[]): Promise<void> {
  const path = join(await mkdtemp(join(tmpdir(), "co9ma-looks-")), "report.csv");
  await writeFile(path, report(conversions));
  const document = await storeDocument(ctx, { name: "리포트.csv", path });
  await importReport(ctx, { documentId: document.id, oneShot: true }, () => {});
}

/** What somebody was told on the page of alerts, message by message. */
async function told({ workspaceId }: Ctx): Promise<string[]> {
  const rows = await asOwner<{ cards: Parameters<typeof cardText>[0][] }>(
    db,
    `select t.cards from turn t join conversation c on c.id = t.conversation_id
     where t.workspace_id = '${workspaceId}' and c.thread_ref = 'alerts' order by t.created_at`,
  );
  return rows.map(({ cards }) => cards.map((card) => cardText(card)).join("\n"));
}

const ended = async ({ workspaceId }: Ctx): Promise<number> =>
  (
    await asOwner(
      db,
      `select 1 from figure_look where workspace_id = '${workspaceId}' and state in ('waiting', 'working')`,
    )
  ).length;

/** The tick of every minute in two processes, until nobody looks any more. */
async function looked(ctx: Ctx): Promise<void> {
  await Promise.all([makeFigureLooksDue(db, now), makeFigureLooksDue(db, now)]);
  await expect.poll(() => ended(ctx)).toBe(0);
}

const days = (count: number, each: number): number[] => Array.from({ length: count }, () => each);

test("a limit that is passed is told once, and its end once", async () => {
  const chat = await openDesk();
  const ctx = await makeWorkspace(db, { now });
  const place = makePlace(ctx);
  const { inboundId } = await chat.send(place, {
    key: randomUUID(),
    text: "CPA 2만원 넘으면 알려줘",
    lang: "ko",
  });
  await until(() => chat.answerTo(place, inboundId));

  await imported(ctx, days(20, 2));
  await looked(ctx);
  await expect.poll(() => told(ctx)).toHaveLength(1);
  now = now.add({ hours: 1 });
  await looked(ctx);
  const open = await told(ctx);
  now = now.add({ hours: 1 });
  await imported({ ...ctx, now }, days(20, 40));
  await looked(ctx);
  await expect.poll(() => told(ctx)).toHaveLength(2);
  now = now.add({ hours: 1 });
  await looked(ctx);

  expect(open).toHaveLength(1);
  expect(open[0]).toContain("CPA");
  expect(open[0]).toContain("50,000원");
  expect((await told(ctx))[1]).toContain("끝났어요");
  expect(await told(ctx)).toHaveLength(2);
});
