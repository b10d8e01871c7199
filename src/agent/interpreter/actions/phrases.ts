// The words of a request as they stand between blanks, and which of them can name a thing.

import type { Lexeme } from "../../../language/lexer.ts";
import { isCue, isHangul, isKind, type Scan } from "../scan.ts";
import { isPredicate } from "../../../language/predicates.ts";
import { particles } from "../../../language/vocabulary.ts";
import { isNamedAfter } from "./dates.ts";
import { overlaps, placeOf, type Span } from "./request.ts";

/**
 * `noun` can name a thing; `marker` is the word campaign or ad; `kind` says what sort of campaign (a medium, a format, an aim);
 * `light` joins; `stop` is anything else.
 */
type WordRole = "noun" | "marker" | "kind" | "light" | "stop";
export type Word = Span & { text: string; role: WordRole; lexemes: readonly Lexeme[] };

const levels: readonly string[] = ["campaign", "ad", "adGroup"];
const kindCues = [
  "aim_awareness",
  "aim_traffic",
  "aim_leads",
  "aim_sales",
  "format_video",
  "format_carousel",
  "format_image",
  "test_word",
  "format",
  "name_word",
];
const wishCues = [
  "create",
  "new",
  "pause",
  "resume",
  "change",
  "raise",
  "cut",
  "duplicate",
  "archive",
  "delete",
  "undo",
  "budget",
  "bid",
  "landing",
  "name_field",
  "period_field",
  "targeting",
  "move",
  "left",
  "split",
  "show",
  "write",
  "every",
  "only",
  "start_off",
  "even_split",
  "plan_word",
  "keyword_word",
  "review",
  "approve",
  "order",
  "which",
  "what_if",
  "how",
  "how_much",
  "why",
];
/** How a Korean verb may end; a stem with anything else behind it only looks like one: 돼지국밥. */
const verbEnding =
  /(?:요|다|까|줘|자|고|서|면|는|은|을|게|지|며|려|나|네|데|라|도|놔|둬|봐|구|한|할|해|줄|죠|야|음|기|께|용|어|아|여|던|니|세|쇼|됨|함|임|듯|싶|걸|래)$/;
const fromPlace = /^(?:지역|사는|거주|권|쪽|에|에서|만|한정|위주|시민|주민|근처|일대|only|area|region)/;

/** Words from blank to blank; signs end them. */
export function wordsOf(scan: Scan, taken: readonly Span[]): Word[] {
  const { from, to } = placeOf(scan);
  const words: Word[] = [];
  for (const match of scan.text
    .slice(from, to)
    .matchAll(/"[^"]+"|'[^']+'(?![a-z])|[^\s,;:!?()=~]+|[,;:!?()=\n]/g)) {
    const span = {
      from: from + match.index,
      to: from + match.index + match[0].replace(/(?<=[^\d])[.]+$/, "").length,
    };
    if (span.to === span.from) continue;
    const lexemes = scan.lexemes.filter((lexeme) => overlaps(lexeme, span));
    const text = scan.text.slice(span.from, span.to);
    words.push({ ...span, text, lexemes, role: "stop" });
  }
  return words.map((word, index) => ({ ...word, role: roleOf(scan, words, index, taken) }));
}

function roleOf(scan: Scan, words: readonly Word[], index: number, taken: readonly Span[]): WordRole {
  const word = words[index];
  if (!word || taken.some((span) => overlaps(span, word)) || /^[^\p{L}\p{N}"']/u.test(word.text))
    return "stop";
  if (word.lexemes.some((lexeme) => lexeme.kind === "time" && isNamedAfter(scan, lexeme))) return "noun";
  if (word.lexemes.some(({ kind }) => ["time", "amount", "clock", "room"].includes(kind))) return "stop";
  if (word.lexemes.some(({ kind }) => kind === "quote" || kind === "title")) return "noun";
  return isHangul(word.text) ? koreanRole(words, index, word, taken) : latinRole(word);
}

function koreanRole(words: readonly Word[], index: number, word: Word, taken: readonly Span[]): WordRole {
  const first = word.lexemes.find(({ kind }) => kind !== "sign");
  if (!first) return "stop";
  const rest = word.text.slice(first.to - word.from);
  if (
    word.lexemes.some((lexeme) => isLevel(lexeme)) &&
    word.lexemes.every((lexeme) => lexeme.kind !== "unknown")
  )
    return "marker";
  if (isCue(first, "thing_word")) return "noun";
  if (first.kind === "unknown") return isPredicate(word.text) ? "stop" : "noun";
  if (isKind(first, "value") && isPlace(first) && !isPlaceAlone(words, index, rest, taken)) return "noun";
  if (isKind(first, "medium") || isCampaignKind(first))
    return word.lexemes.some(({ kind }) => kind === "unknown") ? "noun" : "kind";
  if (word.lexemes.some(({ kind }) => kind === "unknown") && rest.length >= 2) return "noun";
  if (looksLikeVerb(first) && rest.length >= 1 && !particles.has(rest) && !verbEnding.test(word.text))
    return "noun";
  return isKind(first, "plain") && isNounPlain(first) ? "noun" : "stop";
}

function latinRole(word: Word): WordRole {
  const [first] = word.lexemes;
  if (!first || word.lexemes.length === 0) return "stop";
  if (word.lexemes.some((lexeme) => isLevel(lexeme))) return "marker";
  if (isKind(first, "medium") || isCampaignKind(first)) return "kind";
  if (first.kind === "unknown") return "noun";
  if (
    isKind(first, "value") ||
    isKind(first, "metric") ||
    isKind(first, "grain") ||
    isCue(first, ...wishCues)
  )
    return "stop";
  if (/^[A-Z][a-z]/.test(word.text) && word.from > 0) return "noun";
  return isKind(first, "plain") ? "noun" : "light";
}

function isLevel(lexeme: Lexeme): boolean {
  return (
    lexeme.kind === "word" &&
    lexeme.meanings.some((meaning) => meaning.kind === "dimension" && levels.includes(meaning.dim))
  );
}

/** What sort of campaign it is: a video, a search campaign, a test, one for awareness. */
function isCampaignKind(lexeme: Lexeme): boolean {
  if (isCue(lexeme, ...kindCues)) return true;
  const fields = ["campaign_type", "placement", "product_type", "device"];
  return (
    lexeme.kind === "word" &&
    lexeme.meanings.some((one) => one.kind === "value" && fields.includes(one.word.field))
  );
}

function isPlace(lexeme: Lexeme): boolean {
  return (
    lexeme.kind === "word" &&
    lexeme.meanings.some((one) => one.kind === "value" && one.word.field === "region")
  );
}

/** 서울 지역, 부산 사는, 강남만: people there; 제주 감귤, 제주감귤: a thing from there. */
function isPlaceAlone(words: readonly Word[], index: number, rest: string, taken: readonly Span[]): boolean {
  if (rest !== "") return !words[index]?.lexemes.some(({ kind }) => kind === "unknown");
  const next = words[index + 1];
  if (!next || fromPlace.test(next.text) || taken.some((span) => overlaps(span, next))) return true;
  return !next.lexemes.some(({ kind }) => kind === "unknown");
}

function looksLikeVerb(lexeme: Lexeme): boolean {
  return isKind(lexeme, "filler") || isKind(lexeme, "cue");
}

function isNounPlain(lexeme: Lexeme): boolean {
  return lexeme.kind === "word" && lexeme.meanings.some((one) => one.kind === "plain" && one.noun);
}
