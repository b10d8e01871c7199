// Where an unknown word stands: a place for names takes better reasons to call it a slip.

import type { Lexeme } from "./lexer.ts";
import { isCue, isOf, meaningOf } from "./meanings.ts";

/**
 * `name`: unknown words side by side (여름 원피스) or right before 캠페인, more likely a name than slips;
 * `open`: alone, where a name can stand (seva ctr, the seva campaign); `none`: names stand elsewhere.
 */
export type SlipPlace = "name" | "open" | "none";

type View = { text: string; lexemes: readonly Lexeme[] };

export function placeOf(text: string, lexemes: readonly Lexeme[], slip: Lexeme): SlipPlace {
  const view = { text, lexemes };
  const at = lexemes.indexOf(slip);
  let [first, last] = [at, at];
  while (isSameName(view, at, last + 1) && isNext(view, last)) last++;
  while (isSameName(view, at, first - 1) && isNext(view, first - 1)) first--;
  if (last > first) return "name";
  if (isNext(view, last) && isMarker(lexemes[last + 1]) && opens(view, at))
    return /^[a-z]/.test(slip.text) ? "open" : "name";
  return opens(view, at) && closes(view, at) ? "open" : "none";
}

/** Words of one name are capitalised alike: duplkcate Rain Boots holds a name and a slip. */
function isSameName({ text, lexemes }: View, at: number, beside: number): boolean {
  const [one, other] = [lexemes[at], lexemes[beside]];
  if (!one || other?.kind !== "unknown") return false;
  return /[A-Z]/.test(text[one.from] ?? "") === /[A-Z]/.test(text[other.from] ?? "");
}

function isNext({ text, lexemes }: View, at: number): boolean {
  return text.slice(lexemes[at]?.to, lexemes[at + 1]?.from) === " ";
}

function isMarker(lexeme: Lexeme | undefined): boolean {
  return (
    lexeme?.text.endsWith("캠페인") === true ||
    ["campaign", "ad", "adGroup"].includes(meaningOf(lexeme, "dimension")?.dim ?? "")
  );
}

const beforeNames =
  /^(?:of|for|on|at|with|from|about|to|and|or|vs|versus|than|did|does|has|is|are|was|the|our|my|put|take|keep|since|if|because|while|when|hey|hi)$/;

/** What a name stands behind: nothing, a sign, a day, a small word, a verb of wishes, another word of a name. */
function opens({ lexemes }: View, at: number): boolean {
  const before = lexemes[at - 1];
  if (!before || before.kind === "sign" || before.kind === "time" || before.kind === "amount") return true;
  if (before.kind !== "word") return false;
  if (beforeNames.test(before.text.split(" ").at(-1) ?? "") || isSlot(before)) return true;
  return (
    isOf(before, "plain") ||
    isCue(before, "pause", "resume", "raise", "cut", "show", "change", "create", "why")
  );
}

/** What stands behind a name: nothing, a sign, a day, a metric, or what it did. */
function closes({ lexemes }: View, at: number): boolean {
  const next = lexemes[at + 1];
  if (!next || next.kind === "sign" || next.kind === "time" || next.kind === "particle") return true;
  if (next.kind !== "word") return false;
  if (isOf(next, "metric") || isOf(next, "medium") || meaningOf(next, "plain")?.noun) return true;
  return (
    /^(?:do|doing|did|at|by|in|on|for|from|is|was|has|had|with|and|or|vs|versus)$/.test(next.text) ||
    isCue(next, "down", "up", "how")
  );
}

function isSlot(lexeme: Lexeme): boolean {
  return (["metric", "medium", "dimension", "value"] as const).some((kind) => isOf(lexeme, kind));
}

/** Letters of words that stand beside a name and are none of it: a slip there can only be one of these. */
export function besideNames(lexemes: readonly Lexeme[]): number {
  const asked = lexemes.filter(
    (lexeme) => lexeme.kind === "time" || (lexeme.kind === "word" && isSlot(lexeme)),
  );
  return asked.reduce((sum, { text }) => sum + text.length, 0);
}
