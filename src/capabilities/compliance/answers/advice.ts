// What answers say about a rule: decided by how sure the counts are, never by a bare share. Advice changes nothing.

import { shareBounds } from "../../../analysis/proportion.ts";
import type { Severity } from "../policy.ts";

/** Fewer answers than these say nothing yet. */
export const FEWEST_ANSWERS = 8;
/** With 95% confidence more than half of all answers would be `wrong`. */
const MOSTLY = 0.5;
/** And more than so many: the rule is of no use at all. With eight answers no share reaches it; twelve of twelve do. */
const NEARLY_ALL = 0.75;

export type Advice = { kind: "severity"; to: Severity } | { kind: "off" };

export type Answers = { agree: number; wrong: number };

/** `undefined` where the answers are too few or too mixed. Only a note is raised: what may not run at all is for people to say. */
export function adviceOn(severity: Severity, { agree, wrong }: Answers): Advice | undefined {
  const all = agree + wrong;
  if (all < FEWEST_ANSWERS) return undefined;
  const doubt = shareBounds(wrong, all).low;
  if (doubt > NEARLY_ALL || (doubt > MOSTLY && severity === "note")) return { kind: "off" };
  if (doubt > MOSTLY) return { kind: "severity", to: severity === "block" ? "fix" : "note" };
  if (severity === "note" && shareBounds(agree, all).low > NEARLY_ALL) return { kind: "severity", to: "fix" };
  return undefined;
}

/** Whether a rule that no workspace may lower is doubted so often that it should be said. */
export function isDoubted({ agree, wrong }: Answers): boolean {
  return agree + wrong >= FEWEST_ANSWERS && shareBounds(wrong, agree + wrong).low > MOSTLY;
}
