// A message and its thread to what is wanted: pure, a few milliseconds, never throws on any text.

import type { Lang } from "../../core/locale.ts";
import { messageLanguage } from "../../language/message-language.ts";
import { read, readMended, type Reading } from "../../language/read.ts";
import { hasNoWords, normalise, READ_LETTERS } from "../../language/text.ts";
import { wishOf } from "./actions/action.ts";
import { kindsWish } from "./actions/autonomy.ts";
import { deputyWish } from "./actions/deputy.ts";
import { withoutAsides } from "./asides.ts";
import { commandOf } from "./commands.ts";
import { consentCommandOf } from "./consent-commands.ts";
import { distributed } from "./distribute.ts";
import { isFigures, queryOf } from "./figures.ts";
import { findLimits } from "./filters.ts";
import { carryOver, continues, pointedAt } from "./follow-up.ts";
import { completedWish, continuedWish } from "./follow-wish.ts";
import { type Decision, decide } from "./intent.ts";
import type { ActionIntent, Before, Interpretation, Part } from "./interpretation.ts";
import { isLimit, limitsOf } from "./limit-commands.ts";
import { listingOf, narrowedListing } from "./listing.ts";
import { allLook, type Found } from "./look.ts";
import { findMeasures } from "./measures.ts";
import { findMissing } from "./missing.ts";
import { findNames } from "./names.ts";
import { findPeriod } from "./period.ts";
import { pastedPart } from "./pasted.ts";
import { wholeRequests } from "./pieces.ts";
import { splitRequests } from "./requests.ts";
import { orderOf } from "./orders.ts";
import { type Never, neverDone } from "./rules/never.ts";
import type { Scan } from "./scan.ts";
import { inContext } from "./senses.ts";
import { findShape } from "./shape.ts";
import { findChat } from "./small-talk.ts";
import { withMoneyTold } from "./told-money.ts";
import { findTopic } from "./topic.ts";
import { advance } from "./thread.ts";

export type Setting = {
  /** The day in the workspace's zone. */
  today: Temporal.PlainDate;
  /** Answer language where the message decides nothing. */
  lang: Lang;
};

export function interpret(said: string, before: Before, setting: Setting): Interpretation {
  const whole = scanOf(read(said, setting.today), setting.today);
  const { text } = whole;
  const lang = messageLanguage(text, setting.lang);
  if (hasNoWords(text)) return { lang, parts: [talk("nothing to read")] };
  const others = (one: string): Part[] => interpret(one, {}, setting).parts;
  const pasted =
    pastedPart(said, before, setting, others) ??
    (said.length <= SHORT ? pastedPart(text, before, setting, others) : undefined);
  if (pasted) return { lang, parts: [pasted] };
  const plain = normalise(said).slice(0, READ_LETTERS);
  const rest = withoutProposed(plain, setting.today);
  const isSafe =
    rest === "" || withoutProposed(text, setting.today) === "" || consentCommandOf(plain) !== undefined; // a refusal is recorded, never refused
  const never = isSafe ? undefined : (neverDone(rest) ?? (rest === plain ? neverDone(text) : undefined));
  if (never) return { lang, parts: declined(never, before, setting) };
  const ordered = ordersIn(plain, before, setting) ?? ordersIn(text, before, setting);
  if (ordered) return { lang, parts: ordered };
  const parts: Part[] = [];
  let context = before;
  const cut = splitRequests(whole).flatMap((one) =>
    distributed(one, findAll, (part) => scanOf(readMended(part, setting.today), setting.today)),
  );
  const requests = withMoneyTold(withoutAsides(cut, findAll), findAll);
  for (const request of wholeRequests(requests, findAll)) {
    const part = partOf(request, context, lang);
    if (!part) continue;
    if (completes(part, parts.at(-1))) parts.pop();
    parts.push(part);
    context = advance(context, part);
  }
  return { lang, parts: meaningful(parts, text) };
}

const aboutAutomation = { intent: "roles_admin", because: "an order about automation" } as const;

/** What is laid down for later, whole or sentence by sentence; sentences of another kind are read beside it. */
function ordersIn(text: string, before: Before, setting: Setting): Part[] | undefined {
  const whole = orderOf(text, before, setting);
  if (whole) return [whole];
  const limits = limitsOf(text, setting.today);
  if (limits.length > 0) return limits.map((wish) => ({ ...aboutAutomation, wish }));
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((one) => /\p{L}{2}/u.test(one));
  if (sentences.length < 2 || sentences.length > MOST_ORDERS) return undefined;
  const read = sentences.map((one) => orderOf(one, before, setting) ?? one);
  if (read.every((one) => typeof one === "string")) return undefined;
  return read.flatMap((one) => (typeof one === "string" ? interpret(one, before, setting).parts : [one]));
}

