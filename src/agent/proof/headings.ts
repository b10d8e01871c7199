// What a line says for the lines below it: 매체별 광고비:, the columns of a table.

import type { Mention } from "./mentions.ts";
import type { Reading } from "./reading.ts";

/** The names that lines below it go by: of a line without figures or with a colon at its end. */
export function headingOf(reading: Reading, sentence: string, known: readonly Mention[]): readonly Mention[] {
  const isLine = sentence.includes("\n");
  const named = reading.mentions.some(({ kind }) => kind === "metric" || kind === "span");
  if (/:\s*$/.test(reading.text)) return reading.mentions;
  if (isLine && named && reading.figures.length === 0) return reading.mentions;
  return isLine ? known : [];
}

/** Lines below "매체별 광고비:" are of its metric and days; the figures of a row are of the columns in their order. */
export function under(heading: readonly Mention[], reading: Reading): Reading {
  const missing = heading.filter(
    ({ kind }) =>
      (kind === "metric" || kind === "span") && !reading.mentions.some((one) => one.kind === kind),
  );
  const columns = missing.filter(({ kind }) => kind === "metric");
  if (columns.length <= 1)
    return withMentions(
      reading,
      missing.map((one) => ({ ...one, from: 0, to: 0 })),
    );
  if (columns.length !== reading.figures.length) return reading;
  return withMentions(
    reading,
    columns.map((one, at) => ({
      ...one,
      from: reading.figures[at]?.from ?? 0,
      to: reading.figures[at]?.from ?? 0,
    })),
  );
}

function withMentions(reading: Reading, more: readonly Mention[]): Reading {
  return { ...reading, mentions: [...more, ...reading.mentions].toSorted((a, b) => a.from - b.from) };
}
