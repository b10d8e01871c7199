// A `block` set aside: asked for by an admin with a written reason, approved by somebody else, bound to these very words and packs.

import { and, desc, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { PersonId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { mayDo } from "../../core/roles.ts";
import { type Tx, withTx } from "../../db/db.ts";
import { type Approval, type ApprovedAction, propose } from "../approvals/approvals.ts";
import type { Ctx } from "../context.ts";
import { listMembers } from "../workspace/workspace.ts";
import { digestNow } from "./brand/packs.ts";
import { judgedWithin } from "./judged-now.ts";
import type { ReviewAsk } from "./judging.ts";
import { isSetAside, latestReview } from "./reviews.ts";
import { review, reviewOverride } from "./tables.ts";

export const SET_ASIDE = "review.set_aside";

const Exact = z.object({
  subject: z.uuid(),
  version: z.number().int(),
  textHash: z.string(),
  packDigest: z.string(),
  reason: z.string(),
  askedBy: PersonId,
});

type Held = { subject: string; version: number; name: string };

/**
 * Asks for a held version to be allowed all the same.
 * @throws Failure "forbidden" for whoever is no admin, and in a firm of one: there only proof or other words open a hold;
 *   "invalid" without a reason; "conflict" where nothing is held
 */
export async function askSetAside(
  ctx: Ctx,
  { subject, version, name }: Held,
  reason: string,
): Promise<Approval> {
  if (ctx.actor.kind !== "person" || !mayDo(ctx.role, SET_ASIDE, "write")) throw onlyAdmins();
  if (reason.trim().length < 10) throw noReason();
  const deciders = (await listMembers(ctx)).filter(({ role }) => mayDo(role, "approval.decide", "spend"));
  if (deciders.length < 2) throw alone();
  const held = await withTx(ctx, (tx) => heldReview(tx, ctx, { subject, version }));
  if (!held)
    throw new Failure("conflict", "nothing is held", {
      say: words("보류된 문구가 없어요.", "Nothing is held."),
    });
  const { textHash, packDigest } = held;
  const exact = {
    subject,
    version,
    textHash,
    packDigest,
    reason: reason.trim(),
    askedBy: ctx.actor.personId,
  };
  return propose(ctx, {
    kind: SET_ASIDE,
    subject,
    exact,
    title: words(`${name}: 심의 보류 해제`, `${name}: set the hold aside`),
    diff: [
      {
        entity: name,
        field: ctx.lang === "ko" ? "심의" : "review",
        before: ctx.lang === "ko" ? "보류" : "held",
        after: ctx.lang === "ko" ? "해제" : "set aside",
      },
      { entity: name, field: ctx.lang === "ko" ? "사유" : "reason", before: null, after: exact.reason },
    ],
    needs: { roles: ["company_admin", "project_manager"], people: 1, other: true, reason: false },
  });
}

/** How far back a hold is looked for that nobody has named. */
const LOOKED_THROUGH = 100;

/** What was held last and stands so: a plan, a draft or the words of a swap. */
export async function newestHeld(ctx: Ctx): Promise<Held | undefined> {
  return withTx(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(review)
      .where(
        and(eq(review.workspaceId, ctx.workspaceId), isNotNull(review.subject), isNotNull(review.version)),
      )
      .orderBy(desc(review.createdAt), desc(review.id))
      .limit(LOOKED_THROUGH);
    const seen = new Set<string>();
    for (const row of rows) {
      const { subject, version, label: name } = row;
      if (subject === null || version === null || seen.has(subject)) continue;
      seen.add(subject);
      if (row.verdict === "block" && !(await isSetAside(tx, ctx, row, row)))
        return { subject, version, name };
    }
    return undefined;
  });
}

export const setAsideAction: ApprovedAction = {
  lowersRisk: () => false,
  isSmall: () => false,
  begin: async (tx, ctx, approved) => {
    const { subject, textHash, packDigest, reason, askedBy } = Exact.parse(approved.exact);
    const { workspaceId, now: createdAt } = ctx;
    const row = { workspaceId, subject, textHash, packDigest, reason, personId: askedBy, createdAt };
    await tx
      .insert(reviewOverride)
      .values({ ...row, approvalId: approved.id })
      .onConflictDoNothing();
    return "done";
  },
};

/** @throws Failure "forbidden" for a version that is held, "conflict" for one reviewed by rules that have changed since */
export async function mustNotBeHeld(
  tx: Tx,
  ctx: Ctx,
  thing: { subject: string; version: number },
): Promise<void> {
  const last = await latestReview(tx, ctx, thing);
  if (!last) return;
  if (last.packDigest !== (await digestNow(tx, ctx))) throw rulesChanged();
  if (await heldReview(tx, ctx, thing)) throw stillHeld();
}

/**
 * Judged once more by what is true in this transaction: rules, proof and days may have gone by since the review.
 * @throws Failure "forbidden" for words that are held and that nobody has set aside
 */
export async function mustPass(tx: Tx, ctx: Ctx, ask: ReviewAsk): Promise<void> {
  const { kept } = await judgedWithin(tx, ctx, ask);
  if (kept.verdict === "block" && !(await isSetAside(tx, ctx, ask, kept))) throw stillHeld();
}

async function heldReview(
  tx: Tx,
  ctx: Ctx,
  thing: { subject: string; version: number },
): Promise<{ textHash: string; packDigest: string } | undefined> {
  const last = await latestReview(tx, ctx, thing);
  if (last?.verdict !== "block" || (await isSetAside(tx, ctx, thing, last))) return undefined;
  return last;
}

function onlyAdmins(): Failure {
  return new Failure("forbidden", "only an admin asks to set a hold aside", {
    say: words("심의 보류 해제는 관리자만 요청할 수 있어요.", "Only an admin may ask to set a hold aside."),
    next: words(
      "문구를 바꾸거나 근거를 등록하면 보류가 풀려요.",
      "Change the words or add proof, and the hold is gone.",
    ),
  });
}

function noReason(): Failure {
  return new Failure("invalid", "a hold needs a written reason", {
    say: words("해제 사유가 너무 짧아요.", "The reason is too short."),
    next: words("왜 내보내도 되는지 한 문장으로 적어 주세요.", "Say in a sentence why it may run."),
  });
}

function alone(): Failure {
  return new Failure("forbidden", "nobody else is there to approve", {
    say: words(
      "승인할 다른 분이 없어 보류를 해제할 수 없어요.",
      "There is nobody else to approve, so the hold cannot be set aside.",
    ),
    next: words("근거를 등록하거나 문구를 바꿔 주세요.", "Add proof or change the words."),
  });
}

function rulesChanged(): Failure {
  return new Failure("conflict", "the rules have changed since the review", {
    say: words(
      "검토한 뒤 심의 기준이 바뀌었어요. 승인하지 않았어요.",
      "The rules have changed since the review. Nothing was approved.",
    ),
    next: words(
      "계획을 다시 보여 달라고 하면 새 기준으로 검토해요.",
      "Ask to see the plan again, and it is reviewed by the new ones.",
    ),
  });
}

function stillHeld(): Failure {
  return new Failure("forbidden", "the review holds it", {
    say: words(
      "심의에서 보류된 문구가 있어 승인할 수 없어요.",
      "The review holds some of its texts, so it cannot be approved.",
    ),
    next: words(
      "문구를 바꾸거나 근거를 등록하거나, 관리자가 보류 해제를 요청해 주세요.",
      "Change the words, add proof, or have an admin ask to set the hold aside.",
    ),
  });
}
