// A file on the way from KakaoTalk: the wish for it gets an address, the page takes it, and the conversation hears what was read.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildLinks } from "../../../src/chat/links.ts";
import type { Db } from "../../../src/db/db.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { until } from "../../chat/support.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { nameOnKakao, openEngine, openKakaoReplica, patientTimes } from "../../support/kakao-engine.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const soon = { timeout: 60_000 };
const report = "Day,Campaign name,Amount spent (KRW),Impressions,Link clicks\n2026-11-01,A,1000,10,1\n";

async function openDoor(publicUrl: URL | undefined) {
  const ctx = await makeWorkspace(db);
  const engine = await openEngine();
  const links = buildLinks(db, { publicUrl, secret: Buffer.alloc(32, 3) });
  const { door } = await openKakaoReplica(db, ctx, engine, makeAnswerer(), { times: patientTimes, links });
  return { ctx, engine, door };
}

const addressIn = (reply: unknown): string => /"webLinkUrl":"([^"]+)"/.exec(JSON.stringify(reply))?.[1] ?? "";

test("the wish gets an address; what is uploaded there is told in the conversation", soon, async () => {
  const { ctx, engine, door } = await openDoor(new URL("https://co9ma.example.com"));
  const user = randomUUID();
  await nameOnKakao(db, ctx, user);

  const turned = await engine.say(door, { user, text: "리포트 파일 올릴게" });
  const { pathname } = new URL(addressIn(turned.reply));
  const sent = await fetch(`${door.url}${pathname}/file`, {
    method: "POST",
    body: report,
    headers: { "x-file-name": "report.csv" },
  });
  const told = await until(async () => {
    const { seen } = await engine.say(door, { user, text: "답변 확인" });
    return seen?.text.includes("새로 도착한 답이 없어요") || seen?.text.includes("작업 중")
      ? undefined
      : seen?.text;
  });

  expect(addressIn(turned.reply)).toMatch(/^https:\/\/co9ma\.example\.com\/l\/[\w-]{43}$/);
  expect(turned.seen?.text).toContain("10분");
  expect(sent.status).toBe(202);
  expect(told).toContain("did import_report");
  expect(engine.refused).toEqual([]);
});

test("without a public address it is said in words where the file can go", soon, async () => {
  const { ctx, engine, door } = await openDoor(undefined);
  const user = randomUUID();
  await nameOnKakao(db, ctx, user);

  const turned = await engine.say(door, { user, text: "파일 올릴게" });

  expect(turned.seen?.text).toContain("PUBLIC_URL");
  expect(engine.refused).toEqual([]);
});

test("somebody who is no member gets no address", soon, async () => {
  const { engine, door } = await openDoor(new URL("https://co9ma.example.com"));

  const turned = await engine.say(door, { user: randomUUID(), text: "파일 올릴게" });

  expect(addressIn(turned.reply)).toBe("");
});
