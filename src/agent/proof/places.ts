// "네이버가 ROAS 1위예요", "1위는 메타": a place in an order that no figure of the sentence tells of.

import { metrics } from "../../core/metric.ts";
import type { Evidence } from "./evidence.ts";
import type { Fact } from "./facts.ts";
import type { Mention } from "./mentions.ts";
import { sameClause } from "./moves.ts";
import type { Reading } from "./reading.ts";

type Value = Extract<Mention, { kind: "value" }>;
type Said = { at: number; to: number; place: number };

const placed = /(?<![\d.,])(?<number>\d{1,3}|일|이|삼)\s?위(?=[는가를로,\s.:(입예였]|이(?:에|었|고|며)|$)/g;

/** True when each place is that of the name beside it, in a list of the cards. */
export function arePlacesTrue(reading: Reading, evidence: Evidence): boolean {
  return placesIn(reading.text).every((said) => isTrue(reading, said, evidence));
}

function placesIn(text: string): Said[] {
  return [...text.matchAll(placed)].map((match) => {
    const number = match.groups?.["number"] ?? "";
    const place = Number(number) || "일이삼".indexOf(number) + 1;
    return { at: match.index, to: match.index + match[0].length, place };
  });
}

function isTrue(reading: Reading, said: Said, { facts }: Evidence): boolean {
  const names = namesOf(reading, said);
  const metric = metricOf(reading, said);
  const own = facts.filter(
    (fact) =>
      !fact.moving &&
      fact.lists.size > 0 &&
      (metric === undefined || fact.about === metric) &&
      (names.length === 0 || names.some(({ dim, value }) => fact.dims[dim]?.includes(value))),
  );
  return own.slice(0, MOST_TRIED).some((fact) => isAt(fact, said.place, facts));
}

/** So many facts of one name are tried. */
const MOST_TRIED = 48;

/** 1위는 메타: behind, where a topic is made of the place; else the last name before it in its clause. */
function namesOf({ mentions, bare }: Reading, { at, to }: Said): Value[] {
  const values = mentions.filter((one): one is Value => one.kind === "value");
  const isTopic = /^(?:는|가|:)|^\s(?=[^\s가-힣])/.test(bare.slice(to));
  const next = values.find(({ from }) => from >= to && sameClause(bare, to, from));
  const last = values.findLast((one) => one.to <= at && sameClause(bare, one.to, at));
  const own = (isTopic ? next : undefined) ?? last ?? next;
  return values.filter(({ from }) => from === own?.from);
}

function metricOf({ mentions }: Reading, { at }: Said): string | undefined {
  const all = mentions.flatMap((one) => (one.kind === "metric" ? [one] : []));
  return (all.findLast(({ to }) => to <= at) ?? all[0])?.metric;
}

/** From the better end; a list of costs is told from either. */
function isAt(fact: Fact, place: number, facts: readonly Fact[]): boolean {
  const better =
    fact.about !== undefined && fact.about in metrics
      ? metrics[fact.about as keyof typeof metrics].better
      : "up";
  return [...fact.lists].some((list) => {
    const peers = facts.filter(
      (one) => one.lists.has(list) && !one.moving && one.quantity.metric === fact.quantity.metric,
    );
    if (peers.length < 2) return false;
    const above = peers.filter(({ value }) => value > fact.value).length + 1;
    const below = peers.filter(({ value }) => value < fact.value).length + 1;
    return above === place || (better === "down" && below === place);
  });
}