/**
 * A person who stands in for the asker is no forgery, and neither a level of automation nor a limit passes an approval by, though all are
 * said in nearly those words: each is only proposed.
 */
function withoutProposed(text: string, today: Temporal.PlainDate): string {
  const isProposed = (one: string): boolean =>
    (deputyWish(one, today) ?? kindsWish(one)) !== undefined || isLimit(one);
  if (isProposed(text)) return "";
  const sentences = text.split(/(?<=[.!?])\s+|\n+/);
  return sentences.length > MOST_ORDERS
    ? text
    : sentences.some(isProposed)
      ? sentences.filter((one) => !isProposed(one)).join(" ")
      : text;
}

/** Letters of a message that is typed: what is longer was pasted, and holds no slips to mend. */
const SHORT = 160;

/** Longer messages are prose or a paste. */
const MOST_ORDERS = 6;

function scanOf({ text, lexemes }: Reading, today: Temporal.PlainDate): Scan {
  return { text, lexemes: inContext(text, lexemes), today };
}

/** "Retarget Linen Shirt. Women only": the second sentence says more about the first wish and is none of its own. */
function completes(part: Part, last: Part | undefined): boolean {
  return (
    part.because.startsWith("follow-up") && part.wish !== undefined && part.wish.tool === last?.wish?.tool
  );
}

/** The refusal first; figures asked for in other sentences are still answered, wishes are not. */
function declined({ reason, rest }: Never, before: Before, setting: Setting): Part[] {
  const asked = rest === "" ? [] : interpret(rest, before, setting).parts;
  const figures = asked.filter(({ query }) => query !== undefined && query.metrics.length > 0);
  return [{ intent: "smalltalk_out_of_scope", because: "never done", refuse: reason }, ...figures];
}

/** Read once however many steps ask: requests are cut, joined and cut again. */
const readings = new WeakMap<Scan, Found>();

function findAll(scan: Scan): Found {
  const known = readings.get(scan) ?? readAll(scan);
  readings.set(scan, known);
  return known;
}

function readAll(scan: Scan): Found {
  const names = findNames(scan);
  const asked = findPeriod(scan);
  const limits = findLimits(scan, names);
  const measures = findMeasures(scan);
  return {
    scan,
    names,
    limits,
    measures,
    shape: findShape(scan),
    asked,
    missing: findMissing(scan, names, asked),
    chat: findChat(scan),
    help: findTopic(scan, measures, asked.time !== undefined || limits.filters.length > 0),
  };
}

function partOf(scan: Scan, before: Before, lang: Lang): Part | undefined {
  const command = commandOf(scan);
  if (command) return { ...aboutAutomation, wish: command };
  const found = findAll(scan);
  const decision = decide(allLook(found));
  const carried = carriedOver(found, decision, before, lang);
  if (carried) return carried;
  if (!decision) return undefined;
  const { intent, because } = decision;
  if (isFigures(intent)) {
    const query = queryOf(intent, found, lang);
    pointedAt(query, found, before, lang);
    return { intent, because, query, ...missingOf(found) };
  }
  if (intent === "list_campaigns") return { intent, because, listing: listingOf(found) };
  if (intent === "other_data_not_available") return { intent, because, ...missingOf(found) };
  if (intent === "explain_figure")
    return { intent, because, ...(before.queryId && { queryId: before.queryId }) };
  if (intent === "help") return { intent, because, topic: found.help.topic ?? "overview" };
  if (intent === "smalltalk_out_of_scope")
    return { intent, because, said: scan.text, ...(found.chat && { chat: found.chat }) };
  const wish = completedWish(wishOf(intent satisfies ActionIntent, found), found, before);
  return { intent, because, wish };
}

/** The last wish, list or figures of the thread with what is said now. */
function carriedOver(found: Found, decision: Decision, before: Before, lang: Lang): Part | undefined {
  const wish = continuedWish(found, decision, before);
  if (wish) return wish;
  const listing = narrowedListing(found, decision, before);
  if (listing) return { intent: "list_campaigns", because: "follow-up, the last list", listing };
  return continues(found, decision, before) ? carryOver(found, decision, before, lang) : undefined;
}

function missingOf({ missing: { codes }, limits }: Found): { missing?: string[] } {
  const missing = [...new Set([...codes, ...limits.unread.map((name) => `medium:${name}`)])];
  return missing.length > 0 ? { missing } : {};
}

/** Greetings and remarks beside a request need no answer of their own. */
function meaningful(parts: Part[], said: string): Part[] {
  const requests = parts.filter((part) => part.intent !== "smalltalk_out_of_scope");
  if (requests.length > 0) return requests;
  return parts.length > 0 ? parts.slice(0, 1) : [{ ...talk("nothing understood"), said }];
}

function talk(because: string): Part {
  return { intent: "smalltalk_out_of_scope", because };
}
