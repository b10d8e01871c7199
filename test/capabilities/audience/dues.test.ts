// What consents are owed: exact days, the words to send, and what holds once they were sent. Whom a past deal lets be written to, and until
// when; a contact that is erased; who looked.

import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { accessLog } from "../../../src/capabilities/audience/access.ts";
import {
  lookAtConsents,
  whatIsDue,
  whoMayReceive,
  withdrawConsent,
} from "../../../src/capabilities/audience/audience.ts";
import { withConsentLists } from "../../../src/capabilities/audience/consent-file.ts";
import { duesOf } from "../../../src/capabilities/audience/dues.ts";
import { eraseContact } from "../../../src/capabilities/audience/erasure.ts";
import { noteSent } from "../../../src/capabilities/audience/marks.ts";
import { contact } from "../../../src/capabilities/audience/tables.ts";
import { noticeTexts } from "../../../src/capabilities/audience/notice-texts.ts";
import { decideSend, loadLists, type Send } from "../../../src/capabilities/compliance/compliance.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { storeDocument } from "../../../src/capabilities/documents/documents.ts";
import { importTools } from "../../../src/capabilities/imports/tools.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { type Tx, withTx } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { act } from "../../../src/agent/act.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
let folder: string;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
  folder = await mkdtemp(join(tmpdir(), "co9ma-dues-"));
});
afterAll(async () => {
  await closeTestDb(bare);
  await rm(folder, { recursive: true, force: true });
});

const seoul = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+09:00`);
const noon = seoul("2026-11-24T12:00");
const importer = importTools.map(withConsentLists).find(({ name }) => name === "import_report");

async function drop(ctx: Ctx, content: string, name = "명부.csv"): Promise<ToolResult> {
  const path = join(folder, ctx.workspaceId);
  await writeFile(path, content);
  const { id } = await storeDocument(ctx, { name, path });
  if (!importer) throw new Error("no import_report");
  return importer.run(ctx, { documentId: id, oneShot: true }, () => {});
}

const press = (ctx: Ctx, tool: string, input: unknown): Promise<ToolResult> =>
  act(ctx, tools, { tool, input }, () => {});
const at = (ctx: Ctx, moment: Temporal.Instant): Ctx => ({ ...ctx, now: moment });
const duesAt = async (ctx: Ctx, moment: Temporal.Instant) =>
  (await whatIsDue(at(ctx, moment))).dues.map(({ kind, by, contacts, overdue }) => [
    kind,
    by,
    contacts,
    overdue,
  ]);
const smsOf = async (ctx: Ctx) => (await whoMayReceive(ctx)).reach.find(({ channel }) => channel === "sms");
const lookId = randomUUID();
const head = "휴대폰,수신동의,동의일,결과통지일\n";

describe("a consent two years old", () => {
  test.each([
    { given: "2024-12-24", now: "2026-11-23T23:59", due: [] },
    { given: "2024-12-24", now: "2026-11-24T00:00", due: [["reconfirm", "2026-12-24", 1, false]] },
    { given: "2024-12-24", now: "2026-12-24T23:59", due: [["reconfirm", "2026-12-24", 1, false]] },
    { given: "2024-12-24", now: "2026-12-25T00:00", due: [["reconfirm", "2026-12-24", 1, true]] },
    { given: "2024-02-29", now: "2026-02-28T12:00", due: [["reconfirm", "2026-02-28", 1, false]] },
    { given: "2024-02-29", now: "2026-03-01T00:00", due: [["reconfirm", "2026-02-28", 1, true]] },
    { given: "2026-02-28", now: "2028-02-28T12:00", due: [["reconfirm", "2028-02-28", 1, false]] },
    { given: "2024-12-31", now: "2026-12-01T00:00", due: [["reconfirm", "2026-12-31", 1, false]] },
    { given: "2024-12-31", now: "2026-11-30T23:59", due: [] },
  ])("given on $given, seen at $now in Seoul", async ({ given, now, due }) => {
    const ctx = await makeWorkspace(db, { now: seoul(`${given}T10:00`) });
    await drop(ctx, `${head}010-2222-0001,Y,${given},${given}\n`);

    expect(await duesAt(ctx, seoul(now))).toEqual(due);
  });

  it("is due by the day of the workspace's own zone", async () => {
    const ctx = await makeWorkspace(db, { now: noon, zone: "America/New_York" });
    await drop(ctx, `${head}010-2222-0001,Y,2024-11-25,2024-11-25\n`);

    // 2026-11-26 10:00 in Seoul is still the 25th in New York.
    expect(await duesAt(ctx, seoul("2026-11-26T10:00"))).toEqual([["reconfirm", "2026-11-25", 1, false]]);
    expect(await duesAt(ctx, seoul("2026-11-26T14:00"))).toEqual([["reconfirm", "2026-11-25", 1, true]]);
  });

  it("tells when the next one comes where none is due yet", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,Y,2026-03-02,2026-03-02\n010-2222-0002,Y,2026-03-02,2026-03-02\n`);

    const { card } = await press(ctx, "show_consents_due", {});

    expect(cardText(card)).toContain("가장 이른 2년 재확인은 2028-03-02까지, 연락처 2개예요.");
  });
});

