// Reasons told beside a wish: 재고가 떨어졌대요, until legal calls back, CS is flooded. What they name is neither wished for nor asked about.

import type { Lexeme } from "../../language/lexer.ts";
import { type Decision, decide } from "./intent.ts";
import { allLook, type Found } from "./look.ts";
import type { Name } from "./names.ts";
import { has, isKind, ownText, type Scan } from "./scan.ts";

/** Closes a clause that only tells why, with what ends it. */
const koreanReason =
  /(?:[가-힣]+(?:니까|라서|이라|여서|아서|어서|해서|워서|져서|와서|나서|돼서|려서|춰서|떠서|커서|는데|은데|인데|한데|거든요?|[가-힣]대요?|래요?|다네요?|다고 하네요?|길래|바람에|탓에|때문에|터라|거라|김에|더라고요?|네요)|(?:중|예정|상황|상태|거)(?:이라서?|이라|라서?))(?=[\s,]|$)\s*,?/g;
/** 꺼주세요 재고가 간당간당해요: behind the command only a remark can follow that is none itself. */
const afterCommand =
  /^.*?[가-힣]+(?:줘|줘요|주세요|주라|주십시오|해라|하자|합시다|놔|둬|버려|달라고|부탁해요?|부탁드려요|부탁드립니다)[.!~]?\s(?=\S+ ?.*(?:다|대|대요|래요|네|네요|요|어|아|음|함|됨|임|듯|거든|거든요|서|니까|라)[.!~ㅠㅜㅋㅎ]*$)/;
