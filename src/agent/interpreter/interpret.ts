// A message and its thread to what is wanted: pure, a few milliseconds, never throws on any text.

import type { Lang } from "../../core/locale.ts";
import { messageLanguage } from "../../language/message-language.ts";
import { read } from "../../language/read.ts";
import { hasNoWords } from "../../language/text.ts";
import { actionOf } from "./actions.ts";
import { isFigures, queryOf } from "./figures.ts";
import { findLimits } from "./filters.ts";
import { continues, carryOver } from "./follow-up.ts";
import { decide } from "./intent.ts";
import type { ActionIntent, Before, Interpretation, Part } from "./interpretation.ts";
import { listingOf } from "./listing.ts";
import { allLook, type Found } from "./look.ts";
import { findMeasures } from "./measures.ts";
import { findNames } from "./names.ts";
import { findPeriod } from "./period.ts";
import { splitRequests } from "./requests.ts";
import { type Scan, spot } from "./scan.ts";
import { findShape } from "./shape.ts";

export type Setting = {
  /** The day in the workspace's zone. */
  today: Temporal.PlainDate;
  /** Answer language where the message decides nothing. */
  lang: Lang;
};

export function interpret(said: string, before: Before, setting: Setting): Interpretation {
  const { text, lexemes } = read(said, setting.today);
  const lang = messageLanguage(text, setting.lang);
  if (hasNoWords(text)) return { lang, parts: [talk("nothing to read")] };
  const parts: Part[] = [];
  let context = before;
  for (const request of wholeRequests(splitRequests({ text, lexemes }))) {
    const part = partOf(request, context, lang);
    if (!part) continue;
    parts.push(part);
    if (part.query) context = { query: part.query };
  }
  return { lang, parts: meaningful(parts) };
}

function findAll(scan: Scan): Found {
  const names = findNames(scan);
  return {
    scan,
    names,
    limits: findLimits(scan, names),
    measures: findMeasures(scan),
    shape: findShape(scan),
    asked: findPeriod(scan),
  };
}

/** Rules whose reading rests on little: such a piece belongs to its neighbour ("I've got 4 million left. Where should it go?"). */
const weak: readonly string[] = ["a name alone", "figures in general"];

/** Pieces that mean nothing alone join the one behind them, or the one before when they come last. */
function wholeRequests(pieces: Scan[]): Scan[] {
  const whole: Scan[] = [];
  let open: Scan | undefined;
  for (const piece of pieces) {
    const joined: Scan = open ? { ...piece, lexemes: [...open.lexemes, ...piece.lexemes] } : piece;
    open = isWeak(piece) ? joined : undefined;
    if (!open) whole.push(isBareQuestion(piece) ? joinLast(whole, joined) : joined);
  }
  if (open) whole.push(joinLast(whole, open));
  return whole;
}

function joinLast(whole: Scan[], piece: Scan): Scan {
  const last = whole.pop();
  return last ? { ...piece, lexemes: [...last.lexemes, ...piece.lexemes] } : piece;
}

function isWeak(piece: Scan): boolean {
  const decision = decide(allLook(findAll(piece)));
  return decision !== undefined && weak.includes(decision.because);
}

/** "What happened?" behind "ROAS fell", "chart please" behind a question: they ask about what stands before them. */
function isBareQuestion(piece: Scan): boolean {
  const look = allLook(findAll(piece));
  const shaped = look.marked + look.loose > 0 || look.grain;
  const named = look.hasMetric || look.hasTime || look.hasMedium || look.hasName || shaped;
  const asks = look.has("why", "trend", "show", "compare", "move");
  return asks && !named && !look.has("down", "up", "help", "attack");
}

function partOf(scan: Scan, before: Before, lang: Lang): Part | undefined {
  const found = findAll(scan);
  const decision = decide(allLook(found));
  if (continues(found, decision, before)) return carryOver(found, decision, before, lang);
  if (!decision) return undefined;
  const { intent, because } = decision;
  if (isFigures(intent)) return { intent, because, query: queryOf(intent, found, lang), ...missingOf(found) };
  if (intent === "list_campaigns") return { intent, because, listing: listingOf(found) };
  if (intent === "other_data_not_available") return { intent, because, ...missingOf(found) };
  if (intent === "explain_figure")
    return { intent, because, ...(before.queryId && { queryId: before.queryId }) };
  if (intent === "help") return { intent, because };
  if (intent === "smalltalk_out_of_scope")
    return { intent, because, ...(because === "never done" && { refuse: true }) };
  return { intent, because, action: actionOf(intent satisfies ActionIntent, found) };
}

function missingOf({ scan, limits }: Found): { missing?: string[] } {
  const codes = spot(scan, "missing").map(({ meaning }) => meaning.word.value);
  const missing = [...new Set([...codes, ...limits.unread.map((name) => `channel:${name}`)])];
  return missing.length > 0 ? { missing } : {};
}

/** Greetings and remarks beside a request need no answer of their own. */
function meaningful(parts: Part[]): Part[] {
  const requests = parts.filter((part) => part.intent !== "smalltalk_out_of_scope" || part.refuse);
  if (requests.some((part) => part.refuse)) return requests.filter((part) => part.refuse).slice(0, 1);
  if (requests.length > 0) return requests;
  return parts.length > 0 ? parts.slice(0, 1) : [talk("nothing understood")];
}

function talk(because: string): Part {
  return { intent: "smalltalk_out_of_scope", because };
}
