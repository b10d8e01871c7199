// One series as a line of block letters, with the figures of its first, lowest, highest and last point.

import { formatQuantity } from "../../format.ts";
import { words } from "../../locale.ts";
import type { Quantity } from "../../quantity.ts";
import type { Page } from "./page.ts";
import { moreLine } from "./table.ts";
import { clean, widthOf } from "./width.ts";

const steps = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

const tells = {
  first: words("처음", "first"),
  low: words("최저", "low"),
  high: words("최고", "high"),
  last: words("끝", "last"),
};

type Marks = Readonly<Record<keyof typeof tells, number>>;

export function sparkLines(
  { name, values }: { name: string; values: readonly Quantity[] },
  labels: readonly string[],
  page: Page,
): string[] {
  const marks = marksOf(values);
  const told = marks ? toldPoints(values, labels, marks, page) : [];
  const untold = values.length - new Set(Object.values(marks ?? {})).size;
  const rest = untold > 0 && !page.whole ? [moreLine(untold, page.lang)] : [];
  const spark = sparkOf(
    thinned(values, page.width - 4),
    marks && values[marks.low]?.value,
    marks && values[marks.high]?.value,
  );
  return [clean(name), ...[spark, ...told, ...rest].map((line) => `  ${line}`)];
}

/** Where the line starts and ends and where it is lowest and highest; `undefined` when no point has a value. */
function marksOf(values: readonly Quantity[]): Marks | undefined {
  const known = values.flatMap(({ value }, at) => (value === null ? [] : [{ value, at }]));
  const byValue = known.toSorted((a, b) => a.value - b.value);
  const [low, high] = [byValue[0], byValue.at(-1)];
  return low && high && { first: 0, low: low.at, high: high.at, last: values.length - 1 };
}

function toldPoints(
  values: readonly Quantity[],
  labels: readonly string[],
  marks: Marks,
  { lang, width }: Page,
): string[] {
  const points = Object.entries(tells).map(([kind, text]) => {
    const at = marks[kind as keyof Marks];
    const quantity = values[at];
    return `${text[lang]} ${quantity ? formatQuantity(quantity, lang) : ""} (${clean(labels[at] ?? "")})`;
  });
  const oneLine = points.join(" · ");
  return widthOf(oneLine) <= width - 2 ? [oneLine] : points;
}

/** At most `room` points, evenly picked, so that a long line stays one line. */
function thinned(values: readonly Quantity[], room: number): readonly Quantity[] {
  if (values.length <= room) return values;
  const step = values.length / room;
  return values.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

function sparkOf(values: readonly Quantity[], low: number | null = null, high: number | null = null): string {
  const bottom = low ?? 0;
  const span = (high ?? 0) - bottom;
  return values
    .map(({ value }) => {
      if (value === null) return "·";
      return steps[span === 0 ? 3 : Math.round(((value - bottom) / span) * (steps.length - 1))];
    })
    .join("");
}
