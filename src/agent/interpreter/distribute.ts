// Several things with a value each in one sentence: Velvet Tint up to 150k and Brunch Club down to 60k; A는 5만원, B는 8만원으로.

import { decide } from "./intent.ts";
import { allLook, type Found } from "./look.ts";
import { isCue, isHangul, isKind, ownText, type Scan, written } from "./scan.ts";

type Find = (scan: Scan) => Found;
/** One thing and its value, by the places of its lexemes. */
type Group = { first: number; last: number };

/** More of them in one sentence are a paste, not a wish; the work on it stays bounded. */
const MOST_GROUPS = 10;

const joiner = /^(?:and|,|;|&|\/|그리고|또|plus|then)$/;
const rhythm =
  /(?:per|a|each|every|\/)\s?(?:day|week|month)|daily|weekly|monthly|하루|매일|일예산|월예산|일 ?(?=\d)/;
const verbs = ["change", "raise", "cut", "runs_until"];

/**
 * @param read cuts a text into a request of its own
 * @returns a request for each thing, the verb said once given to all of them; the request itself when there is only one
 */
export function distributed(scan: Scan, find: Find, read: (text: string) => Scan): Scan[] {
  const found = find(scan);
  const groups = found.measures.having.length > 0 ? [] : groupsIn(scan, found);
  if (groups.length < 2 || groups.length > MOST_GROUPS) return [scan];
  const decision = decide(allLook(found));
  if (decision && !["edit_campaign", "compare", "query_performance"].includes(decision.intent)) return [scan];
  const pieces = textsOf(scan, groups, find).map(read);
  const all = pieces.every((piece) => decide(allLook(find(piece)))?.intent === "edit_campaign");
  return all ? pieces : [scan];
}

/** A group is whole when it holds a thing and a value; the next begins behind the joining word, or with the next thing. */
function groupsIn(scan: Scan, found: Found): Group[] {
  const things = thingsIn(scan, found);
  const values = valuesIn(scan, things);
  if (things.size < 2 || values.length < 2) return [];
  const groups: Group[] = [];
  let first = 0;
  let has = { thing: false, value: false };
  for (let at = 0; at < scan.lexemes.length; at++) {
    if (things.has(at) && has.thing && has.value) {
      const start = startOf(scan, first, at);
      groups.push({ first, last: start - 1 });
      first = start;
      has = { thing: false, value: values.some((value) => value >= start && value < at) };
    }
    if (things.has(at)) has.thing = true;
    if (values.includes(at)) has.value = true;
  }
  const rest = { first, last: scan.lexemes.length - 1 };
  const open = groups.at(-1);
  if (has.thing && has.value) groups.push(rest);
  else if (open) groups[groups.length - 1] = { ...open, last: rest.last };
  return groups;
}

function startOf(scan: Scan, first: number, thing: number): number {
  for (let at = thing - 1; at > first; at--) {
    if (joiner.test(scan.lexemes[at]?.text ?? "")) return at + 1;
    if (scan.lexemes[at]?.kind === "amount") break;
  }
  return thing;
}

/** Names, media and numbered ad sets, by the lexeme they start with. */
function thingsIn({ lexemes }: Scan, { names }: Found): ReadonlySet<number> {
  const things = new Set(names.map(({ first }) => first));
  for (const [index, lexeme] of lexemes.entries())
    if (isKind(lexeme, "medium") || isId(lexemes[index - 1], lexeme)) things.add(index);
  return things;
}

function isId(before: Scan["lexemes"][number] | undefined, lexeme: Scan["lexemes"][number]): boolean {
  return isKind(before, "dimension") && lexeme.kind === "amount" && lexeme.amount.kind === "plain";
}

function valuesIn({ lexemes }: Scan, things: ReadonlySet<number>): number[] {
  return lexemes.flatMap((lexeme, index) => {
    if (lexeme.kind !== "amount" || things.has(index)) return [];
    const { kind, value } = lexeme.amount;
    const counts = ["money", "percent", "times"].includes(kind) || (kind === "plain" && value >= 100);
    return counts ? [index] : [];
  });
}

/** Each group as a sentence: what stands in front of the first thing, and behind the last value, is said for all. */
function textsOf(scan: Scan, groups: readonly Group[], find: Find): string[] {
  const parts = groups.map(({ first, last }) => ({ ...scan, lexemes: scan.lexemes.slice(first, last + 1) }));
  const texts = parts.map((part) =>
    ownText(part).replace(/[\s,;&/]+$|(?:\s|^)(?:and|then|그리고)\s*$/gi, ""),
  );
  const [head, tail] = [headOf(scan, find), tailOf(scan)];
  return texts.map((text, index) => {
    const part = parts[index];
    const said = part?.lexemes.some((lexeme) => isCue(lexeme, ...verbs)) ?? false;
    const front = index > 0 && !said && head !== "" ? `${head} ` : "";
    if (index === texts.length - 1) return front + text;
    const more = !said && isHangul(tail) ? joined(text, tail) : text;
    const pace = rhythm.test(text.toLowerCase()) ? "" : (rhythm.exec(tail.toLowerCase())?.[0] ?? "");
    return front + more + (pace && !more.includes(pace) ? ` ${pace}` : "");
  });
}

/** raise the budget of …: only with a verb in it. */
function headOf(scan: Scan, find: Find): string {
  const first = Math.min(...thingsIn(scan, find(scan)));
  const lexemes = scan.lexemes.slice(0, first);
  return lexemes.some((lexeme) => isCue(lexeme, ...verbs, "budget", "bid"))
    ? written(scan, lexemes[0]?.from ?? 0, lexemes.at(-1)?.to ?? 0)
    : "";
}

/** … 으로 맞춰줘, … per day. */
function tailOf(scan: Scan): string {
  const last = scan.lexemes.findLast(({ kind }) => kind === "amount");
  return written(scan, last?.to ?? 0, scan.lexemes.at(-1)?.to ?? 0);
}

/** 5만원으로 + 으로 맞춰줘 is said once. */
function joined(text: string, tail: string): string {
  const particle = /^(?:으로|로|씩|까지)/.exec(tail)?.[0] ?? "";
  return text.endsWith(particle) ? text + tail.slice(particle.length) : text + tail;
}
