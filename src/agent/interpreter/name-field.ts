// What a name stands for: a campaign unless the message says keyword, creative or ad set beside it; and names of which only a part was said.

import type { Dim, Filter } from "../../core/query.ts";
import { isExcluded } from "./exclusion.ts";
import type { Name } from "./names.ts";
import { has, isCue, isHangul, isKind, type Scan, written } from "./scan.ts";

const levels: readonly Dim[] = ["keyword", "search_term", "adGroup", "ad", "account", "brand"];
const contains =
  /(?:이름|명|제목)에\s?['"]?(?<ko>[^'"?!.,]{1,30}?)['"]?(?:이|가|을|를)?\s?(?:라는\s말이\s)?(?:들어간|들어가는|들어있는|들어 있는|포함된|포함하는|포함한|있는|붙은)|(?:names?|titles?)\s(?:that\s)?(?:contains?|containing|includes?|including|has|have|having|with)\s(?:the\sword\s)?['"]?(?<en>[\p{L}\p{N}&' -]{1,30}?)['"]?(?=$|[,.?!]|\s(?:last|this|in|by|for|and|over|from|since)\s)|(?:with|having|have|has)\s(?:the\sword\s)?['"]?(?<en2>[\p{L}\p{N}& -]{1,30}?)['"]?\sin\s(?:the|their|its)\s(?:campaign\s)?names?/iu;

/** A part of names, as said, and where it stands in the message. */
export function partOfNames({ text }: Scan): { words: string; from: number; to: number } | undefined {
  const match = contains.exec(text);
  const words = (match?.groups?.["ko"] ?? match?.groups?.["en"] ?? match?.groups?.["en2"] ?? "").trim();
  return match && words !== "" ? { words, from: match.index, to: match.index + match[0].length } : undefined;
}

/** 키워드 '느린아침', ad set Summer: the level said right before it; behind it only where it cannot be what is split or ranked. */
export function fieldOf(scan: Scan, name: Name): Filter["field"] {
  if (name.quoted && isWordLeftOut(scan, name)) return "keyword";
  const ahead = levelAt(scan, name.first - 1);
  if (ahead && touches(scan, name.first - 1, name.first) && !isPlural(scan, name.first - 1)) return ahead;
  const behind = levelAt(scan, name.last + 1);
  if (!behind || behind === "brand" || behind === "account" || isPlural(scan, name.last + 1))
    return "campaign";
  const next = scan.lexemes[name.last + 2];
  if (isCue(next, "by") || has(scan, "best", "worst", "high", "low", "most", "list", "split", "which"))
    return "campaign";
  const isOne = name.quoted || behind === "keyword" || behind === "search_term";
  return isOne && (!next || next.kind !== "particle" || !/^(?:중|마다|별|들)/.test(next.text))
    ? behind
    : "campaign";
}

/** 키워드 상위 20개, '손끝학원'은 제외: of what is listed, one is left out. */
function isWordLeftOut(scan: Scan, name: Name): boolean {
  const levels = scan.lexemes.filter((lexeme) => isKind(lexeme, "dimension"));
  const words = levels.length > 0 && levels.every(({ text }) => /^(?:키워드|keywords?)/.test(text));
  return words && isExcluded(scan, name, () => false);
}

function levelAt(scan: Scan, at: number): Dim | undefined {
  const lexeme = scan.lexemes[at];
  if (lexeme?.kind !== "word" || !isKind(lexeme, "dimension") || /마다|별$/.test(lexeme.text))
    return undefined;
  const dim = lexeme.meanings.flatMap((meaning) => (meaning.kind === "dimension" ? [meaning.dim] : []))[0];
  if (dim === "ad" && /^(?:광고|ads?)/.test(lexeme.text)) return undefined;
  return dim && levels.includes(dim) ? dim : undefined;
}

function isPlural(scan: Scan, at: number): boolean {
  const text = scan.lexemes[at]?.text ?? "";
  return !isHangul(text) && text.endsWith("s");
}

function touches(scan: Scan, before: number, at: number): boolean {
  return /^\s?$/.test(written(scan, scan.lexemes[before]?.to ?? 0, scan.lexemes[at]?.from ?? 0));
}
