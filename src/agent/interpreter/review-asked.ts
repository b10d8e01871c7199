// What is asked of a review once it stands in the thread: 왜 걸렸어?, what would make it fine?, 두 번째는?, 식품 광고야, as in the US.

import { z } from "zod";
import { Trade, tradeCalled } from "../../capabilities/compliance/compliance.ts";
import { loadYaml } from "../../language/data.ts";
import { anyMatches, type Gated, mayMatch } from "../../language/gated.ts";
import type { Before, Wish } from "./interpretation.ts";
import { expressions } from "./rules/patterns.ts";

const MOST_LETTERS = 80;
const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const {
  words,
  places,
  trades,
  why_sure: sure,
  ...said
} = loadYaml(
  "review-asked",
  z.strictObject({
    words: z.record(z.string(), z.string()),
    why_sure: lines,
    why: lines,
    open: lines,
    told: lines,
    places: z.record(z.enum(["KR", "US", "EU", "JP"]), z.array(z.string())),
    trades: z.partialRecord(Trade, z.array(z.string())),
  }),
);
const whySure = expressions(sure, words);
const why = expressions(said.why, words);
const open = expressions(said.open, words);
const told = expressions(said.told, words);

type Input = Readonly<Record<string, unknown>>;
type Told = { trade?: Trade; jurisdiction?: string };

/** Tools behind whose cards a bare "why?" is about the findings. */
const reviews = [
  "review_compliance",
  "explain_findings",
  "review_picture",
  "review_rejection",
  "review_page",
  "answer_finding",
];
/** Those that say in their input which copy it was. */
const ofCopy = ["review_compliance", "explain_findings", "review_picture"];

/** `undefined` for whatever asks nothing of the review in the thread. */
export function reviewAskedWish(message: string, { last, wishes = [] }: Before): Wish | undefined {
  const text = message.normalize("NFC").trim().toLowerCase().replaceAll("’", "'");
  if (text.length > MOST_LETTERS) return undefined;
  const behind = last === "wish" ? wishes.at(-1) : undefined;
  const isBehind = behind !== undefined && behind.asked === undefined && reviews.includes(behind.tool);
  const review = wishes.findLast(({ tool }) => reviews.includes(tool) && tool !== "answer_finding");
  if (isBehind && anyMatches(open, text)) return explained(review, text, true);
  if (anyMatches(whySure, text) || (isBehind && anyMatches(why, text))) return explained(review, text, false);
  return isBehind && review ? judgedAs(review, text, message) : undefined;
}

function explained(review: Wish | undefined, text: string, opens: boolean): Wish {
  const nth = nthIn(text);
  const input = {
    ...(review && ofCopy.includes(review.tool) && copyOf(review)),
    ...(review?.reviewId !== undefined && { reviewId: review.reviewId }),
    ...(nth !== undefined && { nth }),
    ...(opens && { open: true }),
  };
  return { tool: "explain_findings", input };
}

/** The same copy again with what is said of it now. */
function judgedAs(review: Wish, text: string, message: string): Wish | undefined {
  const copy = ofCopy.includes(review.tool) ? copyOf(review) : {};
  const now = Object.keys(copy).length > 0 ? toldIn(text, message) : undefined;
  return now && { tool: "review_compliance", input: { ...copy, ...now } };
}

/** What was reviewed and as what; the number asked about and the review's id go with their own question. */
function copyOf({ input }: Wish): Input {
  const { text, filters, scope, trade, jurisdiction } = input as Input;
  const slots = Object.entries({ text, filters, scope, trade, jurisdiction });
  const isSaid = (value: unknown): boolean =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(slots.filter(([, value]) => isSaid(value)));
}

function toldIn(text: string, message: string): Told | undefined {
  for (const one of told) {
    const what = slotOf(one, text);
    const found = what === undefined ? undefined : (named(what, message) ?? pairNamed(what, message));
    if (found) return found;
  }
  return undefined;
}

function slotOf(one: Gated, text: string): string | undefined {
  return mayMatch(one, text) ? one.pattern.exec(text)?.groups?.["slot"]?.trim() : undefined;
}

/** 미국 화장품, Japanese cosmetics: both at once. */
function pairNamed(what: string, message: string): Told | undefined {
  const [first = "", ...rest] = what.split(/\s+/);
  if (rest.length === 0) return undefined;
  const [place, trade] = [named(first, message), named(rest.join(" "), message)];
  return place && trade && Object.keys({ ...place, ...trade }).length === 2
    ? { ...place, ...trade }
    : undefined;
}

function named(what: string, message: string): Told | undefined {
  const place = Object.entries(places).find(([, names]) => names.includes(what.replace(/^the /, "")));
  if (place) return what === "us" && !isCountry(message) ? undefined : { jurisdiction: place[0] };
  const called = Object.entries(trades).find(([, names]) => names?.includes(what));
  const trade = called ? Trade.parse(called[0]) : tradeCalled(what);
  return trade && { trade };
}

/** "for us" is about the people who ask. */
function isCountry(message: string): boolean {
  return /\bUS\b/.test(message) || /\bthe us\b|\bus (?:law|market|rule|standard|regulation)/i.test(message);
}

const numbers: readonly RegExp[] = [
  /첫 ?번째|첫째|(?<!\d)1 ?번|\bfirst\b|\b1st\b/,
  /두 ?번째|둘째|(?<!\d)2 ?번|\bsecond\b|\b2nd\b/,
  /세 ?번째|셋째|(?<!\d)3 ?번|\bthird\b|\b3rd\b/,
  /네 ?번째|넷째|(?<!\d)4 ?번|\bfourth\b|\b4th\b/,
  /다섯 ?(?:번째|째)|(?<!\d)5 ?번|\bfifth\b|\b5th\b/,
];

/** From 1; `undefined` where none is named. */
function nthIn(text: string): number | undefined {
  const at = numbers.findIndex((form) => form.test(text));
  return at < 0 ? undefined : at + 1;
}
