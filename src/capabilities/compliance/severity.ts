// The order of severities: the strongest finding is the verdict.

import type { Severity } from "./policy.ts";

/** The strongest first. */
export const RANK: Readonly<Record<Severity, number>> = { block: 0, fix: 1, note: 2 };

export const SEVERITIES: readonly Severity[] = ["block", "fix", "note"];

export type Verdict = "pass" | "fix" | "block";

export function verdictOf(findings: readonly { severity: Severity }[]): Verdict {
  if (findings.some(({ severity }) => severity === "block")) return "block";
  return findings.some(({ severity }) => severity === "fix") ? "fix" : "pass";
}
