// What is asked for and no ad report holds: by single words, by whole ways of asking, by days that are still to come.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";
import { anyMatches } from "../../language/gated.ts";
import type { Name } from "./names.ts";
import { type Asked, isFuture } from "./period.ts";
import { expressions } from "./rules/patterns.ts";
import { has, isKind, neighbour, type Scan, type Spotted, spot, written } from "./scan.ts";

export type Missing = {
  codes: string[];
  /** Even known metrics beside it are not ours: a competitor's spend, cancelled orders. */
  whole: boolean;
  /** A whole way of asking says so, whatever else the words could mean. */
  sure: boolean;
};

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const MissingSaid = z.object({ words: z.record(z.string(), z.string()) }).catchall(lines);
const { words, ...said } = loadYaml("missing-said", MissingSaid);
const patterns = Object.entries(said as Record<string, string[]>).map(([code, all]) => ({
  code,
  said: expressions(all, words),
}));

/** Told as done: a figure of days to come can be forecast, not reported. */
const toldAsDone =
  /(?:였|었|았|했|썼|나왔|됐|났)(?:어|나|지|니|는지|죠|나요|어요|습니까|음)|\b(?:did|was|were|spent|earned|got|had)\b/i;

export function findMissing(scan: Scan, names: readonly Name[], asked: Asked): Missing {
  const found = spot(scan, "missing").filter((one) => !isNamed(scan, names, one));
  const text = withoutNames(withoutCustomers(scan, names).toLowerCase());
  const told = patterns.filter((one) => anyMatches(one.said, text));
  const future = isFuture(asked.time) && toldAsDone.test(text) && !has(scan, "forecast") ? ["future"] : [];
  const codes = [
    ...told.map(({ code }) => code),
    ...future,
    ...found.map(({ meaning }) => meaning.word.value),
  ];
  const sure = told.some(({ code }) => !isWish(scan, code)) || future.length > 0;
  return {
    codes: [...new Set(codes)].slice(0, 3),
    whole: told.length > 0 || sure || found.some(({ meaning }) => meaning.word.whole),
    sure,
  };
}

/** The request without names that end in a group of customers: 포근이불 신규고객. */
function withoutCustomers(scan: Scan, names: readonly Name[]): string {
  const said = names.filter(({ words }) => / (?:\S{2,3}|vip)\s?(?:고객|구매자|회원)$/.test(words));
  return said.reduce((text, { words }) => text.replace(words, " "), ownText(scan));
}

/** Something is to be made, changed or checked, and the words are only what it is about. */
function isWish(scan: Scan, code: string): boolean {
  if (has(scan, "create", "pause", "resume", "audience_word", "approve", "every")) return true;
  if (has(scan, "copy_word", "image_word")) return code !== "creative_content";
  return has(scan, "review") && code !== "support";
}

/** For the invoice: what the figures are for, not what is asked about. */
function isPaper(text: string): boolean {
  return /^(?:invoices?|bills?|billing|accountant|accounting|tax|payment)$/.test(text);
}

/** 매장 방문 캠페인 is called so; it asks for no visits. */
function isNamed(scan: Scan, names: readonly Name[], { index, lexeme }: Spotted<"missing">): boolean {
  if (
    /\bfor (?:the|an?|my|our|his|her|their) $/i.test(scan.text.slice(0, lexeme.from)) &&
    isPaper(lexeme.text)
  )
    return true;
  if (names.some(({ from, to }) => lexeme.from >= from && lexeme.to <= to)) return true;
  const next = neighbour(scan, index, 1)?.lexeme;
  return isKind(next, "dimension") && /^(?:캠페인|campaigns?)$/.test(next?.text ?? "");
}

/** Up to three words right before 캠페인 or campaign are what it is called, unless they point or count. */
function withoutNames(text: string): string {
  return text
    .replace(
      /\bfor (?:the|an?|my|our|his|her|their) (?:invoices?|bills?|billing|accountant|accounting|tax|payment)\b/g,
      " ",
    )
    .replace(/(?:[가-힣a-z0-9]+ ){0,2}[가-힣a-z0-9]+ ?캠페인(?!별| ?중| ?목록)/g, " ")
    .replace(/(?:[\w'-]+ ){0,2}([\w'-]+) campaigns?\b/g, (whole, last: string) =>
      pointers.has(last) ? whole : " ",
    );
}

const pointers = new Set(
  "by per each every which what of in for from the a an all any our my this that".split(" "),
);

function ownText(scan: Scan): string {
  return written(scan, scan.lexemes[0]?.from ?? 0, scan.lexemes.at(-1)?.to ?? 0);
}
