// Numbers in a sentence: digits, number words and scales of both languages, with what they count.

import { z } from "zod";
import { loadYaml } from "./data.ts";

const Table = z.object({
  /** Number words to their value. */
  sino: z.record(z.string(), z.number()),
  native: z.record(z.string(), z.number()),
  english: z.record(z.string(), z.number()),
  scales: z.record(z.string(), z.number()),
  /** Patterns of what may stand behind a number. */
  percent: z.array(z.string()),
  times: z.array(z.string()),
  counters: z.array(z.string()),
  /** Words and signs of currencies, before or behind a number, to ISO codes. */
  currencies: z.record(z.string(), z.string()),
});
const table = loadYaml("numbers", Table);

export type Amount = {
  from: number;
  to: number;
  value: number;
  /** The smallest step the written figure can show: 10,000 for 123만, 0.01 for 1.78. */
  step: number;
  kind: "percent" | "money" | "times" | "count" | "plain";
  /** ISO code, when a currency was spoken. */
  currency?: string;
};

const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const sino = alternatives(Object.keys(table.sino));
const native = alternatives(Object.keys(table.native));
const koreanWord = `${native}|${sino}`;
const englishWord = alternatives(Object.keys(table.english));
const scale = alternatives(Object.keys(table.scales));
const currency = alternatives(Object.keys(table.currencies));
const unit = [
  `(?<percent>${table.percent.join("|")})(?![a-z])`,
  `(?<times>${table.times.join("|")})(?![a-z])`,
  `(?<money>${currency})(?![a-z])`,
  `(?<counter>${table.counters.join("|")})(?![a-z])`,
].join("|");
/** `3억 5천만원`, `2.4백만`, `$1,200`, `4 million won`, `1.5%`, `세 개`, `three`. */
const block = `(?:${digits})(?:\\s?(?:${scale})(?![a-z]))*`;
/** two hundred and fifty thousand, forty-five: tens with ones, scales with what follows them. */
const upToHundred = `(?:(?:${englishOf((value) => value >= 20)})(?:[\\s-](?:${englishOf((value) => value < 10)}))?|(?:${englishWord}))(?![a-z])`;
const english = `(?<![a-z])(?:${upToHundred}|(?:(?:half )?an?|extra|additional)(?=\\s(?:hundred|thousand|million|billion)(?![a-z])))(?:\\s(?:${scale})(?![a-z])(?:\\s(?:and\\s)?${upToHundred})?)*`;
const spoken = new RegExp(
  `(?<before>(?<![a-z])(?:${currency})\\s?)?(?<number>${block}(?:\\s?${block})*|(?<![가-힣])(?:${sino}|[십백천만억])+(?=\\s?(?:원|퍼센트|프로|배))|(?<![가-힣])(?:${native})(?=\\s?(?:${table.counters.join("|")}|배))|${english})\\s?(?:${unit})?`,
  "gi",
);

/** @param text lower case; @returns amounts in order, never overlapping */
export function findAmounts(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(spoken)) {
    const value = valueOf(match.groups?.["number"] ?? "");
    if (value === undefined) continue;
    const step = stepOf(match.groups?.["number"] ?? "");
    const amount = { ...span(match), value, step, ...kindOf(match.groups ?? {}) };
    if (!isPartOfName(text, amount)) found.push(amount);
  }
  return found;
}

/** GA4, H1: a bare digit glued to a letter counts nothing. */
function isPartOfName(text: string, { from, kind, value }: Amount): boolean {
  return kind === "plain" && value < 100 && /[a-z]/.test(text[from - 1] ?? "");
}

function span(match: RegExpExecArray): { from: number; to: number } {
  return { from: match.index, to: match.index + match[0].trimEnd().length };
}

function kindOf(groups: Record<string, string | undefined>): Pick<Amount, "kind" | "currency"> {
  if (groups["percent"]) return { kind: "percent" };
  if (groups["times"]) return { kind: "times" };
  const code = table.currencies[(groups["money"] ?? groups["before"] ?? "").trim().toLowerCase()];
  if (code) return { kind: "money", currency: code };
  return { kind: groups["counter"] ? "count" : "plain" };
}

/** Blocks of digits and scales from left to right: 3억 5천만 = 3 × 10^8 + 5 × 10^3 × 10^4; two hundred thousand = 2 × 100 × 1,000. */
function valueOf(spokenNumber: string): number | undefined {
  const pieces = spokenNumber.match(new RegExp(`${digits}|${scale}|${koreanWord}|${englishWord}`, "gi"));
  if (!pieces) return undefined;
  let total = 0;
  let open: number | undefined;
  let small = 0;
  let scaled = 0;
  for (const piece of pieces.map((word) => word.toLowerCase())) {
    const factor = table.scales[piece];
    if (factor === undefined) {
      const value = plainValue(piece);
      const adds = open !== undefined && (open <= 10 || (value < 10 && /^[a-z]/.test(piece)));
      open = adds ? (open ?? 0) + value : value;
    } else if (factor < 10_000) {
      const counts = scaled > 0 && scaled < factor;
      small = counts ? (small + (open ?? 0)) * factor : small + (open ?? 1) * factor;
      scaled = factor;
      open = undefined;
    } else {
      total += (small + (open ?? (small === 0 ? 1 : 0))) * factor;
      small = 0;
      scaled = 0;
      open = undefined;
    }
  }
  const value = (total + small + (open ?? 0)) * (/^half an? /i.test(spokenNumber) ? 0.5 : 1);
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : undefined;
}

/** Scales behind the last digits, divided by its decimals: 1.23 million shows steps of 10,000. */
function stepOf(spokenNumber: string): number {
  const last = [...spokenNumber.matchAll(new RegExp(digits, "g"))].at(-1);
  if (!last) return 1;
  const behind = spokenNumber.slice(last.index + last[0].length).match(new RegExp(scale, "gi")) ?? [];
  const factor = behind.reduce((product, word) => product * (table.scales[word.toLowerCase()] ?? 1), 1);
  return factor / 10 ** (/\.(\d+)/.exec(last[0])?.[1]?.length ?? 0);
}

function plainValue(piece: string): number {
  return (
    table.native[piece] ?? table.sino[piece] ?? table.english[piece] ?? Number(piece.replaceAll(",", ""))
  );
}

function englishOf(fits: (value: number) => boolean): string {
  return alternatives(Object.keys(table.english).filter((word) => fits(table.english[word] ?? 0)));
}

function alternatives(words: readonly string[]): string {
  return [...words]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}
