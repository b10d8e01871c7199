// Figures that are no measurement: how many things a card lists, how long a period is, what the person wrote.

import type { Evidence } from "./evidence.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import type { Reading } from "./reading.ts";

/** "7일간", "two weeks": the length of a period of the turn. */
export function isLength({ unit, value, bound }: Figure, { spans }: Evidence): boolean {
  if (unit.kind !== "days" || (bound !== "exact" && bound !== "over")) return false;
  return spans.some(({ from, to }) => {
    const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
    return days >= value * unit.least && days <= value * unit.most;
  });
}

/** "캠페인 5개", "the two media": rows of a table, media of the footer, or names of the sentence. */
export function isCountOfThings(
  reading: Reading,
  figure: Figure,
  { things, spans, compared, facts }: Evidence,
): boolean {
  const { value, bound, noun, top } = figure;
  if (!isThing(reading, figure) || bound !== "exact") return false;
  const fitting = things.filter(
    (one) =>
      noun === undefined ||
      noun === "other" ||
      one.noun === undefined ||
      one.noun === "other" ||
      one.noun === noun,
  );
  if (fitting.some(({ count }) => (top ? value <= count : value === count))) return true;
  if (noun === "period")
    return new Set(spans.map(({ from }) => from)).size === value || (value === 2 && compared.length > 0);
  if (enumerated(reading, figure) === value || partsOf(reading, figure, facts) === value) return true;
  return noun !== undefined && named(reading, noun) === value;
}

function isThing({ text, mentions }: Reading, { unit, noun, from, to, top }: Figure): boolean {
  if (unit.kind !== "count" && unit.kind !== "plain") return false;
  if (top || (noun !== undefined && noun !== "other")) return true;
  const counted = noun === "other" || /(?:개|가지|곳|군데|종|줄|행)$/.test(text.slice(from, to).trimEnd());
  return (
    counted && !mentions.some(({ kind, to: end }) => kind === "metric" && end <= from && from - end < 12)
  );
}

/** 메타 캠페인 4개: values of the noun's dimension under the name in front of the count. */
function partsOf({ mentions }: Reading, { noun, from }: Figure, facts: readonly Fact[]): number | undefined {
  const holder = mentions.findLast((one) => one.kind === "value" && one.to <= from);
  if (holder?.kind !== "value" || noun === undefined || holder.dim === noun) return undefined;
  const held = facts.filter(({ dims }) => dims[holder.dim]?.[0] === holder.value && noun in dims);
  return new Set(held.map(({ dims }) => dims[noun]?.[0])).size;
}

/** How many are listed behind the count: 채널 5개(a, b, …). */
function enumerated({ text }: Reading, { to }: Figure): number | undefined {
  const list = /^[가-힣a-z ]{0,12}\(([^()]*)\)/.exec(text.slice(to))?.[1];
  return list?.split(/,|·/).length;
}

/** Names of the sentence under a noun: 메타와 네이버 두 매체. */
function named({ mentions }: Reading, noun: string): number {
  const names = mentions.flatMap((one) => {
    if (one.kind === "value" && one.dim === noun) return [one.value];
    return one.kind === "metric" && noun === "metric" ? [one.metric] : [];
  });
  return new Set(names).size;
}
