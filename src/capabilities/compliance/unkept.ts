// An opinion on single lines that are only shown: the same rules and proof as everywhere, and nothing of it is kept.

import type { Ctx } from "../context.ts";
import { packsFor } from "./brand/packs.ts";
import { circumstancesOf, judgeAsk, type Judged, type ReviewAsk } from "./judging.ts";
import { listProof } from "./proof.ts";
import { verdictOf } from "./severity.ts";

/** In the order of the texts. What only a whole ad has to hold, a notice or a label, is not missed in a line. */
export async function judgeLines(ctx: Ctx, ask: ReviewAsk): Promise<Judged[]> {
  const circumstances = circumstancesOf(ctx, ask, await listProof(ctx));
  const { kept } = await judgeAsk(ask, circumstances, await packsFor(ctx, ask));
  return kept.judged.map(withoutMissing);
}

function withoutMissing(one: Judged): Judged {
  const { review } = one;
  const findings = review.findings.filter(({ start, end }) => start < end);
  if (findings.length === review.findings.length) return one;
  // The text made to pass holds what was missed.
  return { ...one, review: { ...review, findings, verdict: verdictOf(findings), rewrite: null } };
}
