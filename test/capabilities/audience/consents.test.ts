// Consents: a list comes in by a file, withdrawals hold at once, contacts lie sealed, and who may be written to is counted.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressIn, mustBeAddress } from "../../../src/capabilities/audience/address.ts";
import { whoMayReceive, withdrawConsent } from "../../../src/capabilities/audience/audience.ts";
import { withConsentLists } from "../../../src/capabilities/audience/consent-file.ts";
import { sealerOf } from "../../../src/capabilities/audience/sealing.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { storeDocument } from "../../../src/capabilities/documents/documents.ts";
import { importTools } from "../../../src/capabilities/imports/tools.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkbook } from "../documents/read/make-workbook.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
let folder: string;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
  folder = await mkdtemp(join(tmpdir(), "co9ma-consents-"));
});
afterAll(async () => {
  await closeTestDb(bare);
  await rm(folder, { recursive: true, force: true });
});

const night = Temporal.Instant.from("2026-11-24T22:00:00+09:00");
const noon = Temporal.Instant.from("2026-11-24T12:00:00+09:00");

const list = [
  "이름,휴대폰,이메일,마케팅 수신동의,동의일,야간동의,철회일,결과통지일,동의문구,문구버전",
  "김하나,010-1111-0001,hana@example.kr,Y,2026-03-02,N,,2026-03-05,혜택 문자를 받겠습니다,v3",
  "이두나,+82 10 1111 0002,,동의,2026.11.15,Y,,,,",
  "박세나,1011110003,,Y,20241124,N,,2024-12-01,,",
  "최네나,010-1111-0004,,N,,,,,,",
  "정다나,010-1111-0005,,Y,2024-01-05,N,2026-10-01,,,",
  "강여나,010-1111-0006,,Y,2024-11-23,N,,2024-12-01,,",
  "무번호,,,Y,2026-01-01,,,,,",
  "날없음,010-1111-0007,,Y,,,,,,",
].join("\n");

const importer = importTools.map(withConsentLists).find(({ name }) => name === "import_report");

async function drop(ctx: Ctx, content: string | Buffer, name = "동의 명부.csv"): Promise<ToolResult> {
  const path = join(folder, ctx.workspaceId);
  await writeFile(path, content);
  const { id } = await storeDocument(ctx, { name, path });
  if (!importer) throw new Error("no import_report");
  return importer.run(ctx, { documentId: id, oneShot: true }, () => {});
}

const sms = async (ctx: Ctx): Promise<unknown> =>
  (await whoMayReceive(ctx)).reach.find(({ channel }) => channel === "sms");

const rowsIn = async (ctx: Ctx, table: string): Promise<number> => {
  const where = `where workspace_id = '${ctx.workspaceId}'`;
  const [row] = await asOwner<{ n: number }>(bare, `select count(*)::int as n from ${table} ${where}`);
  return row?.n ?? 0;
};

describe("a list of consents dropped in chat", () => {
  it("is read into the ledger and gone as a file", async () => {
    const ctx = await makeWorkspace(db, { now: noon });

    const { card, facts } = await drop(ctx, list);

    expect(facts).toEqual({ contacts: 7, recorded: 7 });
    expect(cardText(card)).toContain("연락처를 읽지 못한 줄 1개");
    expect(cardText(card)).toContain("동의일이 없어 증명할 수 없는 줄 1개");
    expect([await rowsIn(ctx, "document"), await rowsIn(ctx, "blob")]).toEqual([0, 0]);
    expect([await rowsIn(ctx, "contact"), await rowsIn(ctx, "consent")]).toEqual([7, 7]);
    const [form] = await asOwner(
      bare,
      `select form, form_version from consent where workspace_id = '${ctx.workspaceId}' and form is not null limit 1`,
    );
    expect(form).toEqual({ form: "혜택 문자를 받겠습니다", form_version: "v3" });
    await verifyLedger(ctx);
  });

  it("says nothing new the second time", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);

    const { facts } = await drop(ctx, list);

    expect(facts).toEqual({ contacts: 7, recorded: 0 });
    expect(await rowsIn(ctx, "consent")).toBe(7);
  });

  it("may be a workbook, whose days are numbers", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    const rows = [
      ["휴대폰", "수신동의", "동의일"],
      ["010-1111-0001", "Y", { date: 46_000 }],
      [1_011_110_002, "예", "2026-03-02"],
    ];

    const { facts } = await drop(ctx, makeWorkbook({ sheets: [{ name: "명부", rows }] }), "명부.xlsx");

    expect(facts).toEqual({ contacts: 2, recorded: 2 });
    expect(await sms(ctx)).toMatchObject({ now: 2 });
  });

  it("leaves a report to the reader of reports", async () => {
    const ctx = await makeWorkspace(db, { now: noon });

    const { facts } = await drop(
      ctx,
      "Day,Campaign name,Impressions,Link clicks,Amount spent (KRW)\n2026-11-01,여름 세일,1000,20,30000\n",
    );

    expect(facts).toMatchObject({ rows: 1 });
    expect(await rowsIn(ctx, "contact")).toBe(0);
  });

  it("is refused to a viewer, and nothing of it is kept", async () => {
    const ctx = await makeWorkspace(db, { now: noon, role: "viewer" });

    await expect(drop(ctx, list)).rejects.toMatchObject({ code: "forbidden" });

    expect([await rowsIn(ctx, "contact"), await rowsIn(ctx, "consent")]).toEqual([0, 0]);
  });
});

