// A workspace's own rules as rows: added, changed, switched and taken back, each change with what stood before it in the ledger.

import { isDeepStrictEqual } from "node:util";
import { and, asc, desc, eq, inArray, max, sql } from "drizzle-orm";
import { z } from "zod";
import { canonicalJson } from "../../../core/canonical.ts";
import { Failure } from "../../../core/failure.ts";
import { newId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { ledger } from "../../tables.ts";
import { write } from "../../write.ts";
import { brandRule } from "../tables.ts";
import { MOST_RULES, OwnPolicy } from "./rule.ts";

export const RULE_SET = "brand.rule";

const BrandRuleId = z.uuid().brand("BrandRuleId");
const State = z.enum(["on", "off", "removed"]);

/** One rule as it stood: also what the ledger keeps of it before and after a change. */
export const KeptRule = z.object({
  id: z.uuid(),
  number: z.number().int(),
  key: z.string().nullable(),
  version: z.number().int(),
  state: State,
  policy: OwnPolicy,
});
export type KeptRule = z.output<typeof KeptRule>;

/** `null`: it was not there. */
export type RuleChange = { before: KeptRule | null; after: KeptRule };

const Changes = z.object({ rules: z.array(KeptRule.nullable()) });

/** By number; removed ones only where asked for. */
export async function listBrandRules(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  { removed = false } = {},
): Promise<KeptRule[]> {
  const rows = await withTx(ctx, (tx) => readRules(tx, ctx));
  return rows.filter(({ state }) => removed || state !== "removed");
}

/** Those that judge now. */
export async function rulesInForce(tx: Tx, place: Pick<Ctx, "workspaceId">): Promise<KeptRule[]> {
  const rows = await tx
    .select()
    .from(brandRule)
    .where(and(eq(brandRule.workspaceId, place.workspaceId), eq(brandRule.state, "on")))
    .orderBy(asc(brandRule.number));
  return rows.map(keptOf);
}

async function readRules(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<KeptRule[]> {
  const rows = await tx
    .select()
    .from(brandRule)
    .where(eq(brandRule.workspaceId, workspaceId))
    .orderBy(asc(brandRule.number));
  return rows.map(keptOf);
}

/** A row that an older version wrote and this one cannot read would judge nothing: it fails loudly instead. */
function keptOf(row: typeof brandRule.$inferSelect): KeptRule {
  return KeptRule.parse(row);
}

export type GivenRule = { policy: OwnPolicy; key?: string | undefined };

/**
 * Adds rules, switched on. One of the same list and key is changed; the very same rule is switched on again rather than added twice.
 * @throws Failure "limit" where the workspace would have too many
 */
export async function addBrandRules(ctx: Ctx, given: readonly GivenRule[]): Promise<RuleChange[]> {
  return changing(ctx, async (tx, known) => {
    const changes: RuleChange[] = [];
    let number = await lastNumber(tx, ctx);
    for (const { policy, key } of given) {
      const now = [...known, ...changes.map(({ after }) => after)];
      const before = now.find((one) => isSameRule(one, policy, key)) ?? null;
      if (before) changes.push({ before, after: changedTo(before, { policy, state: "on" }) });
      else
        changes.push({
          before: null,
          after: {
            id: newId(BrandRuleId),
            number: (number += 1),
            key: key ?? null,
            version: 1,
            state: "on",
            policy,
          },
        });
    }
    return changes;
  });
}

function isSameRule(one: KeptRule, policy: OwnPolicy, key: string | undefined): boolean {
  if (key !== undefined && one.key === key && one.state !== "removed") return true;
  return canonicalJson(one.policy) === canonicalJson(policy) && (key ?? null) === one.key;
}

/** Other words or another severity make a new version; being switched does not. */
function changedTo(
  rule: KeptRule,
  { policy = rule.policy, state = rule.state }: { policy?: OwnPolicy; state?: KeptRule["state"] },
): KeptRule {
  const isOther = canonicalJson(policy) !== canonicalJson(rule.policy);
  return { ...rule, policy, state, version: rule.version + (isOther ? 1 : 0) };
}

/** `state` switches, `policy` changes: what is left out stays. */
export type RulePatch = { state?: KeptRule["state"]; policy?: Partial<OwnPolicy> };

/** @throws Failure "not_found" for a number that is not there */
export async function changeBrandRules(
  ctx: Ctx,
  numbers: readonly number[],
  patch: RulePatch,
): Promise<RuleChange[]> {
  return changing(ctx, async (_tx, known) => {
    const meant = known.filter(({ number, state }) => numbers.includes(number) && state !== "removed");
    if (meant.length === 0 || meant.length < new Set(numbers).size) throw noSuchRule();
    return meant.map((before) => ({ before, after: patched(before, patch) }));
  });
}

/** The same within a transaction that is under way: an approved change of severity. */
export async function patchRule(
  tx: Tx,
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  patch: RulePatch,
): Promise<RuleChange> {
  const known = await lockedRules(tx, ctx);
  const before = known.find((one) => one.id === id && one.state !== "removed");
  if (!before) throw noSuchRule();
  if (before.version !== version) throw changedSince();
  const after = patched(before, patch);
  await store(tx, ctx, [{ before, after }]);
  return { before, after };
}

function patched(rule: KeptRule, { state, policy }: RulePatch): KeptRule {
  return changedTo(rule, {
    ...(state && { state }),
    ...(policy && { policy: OwnPolicy.parse({ ...rule.policy, ...policy }) }),
  });
}

/** Back to how the rules stood before a change. @throws Failure "conflict" when one of them was changed since */
export async function takeBackRules(ctx: Ctx, changes: readonly RuleChange[]): Promise<RuleChange[]> {
  return changing(ctx, async (_tx, known) =>
    changes.map(({ before, after }) => {
      const now = known.find(({ id }) => id === after.id);
      if (!now || !isDeepStrictEqual(now, after)) throw changedSince();
      const back: KeptRule = before ? { ...before, version: now.version + 1 } : { ...now, state: "removed" };
      return { before: now, after: back };
    }),
  );
}

/** What the ledger says of the newest change. @throws Failure "invalid" where there is none */
export async function lastRuleChange(ctx: Ctx): Promise<RuleChange[]> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select({ before: ledger.before, after: ledger.after })
      .from(ledger)
      .where(and(eq(ledger.workspaceId, ctx.workspaceId), eq(ledger.action, RULE_SET)))
      .orderBy(desc(ledger.seq))
      .limit(1),
  );
  if (!row) throw nothingToTakeBack();
  const [before, after] = [Changes.parse(row.before), Changes.parse(row.after)];
  return after.rules.flatMap((one, at) => (one ? [{ before: before.rules[at] ?? null, after: one }] : []));
}

