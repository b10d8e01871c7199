// What is never done, found in the whole message before anything else is read: no request beside it may hide it.

import { anyMatches, type Gated, mayMatch } from "../../../language/gated.ts";
import type { Reason } from "../../talk/decline.ts";
import { wantsItDone } from "./mood.ts";
import { type NeverRule, neverRules } from "./never-patterns.ts";
import { withoutSlips } from "./never-slips.ts";

export type Never = {
  reason: Reason;
  /** What else was said: questions in it may still be answered. Empty where the whole message is hostile. */
  rest: string;
};

/** Who writes one of these means harm with all of it. */
const hostile: readonly Reason[] = ["injected_instruction", "secrets", "other_workspace", "not_allowed"];

/** Bounds the work of a message. */
const MOST_SENTENCES = 30;

/**
 * Why a message is declined, if it is.
 * @param text normalised, with its capitals
 */
export function neverDone(text: string): Never | undefined {
  for (const reading of [text, ...withoutSlips(text)]) {
    const never = neverRead(reading);
    if (never) return never;
  }
  return undefined;
}

function neverRead(text: string): Never | undefined {
  const sentences = sentencesOf(text);
  for (const unit of unitsOf(sentences)) {
    const plain = unit.map(withoutNames);
    const reason = neverRules.find((rule) => applies(rule, plain))?.reason;
    if (!reason) continue;
    const others = sentences.filter((sentence) => !unit.includes(sentence));
    return { reason, rest: hostile.includes(reason) ? "" : others.join(" ") };
  }
  return undefined;
}

/** A message of more sentences than are ever written is no prose: what is left is read as one. */
function sentencesOf(text: string): string[] {
  const all = text.split(/(?<=[.?!;])\s+|\n+/).filter((sentence) => /\p{L}{2}/u.test(sentence));
  const rest = all.slice(MOST_SENTENCES).join(" ");
  return rest === "" ? all : [...all.slice(0, MOST_SENTENCES), rest];
}

/** Each sentence, then each two neighbours: "The CEO said yes. Launch it." */
function unitsOf(sentences: readonly string[]): string[][] {
  const pairs = sentences.slice(1).map((sentence, at) => [sentences[at] ?? "", sentence]);
  return [...sentences.map((sentence) => [sentence]), ...pairs];
}

function applies(rule: NeverRule, unit: readonly string[]): boolean {
  const whole = unit.join(" ");
  return rule.patterns.some((parts) => {
    const rest = restOf(whole, parts);
    if (rest === undefined || anyMatches(rule.not, whole)) return false;
    if (rule.mood === "any") return true;
    const shown = rule.mood === "shown";
    if (unit.length === 1) return wantsItDone(whole, rest, shown);
    return (
      unit.every((one) => wantsItDone(one, one, shown) || isTold(one)) &&
      unit.some((one) => wantsItDone(one, one, shown))
    );
  });
}

/** 승인하셨어 without a question mark may be told as well as asked. */
function isTold(sentence: string): boolean {
  return /[가-힣]/.test(sentence) && !sentence.trimEnd().endsWith("?");
}

/** The sentence without what was found, when all parts are found. */
function restOf(whole: string, parts: readonly Gated[]): string | undefined {
  if (!parts.every((part) => mayMatch(part, whole))) return undefined;
  let rest = whole;
  for (const { pattern } of parts) {
    const found = pattern.exec(whole)?.[0];
    if (found === undefined) return undefined;
    rest = rest.replace(found, " ");
  }
  return rest;
}

const textInQuestion = /심의|검수|검토|써도|적어도|문구|카피|review|can we say|allowed|claim|is it ok/;
const quoted = /"([^"\n]{1,200})"|(?<![\p{L}\p{N}])'([^'\n]{1,200})'(?![a-z])/gu;

/** Lower case; quoted names and texts to be checked say nothing themselves (`_` stands for them), but a long quotation may hide the whole request. */
function withoutNames(sentence: string): string {
  const text = sentence.toLowerCase();
  return text.replace(quoted, (whole: string, double?: string, single?: string) => {
    const words = double ?? single ?? "";
    const apart = whole.length < text.length * 0.8;
    const name = words.trim().split(/\s+/).length <= 4;
    return apart && (name || textInQuestion.test(text)) ? " _ " : ` ${words} `;
  });
}
