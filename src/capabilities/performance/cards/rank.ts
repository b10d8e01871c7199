// Which groups of a split are shown, in which order, and which are too small for a rank.

import { type AdditiveMetric, type Metric, metrics } from "../../../core/metric.ts";
import type { Dim } from "../../../core/query.ts";
import { type Answer, figure } from "../answer.ts";
import type { Block, Group } from "../prove.ts";
import { mainValue } from "../sums.ts";

const chronological: readonly Dim[] = ["hour", "day", "week", "month", "year", "weekday", "day_type"];

/** Groups in reading order, those whose volume is too small for a rank, and how many of both meet the conditions. */
export type Ranked = { rows: Group[]; below: Group[]; held: number };

export function ranked(answer: Answer, block: Block, groups: readonly Group[], dims: readonly Dim[]): Ranked {
  const { query, order, kind } = answer.request;
  const present = groups.filter((group) => group.now && !isUnnamed(group, answer));
  const held = present.filter((group) =>
    query.having.every((condition) => holds(answer, block, group, condition)),
  );
  const byTime = !query.order && kind !== "top_n" && dims.every((dim) => chronological.includes(dim));
  if (byTime) return { rows: held.toSorted(byKeys), below: [], held: held.length };
  const rank = kind === "top_n" || query.order !== undefined;
  const enough = (group: Group): boolean => !rank || hasVolume(order.by, group);
  const rows = sortedByFigure(answer, block, order, held.filter(enough));
  const below = held.filter((group) => !enough(group));
  return { rows: rows.slice(0, query.limit ?? rows.length), below, held: held.length };
}

/** A media mix keeps its results in rows without a channel: they are in the total, and no channel. */
function isUnnamed(group: Group, { choice }: Answer): boolean {
  return group.keys.some(({ id }) => id === "") && choice.chosen.every(({ view }) => view.shape === "week");
}

type Condition = Answer["request"]["query"]["having"][number];

const compare: Readonly<Record<Condition["op"], (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => Math.abs(a - b) < 1e-9,
  ">=": (a, b) => a >= b,
  ">": (a, b) => a > b,
};

/** A figure that cannot be formed meets no condition. */
function holds(
  answer: Answer,
  block: Block,
  group: Group,
  { metric, op, value, currency }: Condition,
): boolean {
  if (currency && block.currency !== currency && metrics[metric].unit === "currency") return false;
  const { value: found } = figure(answer, metric, group.now, block, {});
  return found !== null && compare[op](found, value);
}

function byKeys(a: Group, b: Group): number {
  for (const [index, key] of a.keys.entries()) {
    const other = b.keys[index]?.id ?? "";
    if (key.id !== other) return korean.compare(key.id, other);
  }
  return 0;
}

/** Figures that cannot be formed come last, whatever the direction; equal ones by name. */
function sortedByFigure(
  answer: Answer,
  block: Block,
  { by, dir }: { by: Metric; dir: "asc" | "desc" },
  groups: readonly Group[],
): Group[] {
  const sized = groups.map((group) => ({ group, size: figure(answer, by, group.now, block, {}).value }));
  const sorted = sized.toSorted((a, b) => {
    if (a.size === b.size) return byName(a.group, b.group);
    if (a.size === null) return 1;
    if (b.size === null) return -1;
    return dir === "asc" ? a.size - b.size : b.size - a.size;
  });
  return sorted.map(({ group }) => group);
}

const korean = new Intl.Collator("ko", { numeric: true });

function byName(a: Group, b: Group): number {
  return korean.compare(a.keys[0]?.name ?? "", b.keys[0]?.name ?? "");
}

/** A volume nobody knows sets no limit. */
function hasVolume(metric: Metric, group: Group): boolean {
  const row = metrics[metric];
  if (row.kind !== "ratio") return true;
  const volume = volumeOf(row.minimumVolume.of, group);
  return volume === undefined || volume >= row.minimumVolume.least;
}

function volumeOf(metric: AdditiveMetric, group: Group): number | undefined {
  const sum = group.now?.sums[metric];
  return sum === undefined ? undefined : mainValue(sum);
}
