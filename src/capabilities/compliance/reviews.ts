// Reviews that are kept: every text of a thing judged under every law it runs under, one row with its findings and a ledger row.

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { newId } from "../../core/ids.ts";
import { dayIn } from "../../core/time.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { Copy } from "./copy.ts";
import type { Facts } from "./facts.ts";
import { loadPacks, type Packs } from "./packs.ts";
import { factsOf, listProof } from "./proof.ts";
import { type Review, reviewText } from "./review.ts";
import { type Verdict, verdictOf } from "./severity.ts";
import { finding, review, reviewOverride } from "./tables.ts";
import type { Trade } from "./trades.ts";

const ReviewId = z.uuid().brand("ReviewId");

/** One text as it will be read: `label` tells a person which one, `runsOn` is a sendChannel or medium and placement. */
export type Reviewed = {
  label: string;
  text: string;
  runsOn: string;
  field: string;
  /** Judged only by rules that look at this one field: the whole ad is judged beside it. */
  only?: "field";
};

export type ReviewAsk = {
  kind: "text" | "creative" | "plan";
  subject?: string;
  version?: number;
  label: string;
  texts: readonly Reviewed[];
  trade: Trade;
  jurisdictions: readonly string[];
  lang: "ko" | "en" | "ja";
  flight?: { from: string; to: string };
  /** Beside what the proof on file says. */
  facts?: Facts;
  /** Whose proof counts, beside that of the whole workspace. */
  product?: string;
};

export type Judged = Reviewed & { jurisdiction: string; review: Review };
export type KeptReview = {
  id: string;
  verdict: Verdict;
  judged: readonly Judged[];
  textHash: string;
  packDigest: string;
  /** Its `block` was set aside by people with authority, for these very words and packs. */
  setAside: boolean;
};

let loaded: Packs | undefined;

/** The product's own packs, read once. @throws Error for files that do not load: the process is not to start with them */
export function homePacks(): Packs {
  loaded ??= loadPacks();
  return loaded;
}

/** Of all rules as they stand now. */
export function homeDigest(): string {
  return digestOf(homePacks());
}

/** Judges and keeps: the same words, packs and facts give the same findings. Nothing else is changed. */
export async function reviewAndKeep(ctx: Ctx, ask: ReviewAsk): Promise<KeptReview> {
  const packs = homePacks();
  const today = dayIn(ctx.zone, ctx.now).toString();
  const until = ask.flight?.to ?? today;
  const onFile = factsOf(await listProof(ctx), ask.product, until);
  const facts = { ...onFile.facts, ...ask.facts };
  const judged = await judge(packs, ask, facts, today);
  const verdict = strongest(judged.map((one) => one.review.verdict));
  const kept = { id: newId(ReviewId), verdict, judged, textHash: hashOf(ask), packDigest: digestOf(packs) };
  const standing = await withTx(ctx, async (tx) => {
    const known = await sameReview(tx, ctx, ask, kept, onFile.ids);
    return known && { id: known.id, setAside: verdict === "block" && (await isSetAside(tx, ctx, ask, kept)) };
  });
  if (standing) return { ...kept, ...standing };
  return write(ctx, "review.record", "read", async (tx) => {
    await insert(tx, ctx, ask, kept, { facts, evidenceIds: onFile.ids, today, until });
    const setAside = verdict === "block" && (await isSetAside(tx, ctx, ask, kept));
    const after = {
      kind: ask.kind,
      ...(ask.version !== undefined && { version: ask.version }),
      verdict,
      textHash: kept.textHash,
      packDigest: kept.packDigest,
      findings: rulesOf(judged),
      evidence: onFile.ids,
    };
    return { result: { ...kept, setAside }, subject: ask.subject ?? kept.id, after };
  });
}

/** The very same words, packs and proof were judged before: shown again, a thing is not reviewed again. */
async function sameReview(
  tx: Tx,
  ctx: Ctx,
  { subject, version }: ReviewAsk,
  { textHash, packDigest, verdict }: Omit<KeptReview, "setAside">,
  evidenceIds: readonly string[],
): Promise<{ id: string } | undefined> {
  if (subject === undefined || version === undefined) return undefined;
  const last = await latestReview(tx, ctx, { subject, version });
  const same =
    last?.textHash === textHash &&
    last.packDigest === packDigest &&
    last.verdict === verdict &&
    last.evidenceIds.join() === evidenceIds.join();
  return same ? last : undefined;
}