describe("the notice of a result", () => {
  test.each([
    { line: "Y,2026-11-10,", kind: "notice_consent", by: "2026-11-24", overdue: false },
    { line: "Y,2026-11-09,", kind: "notice_consent", by: "2026-11-23", overdue: true },
    { line: "N,2026-11-17,", kind: "notice_refusal", by: "2026-12-01", overdue: false },
    { line: "Y,2026-10-31,", kind: "notice_consent", by: "2026-11-14", overdue: true },
  ])("of $line is due by $by", async ({ line, kind, by, overdue }) => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,${line}\n`);

    expect(await duesAt(ctx, noon)).toEqual([[kind, by, 1, overdue]]);
  });

  it("of a withdrawal is due for the person once, whatever channels they had", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await withdrawConsent(ctx, { contact: "010-2222-0001" });

    const { dues } = await whatIsDue(ctx);

    expect(dues).toEqual([
      {
        kind: "notice_withdrawal",
        by: "2026-12-08",
        list: null,
        channels: ["call", "kakao_brand_message", "lms", "sms"],
        contacts: 1,
        overdue: false,
        on: "2026-11-24",
      },
    ]);
  });
});

describe("the words to send", () => {
  const kinds = ["reconfirm", "notice_consent", "notice_refusal", "notice_withdrawal"] as const;
  const lists = loadLists();
  test.each(kinds.flatMap((kind) => (["ko", "en"] as const).map((lang) => [kind, lang] as const)))(
    "%s in %s sell nothing, name who sends and a free way out",
    (kind, lang) => {
      const due = { kind, by: "2026-12-08", list: null, contacts: 1, overdue: false, on: "2026-11-24" };
      const texts = noticeTexts([{ ...due, channels: ["sms", "email"] }], "모래상점", lang);

      expect(texts.map(({ channels }) => channels)).toEqual([["sms"], ["email"]]);
      for (const { subject, body, channels } of texts) {
        expect(body).toContain("모래상점");
        expect(body).toContain("2026-11-24");
        expect(body).toMatch(/무료|free/);
        expect(body).not.toMatch(/\{|undefined|광고\)/);
        const send: Send = {
          at: "2026-11-24T23:00:00+09:00",
          minutes: 0,
          jurisdiction: "KR",
          channel: channels[0] ?? "sms",
          purpose: kind === "reconfirm" ? "reconfirm" : "consent_result_notice",
          consent: { kind: "withdrawn" },
          message: { body, ...(subject !== undefined && { subject }) },
        };
        expect(decideSend(lists, send)).toEqual({ kind: "allow", rules: [] });
      }
    },
  );

  it("leave the day open where it differs by person", () => {
    const due = { kind: "reconfirm" as const, by: "2026-12-08", list: null, contacts: 1, overdue: false };
    const all = ["2024-12-08", "2024-12-09"].map((on) => ({ ...due, on, channels: ["sms" as const] }));

    expect(noticeTexts(all, "모래상점", "ko")[0]?.body).toContain("〔동의일〕에 문자 광고성 정보 수신에");
  });
});

describe("what was sent", () => {
  const rows = `${head}010-2222-0001,Y,2024-11-01,2024-11-02\n010-2222-0002,Y,2024-11-20,2024-11-21\n010-2222-0003,Y,2026-11-20,\n`;

  it("is asked for by list, and a press of the group notes it: advertising may go again", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, rows);
    expect(await smsOf(ctx)).toMatchObject({ now: 1, never: [{ rule: "kr.nw.recheck-2y", contacts: 2 }] });

    const { card } = await press(ctx, "note_sent", { what: "reconfirm" });
    const [proposal] = card.parts.filter((part) => part.kind === "proposal");
    const [choice] = proposal?.choices ?? [];
    expect(choice?.label).toBe("명부.csv 보냄");
    if (!choice || "token" in choice.press) throw new Error("no press");
    expect(await duesAt(ctx, noon)).toHaveLength(3);
    await press(ctx, choice.press.action, choice.press.input);

    expect(await smsOf(ctx)).toMatchObject({ now: 3, never: [] });
    expect(await duesAt(ctx, noon)).toEqual([["notice_consent", "2026-12-04", 1, false]]);
    // Two years from the confirmation, to the day.
    expect((await whatIsDue(at(ctx, seoul("2028-11-24T12:00")))).dues).toContainEqual(
      expect.objectContaining({ kind: "reconfirm", by: "2028-11-24", contacts: 2, list: "명부.csv" }),
    );
    await expect(press(ctx, choice.press.action, choice.press.input)).rejects.toMatchObject({
      code: "conflict",
    });
    await verifyLedger(ctx);
  });

  it("notes nothing that came in after the card, nothing of another list, nothing before it was asked", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-18,\n`, "가.csv");
    const later = at(ctx, noon.add({ minutes: 5 }));
    await drop(later, `${head}010-2222-0002,Y,2026-11-17,\n`, "가.csv");
    await drop(ctx, `${head}010-2222-0003,Y,2026-11-17,\n`, "나.csv");
    const sent = {
      kind: "notice_consent" as const,
      list: "가.csv",
      by: "2026-12-05",
      shownAt: noon.toString(),
    };

    expect(await noteSent(later, { ...sent, on: "2026-11-24" })).toEqual({ contacts: 1 });

    expect(await duesAt(later, later.now)).toEqual([
      ["notice_consent", "2026-12-01", 1, false],
      ["notice_consent", "2026-12-01", 1, false],
    ]);
    await expect(noteSent(later, { ...sent, on: "2026-11-25" })).rejects.toMatchObject({ code: "invalid" });
    await expect(noteSent(later, { ...sent, list: "나.csv", on: "2026-11-16" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("may be told by a file of contacts and days, and unknown ones are left alone", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, rows);

    const { card, facts } = await drop(
      ctx,
      "휴대폰,재확인일,결과통지일\n010-2222-0001,2026-11-23,\n010-2222-0003,,2026-11-22\n010-9999-0009,2026-11-23,\n010-2222-0002,,\n,2026-11-23,\n",
      "보낸 사람.csv",
    );

    expect(facts).toEqual({ contacts: 2, noted: 2 });
    expect(cardText(card)).toContain("동의 명부에 없는 연락처 1개");
    expect(cardText(card)).toContain("보낸 날이 없는 줄 1개");
    expect(await duesAt(ctx, noon)).toEqual([["reconfirm", "2026-11-20", 1, true]]);
    const [count] = await asOwner<{ n: number }>(
      bare,
      `select count(*)::int n from contact where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(count?.n).toBe(3);
  });

  it("is not undone by the old list dropped again", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, rows);
    await drop(ctx, "휴대폰,결과통지일\n010-2222-0003,2026-11-22\n", "보냄.csv");

    await drop(ctx, rows);

    expect(await duesAt(ctx, noon)).toEqual([
      ["reconfirm", "2026-11-01", 1, true],
      ["reconfirm", "2026-11-20", 1, true],
    ]);
  });

  it("is refused to a viewer", async () => {
    const admin = await makeWorkspace(db, { now: noon });
    const viewer = await joinWorkspace(admin, "viewer");

    await expect(press(viewer, "note_sent", {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("who may be written to at a moment", () => {
  const lists = "휴대폰,이메일,수신동의,동의일,야간동의,구매일,동종상품,직접수집\n";

  it("counts the night, the mail that has none, a batch that does not end in time, and each list", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(
      ctx,
      `${lists}010-2222-0001,a1@example.kr,Y,2026-03-02,N,,,\n010-2222-0002,,Y,2026-03-02,Y,,,\n`,
      "가.csv",
    );
    await drop(ctx, `${lists}010-2222-0003,,Y,2026-03-02,N,,,\n`, "나.csv");

    const night = await whoMayReceive(ctx, { at: "2026-11-24T21:00" });
    const by = (channel: string) => night.reach.find((one) => one.channel === channel);
    expect(by("sms")).toEqual({
      channel: "sms",
      now: 1,
      waiting: [{ until: "2026-11-25T08:00:00+09:00", contacts: 2 }],
      never: [],
    });
    expect(by("email")).toEqual({ channel: "email", now: 1, waiting: [], never: [] });
    expect(night.lists).toEqual([
      { list: "가.csv", now: 2, waiting: 1, never: 0 },
      { list: "나.csv", now: 0, waiting: 1, never: 0 },
    ]);

    const inTime = await whoMayReceive(ctx, { at: "2026-11-24T20:00", minutes: 59, channel: "sms" });
    expect(inTime.reach[0]).toMatchObject({ now: 3, waiting: [] });
    const tooLong = await whoMayReceive(ctx, { at: "2026-11-24T20:00", minutes: 60, channel: "sms" });
    expect(tooLong.reach[0]).toMatchObject({
      now: 1,
      waiting: [{ until: "2026-11-25T08:00:00+09:00", contacts: 2 }],
    });

    const one = await whoMayReceive(ctx, { list: "나" });
    expect([one.list, one.reach[0]?.now]).toEqual(["나.csv", 1]);
    await expect(whoMayReceive(ctx, { list: "다" })).rejects.toMatchObject({ code: "not_found" });
    await expect(whoMayReceive(ctx, { at: "2026-11-24T11:00" })).rejects.toMatchObject({ code: "invalid" });
  });

  test.each([
    { bought: "2026-05-24", same: "Y", direct: "Y", now: 1, through: "2026-11-24" },
    { bought: "2026-05-23", same: "Y", direct: "Y", now: 0 },
    { bought: "2026-08-31", same: "Y", direct: "Y", now: 1, through: "2027-02-28" },
    { bought: "2026-10-01", same: "N", direct: "Y", now: 0 },
    { bought: "2026-10-01", same: "Y", direct: "", now: 0 },
  ])(
    "a deal of $bought (same kind $same, direct $direct) carries $now",
    async ({ bought, same, direct, now, through }) => {
      const ctx = await makeWorkspace(db, { now: noon });
      await drop(ctx, `${lists}010-2222-0001,,,,,${bought},${same},${direct}\n`);

      const found = await whoMayReceive(ctx);

      expect(found.reach[0]).toMatchObject({
        now,
        never: now === 1 ? [] : [{ rule: "kr.nw.consent", deal: true, contacts: 1 }],
      });
      expect(found.deals).toEqual(through === undefined ? [] : [{ channel: "sms", through, contacts: 1 }]);
    },
  );

  it("a refusal beats a deal", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${lists}010-2222-0001,,N,,,2026-11-01,Y,Y\n`);

    expect(await smsOf(ctx)).toMatchObject({ now: 0, never: [{ rule: "kr.nw.consent", contacts: 1 }] });
  });
});

const sealedIn = async ({ workspaceId }: Ctx): Promise<number | undefined> => {
  const [row] = await asOwner<{ n: number }>(
    bare,
    `select count(sealed)::int n from contact where workspace_id = '${workspaceId}'`,
  );
  return row?.n;
};

/** Calls `onUpdate` for each statement that changes contacts. */
function countingTx(tx: Tx, onUpdate: () => void): Tx {
  return new Proxy(tx, {
    get: (whole, name) => {
      const own: unknown = Reflect.get(whole, name, whole);
      if (typeof own !== "function") return own;
      return (...given: unknown[]): unknown => {
        if (name === "update" && given[0] === contact) onUpdate();
        return Reflect.apply(own, whole, given);
      };
    },
  });
}

describe("a contact that is erased", () => {
  it("goes by a press, and its refusal stays by hash: an older list revives nobody", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-20,\n`);
    const { card } = await press(ctx, "erase_contact", { contact: "010-2222-0001" });
    expect(cardText(card)).toContain("아직 지운 것은 없어요");
    expect(await smsOf(ctx)).toMatchObject({ now: 1 });

    const erased = await press(ctx, "apply_erasure", { contact: "+82 10 2222 0001" });

    expect(cardText(erased.card)).toContain("연락처를 지웠어요");
    expect(cardText(erased.card)).toContain("정보통신망법 제50조");
    const [row] = await asOwner<{ sealed: string | null; hash: number }>(
      bare,
      `select sealed, length(address_hash) as hash from contact where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(row).toEqual({ sealed: null, hash: 64 });
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-20,\n`);
    expect((await whoMayReceive(ctx)).reach).toEqual([]);
    expect((await whatIsDue(ctx)).dues).toEqual([]);
    expect((await eraseContact(ctx, "010-2222-0001")).state).toBe("already");
    await verifyLedger(ctx);
  });

  it("may agree anew: a consent of a later day is kept with its address", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-20,2026-11-20\n`);
    await eraseContact(ctx, "010-2222-0001");

    const later = at(ctx, seoul("2026-12-10T12:00"));
    await drop(later, `${head}010-2222-0001,Y,2026-12-09,2026-12-09\n`);

    expect(await smsOf(later)).toMatchObject({ now: 1 });
    const [row] = await asOwner(
      bare,
      `select sealed is null as gone from contact where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(row).toEqual({ gone: false });
  });

  test.each([
    ["010-2222-0001", "010-****-0001"],
    ["hana@example.kr", "h***@example.kr"],
    ["０１０ ２２２２ ０００１", "010 **** 0001"],
  ])("is named on the cards that ask by its mask: %s", async (contact, shown) => {
    const ctx = await makeWorkspace(db, { now: noon });

    const erasure = await press(ctx, "erase_contact", { contact });
    const refuse = tools.find(({ name }) => name === "withdraw_consent");
    const refusal = await refuse?.propose?.(ctx, { contact, channel: "lms" });
    if (!refusal) throw new Error("nothing proposed");

    expect(cardText(erasure.card)).toContain(shown);
    expect(cardText(refusal.card)).toContain(shown);
    expect(cardText(refusal.card)).toContain("장문 문자(LMS)");
    expect(cardText(erasure.card) + cardText(refusal.card)).not.toContain(contact);
  });

  it("is not kept again by a refusal of a later day", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-20,2026-11-20\n`);
    const erased = await press(ctx, "apply_erasure", { contact: "010-2222-0001" });
    expect(cardText(erased.card)).toContain("나중에 새로 동의하지 않는 한");

    const later = at(ctx, seoul("2026-12-10T12:00"));
    await drop(later, "휴대폰,수신동의,동의일\n010-2222-0001,N,2026-12-09\n");

    expect(await sealedIn(ctx)).toBe(0);
    expect((await whoMayReceive(later)).reach).toEqual([]);
  });

  it("by the clock is not kept again by an older consent or a deal on a channel nobody had asked about", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    const withdrawn =
      "휴대폰,수신동의,동의일,철회일,결과통지일\n010-2222-0001,Y,2026-01-01,2026-11-20,2026-11-21\n";
    await drop(ctx, withdrawn);
    const later = at(ctx, noon.add({ hours: 24 * 90 }));
    await withTx(later, (tx) => lookAtConsents(tx, { ...later, lookId }));
    expect(await sealedIn(ctx)).toBe(0);

    const listed = (day: string) => `휴대폰,수단,수신동의,동의일\n010-2222-0001,LMS,Y,${day}\n`;
    const { card } = await drop(later, listed("2026-11-20"));
    expect(cardText(card)).toContain("되살리지 않은 동의 1건");
    await drop(later, "휴대폰,수단,구매일,동종상품,직접수집\n010-2222-0001,전화,2027-02-01,Y,Y\n");
    expect(await sealedIn(ctx)).toBe(0);

    await drop(later, listed("2026-11-21"));
    expect(await sealedIn(ctx)).toBe(1);
  });

  it("costs a list of others nothing: only addresses that were erased are written again", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    const lines = (day: string) =>
      Array.from({ length: 30 }, (_, nth) => `010-2222-00${nth + 10},Y,${day},${day}\n`).join("");
    await drop(ctx, `${head}${lines("2026-11-20")}`);
    await eraseContact(ctx, "010-2222-0010");
    await eraseContact(ctx, "010-2222-0011");
    let updates = 0;
    const counting: Db = {
      ...db,
      run: (as, body, options) => db.run(as, (tx) => body(countingTx(tx, () => (updates += 1))), options),
    };

    await drop({ ...at(ctx, seoul("2026-12-10T12:00")), db: counting }, `${head}${lines("2026-12-09")}`);

    expect(await sealedIn(ctx)).toBe(30);
    expect(updates).toBe(2);
  });

  it("nobody knew leaves nothing, a member may not, and words that are no contact are told", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    const member = await joinWorkspace(ctx, "member");

    expect(await eraseContact(ctx, "010-7777-0001")).toEqual({ state: "unknown", rows: 0 });
    const [count] = await asOwner<{ n: number }>(
      bare,
      `select count(*)::int n from contact where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(count?.n).toBe(0);
    await expect(press(member, "apply_erasure", { contact: "010-7777-0001" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(press(ctx, "erase_contact", { contact: "김하나" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(press(ctx, "erase_contact", {})).rejects.toMatchObject({ code: "invalid" });
  });

  it("goes by itself 90 days after it refused everything and the notice is out", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await drop(
      ctx,
      "휴대폰,수신동의,동의일,철회일,결과통지일\n010-2222-0001,Y,2026-01-01,2026-11-20,2026-11-21\n010-2222-0002,Y,2026-01-01,2026-11-20,\n",
    );
    const sealed = () =>
      asOwner<{ n: number }>(
        bare,
        `select count(sealed)::int n from contact where workspace_id = '${ctx.workspaceId}'`,
      );
    const lookAt = (moment: Temporal.Instant) =>
      withTx(ctx, (tx) => lookAtConsents(tx, { ...at(ctx, moment), lookId }));

    await lookAt(noon.add({ hours: 24 * 90 - 1 }));
    expect(await sealed()).toEqual([{ n: 2 }]);
    expect((await accessLog(ctx, 1))[0]?.purpose).toBe("import");
    await lookAt(noon.add({ hours: 24 * 90 }));

    expect(await sealed()).toEqual([{ n: 1 }]);
    expect((await accessLog(ctx, 1))[0]).toMatchObject({ purpose: "clean_up", contacts: 1, who: null });
    const { card } = await press(ctx, "show_access_log", {});
    expect(cardText(card)).toContain("자동 정리");
    const english = await press({ ...ctx, lang: "en" }, "show_access_log", {});
    expect(cardText(english.card)).toContain("by schedule");
  });
});

describe("who worked with contacts", () => {
  it("is shown to admins, with purpose, list and how many", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    const member = await joinWorkspace(ctx, "member");
    await drop(ctx, `${head}010-2222-0001,Y,2026-11-20,\n`, "가.csv");
    await whoMayReceive(at(member, noon.add({ minutes: 1 })), { list: "가" });
    await eraseContact(at(ctx, noon.add({ minutes: 2 })), "010-2222-0001");

    const rows = await accessLog(ctx, 20);

    expect(rows.map(({ purpose, list, contacts }) => [purpose, list, contacts])).toEqual([
      ["erase", null, 1],
      ["reach", "가.csv", 1],
      ["import", "가.csv", 1],
    ]);
    const { card } = await press(ctx, "show_access_log", {});
    expect(cardText(card)).toContain("명부 읽음");
    expect(cardText(card)).not.toContain("2222");
    await expect(press(member, "show_access_log", {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("consents of fifty thousand contacts are looked through in a moment's work", () => {
  const record = { kind: "optin" as const, at: "2024-12-01", resultNotice: "none" as const };
  const all = Array.from({ length: 50_000 }, (_, index) => ({
    contactId: String(index),
    channel: "sms" as const,
    record,
    recordedAt: noon,
    list: "명부.csv",
    erased: false,
  }));

  const dues = duesOf({ now: noon, zone: "Asia/Seoul" }, all);

  expect(dues.map(({ kind, contacts }) => [kind, contacts])).toEqual([
    ["notice_consent", 50_000],
    ["reconfirm", 50_000],
  ]);
});