describe("who may be written to", () => {
  it("is counted at noon: two years to the day are inside, a day more is not", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);

    expect(await sms(ctx)).toEqual({
      channel: "sms",
      now: 3,
      waiting: [],
      never: [
        { rule: "kr.nw.consent", contacts: 1 },
        { rule: "kr.nw.recheck-2y", contacts: 1 },
        { rule: "kr.nw.withdrawn", contacts: 1 },
      ],
    });
  });

  it("waits at night until eight, unless the person agreed to the night", async () => {
    const ctx = await makeWorkspace(db, { now: night });
    await drop(ctx, list);

    expect(await sms(ctx)).toMatchObject({
      now: 1,
      waiting: [{ until: "2026-11-25T08:00:00+09:00", contacts: 2 }],
    });
  });

  it("lists what is due: confirmations from 30 days ahead, notices of consents and withdrawals never told", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);

    const { dues } = await whoMayReceive(ctx);

    const shared = { list: "동의 명부.csv", channels: ["sms"], contacts: 1 };
    expect(dues).toEqual([
      { ...shared, kind: "notice_withdrawal", by: "2026-10-15", on: "2026-10-01", overdue: true },
      { ...shared, kind: "reconfirm", by: "2026-11-23", on: "2024-11-23", overdue: true },
      { ...shared, kind: "reconfirm", by: "2026-11-24", on: "2024-11-24", overdue: false },
      { ...shared, kind: "notice_consent", by: "2026-11-29", on: "2026-11-15", overdue: false },
    ]);
  });

  it("leaves a row of who looked", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);
    await whoMayReceive(ctx);

    const rows = await asOwner(
      bare,
      `select purpose, contacts, person_id from access_record where workspace_id = '${ctx.workspaceId}' order by purpose`,
    );

    const personId = ctx.actor.kind === "person" ? ctx.actor.personId : "";
    expect(rows).toEqual([
      { purpose: "import", contacts: 7, person_id: personId },
      { purpose: "reach", contacts: 7, person_id: personId },
    ]);
  });

  it("knows nothing of another workspace's people", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);
    const other = await makeWorkspace(db, { now: noon });

    const { reach, deals, lists, dues } = await whoMayReceive(other);
    expect({ reach, deals, lists, dues }).toEqual({ reach: [], deals: [], lists: [], dues: [] });
  });
});

