// Rules as they are stored: made, switched and silenced by people, each through the one gate.

import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { newId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { planFigureLook } from "../../imports/imports.ts";
import { write } from "../../write.ts";
import { askerOf } from "../reaching/reaching.ts";
import { AlertKind, type Rule, type Setting, usualKinds, usualSetting, Watch } from "./rules.ts";
import { alertRule, alertSetting } from "./tables.ts";

type Here = Pick<Ctx, "workspaceId" | "now">;
const RuleId = z.uuid().brand("AlertRuleId");

/** All rules, the usual ones made where they are not there yet. */
export async function readRules(tx: Tx, { workspaceId, now }: Here): Promise<Rule[]> {
  const usual = usualKinds.map((kind) => ({
    workspaceId,
    id: newId(RuleId),
    kind,
    isUsual: true,
    personId: null,
    watch: {},
    isOn: true,
    createdAt: now,
    changedAt: now,
  }));
  await tx.insert(alertRule).values(usual).onConflictDoNothing();
  const rows = await tx
    .select()
    .from(alertRule)
    .where(eq(alertRule.workspaceId, workspaceId))
    .orderBy(asc(alertRule.createdAt), asc(alertRule.id));
  return rows.map(ruleOf);
}

function ruleOf(row: typeof alertRule.$inferSelect): Rule {
  const { id, isUsual, personId, isOn, mutedUntil } = row;
  const kind = AlertKind.parse(row.kind);
  return {
    id,
    kind,
    isUsual,
    personId,
    isOn,
    mutedUntil,
    watch: kind === "threshold" ? Watch.parse(row.watch) : undefined,
  };
}

export async function findRules(ctx: Ctx): Promise<Rule[]> {
  return withTx(ctx, (tx) => readRules(tx, ctx));
}

export async function readSetting(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<Setting> {
  const [row] = await tx.select().from(alertSetting).where(eq(alertSetting.workspaceId, workspaceId));
  return row ?? usualSetting;
}

export async function findSetting(ctx: Ctx): Promise<Setting> {
  return withTx(ctx, (tx) => readSetting(tx, ctx));
}

/** More of one person's than this nobody reads. */
const MOST_RULES = 50;

/**
 * Makes a rule of the asker's own; the same one that is there already is switched on again.
 * @throws Failure "limit" where they have too many
 */
export async function addRule(ctx: Ctx, watch: Watch): Promise<Rule> {
  const personId = askerOf(ctx);
  return write(ctx, "alert.create", "write", async (tx) => {
    const own = (await readRules(tx, ctx)).filter((rule) => rule.personId === personId);
    const same = own.find((rule) => JSON.stringify(rule.watch) === JSON.stringify(watch));
    const active = own.filter(({ isOn }) => isOn);
    if (!same && active.length >= MOST_RULES) throw tooMany();
    const rule: Rule = same
      ? { ...same, isOn: true, mutedUntil: null }
      : {
          id: newId(RuleId),
          kind: "threshold",
          isUsual: false,
          personId,
          watch,
          isOn: true,
          mutedUntil: null,
        };
    const { workspaceId, now } = ctx;
    if (same) await setRow(tx, ctx, rule.id, { isOn: true, mutedUntil: null });
    else await tx.insert(alertRule).values({ ...rule, watch, workspaceId, createdAt: now, changedAt: now });
    await planFigureLook(tx, ctx, now);
    return { result: rule, subject: rule.id, after: { watch, isOn: true } };
  });
}

export type Change = { isOn: boolean } | { mutedUntil: Temporal.Instant | null };

/**
 * Switches or silences rules together.
 * @throws Failure "forbidden" for what is somebody else's, "not_found" for a rule that is not there
 */
export async function changeRules(ctx: Ctx, ids: readonly string[], change: Change): Promise<Rule[]> {
  return write(ctx, "alert.change", "write", async (tx) => {
    const all = await readRules(tx, ctx);
    const rules = ids.map((id) => {
      const rule = all.find((one) => one.id === id);
      if (!rule) throw noSuchRule();
      mayChange(ctx, rule);
      return rule;
    });
    for (const { id } of rules) await setRow(tx, ctx, id, change);
    await planFigureLook(tx, ctx, ctx.now);
    const result = rules.map((rule) => ({ ...rule, ...change }));
    const told = (list: readonly Rule[]): unknown =>
      list.map(({ id, isOn, mutedUntil }) => ({ id, isOn, mutedUntil: mutedUntil?.toString() ?? null }));
    return { result, subject: ids.join(","), before: told(rules), after: told(result) };
  });
}

async function setRow(tx: Tx, { workspaceId, now }: Here, id: string, change: Partial<Rule>): Promise<void> {
  await tx
    .update(alertRule)
    .set({ ...change, changedAt: now })
    .where(and(eq(alertRule.workspaceId, workspaceId), eq(alertRule.id, id)));
}

/** What is everybody's is changed by who leads; one's own by oneself, or by them. */
function mayChange(ctx: Ctx, rule: Rule): void {
  const leads = ctx.role === "company_admin" || ctx.role === "project_manager";
  if (leads || (rule.personId !== null && rule.personId === askerOf(ctx))) return;
  throw new Failure("forbidden", "the alert is not the asker's", {
    say: words(
      "다른 분이 정했거나 모두에게 가는 알림이라 바꿀 수 없어요.",
      "That alert is somebody else's, or everybody's.",
    ),
    next: words(
      "관리자나 매니저에게 부탁해 주세요. 내 알림은 직접 끄고 켤 수 있어요.",
      "Ask an admin or a manager; your own alerts you may switch yourself.",
    ),
  });
}

export async function setSetting(ctx: Ctx, change: Partial<Setting>): Promise<Setting> {
  return write(ctx, "alert.set", "write", async (tx) => {
    const before = await readSetting(tx, ctx);
    const after = { ...before, ...change };
    const { quietFrom, quietTo, mostADay, mutedUntil } = after;
    const row = { quietFrom, quietTo, mostADay, mutedUntil, changedAt: ctx.now };
    await tx
      .insert(alertSetting)
      .values({ workspaceId: ctx.workspaceId, ...row })
      .onConflictDoUpdate({ target: alertSetting.workspaceId, set: row });
    await planFigureLook(tx, ctx, ctx.now);
    const told = (one: Setting): unknown => ({
      quietFrom: one.quietFrom,
      quietTo: one.quietTo,
      mostADay: one.mostADay,
      mutedUntil: one.mutedUntil?.toString() ?? null,
    });
    return { result: after, before: told(before), after: told(after) };
  });
}

function noSuchRule(): Failure {
  return new Failure("not_found", "no such alert", {
    say: words("그런 알림은 없어요. 바뀐 것은 없어요.", "There is no such alert. Nothing was changed."),
    next: words("‘알림 목록’이라고 하시면 모두 보여 드려요.", "Say “list my alerts” to see them all."),
  });
}

function tooMany(): Failure {
  return new Failure("limit", "too many alerts", {
    say: words(
      `알림은 한 사람이 ${MOST_RULES}개까지 켤 수 있어요. 새로 만들지 않았어요.`,
      `One person may have ${MOST_RULES} alerts. No new one was made.`,
    ),
    next: words(
      "‘알림 목록’에서 쓰지 않는 알림을 끄고 다시 말해 주세요.",
      "Switch off some under “list my alerts”, then ask again.",
    ),
  });
}
