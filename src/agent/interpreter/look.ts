// The facts about a request that decide what is wanted; gathered once, read by the rules.

import type { Filter } from "../../core/query.ts";
import type { Lexeme } from "../../language/lexer.ts";
import type { ChatKind } from "../talk/chat-replies.ts";
import { isShare } from "./actions/change.ts";
import { peopleFields } from "./actions/people.ts";
import { isTransfer } from "./actions/transfer.ts";
import type { Limits } from "./filters.ts";
import type { Measures } from "./measures.ts";
import type { Missing } from "./missing.ts";
import type { Name } from "./names.ts";
import { type Asked, isFuture, isPast } from "./period.ts";
import { has, isCue, isKind, neighbour, ownText, type Scan } from "./scan.ts";
import type { Shape } from "./shape.ts";
import type { HelpTopic } from "./topic.ts";
import { type Way, waysSaid } from "./work-said.ts";

export type Found = {
  scan: Scan;
  names: Name[];
  limits: Limits;
  measures: Measures;
  shape: Shape;
  asked: Asked;
  missing: Missing;
  help: HelpTopic;
  chat: ChatKind | undefined;
};

export type Look = {
  has: (...cues: string[]) => boolean;
  /** A whole way of wishing for something around the work. */
  says: (...ways: Way[]) => boolean;
  metrics: number;
  havingMetrics: number;
  hasMetric: boolean;
  having: number;
  hasTime: boolean;
  future: boolean;
  /** The period is over, and said with its year or by a word: no December that may be meant to come. */
  past: boolean;
  comparesPeriods: boolean;
  media: number;
  hasMedium: boolean;
  names: number;
  hasName: boolean;
  /** Campaign, ad group or ad is named as such. */
  hasLevel: boolean;
  /** An ad group or an ad, not a campaign. */
  hasLowLevel: boolean;
  /** Something that can be switched or changed. */
  objects: boolean;
  /** Anything, which ones, 뭐 있어: campaigns without the word. */
  anyOnes: boolean;
  marked: number;
  loose: number;
  grain: boolean;
  limit: boolean;
  /** Places of a ranking: first to third. */
  places: boolean;
  /** Two values of one dimension. */
  pairs: boolean;
  money: boolean;
  percent: boolean;
  /** Half of it, a third. */
  share: boolean;
  /** Money goes from one medium to another. */
  transfer: boolean;
  /** An age, a gender, a place. */
  people: boolean;
  clock: boolean;
  room: boolean;
  statusValue: boolean;
  hasMissing: boolean;
  /** What is missing makes even known metrics somebody else's: a competitor's spend. */
  missingWhole: boolean;
  /** A whole way of asking says that it is not in ad reports. */
  missingSure: boolean;
  unreadOnly: boolean;
  /** A whole way of asking says that the product itself is asked about. */
  helpSure: boolean;
  /** Which small talk it is, going by its words alone. */
  chat: ChatKind | undefined;
  isQuestion: boolean;
  /** Whether it is so is the question: 올랐나?, did it fall. */
  asksWhether: boolean;
  /** How did it go, how much. */
  asksHow: boolean;
  asksFigures: boolean;
  /** A change says which ones are meant: 떨어진 캠페인. */
  movedOnes: boolean;
};

const looks = new WeakMap<Found, Look>();

export function allLook(found: Found): Look {
  const known = looks.get(found) ?? lookOf(found);
  looks.set(found, known);
  return known;
}

function lookOf({ scan, names, limits, measures, shape, asked, missing, help, chat }: Found): Look {
  const media = valuesOf(limits.filters, "medium");
  const levels = [...shape.marked, ...shape.loose].some((dim) => ["campaign", "adGroup", "ad"].includes(dim));
  const lowLevels = new Set<string>([...shape.marked, ...shape.loose]);
  const amounts = scan.lexemes.flatMap((lexeme) => (lexeme.kind === "amount" ? [lexeme.amount] : []));
  const asksHow = has(scan, "how") || /성과|실적|performance/i.test(scan.text);
  return {
    has: (...cues) => has(scan, ...cues),
    says: (...ways) => ways.some((way) => waysSaid(scan).has(way)),
    metrics: measures.metrics.length,
    havingMetrics: measures.having.length,
    hasMetric: measures.metrics.length > 0,
    having: measures.having.length,
    hasTime: asked.time !== undefined || asked.compare !== undefined || asked.impossible !== undefined,
    future: isFuture(asked.time),
    past: isPast(asked.time, asked.today) && !asked.yearless,
    comparesPeriods: asked.compare !== undefined,
    media: media.length,
    hasMedium: media.length > 0,
    names: names.length,
    hasName: names.length > 0,
    hasLevel: levels,
    hasLowLevel: lowLevels.has("adGroup") || (lowLevels.has("ad") && scan.lexemes.some(isSureAd)),
    objects: levels || names.some(({ marked }) => marked),
    anyOnes: anyOnes.test(ownText(scan)),
    marked: shape.marked.length,
    loose: shape.loose.length,
    grain: shape.grain !== undefined,
    limit: shape.limit !== undefined,
    places: shape.places,
    pairs: limits.filters.some(({ op, values }) => op === "in" && values.length > 1),
    money: amounts.some(({ kind, value }) => kind === "money" || (kind === "plain" && value >= 10_000)),
    percent: amounts.some(({ kind }) => kind === "percent" || kind === "times"),
    share: isShare(scan),
    transfer: isTransfer(scan),
    people: limits.filters.some(({ field }) => peopleFields.includes(field)),
    clock: scan.lexemes.some(({ kind }) => kind === "clock"),
    room: scan.lexemes.some(({ kind }) => kind === "room"),
    statusValue: limits.filters.some(({ field }) => field === "status"),
    hasMissing: missing.codes.length > 0,
    missingWhole: missing.whole,
    missingSure: missing.sure,
    helpSure: help.sure,
    chat,
    unreadOnly: limits.unread.length > 0 && media.length === 0,
    isQuestion: /(까|나|니|냐)\s*\?|어떤|언제/.test(scan.text) && has(scan, "how_much", "why"),
    asksWhether:
      /(까|나|니|냐|는지|은지|인지|요|지|어|아)요?\s*\?|(나요|는지|까요|여부)\s*[.?]*$|^\W*(did|do|does|has|have|is|are|was|were|any)\b/i.test(
        scan.text,
      ) || /(나|는지|냐|까)\s*$/.test(scan.text),
    asksHow,
    movedOnes: scan.lexemes.some((lexeme, index) => isCue(lexeme, "up", "down") && isSplit(scan, index)),
    asksFigures: asksHow && (levels || media.length > 0 || names.length > 0 || asked.time !== undefined),
  };
}

const anyOnes =
  /^\W*(?:is |are )?(?:there )?(?:any(?:thing|one|body)?|what(?:'s|s)?|which(?: ones)?|something|everything)\b|(?:거|것|애들?|놈|게|뭐|뭐가|뭐뭐)(?:들)?(?:이|가|은|는|좀|만)? ?(?:뭐 ?)?(?:있|없|알려|보여|뭐|리스트|목록|$)/i;

/** 광고 is any advertising; 소재 and creatives are ads. */
function isSureAd(lexeme: Lexeme): boolean {
  return isKind(lexeme, "dimension") && /소재|크리|creative|^ads$/.test(lexeme.text);
}

function isSplit(scan: Scan, index: number): boolean {
  return isKind(neighbour(scan, index, 1)?.lexeme, "dimension");
}

function valuesOf(filters: readonly Filter[], field: Filter["field"]): string[] {
  return filters.filter((filter) => filter.field === field).flatMap(({ values }) => values);
}
