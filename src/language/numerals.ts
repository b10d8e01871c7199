// Numerals of prose in any writing: digits with their scales (3억 2천만, 1.2M, 1 234), and number words of both languages.

import { z } from "zod";
import { loadYaml } from "./data.ts";

export type Numeral = {
  from: number;
  to: number;
  /** NaN when the writing cannot be read for sure: equal to nothing. */
  value: number;
  /** The smallest step the writing shows: 10,000 for 123만, 0.01 for 1.78. */
  step: number;
  /** The step of its last digit that is not zero: 100,000 for 120만 and 1,200,000. */
  zeros: number;
  /** A scale made the step coarse: 만, million. */
  scaled: boolean;
  words: boolean;
};

const Table = z.object({
  sino: z.record(z.string(), z.number()),
  native: z.record(z.string(), z.number()),
  native_tens: z.record(z.string(), z.number()),
  english: z.record(z.string(), z.number()),
  scales: z.record(z.string(), z.number()),
  english_more: z.record(z.string(), z.number()),
  /** What stands behind a Korean number word; without it 한, 이 and 만 are other words. */
  counted_native: z.array(z.string()),
  counted_sino: z.array(z.string()),
});
const table = loadYaml("numbers", Table);
const englishWords = { ...table.english, ...table.english_more };

const digits = String.raw`\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?`;
const koreanScale = "[십백천만억조]";
const englishScale = String.raw`(?:\s?(?:hundred|thousand|million|billion|trillion|mil)(?![a-z])|-?(?:k|m|b|mn|mm|bn)(?![a-z0-9]))`;
const block = `(?:${digits})\\s?${koreanScale}+`;
const counted = `\\s?(?:${table.counted_sino.join("|")})`;
const countedNative = `\\s?(?:${table.counted_native.join("|")})`;
const figure = new RegExp(
  `(?<![\\d.,]|\\d[.,])(?:${block}(?:\\s?${block})*(?:\\s?(?:${digits})(?=${counted}))?|(?:${digits})(?:${englishScale})?)`,
  "g",
);

const digit = "[일이삼사오육칠팔구]";
const small = `(?:${digit}?천)?(?:${digit}?백)?(?:${digit}?십)?${digit}?`;
const sinoRun = new RegExp(
  `(?<![가-힣\\d])(?:${small}조\\s?)?(?:${small}억\\s?)?(?:${small}만\\s?)?${small}`,
  "g",
);
const nativeRun = new RegExp(
  `(?<![가-힣\\d])(?<tens>${longest(table.native_tens)})?(?<ones>${longest(table.native)})?(?=${countedNative})`,
  "g",
);
const english = longest(englishWords);
const englishScales = "hundred|thousand|million|billion|trillion|dozen";
const englishRun = new RegExp(
  `(?<![a-z])(?:(?:${english})|an?(?=[ -](?:${englishScales})))(?:[ -](?:and )?(?:${english}|${englishScales}))*(?![a-z])`,
  "g",
);

/** @param text lower case, normalised; @returns numerals in order, never overlapping */
export function findNumerals(text: string): Numeral[] {
  const found = [
    ...digitNumerals(text),
    ...sinoNumerals(text),
    ...nativeNumerals(text),
    ...englishNumerals(text),
  ];
  const sorted = found.toSorted((a, b) => a.from - b.from || b.to - a.to);
  return sorted.filter((one, index) => sorted.slice(0, index).every(({ to }) => to <= one.from));
}

function digitNumerals(text: string): Numeral[] {
  return [...text.matchAll(figure)].map((match) => {
    const to = match.index + match[0].trimEnd().length;
    const glued = /\d/.test(text[to] ?? "");
    return { from: match.index, to, ...(glued ? unreadable : readDigits(match[0])), words: false };
  });
}

const unreadable = { value: Number.NaN, step: 0, zeros: 0, scaled: false };

/** Blocks of digits and scales from left to right: 3억 5천만 = 3 × 10^8 + 5 × 10^3 × 10^4. */
function readDigits(written: string): Pick<Numeral, "value" | "step" | "zeros" | "scaled"> {
  const pieces = written.matchAll(new RegExp(`(?<digits>${digits})|(?<scale>${koreanScale}|[a-z]+)`, "g"));
  const sum = openSum();
  let step = 1;
  let last = "";
  for (const { groups } of pieces) {
    if (groups?.["digits"] !== undefined) {
      last = plainDigits(groups["digits"]);
      step = 10 ** -decimalsOf(last);
      sum.add(Number(last));
    } else {
      const factor = table.scales[groups?.["scale"] ?? ""] ?? Number.NaN;
      step *= factor;
      sum.scale(factor);
    }
  }
  const zeros = last.includes(".") ? 0 : (/0*$/.exec(last)?.[0].length ?? 0);
  return {
    value: sum.total(),
    step,
    zeros: Number(last) === 0 ? step : step * 10 ** zeros,
    scaled: step > 1,
  };
}

