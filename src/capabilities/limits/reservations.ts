// Worst-case money held before anything is sent: under one lock a workspace, so that a thousand at once cannot pass a cap together.

import { and, eq, gte, sql } from "drizzle-orm";
import { formatAmount } from "../../core/format.ts";
import { Failure } from "../../core/failure.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import type { Lang, Words } from "../../core/locale.ts";
import { words } from "../../core/locale.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import {
  capBreach,
  type CapBreach,
  type Committed,
  type DayHold,
  guardrailLabels,
  type Guardrails,
} from "./rules.ts";
import { reservation } from "./tables.ts";

export type Hold = {
  /** What will spend it; a later hold of the same holder takes the place of its days. */
  holder: string;
  approvalId: string;
  currency: string;
  days: readonly DayHold[];
};

/** Money of one workspace is held by one transaction at a time. */
export async function lockMoney(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`money ${workspaceId}`}, 0))`);
}

/**
 * Holds the worst case of every day, or nothing. The caller has `lockMoney`.
 * @throws Failure "limit" with the cap, its day and the sums when any cap would be passed
 */
export async function holdMoney(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  hold: Hold,
  limits: Guardrails,
): Promise<void> {
  const { holder, approvalId, currency, days } = hold;
  if (days.some(({ minor }) => minor < 0n)) throw new Failure("invalid", "a hold below zero");
  const caps = capsIn(limits, currency);
  const breach = capBreach(days, await committedBeside(tx, workspaceId, hold), caps);
  if (breach) throw overCap(breach, currency);
  const first = firstOf(days);
  if (first === undefined) return;
  await releaseMoney(tx, workspaceId, holder, first);
  const rows = days.map(({ day, medium, minor }) => ({
    workspaceId,
    holder,
    day: Temporal.PlainDate.from(day),
    medium,
    currency,
    amountMinor: minor,
    approvalId,
  }));
  await tx.insert(reservation).values(rows);
}

/**
 * What these holds together would pass as things stand now; nothing is held. For a card: who approves is told before the press.
 * @throws Failure "invalid" for a cap in another currency
 */
export async function capAhead(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  holds: readonly Hold[],
  limits: Guardrails,
): Promise<Words | undefined> {
  const before: DayHold[] = [];
  for (const hold of holds) {
    const committed = await committedBeside(tx, workspaceId, hold);
    const byDay = new Map(committed.byDay);
    const byMonth = new Map(committed.byMonth);
    for (const { day, minor } of before) {
      byDay.set(day, (byDay.get(day) ?? 0n) + minor);
      byMonth.set(day.slice(0, 7), (byMonth.get(day.slice(0, 7)) ?? 0n) + minor);
    }
    const breach = capBreach(hold.days, { ...committed, byDay, byMonth }, capsIn(limits, hold.currency));
    if (breach) return breachWords(breach, hold.currency);
    before.push(...hold.days);
  }
  return undefined;
}

/** Gives back what a holder has from a day on. */
export async function releaseMoney(
  tx: Tx,
  workspaceId: WorkspaceId,
  holder: string,
  from: string,
): Promise<void> {
  await tx
    .delete(reservation)
    .where(
      and(
        eq(reservation.workspaceId, workspaceId),
        eq(reservation.holder, holder),
        gte(reservation.day, Temporal.PlainDate.from(from)),
      ),
    );
}

/** The same money under another name: what was held for a line of a plan is the campaign's once that is made. */
export async function moveHold(tx: Tx, workspaceId: WorkspaceId, from: string, to: string): Promise<void> {
  await tx
    .update(reservation)
    .set({ holder: to })
    .where(and(eq(reservation.workspaceId, workspaceId), eq(reservation.holder, from)));
}

function firstOf(days: readonly DayHold[]): string | undefined {
  return days.map(({ day }) => day).toSorted()[0];
}

/** What others hold on the days and in the months of these days, and the holder before them; its own days from there on are replaced. */
async function committedBeside(
  tx: Tx,
  workspaceId: WorkspaceId,
  { holder, currency, days }: Hold,
): Promise<Committed> {
  const byDay = new Map<string, bigint>();
  const byMonth = new Map<string, bigint>();
  const first = firstOf(days);
  if (first === undefined) return { byDay, byMonth, own: 0n };
  const rows = await rowsOf<{ day: string; minor: string }>(
    tx,
    sql`select day::text as day, sum(amount_minor)::text as minor from reservation
        where workspace_id = ${workspaceId} and day >= date_trunc('month', ${first}::date) and currency = ${currency}
          and not (holder = ${holder} and day >= ${first}::date)
        group by day`,
  );
  for (const { day, minor } of rows) {
    byDay.set(day, BigInt(minor));
    const month = day.slice(0, 7);
    byMonth.set(month, (byMonth.get(month) ?? 0n) + BigInt(minor));
  }
  const [own] = await rowsOf<{ minor: string }>(
    tx,
    sql`select coalesce(sum(amount_minor), 0)::text as minor from reservation
        where workspace_id = ${workspaceId} and holder = ${holder} and day < ${first}::date and currency = ${currency}`,
  );
  return { byDay, byMonth, own: BigInt(own?.minor ?? 0) };
}

function capsIn(limits: Guardrails, currency: string): Parameters<typeof capBreach>[2] {
  return {
    day: capIn(limits.cap_day, currency),
    month: capIn(limits.cap_month, currency),
    campaign: capIn(limits.cap_campaign, currency),
  };
}

/** @throws Failure "invalid" for a cap in another currency: nothing is converted */
function capIn(cap: { minor: string; currency: string } | undefined, currency: string): bigint | undefined {
  if (cap === undefined) return undefined;
  if (cap.currency !== currency)
    throw new Failure("invalid", `a cap in ${cap.currency} over ${currency}`, {
      say: words(
        `한도는 ${cap.currency}인데 이 금액은 ${currency}라서 비교할 수 없어요. 아무것도 실행하지 않았어요.`,
        `The cap is in ${cap.currency} and this amount in ${currency}; they cannot be compared. Nothing was done.`,
      ),
      next: words("한도를 같은 통화로 다시 정해 주세요.", "Set the cap in the same currency."),
    });
  return BigInt(cap.minor);
}

function overCap(breach: CapBreach, currency: string): Failure {
  const { ko, en } = breachWords(breach, currency);
  return new Failure("limit", `${breach.kind} ${breach.at}: ${breach.wanted} over ${breach.cap}`, {
    say: words(`${ko} 아무것도 실행하지 않았어요.`, `${en} Nothing was done.`),
    next: words(
      "예산이나 기간을 줄이거나, 관리자에게 한도를 바꿔 달라고 해 주세요.",
      "Lower the budget or shorten the flight, or ask an admin to change the cap.",
    ),
  });
}

function breachWords({ kind, at, wanted, cap }: CapBreach, currency: string): Words {
  const money = (minor: bigint, lang: Lang): string => formatAmount({ minor, currency }, lang);
  const { ko, en } = guardrailLabels[kind];
  const when = at === "" ? "" : ` (${at})`;
  return words(
    `${ko}${when}를 넘어요: 최악의 경우 ${money(wanted, "ko")}, 한도 ${money(cap, "ko")}.`,
    `This would pass the ${en.toLowerCase()}${when}: ${money(wanted, "en")} at worst, the cap is ${money(cap, "en")}.`,
  );
}
