// A withdrawal against what is written at the same time: whichever process is slower, and whichever clock is ahead, nothing older wins.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  importConsents,
  whoMayReceive,
  withdrawConsent,
} from "../../../src/capabilities/audience/audience.ts";
import { consentColumns, readConsents } from "../../../src/capabilities/audience/consent-list.ts";
import { eraseContact } from "../../../src/capabilities/audience/erasure.ts";
import { noteSent } from "../../../src/capabilities/audience/marks.ts";
import { consent } from "../../../src/capabilities/audience/tables.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { makeGate } from "../../chat/made-answerer.ts";
import { until } from "../../chat/support.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
});
afterAll(() => closeTestDb(bare));

const noon = Temporal.Instant.from("2026-11-24T12:00:00+09:00");
const number = "010-4444-0001";
const after = (ctx: Ctx, seconds: number): Ctx => ({ ...ctx, now: noon.add({ seconds }) });
const confirmed = {
  kind: "reconfirm" as const,
  list: "명부.csv",
  by: "2026-12-24",
  on: "2026-11-24",
  shownAt: noon.toString(),
};

async function imported(ctx: Ctx, given = "2024-12-01"): Promise<void> {
  const columns = consentColumns(["휴대폰", "수신동의", "동의일", "결과통지일"]);
  if (!columns) throw new Error("no columns");
  await importConsents(ctx, "명부.csv", readConsents(columns, [[number, "Y", given, given]]));
}

const mayGetSms = async (ctx: Ctx, seconds = 60): Promise<number | undefined> =>
  (await whoMayReceive(after(ctx, seconds))).reach.find(({ channel }) => channel === "sms")?.now;

describe("a withdrawal written by a process whose clock is behind", () => {
  it("wins over a confirmation that was noted before it", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await imported(ctx);
    await noteSent(after(ctx, 10), confirmed);

    await withdrawConsent(after(ctx, 5), { contact: number });

    expect(await mayGetSms(ctx)).toBe(0);
  });

  it("wins over a list that was read before it", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await imported(after(ctx, 10));

    await withdrawConsent(after(ctx, 5), { contact: number });

    expect(await mayGetSms(ctx)).toBe(0);
  });

  it("gives way to a consent of a later day, though the list was dropped while it was written", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await imported(ctx);
    await withdrawConsent(after(ctx, 10), { contact: number });

    await imported(after(ctx, 5), "2026-11-25");

    expect(await mayGetSms(ctx, 24 * 3_600)).toBe(1);
  });
});

/** The same context; what it writes into the consent ledger waits at the gate. */
function slowed(ctx: Ctx): { ctx: Ctx; begun: Promise<void>; goOn: () => void } {
  const [begun, gate] = [makeGate(), makeGate()];
  const stopped = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (whole, name) => {
        const own: unknown = Reflect.get(whole, name, whole);
        if (typeof own !== "function") return own;
        return (...given: unknown[]): unknown =>
          name === "insert" && given[0] === consent
            ? { values: (rows: (typeof consent.$inferInsert)[]) => insertLater(whole, rows) }
            : Reflect.apply(own, whole, given);
      },
    });
  const insertLater = async (tx: Tx, rows: (typeof consent.$inferInsert)[]): Promise<void> => {
    begun.open();
    await gate.passed;
    await tx.insert(consent).values(rows);
  };
  const run: Db["run"] = (as, body, options) => ctx.db.run(as, (tx) => body(stopped(tx)), options);
  return { ctx: { ...ctx, db: { ...ctx.db, run } }, begun: begun.passed, goOn: gate.open };
}

/** Until a transaction waits for another one's consents. */
const isWaited = (): Promise<true> =>
  until(async () => {
    const rows = await asOwner(
      bare,
      `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length > 0 ? true : undefined;
  });

describe.skipIf(!onPostgres())("two transactions at once (needs TEST_DATABASE_URL)", () => {
  it.each([
    { name: "a confirmation", write: (ctx: Ctx) => noteSent(ctx, confirmed) },
    { name: "a list of a later consent", write: (ctx: Ctx) => imported(ctx, "2024-12-02") },
  ])(
    "$name that read before the withdrawal and writes after it brings no advertising back",
    async ({ write }) => {
      const ctx = await makeWorkspace(db, { now: noon });
      await imported(ctx);
      const slow = slowed(after(ctx, 10));
      const written = write(slow.ctx);
      await slow.begun;

      const withdrawn = withdrawConsent(after(ctx, 5), { contact: number });
      await Promise.race([withdrawn, isWaited()]);
      slow.goOn();
      await Promise.all([written, withdrawn]);

      expect(await mayGetSms(ctx)).toBe(0);
    },
  );

  it("an erasure that began first leaves nothing that a list beside it keeps again", async () => {
    const ctx = await makeWorkspace(db, { now: noon });
    await imported(ctx);
    const slow = slowed(after(ctx, 10));
    const erased = eraseContact(slow.ctx, number);
    await slow.begun;

    const listed = imported(after(ctx, 15), "2026-11-23");
    await Promise.race([listed, isWaited()]);
    slow.goOn();
    await Promise.all([erased, listed]);

    expect(await whoMayReceive(after(ctx, 60))).toMatchObject({ reach: [] });
    const rows = await asOwner(
      bare,
      `select sealed, (select record->>'kind' from consent c where c.contact_id = t.id and channel = 'sms'
         order by recorded_at desc limit 1) as kind
       from contact t where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(rows).toEqual([{ sealed: null, kind: "withdrawn" }]);
  });
});
