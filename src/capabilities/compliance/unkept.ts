// An opinion on single lines that are only shown: the same rules and proof as everywhere, and nothing of it is kept.

import type { Ctx } from "../context.ts";
import { judgedNow } from "./judged-now.ts";
import type { Judged, ReviewAsk } from "./judging.ts";
import { verdictOf } from "./severity.ts";

/** In the order of the texts. What only a whole ad has to hold, a notice or a label, is not missed in a line. */
export async function judgeLines(ctx: Ctx, ask: ReviewAsk): Promise<Judged[]> {
  const { kept } = await judgedNow(ctx, ask);
  return kept.judged.map(withoutMissing);
}

function withoutMissing(one: Judged): Judged {
  const { review } = one;
  const findings = review.findings.filter(({ start, end }) => start < end);
  if (findings.length === review.findings.length) return one;
  // The text made to pass holds what was missed.
  return { ...one, review: { ...review, findings, verdict: verdictOf(findings), rewrite: null } };
}
