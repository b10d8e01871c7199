// For those who write policy files: read them one by one, so that one broken file does not hide the others, and try them.

import type { Copy } from "./copy.ts";
import { lint } from "./lint.ts";
import { homeFolder, loadLists, policiesOf, policyFiles } from "./packs.ts";
import type { Policy } from "./policy.ts";
import { copyOf } from "./self-test.ts";
import type { Lists } from "./terms.ts";

export { loadPacks, policyFiles } from "./packs.ts";
export { reviewText } from "./review.ts";
export { selfTest as testPolicy } from "./self-test.ts";

type Found = ReturnType<typeof policiesOf>[number];

export function readPolicies(): { found: Found[]; problems: string[]; lists: Lists } {
  const lists = loadLists();
  const problems: string[] = [];
  const found = policyFiles().flatMap((file) => {
    try {
      return policiesOf(homeFolder, file);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  return { found, problems: [...problems, ...lint(found, lists)], lists };
}

/** A copy in the scope of `policy`, with facts and `industry`, `channel`, `field`, `date` … as given. */
export function copyForRule(policy: Policy, text: string, given: Record<string, unknown>): Copy {
  const { industry, channel, jurisdiction, field, date, lang, ...facts } = given;
  const named = { industry, channel, jurisdiction, field, date };
  const texts = Object.fromEntries(Object.entries(named).filter(([, value]) => typeof value === "string"));
  const language = lang === "ko" || lang === "en" || lang === "ja" ? { lang } : {};
  return copyOf(policy, { text, ...texts, ...language, facts } as Parameters<typeof copyOf>[1]);
}
