// One thing that pre-flight found in a plan, with what to do about it.

import { type Words, words } from "../../../core/locale.ts";

/** `block`: no approval is asked for while it stands; `fix`: to be put right before it runs; `note`: good to know. */
export type PlanFinding = { level: "block" | "fix" | "note"; code: string; say: Words };

export function note(code: string, ko: string, en: string): PlanFinding {
  return { level: "note", code, say: words(ko, en) };
}

export function block(code: string, ko: string, en: string): PlanFinding {
  return { level: "block", code, say: words(ko, en) };
}