function plainDigits(written: string): string {
  const dots = written.split(".").length - 1;
  return written.replaceAll(dots > 1 ? /[.,' ]/g : /[,' ]/g, "");
}

function decimalsOf(written: string): number {
  return /\.(\d+)/.exec(written)?.[1]?.length ?? 0;
}

/** Adds digits and scales as they are spoken. */
function openSum(): { add(value: number): void; scale(factor: number): void; total(): number } {
  let whole = 0;
  let part = 0;
  let open: number | undefined;
  return {
    add(value) {
      part += open ?? 0;
      open = value;
    },
    scale(factor) {
      if (factor < 10_000) {
        // Two hundred thousand: the scale takes all that was said before it.
        part = open === undefined && part > 0 && factor > part ? part * factor : part + (open ?? 1) * factor;
        open = undefined;
        return;
      }
      const before = part + (open ?? (part === 0 && whole === 0 ? 1 : 0));
      whole += (before === 0 ? 1 : before) * factor;
      part = 0;
      open = undefined;
    },
    total: () => whole + part + (open ?? 0),
  };
}

/** 백이십만, 삼억 이천만: with a scale, and something counted behind it unless it is long enough to be sure. */
function sinoNumerals(text: string): Numeral[] {
  return [...text.matchAll(sinoRun)].flatMap((match) => {
    const written = match[0].trimEnd();
    if (written === "") return [];
    const to = match.index + written.length;
    const isCounted = new RegExp(`^${counted}`).test(text.slice(to));
    const sure = written.length >= 3 && /[일이삼사오육칠팔구]/.test(written) && /[백천만억조]/.test(written);
    const single = written.length === 1 && !/^(?:퍼센트|프로|포인트|%)/.test(text.slice(to).trimStart());
    if (single ? !/^[십백천만억]$/.test(written) || !/^\s?원/.test(text.slice(to)) : !isCounted && !sure)
      return [];
    return [{ from: match.index, to, ...readSino(written), words: true }];
  });
}

function readSino(written: string): Pick<Numeral, "value" | "step" | "zeros" | "scaled"> {
  const sum = openSum();
  for (const letter of written.replaceAll(" ", "")) {
    const value = table.sino[letter];
    if (value === undefined) sum.scale(table.scales[letter] ?? Number.NaN);
    else sum.add(value);
  }
  const step = written.endsWith("조")
    ? 1e12
    : written.endsWith("억")
      ? 1e8
      : written.endsWith("만")
        ? 1e4
        : 1;
  return ofWords(sum.total(), step);
}

function nativeNumerals(text: string): Numeral[] {
  return [...text.matchAll(nativeRun)].flatMap((match) => {
    if (match[0] === "") return [];
    const { tens = "", ones = "" } = match.groups ?? {};
    const value = (table.native_tens[tens] ?? 0) + (table.native[ones] ?? 0);
    return [{ from: match.index, to: match.index + match[0].length, ...ofWords(value, 1), words: true }];
  });
}

function englishNumerals(text: string): Numeral[] {
  return [...text.matchAll(englishRun)].map((match) => {
    const sum = openSum();
    let step = 1;
    for (const word of match[0].split(/[ -]/)) {
      const value = englishWords[word];
      if (value !== undefined) sum.add(value);
      const factor = word === "dozen" ? 12 : table.scales[word];
      if (factor !== undefined) sum.scale(factor);
      if (factor !== undefined && factor >= 1000) step = factor;
    }
    return {
      from: match.index,
      to: match.index + match[0].length,
      ...ofWords(sum.total(), step),
      words: true,
    };
  });
}

function ofWords(value: number, step: number): Pick<Numeral, "value" | "step" | "zeros" | "scaled"> {
  const zeros = value === 0 ? 0 : (/0*$/.exec(String(value))?.[0].length ?? 0);
  return { value, step, zeros: Math.max(step, 10 ** zeros), scaled: step > 1 };
}

function longest(words: Readonly<Record<string, number>>): string {
  return Object.keys(words)
    .toSorted((a, b) => b.length - a.length)
    .join("|");
}
