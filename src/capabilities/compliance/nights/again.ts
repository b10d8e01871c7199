// One thing reviewed again: judged only where something has moved since its last review, kept with what came out otherwise.

import { desc, eq } from "drizzle-orm";
import type { Words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { write } from "../../write.ts";
import { packsFor } from "../brand/packs.ts";
import {
  circumstancesOf,
  digestOf,
  judgeAsk,
  type Judgement,
  type ReviewAsk,
  storedFacts,
} from "../judging.ts";
import type { Packs } from "../packs.ts";
import type { KeptProof } from "../proof.ts";
import { insertReview, latestReview, readFindings } from "../reviews.ts";
import { evidence } from "../tables.ts";
import { type Difference, differences, type Found } from "./difference.ts";
import { type Basis, hasMoved, reasonOf, type Standing } from "./moved.ts";
import { lastNight } from "./nights.ts";
import { type PackMark, reviewChange } from "./tables.ts";

/** A thing that runs or waits, as it would be reviewed now. */
export type Live = {
  ask: ReviewAsk & { subject: string; version: number };
  /** Labels of its texts: an earlier review may have been asked for in either language. */
  labels: readonly Words[];
  /** Who is to hear of it; null where nobody is known. */
  ownerId: string | null;
};

export type PacksOf = (about: { label: string; product?: string }) => Promise<Packs>;

/** What all reviews of one night stand on. */
export type Ground = {
  /** The rules that a thing of these names is judged by now. */
  packsOf: PacksOf;
  marks: readonly PackMark[] | undefined;
  /** All that is or was on file, what was taken back included. */
  proof: readonly KeptProof[];
};

export async function openGround(
  ctx: Ctx,
  packsOf: PacksOf = (about) => packsFor(ctx, about),
): Promise<Ground> {
  const proof = await withTx(ctx, (tx) =>
    tx
      .select()
      .from(evidence)
      .where(eq(evidence.workspaceId, ctx.workspaceId))
      .orderBy(desc(evidence.createdAt), desc(evidence.id)),
  );
  return { packsOf, marks: (await lastNight(ctx))?.packs ?? undefined, proof };
}

/**
 * @param night its id, and what holds its claim until the transaction ends
 * @returns whether it was judged again; whatever came out, nothing of it is paused
 */
export async function reviewAgain(
  ctx: Ctx,
  live: Live,
  ground: Ground,
  night: { id: string; hold: (tx: Tx) => Promise<void> },
): Promise<boolean> {
  const { ask } = live;
  const before = await withTx(ctx, (tx) => readBefore(tx, ctx, live));
  const onFile = ground.proof.filter(({ withdrawnAt }) => withdrawnAt === null);
  const circumstances = circumstancesOf(ctx, ask, onFile);
  const packs = await ground.packsOf(ask);
  const now: Standing = {
    packs,
    marks: ground.marks,
    day: circumstances.today,
    digest: digestOf(packs),
    facts: storedFacts(ask, circumstances.facts),
    evidenceIds: circumstances.evidenceIds,
  };
  if (before && !hasMoved(before.basis, now, onFile)) return false;
  const judgement = await judgeAsk(ask, circumstances, packs);
  const found = differences(placed(before?.found ?? [], live), foundBy(judgement, live), {
    labels: live.labels,
    why: (rule) => (before ? reasonOf(rule, before.basis, now, ground.proof) : { kind: "first" }),
  });
  await keep(ctx, live, { judgement, found, night });
  return true;
}

type Labelled = Omit<Found, "place"> & { label: string };

async function readBefore(
  tx: Tx,
  ctx: Ctx,
  { ask, labels }: Live,
): Promise<{ basis: Basis; found: Labelled[] } | undefined> {
  const last = await latestReview(tx, ctx, ask);
  if (!last) return undefined;
  const { createdAt, packDigest: digest, facts, evidenceIds } = last;
  const rows = await readFindings(tx, ctx, last.id);
  const texts = new Map(
    ask.texts.flatMap(({ text }, place) => namesAt(labels, place).map((name) => [name, text])),
  );
  return {
    basis: { day: dayIn(ctx.zone, createdAt).toString(), digest, facts, evidenceIds },
    found: rows.map(({ rule, severity, label, start, end }) => ({
      rule,
      severity,
      label,
      words: texts.get(label)?.slice(start, end).trim() ?? "",
    })),
  };
}

function namesAt(labels: readonly Words[], place: number): string[] {
  const label = labels[place];
  return label ? [label.ko, label.en] : [];
}

function placed(found: readonly Labelled[], { labels }: Live): Found[] {
  return found.map(({ label, ...rest }) => ({
    ...rest,
    place: labels.findIndex(({ ko, en }) => ko === label || en === label),
  }));
}

function foundBy({ kept }: Judgement, { ask }: Live): Found[] {
  const places = new Map(ask.texts.map(({ label }, place) => [label, place]));
  return kept.judged.flatMap(({ label, text, review: { findings } }) =>
    findings.map(({ rule, severity, start, end }) => ({
      place: places.get(label) ?? -1,
      rule,
      severity,
      words: text.slice(start, end).trim(),
    })),
  );
}

type Outcome = { judgement: Judgement; found: Difference[]; night: Parameters<typeof reviewAgain>[3] };

async function keep(ctx: Ctx, { ask, ownerId }: Live, { judgement, found, night }: Outcome): Promise<void> {
  const { workspaceId, now: createdAt } = ctx;
  const { subject, version, label } = ask;
  const reviewId = judgement.kept.id;
  await write(ctx, "review.again", "read", async (tx) => {
    await night.hold(tx);
    const told = await insertReview(tx, ctx, ask, judgement);
    await tx.insert(reviewChange).values({
      workspaceId,
      nightId: night.id,
      subject,
      version,
      label,
      reviewId,
      ownerId,
      differences: found,
      createdAt,
    });
    return { result: undefined, subject, after: { ...told, changed: found.map(({ rule }) => rule) } };
  });
}
