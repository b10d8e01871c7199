// The door of limits: what automation may do in a workspace, as people set it.

import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { exponentOf } from "../../core/money.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { defaults, GuardrailKind, guardrails, type Guardrails } from "./rules.ts";
import { autonomy, guardrail, pace } from "./tables.ts";

export { capAhead, type Hold, holdMoney, lockMoney, moveHold, releaseMoney } from "./reservations.ts";
export {
  actionKinds,
  alwaysPressed,
  defaults,
  guardrailLabels,
  GuardrailKind,
  type Guardrails,
  isInHours,
} from "./rules.ts";
export { findStop, halt, lift, readStop, type Stop } from "./stop.ts";

export type Autonomy = "suggest" | "act_on_approval" | "autonomous";

/** All limits that were set; what was stored by a later version and cannot be read stops the reader rather than the limit. */
export async function readGuardrails(tx: Tx, workspaceId: WorkspaceId): Promise<Guardrails> {
  const rows = await tx.select().from(guardrail).where(eq(guardrail.workspaceId, workspaceId));
  return Object.fromEntries(
    rows.map(({ kind, value }) => [kind, guardrails[kind as GuardrailKind].parse(value)]),
  ) as Guardrails;
}

export async function findGuardrails(ctx: Ctx): Promise<Guardrails> {
  return withTx(ctx, (tx) => readGuardrails(tx, ctx.workspaceId));
}

/** Sets one limit, or takes it away with `value: null`. @throws Failure "invalid" when the value does not fit its kind */
export async function setGuardrail(ctx: Ctx, input: { kind: GuardrailKind; value: unknown }): Promise<void> {
  const { kind } = input;
  const value = input.value === null ? null : checked(kind, input.value);
  return write(ctx, "limits.set", "write", async (tx) => {
    const before = (await storeGuardrails(tx, ctx, { [kind]: value }))[kind];
    return { result: undefined, subject: kind, before, after: value };
  });
}

/** Within the transaction of a write; `null` takes a limit away. @returns what they were before */
export async function storeGuardrails(
  tx: Tx,
  ctx: Ctx,
  changes: Partial<Record<GuardrailKind, unknown>>,
): Promise<Partial<Record<GuardrailKind, unknown>>> {
  const stood = await readGuardrails(tx, ctx.workspaceId);
  const before: Partial<Record<GuardrailKind, unknown>> = {};
  for (const kind of GuardrailKind.options.filter((one) => one in changes)) {
    before[kind] = stood[kind] ?? null;
    const value = changes[kind] === null ? null : checked(kind, changes[kind]);
    const here = and(eq(guardrail.workspaceId, ctx.workspaceId), eq(guardrail.kind, kind));
    if (value === null) await tx.delete(guardrail).where(here);
    else {
      const row = { value, setBy: ctx.actor, setAt: ctx.now };
      await tx
        .insert(guardrail)
        .values({ workspaceId: ctx.workspaceId, kind, ...row })
        .onConflictDoUpdate({ target: [guardrail.workspaceId, guardrail.kind], set: row });
    }
  }
  return before;
}

function checked(kind: GuardrailKind, value: unknown): unknown {
  const fits = guardrails[kind].safeParse(value);
  if (fits.success) return fits.data;
  throw new Failure("invalid", `${kind}: ${fits.error.message}`, {
    say: words("그 값은 이 한도에 쓸 수 없어요.", "That value does not fit this limit."),
    next: words("예: ‘하루 한도 50만원으로 해줘’", "For example: “set the daily cap to 500,000 won”."),
  });
}

/** @param kind ledger action; the row of all kinds holds where it has none of its own */
export async function readAutonomy(tx: Tx, workspaceId: WorkspaceId, kind: string): Promise<Autonomy> {
  const rows = await tx
    .select()
    .from(autonomy)
    .where(and(eq(autonomy.workspaceId, workspaceId), inArray(autonomy.kind, [kind, "*"])));
  const own = rows.find((row) => row.kind === kind) ?? rows.find((row) => row.kind === "*");
  return own?.level ?? "act_on_approval";
}