describe("a withdrawal", () => {
  it("holds at once, on every channel of that contact and on no other contact", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);

    const { channels } = await withdrawConsent(ctx, { contact: "+82-10-1111-0001" });

    expect(channels).toEqual(["sms", "lms", "kakao_brand_message", "call"]);
    expect(await sms(ctx)).toMatchObject({ now: 2 });
    const { reach } = await whoMayReceive(ctx);
    expect(reach.find(({ channel }) => channel === "email")).toMatchObject({ now: 1, never: [] });
  });

  it("is not undone by an older list, but by a consent of a later day", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);
    await withdrawConsent(ctx, { contact: "010-1111-0001" });

    const { card } = await drop(ctx, list);
    expect(cardText(card)).toContain("되살리지 않은 동의 1건");
    expect(await sms(ctx)).toMatchObject({ now: 2 });

    const later = { ...ctx, now: Temporal.Instant.from("2026-11-26T12:00:00+09:00") };
    await drop(later, "휴대폰,수신동의,동의일\n010-1111-0001,Y,2026-11-25\n");
    expect(await sms(later)).toMatchObject({ now: 2, never: expect.any(Array) });
    expect((await whoMayReceive(later)).reach.find(({ channel }) => channel === "sms")?.never).toContainEqual(
      { rule: "kr.nw.withdrawn", contacts: 1 },
    );
  });

  it("of a contact nobody knew is kept, so that a later list does not write to them", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await withdrawConsent(ctx, { contact: "HANA@example.kr" });

    await drop(ctx, list);

    const { reach } = await whoMayReceive(ctx);
    expect(reach.find(({ channel }) => channel === "email")).toMatchObject({ now: 0 });
  });

  it("is refused to a viewer, and of words that are no contact", async () => {
    const viewer = await makeWorkspace(db, { role: "viewer" });
    const member = await makeWorkspace(db, { role: "member" });

    await expect(withdrawConsent(viewer, { contact: "010-1111-0001" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(withdrawConsent(member, { contact: "김하나" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("contacts at rest", () => {
  it("can be read in no column, and are found by their hash", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, list);

    const tables = ["contact", "consent", "access_record", "ledger"];
    const rows = await Promise.all(
      tables.map((table) =>
        asOwner(bare, `select * from ${table} where workspace_id = '${ctx.workspaceId}'`),
      ),
    );
    const text = JSON.stringify(rows);
    expect(text).not.toMatch(/1111-?000|example\.kr/);

    const [row] = await asOwner<{ sealed: string }>(
      bare,
      `select sealed from contact where address_hash = '${sealerOf(ctx).hash("01011110001")}'`,
    );
    expect(sealerOf(ctx).open(row?.sealed ?? "")).toBe("01011110001");
  });

  it("have another hash in another workspace, and open with no other secret", async () => {
    const ctx = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    const sealed = sealerOf(ctx).seal("01011110001");

    expect(sealerOf(ctx).hash("01011110001")).not.toBe(sealerOf(other).hash("01011110001"));
    expect(() => sealerOf({ ...ctx, db: { ...db, secret: newSecret() } }).open(sealed)).toThrow(
      /authenticate/,
    );
  });

  it("are not kept where no secret is set", async () => {
    const ctx = await makeWorkspace(bare, { now: noon });

    await expect(drop(ctx, list)).rejects.toMatchObject({ code: "unavailable" });

    expect(await rowsIn(ctx, "contact")).toBe(0);
  });
});

describe("an address", () => {
  it.each([
    ["010-1234-5678", "01012345678"],
    ["+82 10 1234 5678", "01012345678"],
    ["０１０ １２３４ ５６７８", "01012345678"],
    ["1012345678", "01012345678"],
    [" Kim@Example.COM ", "kim@example.com"],
  ])("has one spelling: %s", (text, value) => {
    expect(addressIn(text)?.value).toBe(value);
  });

  const masked = ["k**@example.com", "k*10@example.com", "*@a.kr", "k••@example.com", "010-****-5678", "***"];

  it.each(["", "김하나", "+1 212 555 0147", "123", "kim@example", ...masked])(
    "is not seen in: %s",
    (text) => {
      expect(addressIn(text)).toBeUndefined();
    },
  );

  it.each([...masked, "k＊＊@example.com"])("that is masked is asked for again: %s", (text) => {
    expect(() => mustBeAddress(text)).toThrow(
      expect.objectContaining({ message: "a masked contact", code: "invalid" }),
    );
  });

  it("that is masked in a list is a line without a contact", async () => {
    const ctx = await makeWorkspace(db, { now: noon });

    const { card } = await drop(
      ctx,
      "이메일,수신동의,동의일\nk**@example.com,Y,2026-01-10\nkim@example.com,Y,2026-01-10\n",
    );

    expect(cardText(card)).toContain("연락처를 읽지 못한 줄 1개");
    expect(await rowsIn(ctx, "contact")).toBe(1);
  });
});
