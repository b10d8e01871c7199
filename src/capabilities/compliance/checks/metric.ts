// Lengths and counts, as the media count them.

import type { Metric } from "../policy.ts";
import type { Rule } from "../rule.ts";
import type { Hit, Seen } from "./hit.ts";

export function metricHits(rule: Rule, seen: Seen): Hit[] {
  return rule.policy.check.metric.flatMap((one) => {
    if (one.fields.length > 0 && !one.fields.includes(seen.field)) return [];
    if (measured(one, seen.text) <= one.max) return [];
    return [{ start: one.of === "length" ? overflow(one, seen.text) : 0, end: seen.text.length }];
  });
}

function measured({ of, width }: Metric, text: string): number {
  switch (of) {
    case "length":
      return Array.from(text).reduce((sum, letter) => sum + widthOf(letter, width), 0);
    case "lines":
      return text.split("\n").length;
    case "hashtags":
      return text.match(/#[\p{L}\p{N}_]/gu)?.length ?? 0;
    case "emoji":
      return text.match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
  }
}

function widthOf(letter: string, width: Metric["width"]): number {
  if (width === "double") return isWide(letter) ? 2 : 1;
  if (width === "bytes") return isWide(letter) ? 2 : letter.length;
  return width === "utf16" ? letter.length : 1;
}

function isWide(letter: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
    letter,
  );
}

/** Where the text passes the limit: the span is what is too much. */
function overflow(metric: Metric, text: string): number {
  let at = 0;
  let sum = 0;
  for (const letter of text) {
    sum += widthOf(letter, metric.width);
    if (sum > metric.max) return at;
    at += letter.length;
  }
  return at;
}