async function changing(
  ctx: Ctx,
  next: (tx: Tx, known: readonly KeptRule[]) => Promise<RuleChange[]>,
): Promise<RuleChange[]> {
  return write(ctx, RULE_SET, "write", async (tx) => {
    const known = await lockedRules(tx, ctx);
    const changes = await next(tx, known);
    const ids = new Set(changes.map(({ after }) => after.id));
    const standing = known.filter(({ id, state }) => state !== "removed" && !ids.has(id)).length;
    const then = standing + changes.filter(({ after }) => after.state !== "removed").length;
    if (then > MOST_RULES) throw tooMany();
    await store(tx, ctx, changes);
    return {
      result: changes,
      subject: changes[0]?.after.id ?? ctx.workspaceId,
      before: { rules: changes.map(({ before }) => before) },
      after: { rules: changes.map(({ after }) => after) },
    };
  });
}

async function lockedRules(tx: Tx, ctx: Ctx): Promise<KeptRule[]> {
  await lockRules(tx, ctx);
  return readRules(tx, ctx);
}

/** One change after another until the transaction ends: two at once would give two rules one number, or ask twice for one change. */
export async function lockRules(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`brand rules ${workspaceId}`}, 0))`);
}

async function lastNumber(tx: Tx, { workspaceId }: Ctx): Promise<number> {
  const [row] = await tx
    .select({ number: max(brandRule.number) })
    .from(brandRule)
    .where(eq(brandRule.workspaceId, workspaceId));
  return row?.number ?? 0;
}

async function store(tx: Tx, ctx: Ctx, changes: readonly RuleChange[]): Promise<void> {
  const { workspaceId, now } = ctx;
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : null;
  for (const { before, after } of changes) {
    const { id, number, key, version, state, policy } = after;
    const set = { key, version, state, policy, personId, changedAt: now };
    if (before)
      await tx
        .update(brandRule)
        .set(set)
        .where(and(eq(brandRule.workspaceId, workspaceId), eq(brandRule.id, id)));
    else await tx.insert(brandRule).values({ workspaceId, id, number, ...set, createdAt: now });
  }
}

/** Names of rules by slug number, removed ones too: for findings of the past. */
export async function rulesByNumber(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  numbers: readonly number[],
): Promise<Map<number, KeptRule>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(brandRule)
    .where(and(eq(brandRule.workspaceId, workspaceId), inArray(brandRule.number, [...numbers])));
  return new Map(rows.map((row) => [row.number, keptOf(row)]));
}

export function noSuchRule(): Failure {
  return new Failure("not_found", "no such rule", {
    say: words("그 브랜드 규칙을 찾지 못했어요.", "I could not find that rule of the brand."),
    next: words(
      "‘브랜드 규칙 보여줘’로 번호를 보고 ‘3번 규칙 꺼줘’처럼 말해 주세요.",
      "Ask “show the brand rules” for its number, then say “switch rule 3 off”.",
    ),
  });
}

function changedSince(): Failure {
  return new Failure("conflict", "the rules were changed since", {
    say: words(
      "그 뒤로 브랜드 규칙이 또 바뀌어서 그대로 두었어요.",
      "The rule was changed again since, so it stays as it is.",
    ),
    next: words(
      "‘브랜드 규칙 보여줘’로 지금 규칙을 봐 주세요.",
      "Ask “show the brand rules” to see them as they are.",
    ),
  });
}

function nothingToTakeBack(): Failure {
  return new Failure("invalid", "no change of the rules", {
    say: words("되돌릴 브랜드 규칙 변경이 없어요.", "No change of the brand rules is there to take back."),
    next: words(
      "‘‘최저가’라는 말은 쓰지 마’처럼 말해 주시면 규칙을 만들어 드려요.",
      "Say, for example, “never use the word ‘cheapest’” to make one.",
    ),
  });
}

function tooMany(): Failure {
  return new Failure("limit", `more than ${MOST_RULES} rules`, {
    say: words(
      `브랜드 규칙은 ${MOST_RULES}개까지예요. 바뀐 것은 없어요.`,
      `A workspace has at most ${MOST_RULES} rules of its own. Nothing was changed.`,
    ),
    next: words(
      "여러 낱말을 한 규칙에 모으거나 쓰지 않는 규칙을 지워 주세요.",
      "Put several words into one rule, or remove some that are not used.",
    ),
  });
}