export async function findAutonomy(ctx: Ctx): Promise<{ kind: string; level: Autonomy }[]> {
  return withTx(ctx, (tx) =>
    tx
      .select({ kind: autonomy.kind, level: autonomy.level })
      .from(autonomy)
      .where(eq(autonomy.workspaceId, ctx.workspaceId)),
  );
}

export type KindLevel = { kind: string; level: Autonomy | "whole" };

export async function setAutonomy(ctx: Ctx, { kind, level }: KindLevel): Promise<void> {
  return setAutonomies(ctx, [{ kind, level }]);
}

/** Sets levels by kind together or not at all; `whole` takes a kind's own level away. */
export async function setAutonomies(ctx: Ctx, kinds: readonly KindLevel[]): Promise<void> {
  return write(ctx, "workspace.set_autonomy", "write", async (tx) => {
    const before: Record<string, Autonomy> = {};
    for (const { kind, level } of kinds) {
      before[kind] = await readAutonomy(tx, ctx.workspaceId, kind);
      await storeLevel(tx, ctx, { kind, level });
    }
    const after = Object.fromEntries(kinds.map(({ kind, level }) => [kind, level]));
    return { result: undefined, subject: kinds.map(({ kind }) => kind).join(","), before, after };
  });
}

async function storeLevel(tx: Tx, { workspaceId, now }: Ctx, { kind, level }: KindLevel): Promise<void> {
  if (level === "whole") {
    await tx.delete(autonomy).where(and(eq(autonomy.workspaceId, workspaceId), eq(autonomy.kind, kind)));
    return;
  }
  const row = { level, setAt: now };
  await tx
    .insert(autonomy)
    .values({ workspaceId, kind, ...row })
    .onConflictDoUpdate({ target: [autonomy.workspaceId, autonomy.kind], set: row });
}

/** Minor units of the workspace's currency from which somebody else than the requester approves. */
export function otherFrom(limits: Guardrails, currency: string): bigint {
  if (limits.other_from?.currency === currency) return BigInt(limits.other_from.minor);
  const main = currency === "KRW" ? defaults.otherFromMain.KRW : defaults.otherFromMain.other;
  return BigInt(main) * 10n ** BigInt(exponentOf(currency));
}

/**
 * Counts changes against the limit of an hour, by the database's clock.
 * @throws Failure "limit" when the hour has no room for so many
 */
export async function countChanges(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { id, count, limits }: { id: string; count: number; limits: Guardrails },
): Promise<void> {
  const most = limits.changes_hour?.count ?? defaults.changesHour;
  const [row] = await rowsOf<{ made: number }>(
    tx,
    sql`select coalesce(sum(count), 0)::int as made from pace
        where workspace_id = ${workspaceId} and at > clock_timestamp() - interval '1 hour'`,
  );
  const made = row?.made ?? 0;
  if (made + count > most)
    throw new Failure("limit", `${made} + ${count} changes an hour over ${most}`, {
      say: words(
        `최근 한 시간에 ${made}건을 바꿨고 한도는 ${most}건이라, ${count}건을 더 바꿀 수 없어요. 바뀐 것은 없어요.`,
        `${made} changes were made within the last hour and the limit is ${most}, so ${count} more are too many. Nothing was changed.`,
      ),
      next: words(
        "잠시 뒤 다시 승인하거나, 관리자에게 한도를 바꿔 달라고 해 주세요.",
        "Approve again later, or ask an admin to change the limit.",
      ),
    });
  await tx.insert(pace).values({ workspaceId, id, at: sql`clock_timestamp()`, count });
  await tx
    .delete(pace)
    .where(and(eq(pace.workspaceId, workspaceId), gt(sql`clock_timestamp() - interval '1 day'`, pace.at)));
}
