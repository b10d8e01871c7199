// Ranks told of a name for a metric: 가장 높은 구글, "포근이불 신규고객 had the most clicks". The figure beside it may be another one.

import type { Evidence } from "./evidence.ts";
import type { Fact } from "./facts.ts";
import type { Mention } from "./mentions.ts";
import { isAtPlace, type Rank, ranksIn } from "./ranks.ts";
import type { Reading } from "./reading.ts";

type Value = Extract<Mention, { kind: "value" }>;

/** "The top two channels, Meta and Naver": they are so by a metric of the sentence, or by one of the cards where it has none. */
export function areTopNamesTrue({ figures, mentions, text }: Reading, { facts }: Evidence): boolean {
  const count = figures.find(({ top }) => top);
  const named = mentions.filter(
    (one): one is Value => one.kind === "value" && count !== undefined && one.from >= count.to,
  );
  const group = named.filter(
    ({ dim, value }, at) => dim === named[0]?.dim && named.findIndex((one) => one.value === value) === at,
  );
  if (!count || group.length !== count.value || !/상위|top|best|largest|biggest/.test(text)) return true;
  const said = new Set(mentions.flatMap((one) => (one.kind === "metric" ? [one.metric as string] : [])));
  const levels = facts.filter(
    (fact) => !fact.moving && fact.lists.size > 0 && (said.size === 0 || said.has(fact.about ?? "")),
  );
  const own = levels.filter(({ dims }) => group.some(({ dim, value }) => dims[dim]?.[0] === value));
  const end = { from: 0, to: 0, end: "open" as const };
  return (
    own.length === 0 ||
    [...new Set(own.map(({ about }) => about))].some((metric) =>
      own
        .filter(({ about }) => about === metric)
        .every((fact) => group.some((_, at) => isAtPlace(fact, { ...end, place: at + 1 }, facts))),
    )
  );
}

/** False where a listed level of the name has another place than is said. */
export function areNamedRanksTrue(reading: Reading, { facts, periods }: Evidence): boolean {
  const isNow = ({ span }: Fact): boolean =>
    periods.some(({ from, to }) => from === span?.from && to === span.to);
  return ranksIn(reading).every((rank) => {
    const [metric, name] = [metricOf(reading, rank) ?? soleMetric(facts), nameOf(reading, rank)];
    if (metric === undefined || !name) return true;
    const levels = facts.filter(
      (fact) =>
        !fact.moving &&
        fact.about === metric &&
        fact.lists.size > 0 &&
        isNow(fact) &&
        fact.dims[name.dim]?.[0] === name.value &&
        Object.keys(fact.dims).every((dim) => dim === name.dim || dim !== "campaign"),
    );
    return levels.length === 0 || levels.some((fact) => isAtPlace(fact, rank, facts));
  });
}

function soleMetric(facts: readonly Fact[]): string | undefined {
  const all = new Set(facts.flatMap(({ moving, about }) => (moving || about === undefined ? [] : [about])));
  return all.size === 1 ? [...all][0] : undefined;
}

/** The metric right behind the word, or the only one of the sentence. */
function metricOf({ mentions }: Reading, { to }: Rank): string | undefined {
  const metrics = mentions.flatMap((one) => (one.kind === "metric" ? [one] : []));
  const next = metrics.find(({ from }) => from >= to && from - to <= 3);
  if (next) return next.metric;
  return new Set(metrics.map(({ metric }) => metric)).size === 1 ? metrics[0]?.metric : undefined;
}

/** 가장 높은 구글; before a metric it is the one in front: "Kakao had the fewest conversions". */
function nameOf({ text, mentions }: Reading, { from, to }: Rank): Value | undefined {
  const named = mentions.filter((one): one is Value => one.kind === "value");
  const behind = named.find((one) => one.from >= to && /^(?:은|ㄴ)?\s$/.test(text.slice(to, one.from)));
  if (behind) return behind;
  const isOfMetric = mentions.some((one) => one.kind === "metric" && one.from >= to && one.from - to <= 3);
  const ahead = isOfMetric ? named.findLast((one) => one.to <= from && !one.against) : undefined;
  return ahead && !/[,;:.]/.test(text.slice(ahead.to, from)) ? ahead : undefined;
}
