// The part of the claim loop that asks a language model about reviews whose cards stand already, and edits these. One try: what does not come
// in time, or is no answer, is said on the card and the rules stand. The edit, the opinion's row and the end of the work are one
// transaction, so a card is edited once, whoever dies in between; whoever takes the work over asks again.

import type { Logger } from "pino";
import type { ModelCallRecord } from "../agent/turn.ts";
import { type TroubleKind, troubleNote } from "../agent/trouble.ts";
import {
  emptyOpinionCall,
  keepGiven,
  type OpinionGiven,
  openAsking,
  OPINIONS,
  readOpinionCall,
  withGiven,
  withoutOpinion,
} from "../capabilities/compliance/compliance.ts";
import type { Ctx } from "../capabilities/context.ts";
import { findWorkspace } from "../capabilities/workspace/workspace.ts";
import { write } from "../capabilities/write.ts";
import type { Answerer } from "../chat/chat.ts";
import { storeModelCalls } from "../chat/commit.ts";
import { redrawCard } from "../chat/opinions.ts";
import type { Card } from "../core/card/card.ts";
import { type Lang, say, words } from "../core/locale.ts";
import { finish, type Job, type Work } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";

export type OpinionDesk = { db: Db; log: Logger; now: () => Temporal.Instant; judge?: Answerer["judge"] };

/** It failed too often: the card is to say so, and nothing is asked. */
type Last = { isGivenUp?: boolean };

/** Models asked at once by one process, beside those that answer people. */
const AT_ONCE = 2;
/** A card that waited for so long is read by nobody any more: it says so and asks nothing. */
const LIFE_MS = 120_000;
/** Work that took this many processes with it is not tried again. */
const MOST_CRASHES = 2;

export function opinionWork(desk: OpinionDesk): Work {
  return {
    table: OPINIONS,
    serialBy: "review_id",
    atOnce: AT_ONCE,
    run: (job) => carryOut(desk, job),
    onDead: (job) => carryOut({ ...desk, isGivenUp: true }, job),
  };
}

type Call = Awaited<ReturnType<typeof readOpinionCall>>;
/** `undefined` as the reason: no model is configured any more. */
type Came = { calls: ModelCallRecord[] } & ({ given: OpinionGiven } | { trouble: TroubleKind | undefined });

async function carryOut(desk: OpinionDesk & Last, job: Job): Promise<void> {
  const ctx = await ctxOf(desk, job);
  const call = await withTx(ctx, (tx) => readOpinionCall(tx, ctx, job.id, desk.judge));
  const came = await opinionOn(desk, ctx, call, job);
  job.signal.throwIfAborted();
  const { judge } = desk;
  if (!("given" in came) || !judge)
    return withTx(ctx, (tx) => settle(tx, ctx, { job, call, calls: came.calls }, missing(came, call)));
  const { given, calls } = came;
  const by = { model: judge.model, prompt: judge.prompt };
  const { reviewId } = call.asked;
  return write(ctx, "review.opinion", "read", async (tx) => {
    await keepGiven(tx, ctx, { reviewId, by, given });
    await settle(tx, ctx, { job, call, calls }, (card) => withGiven(card, reviewId, given, by));
    const findings = given.findings.map(({ rule, version, severity }) => `${rule}@${version} ${severity}`);
    const after = { ...by, findings: [...new Set(findings)].toSorted(), rewrites: given.rewrites.length };
    return { result: undefined, subject: reviewId, after };
  });
}

/** Nobody's own deed: a review asked for it, and it changes nothing but what a card says. */
async function ctxOf({ db, log, now }: OpinionDesk, { workspaceId, signal }: Job): Promise<Ctx> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new Error("a card without its workspace");
  const { zone, lang } = workspace;
  return {
    workspaceId,
    actor: { kind: "autopilot" },
    role: "viewer",
    lang,
    zone,
    now: now(),
    db,
    log,
    signal,
  };
}

async function opinionOn(
  { judge, isGivenUp = false }: OpinionDesk & Last,
  ctx: Ctx,
  call: Call,
  { crashes }: Job,
): Promise<Came> {
  if (isGivenUp) return { trouble: "failed", calls: [] };
  if (!judge) return { trouble: undefined, calls: [] };
  if (call.given) return { given: call.given, calls: [] };
  if (call.ageMs > LIFE_MS || crashes >= MOST_CRASHES) return { trouble: "late", calls: [] };
  const { request, read } = await openAsking(ctx, call.asked);
  const judged = await judge.ask(ctx, request);
  if ("trouble" in judged) return judged;
  const given = await read(judged.value);
  return given ? { given, calls: judged.calls } : { trouble: "failed", calls: judged.calls };
}

type Settling = { job: Job; call: Call; calls: ModelCallRecord[] };

async function settle(
  tx: Tx,
  ctx: Ctx,
  { job, call, calls }: Settling,
  redraw: (card: Card) => Card,
): Promise<void> {
  const { deliveryId, asked } = call;
  await finish(tx, job);
  const turnId = await redrawCard(tx, ctx, { deliveryId, reviewId: asked.reviewId }, redraw);
  if (turnId) await storeModelCalls(tx, ctx, turnId, { modelCalls: calls });
  await emptyOpinionCall(tx, ctx, job.id);
}

function missing(came: Came, { asked }: Call): (card: Card) => Card {
  const trouble = "trouble" in came ? came.trouble : undefined;
  return (card) => withoutOpinion(card, asked.reviewId, reason(trouble, card.lang));
}

const noModel = words(
  "언어 모델이 설정되어 있지 않아 규칙으로만 검토했어요.",
  "No language model is configured, so only the rules reviewed it.",
);

function reason(trouble: TroubleKind | undefined, lang: Lang): string {
  return trouble === undefined ? say(lang, noModel) : troubleNote(trouble, "opinion", lang);
}
