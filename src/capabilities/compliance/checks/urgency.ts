// Pressure that is not real: a clock that starts again, a last day that comes every day.

import type { Hit, Seen } from "./hit.ts";

const PRESSURE =
  /\d{1,2}:\d{2}(?::\d{2})?|\b(?:hurry|last chance|final hours?|final days?|only today|today only|ends? (?:tonight|today|soon|in)|only \d+ (?:minutes|hours|days) left|act now|don't miss|while stocks last|tonight|left|nur heute)\b|오늘만|마감|마지막|서두르|선착순|단 하루|한정|本日限り|本日まで|今だけ|今日だけ|残りわずか|期間限定|最終日|ラストチャンス/giu;

/** Fires by the facts `countdown: resets` and `offer_repeats: daily`; points at the words that press, else at the whole copy. */
export function falseUrgency({ text, facts }: Seen): Hit[] {
  if (facts["countdown"] !== "resets" && facts["offer_repeats"] !== "daily") return [];
  const found = [...text.matchAll(PRESSURE)];
  if (found.length === 0) return [{ start: 0, end: text.length }];
  return found.map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
