// Audiences that lean on special categories of data or on minors: the copy may stay, the audience may not.

import type { Hit, Seen } from "./hit.ts";

const SPECIAL =
  /health|disease|medical|diabet|cancer|pregnan|disab|illness|patient|religio|belief|faith|church|muslim|christian|jewish|politic|party_member|union|ethnic|race|racial|origin|nationalit|sexual|orientation|lgbt|gay|sex_life|genetic|biometric|criminal|minor|child|teen|kids|under_?1[0-8]|age_1[0-7]|건강|질병|종교|정치|성적|인종|미성년|청소년|어린이/i;
const NOT = /^(?:no|not|without|non|exclude[sd]?)[_\- ]/i;

export function specialTargeting(seen: Seen): Hit[] {
  const { targeting } = seen.facts;
  const rules = Array.isArray(targeting)
    ? targeting.map(String)
    : typeof targeting === "string"
      ? [targeting]
      : [];
  return rules.some((rule) => SPECIAL.test(rule) && !NOT.test(rule)) ? [{ start: 0, end: 0 }] : [];
}