const koreanUntil = /[가-힣]+ 때까지/g;
const englishReason =
  /(?:,|;|\(| - |–|—)\s*(?=\S)|(?<![a-z])(?=(?:because|since|cause|cuz|cos|as|given that|now that|until|till|so that) (?:the |our |my |we |i |they |he |she |it |[a-z]+ [a-z]+s |[a-z]+ (?:is|are|was|has|have|got|says?|said|calls?|comes?|gets?) ))/g;
const finite =
  /(?<![a-z])(?:is|are|was|were|has|have|had|'s|'re|isn't|aren't|ran|went|broke|sold|got|keeps|says?|said|wants?|wanted|asked|hates?|called|needs it|came|comes?|calls?|gets?|looks?|feels?|think|thinks|don't like|complain\w*|i know|i think)(?![a-z])/;
const opens = /^(?:because|since|cause|cuz|cos|as|given that|now that|until|till|so that)(?![a-z])/;

type Find = (scan: Scan) => Found;
const asking = [
  "show",
  "how",
  "how_much",
  "list",
  "which",
  "why",
  "where",
  "compare",
  "trend",
  "thanks",
  "hello",
];

/** Readings tried without an aside: a wish has one or two. */
const MOST_ASIDES = 8;

/** Requests without the sentences and clauses that only tell why a campaign is to be changed or switched. */
export function withoutAsides(scans: readonly Scan[], find: Find): Scan[] {
  const bare = scans.map((scan) => withoutReasons(scan, find));
  if (bare.length < 2 || !bare.some((scan) => isWhole(scan, find))) return bare;
  return bare.filter((scan) => !isRemark(scan) || isAction(decisionOf(scan, find)));
}

/** One reason at the front or the end is taken away at a time, when the rest alone is a wish with an object of its own. */
function withoutReasons(scan: Scan, find: Find): Scan {
  let rest = scan;
  const own = find(scan).names.filter((name) => isSureName(scan, name));
  const first = decisionOf(scan, find);
  const meant = isWish(first);
  for (let tries = 0; tries < 3; tries++) {
    const shorter = candidates(rest, meant).find((one) => keeps(one, own) && isWhole(one, find, first));
    if (!shorter) return rest;
    rest = shorter;
  }
  return rest;
}

/** Quoted, capitalised or right before the word campaign: no reason holds such a name. */
function isSureName({ text }: Scan, { from, quoted, marked }: Name): boolean {
  return quoted || marked || /[A-Z]/.test(text[from] ?? "");
}

function keeps({ lexemes }: Scan, names: readonly Name[]): boolean {
  const [from, to] = [lexemes[0]?.from ?? 0, lexemes.at(-1)?.to ?? 0];
  return names.every((name) => name.from >= from && name.to <= to);
}

function decisionOf(scan: Scan, find: Find): Decision {
  return decide(allLook(find(scan)));
}

function isWish(decision: Decision): boolean {
  return decision?.intent === "edit_campaign" || decision?.intent === "pause_resume";
}

const remarks = ["query_performance", "root_cause", "other_data_not_available", "smalltalk_out_of_scope"];

/** Anything but what a mere telling is read as. */
function isAction(decision: Decision): boolean {
  return decision !== undefined && !remarks.includes(decision.intent);
}

function isWhole(scan: Scan, find: Find, first?: Decision): boolean {
  const found = find(scan);
  const decision = decide(allLook(found));
  const lost = first !== undefined && !first.intent.endsWith("_campaign") && !isWish(first);
  if (!isWish(decision) && !(lost && decision?.intent === "create_campaign")) return false;
  return found.names.length > 0 || found.limits.filters.length > 0 || found.measures.having.length > 0;
}

/** A sentence that asks nothing and holds no figure. */
function isRemark(scan: Scan): boolean {
  const text = ownText(scan).trim().toLowerCase();
  if (text.includes("?") || has(scan, ...asking) || carries(scan, 0, Number.POSITIVE_INFINITY)) return false;
  return /[가-힣]/.test(text) ? tells.test(text) : finite.test(text);
}

const tells =
  /(?:[가-힣](?:대|대요|래|래요|네|네요|었어|았어|했어|었어요|았어요|했어요|다|음|함|됨|거든요?|더라고?요?|중|없어요?|있어요?|같아요?))[.!~\s]*$/;

/** What is left when one aside is taken away, the longest aside first. */
function candidates(scan: Scan, meant: boolean): Scan[] {
  const text = ownText(scan).toLowerCase();
  const from = scan.lexemes[0]?.from ?? 0;
  const left: Scan[] = [];
  for (const { index, length } of [...text.matchAll(koreanReason)].toReversed().map(place)) {
    const at = from + index + length;
    if (!carries(scan, from, at)) left.push(between(scan, at, Number.POSITIVE_INFINITY));
    else if (!meant) left.push(softened(scan, at));
    const start = startOfClause(text, index);
    if (at >= from + text.trimEnd().length - 2 && !carries(scan, from + start, at))
      left.push(between(scan, from, from + start));
  }
  const told = afterCommand.exec(text);
  if (told && !carries(scan, from + told[0].length, Number.POSITIVE_INFINITY))
    left.push(between(scan, from, from + told[0].length));
  for (const { index, length } of [...text.matchAll(koreanUntil)].map(place)) {
    if (index < 12 && !carries(scan, from, from + index + length))
      left.push(between(scan, from + index + length, Number.POSITIVE_INFINITY));
    const start = from + startOfClause(text, index);
    if (
      from + index + length >= from + text.trimEnd().length - 2 &&
      !carries(scan, start, from + index + length)
    )
      left.push(between(scan, from, start));
  }
  for (const { index, length } of [...text.matchAll(englishReason)].map(place)) {
    const clause = text.slice(index + length);
    const at = from + index;
    const told = opens.test(clause) ? !holdsDay(scan, at + length) : finite.test(clause);
    if (told && !carries(scan, at + length, Number.POSITIVE_INFINITY)) left.push(between(scan, from, at));
    const front = text.slice(0, index);
    if (length > 0 && finite.test(front) && !carries(scan, from, at))
      left.push(between(scan, at + length, Number.POSITIVE_INFINITY));
  }
  return left.filter(({ lexemes }) => lexemes.length > 0).slice(0, MOST_ASIDES);
}

/** 소재 218 심의 걸릴 거 같으니까: what is meant stands in front of the reason, so only its other words lose their sense. */
function softened(scan: Scan, to: number): Scan {
  const lexemes = scan.lexemes.map((lexeme): Lexeme => {
    if (lexeme.kind !== "word" || lexeme.to > to || isKind(lexeme, "dimension") || isKind(lexeme, "medium"))
      return lexeme;
    return { ...lexeme, meanings: [{ kind: "filler" }] };
  });
  return { ...scan, lexemes };
}

function place(match: RegExpExecArray): { index: number; length: number } {
  return { index: match.index, length: match[0].length };
}

/** The clause in front of a closing word begins behind a verb's ending or a comma. */
function startOfClause(text: string, end: number): number {
  const before = text.slice(0, end);
  const cut = /^.*(?:,|줘|주세요|해라|하자|자|요|라|둬|놔|꺼|고)\s/s.exec(before);
  return cut ? cut[0].length : end;
}

/** Figures, dates and people are more than a reason. */
function carries({ lexemes }: Scan, from: number, to: number): boolean {
  return lexemes.some(
    (lexeme) =>
      lexeme.from >= from &&
      lexeme.to <= to &&
      (["amount", "quote", "title", "clock", "room"].includes(lexeme.kind) || isKind(lexeme, "medium")),
  );
}

/** Until the 15th is no reason. */
function holdsDay({ lexemes }: Scan, from: number): boolean {
  return lexemes.some((lexeme) => lexeme.to > from && lexeme.kind === "time");
}

function between(scan: Scan, from: number, to: number): Scan {
  return { ...scan, lexemes: scan.lexemes.filter((lexeme) => lexeme.from >= from && lexeme.to <= to) };
}
