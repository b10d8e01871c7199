import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { listWorkspaces, openDemo } from "../../src/capabilities/workspace/workspace.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { personas } from "../../src/chat/people.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import type { PersonId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { newSecret } from "../../src/db/secret.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import { openTestChat, until } from "./support.ts";

let db: Db;
let chat: Chat;
let folder: string;

beforeAll(async () => {
  db = await openTestDb();
  db.secret = newSecret();
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  chat = await openTestChat(db, buildAnswerer(silentLog));
  folder = await mkdtemp(join(tmpdir(), "co9ma-drop-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await chat.close();
  await closeTestDb(db);
});

const report = "날짜,캠페인,광고비(원),노출수,클릭수\n2026-11-18,여름 세일,12000,600,30\n";
const contacts = "이름,전화번호,이메일\n김하나,010-0000-0000,a@b.kr\n이두나,010-0000-0001,c@d.kr\n";
const consents = "휴대폰,수신동의,동의일\n010-0000-0000,Y,2026-11-02\n010-0000-0001,N,\n";
const people = personas("ko").map(({ id }) => id);

type Dropping = { personId: PersonId; name?: string; key?: string };

async function drop(text: string, { personId, name = "리포트.csv", key = randomUUID() }: Dropping) {
  const path = join(folder, randomUUID());
  await writeFile(path, text);
  const from = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: "thread" });
  const dropped = await chat.drop(from, { key, name, path, lang: "ko" });
  const answered = await until(() => chat.answerTo(dropped.place, dropped.inboundId));
  return { from, dropped, answered, text: answered.cards.map(({ card }) => cardText(card)).join("\n") };
}

describe("a file dropped in the demo", () => {
  test.each([
    ["empty", "", "failed", /비어/],
    ["a header only", "날짜,캠페인,광고비(원)\n", "failed", /행이/],
    ["a list of contacts", contacts, "answered", /연락처|고객/],
  ])(
    "that is %s is answered there with the reason, and nothing of it stays",
    async (_, text, outcome, reason) => {
      const [personId] = people as [PersonId];
      const before = await listWorkspaces(db, personId);

      const { from, dropped, answered, text: told } = await drop(text, { personId });

      expect(dropped.place).toEqual(from);
      expect(answered).toMatchObject({ outcome, files: ["리포트.csv"] });
      expect(told).toMatch(reason);
      expect(await listWorkspaces(db, personId)).toEqual(before);
      expect(await asOwner(db, "select 1 from document union all select 1 from blob")).toEqual([]);
      expect(JSON.stringify(await asOwner(db, "select body from inbound"))).not.toContain("010-0000");
    },
  );

  test("and refused is kept and answered once, however often it is sent, whatever its name holds", async () => {
    const [personId] = people as [PersonId];
    const sent = { personId, key: randomUUID(), name: "../a\u0000b/빈 파일.csv" };

    const first = await drop("", sent);
    const again = await drop("", sent);

    expect(again.dropped).toMatchObject({
      inboundId: first.dropped.inboundId,
      fresh: false,
      place: first.from,
    });
    expect(first.answered.files).toEqual(["빈 파일.csv"]);
  });

  test("and whole opens the person's own workspace, where a later refusal is told", async () => {
    const personId = people[1] as PersonId;

    const whole = await drop(report, { personId });
    const empty = await drop("", { personId });

    expect(whole.dropped.place.workspaceId).not.toBe(whole.from.workspaceId);
    expect(whole.text).toContain("12,000원");
    expect(empty.dropped.place.workspaceId).toBe(whole.dropped.place.workspaceId);
    expect(empty.answered.outcome).toBe("failed");
  });

  test("that is a landing page is taken in there, and a list of contacts named like one is not", async () => {
    const personId = people[2] as PersonId;
    const page = "<html><head><title>하루 앰플</title></head><body><p>국내 1위 앰플</p></body></html>";

    const { from, dropped, text: told } = await drop(page, { personId, name: "랜딩.html" });
    const list = await drop(contacts, { personId, name: "명단.txt" });

    expect(dropped.place).toEqual(from);
    expect(told).toContain("이 페이지 검수");
    expect(list.text).toMatch(/연락처|고객/);
    expect(list.text).not.toContain("이 페이지 검수");
    const kept = "select name from document where name in ('랜딩.html', '명단.txt')";
    expect(await asOwner(db, kept)).toEqual([{ name: "랜딩.html" }]);
  });

  test("that is a list of consents opens the person's own workspace, and its contacts lie nowhere in the clear", async () => {
    const personId = people[3] as PersonId;

    const { from, dropped, text: told } = await drop(consents, { personId });

    expect(dropped.place.workspaceId).not.toBe(from.workspaceId);
    expect(told).toContain("동의 명부를 읽었어요. 연락처 2개");
    const id = dropped.place.workspaceId;
    const kept = await asOwner(
      db,
      `select body::text from inbound where workspace_id = '${id}' union all select record::text from consent where workspace_id = '${id}' union all select sealed from contact where workspace_id = '${id}'`,
    );
    expect(kept.length).toBeGreaterThan(4);
    expect(JSON.stringify(kept)).not.toMatch(/010-?0000/);
    expect(await asOwner(db, `select 1 from document where workspace_id = '${id}'`)).toEqual([]);
  });

  test("that is not there is said at once, and opens nothing", async () => {
    const personId = people[2] as PersonId;
    const before = await listWorkspaces(db, personId);
    const from = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: "thread" });

    const dropping = chat.drop(from, { key: randomUUID(), name: "x.csv", path: join(folder, "nowhere") });

    await expect(dropping).rejects.toMatchObject({ code: "not_found" });
    expect(await listWorkspaces(db, personId)).toEqual(before);
  });
});
