// A thing judged as everything of this workspace is judged at this moment: by the rules in force here, its own among them, with the proof on file.

import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { packsIn } from "./brand/packs.ts";
import { circumstancesOf, judgeAsk, type Judgement, type ReviewAsk } from "./judging.ts";
import type { Packs } from "./packs.ts";
import { readProof } from "./proof.ts";

type Where = Pick<Ctx, "workspaceId" | "zone" | "now">;

/** Nothing of it is kept. @returns the rules it was judged by beside the opinion */
export async function judgedNow(
  ctx: Where & Pick<Ctx, "db">,
  ask: ReviewAsk,
): Promise<Judgement & { packs: Packs }> {
  const ground = await withTx(ctx, (tx) => groundFor(tx, ctx, ask));
  return judgedOn(ctx, ask, ground);
}

/** The same by what a transaction that is under way sees. */
export async function judgedWithin(tx: Tx, ctx: Where, ask: ReviewAsk): Promise<Judgement> {
  return judgedOn(ctx, ask, await groundFor(tx, ctx, ask));
}

async function groundFor(tx: Tx, ctx: Where, ask: ReviewAsk) {
  return { proof: await readProof(tx, ctx), packs: await packsIn(tx, ctx, ask) };
}

async function judgedOn(
  ctx: Where,
  ask: ReviewAsk,
  { proof, packs }: Awaited<ReturnType<typeof groundFor>>,
): Promise<Judgement & { packs: Packs }> {
  return { ...(await judgeAsk(ask, circumstancesOf(ctx, ask, proof), packs)), packs };
}