/** The newest review of one version of a thing; `undefined` when it was never reviewed. */
export async function latestReview(
  tx: Tx,
  { workspaceId }: Ctx,
  { subject, version }: { subject: string; version: number },
): Promise<typeof review.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(review)
    .where(and(eq(review.workspaceId, workspaceId), eq(review.subject, subject), eq(review.version, version)))
    .orderBy(desc(review.createdAt), desc(review.id))
    .limit(1);
  return row;
}

/** Whether people with authority have set a `block` of exactly these words and packs aside. */
export async function isSetAside(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { subject }: { subject?: string | null },
  { textHash, packDigest }: { textHash: string; packDigest: string },
): Promise<boolean> {
  if (!subject) return false;
  const [row] = await tx
    .select({ digest: reviewOverride.packDigest })
    .from(reviewOverride)
    .where(
      and(
        eq(reviewOverride.workspaceId, workspaceId),
        eq(reviewOverride.subject, subject),
        eq(reviewOverride.textHash, textHash),
      ),
    );
  return row?.digest === packDigest;
}

/** One text after another with a breath between: a plan has dozens, and others wait for this process too. */
async function judge(packs: Packs, ask: ReviewAsk, facts: Facts, date: string): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const one of ask.texts)
    for (const jurisdiction of ask.jurisdictions) {
      judged.push({
        ...one,
        jurisdiction,
        review: reviewOne(packs, ask, one, { jurisdiction, facts, date }),
      });
      await setImmediate();
    }
  return judged;
}

type Place = { jurisdiction: string; facts: Facts; date: string };

function reviewOne(
  packs: Packs,
  ask: ReviewAsk,
  one: Reviewed,
  { jurisdiction, facts, date }: Place,
): Review {
  const { text, runsOn, field, only } = one;
  const { lang, trade: industry, flight } = ask;
  const copy = Copy.parse({ text, lang, jurisdiction, industry, runsOn, field, facts, date, flight });
  const whole = reviewText(packs, copy);
  if (only === undefined) return whole;
  const rules = new Set(
    packs.rules.filter(({ policy }) => policy.fields !== "all").map(({ policy }) => policy.id),
  );
  const findings = whole.findings.filter(({ rule }) => rules.has(rule));
  return {
    ...whole,
    findings,
    verdict: verdictOf(findings),
    rewrite: findings.length > 0 ? whole.rewrite : null,
  };
}

function strongest(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("block")) return "block";
  return verdicts.includes("fix") ? "fix" : "pass";
}

type Circumstances = { facts: Facts; evidenceIds: string[]; today: string; until: string };

async function insert(
  tx: Tx,
  ctx: Ctx,
  ask: ReviewAsk,
  kept: Omit<KeptReview, "setAside">,
  { facts, evidenceIds, today, until }: Circumstances,
): Promise<void> {
  const { workspaceId, now: createdAt } = ctx;
  await tx.insert(review).values({
    workspaceId,
    id: kept.id,
    kind: ask.kind,
    subject: ask.subject ?? null,
    version: ask.version ?? null,
    label: ask.label,
    textHash: kept.textHash,
    packDigest: kept.packDigest,
    jurisdictions: [...ask.jurisdictions],
    facts: { ...facts, trade: ask.trade },
    judgedFrom: Temporal.PlainDate.from(ask.flight?.from ?? today),
    judgedTo: Temporal.PlainDate.from(until),
    verdict: kept.verdict,
    model: null,
    prompt: null,
    evidenceIds,
    personId: ctx.actor.kind === "person" ? ctx.actor.personId : null,
    createdAt,
  });
  const rows = kept.judged.flatMap((one) =>
    one.review.findings.map((found) => ({ found, label: one.label })),
  );
  if (rows.length === 0) return;
  await tx.insert(finding).values(
    rows.map(({ found, label }, place) => ({
      workspaceId,
      reviewId: kept.id,
      place,
      rule: found.rule,
      ruleVersion: found.version,
      severity: found.severity,
      provisional: found.provisional,
      label,
      start: found.start,
      end: found.end,
      createdAt,
    })),
  );
}

function rulesOf(judged: readonly Judged[]): string[] {
  const slugs = judged.flatMap(({ review: { findings } }) =>
    findings.map(({ rule, version }) => `${rule}@${version}`),
  );
  return [...new Set(slugs)].toSorted();
}

function hashOf({ texts, jurisdictions, trade, flight }: ReviewAsk): string {
  const words = texts.map(({ text, runsOn, field }) => ({ text, runsOn, field }));
  return sha256(canonicalJson({ words, jurisdictions, trade, flight: flight ?? null }));
}

/** One digest over all packs: any changed rule changes it. */
function digestOf({ packs }: Packs): string {
  return sha256(
    packs
      .map(({ id, digest }) => `${id} ${digest}`)
      .toSorted()
      .join("\n"),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
