// Texts that run or wait to: plans whose flight is not over and that nobody turned down, and drafts of copy that were reviewed lately.
// Each as a review would take it today.

import { and, asc, eq, gt, sql } from "drizzle-orm";
import { CreativeId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { rowsOf, withTx } from "../../db/db.ts";
import { stateAt } from "../approvals/approvals.ts";
import { approval } from "../approvals/tables.ts";
import type { Facts, Live, ReviewAsk } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { adsReview, brandFacts, type CreativeSet, findReviewed } from "../creatives/creatives.ts";
import { planAsk } from "./review.ts";
import { CampaignPlan } from "./plan.ts";
import { isNewest, readPlan } from "./plan/store.ts";
import { plan, planVersion } from "./plan/tables.ts";

/** Rows read at once: a workspace may have thousands. */
const PAGE = 50;
/** A draft that nobody has touched for so long is live no more. */
const DRAFT_DAYS = 60;
const FIRST = "00000000-0000-0000-0000-000000000000";

type Asked = (ReviewAsk & { subject: string; version: number }) | undefined;

/** Plans first, then drafts, each in the order of their ids. */
export async function* liveTexts(ctx: Ctx): AsyncGenerator<Live> {
  const facts = await brandFacts(ctx);
  yield* livePlans(ctx, facts);
  yield* liveDrafts(ctx, facts);
}

async function* livePlans(ctx: Ctx, facts: Facts): AsyncGenerator<Live> {
  for (let after = FIRST; ;) {
    const rows = await planPage(ctx, after);
    for (const { planned, owner, state } of rows) {
      const one =
        state === "live" && liveOf(facts, owner, (lang) => asked(planAsk({ ...ctx, lang }, planned)));
      if (one) yield one;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.planned.planId;
  }
}

async function planPage(ctx: Ctx, after: string) {
  const { workspaceId, zone, now } = ctx;
  const today = dayIn(zone, now).toString();
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({
        plan: planVersion.plan,
        author: planVersion.author,
        state: approval.state,
        expiresAt: approval.expiresAt,
        requestedBy: approval.requestedBy,
      })
      .from(plan)
      .innerJoin(planVersion, isNewest)
      .leftJoin(approval, and(eq(approval.workspaceId, plan.workspaceId), eq(approval.id, plan.approvalId)))
      .where(
        and(
          eq(plan.workspaceId, workspaceId),
          gt(plan.id, after),
          sql`${planVersion.plan}->'flight'->>'to' >= ${today}`,
        ),
      )
      .orderBy(asc(plan.id))
      .limit(PAGE),
  );
  return rows.map(({ plan: stored, author, state, expiresAt, requestedBy }) => {
    const stands = state && expiresAt ? stateAt({ state, expiresAt }, now) : "draft";
    const isLive = stands === "draft" || stands === "waiting" || stands === "approved";
    const by = requestedBy ?? author;
    return {
      planned: CampaignPlan.parse(stored),
      owner: by.kind === "person" ? by.personId : null,
      state: isLive ? ("live" as const) : ("over" as const),
    };
  });
}

async function* liveDrafts(ctx: Ctx, facts: Facts): AsyncGenerator<Live> {
  for (let after = FIRST; ;) {
    const rows = await draftPage(ctx, after);
    for (const { id, version } of rows) {
      const found = await findReviewed(ctx, CreativeId.parse(id), version);
      const one = found && liveOf(facts, found.personId, (lang) => draftAsk({ ...ctx, lang }, found.set));
      if (one) yield one;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** Creatives that were reviewed on their own, each with the version that was reviewed last. */
async function draftPage(ctx: Ctx, after: string): Promise<{ id: string; version: number }[]> {
  const since = ctx.now.subtract({ hours: 24 * DRAFT_DAYS }).toString();
  return withTx(ctx, (tx) =>
    rowsOf(
      tx,
      sql`select c.id, max(r.version)::int as version from creative c
          join review r on r.workspace_id = c.workspace_id and r.subject = c.id and r.kind = 'creative'
          where c.workspace_id = ${ctx.workspaceId} and c.id > ${after}::uuid
            and c.created_at >= ${since}::timestamptz and r.version is not null
          group by c.id order by c.id limit ${PAGE}`,
    ),
  );
}

function draftAsk(ctx: Ctx, { creativeId, number, product, texts, scene }: CreativeSet): Asked {
  const about = { kind: "creative" as const, subject: creativeId, version: number, label: product, product };
  return asked(adsReview(ctx, { ...about, ads: texts, madePhoto: scene !== undefined }));
}

/** The same texts with labels in both languages. */
function liveOf(facts: Facts, ownerId: string | null, ask: (lang: Lang) => Asked): Live | undefined {
  const [ko, en] = [ask("ko"), ask("en")];
  if (!ko || !en) return undefined;
  const labels = ko.texts.map(({ label }, place) => words(label, en.texts[place]?.label ?? label));
  return { ask: { ...ko, facts: { ...facts, ...ko.facts } }, labels, ownerId };
}

function asked(ask: ReviewAsk | undefined): Asked {
  return ask?.subject === undefined || ask.version === undefined
    ? undefined
    : { ...ask, subject: ask.subject, version: ask.version };
}

/** A plan as it stands, or a draft as it was reviewed last, for who looks at its review again. */
export async function liveText(
  ctx: Ctx,
  { subject, version }: { subject: string; version: number },
): Promise<ReviewAsk | undefined> {
  const facts = await brandFacts(ctx);
  const draft = await findReviewed(ctx, CreativeId.parse(subject), version);
  const ask = draft
    ? draftAsk(ctx, draft.set)
    : planAsk(ctx, (await withTx(ctx, (tx) => readPlan(tx, ctx, subject))).plan);
  return ask && { ...ask, facts: { ...facts, ...ask.facts } };
}
