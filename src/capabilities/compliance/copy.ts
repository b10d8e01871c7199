// What is reviewed: one text with where, when and for whom it runs.

import { z } from "zod";
import { PeriodText } from "../../core/time.ts";
import type { Seen } from "./checks/hit.ts";
import type { Facts } from "./facts.ts";
import { viewOf } from "./text.ts";
import type { Lists } from "./terms.ts";
import { alsoSells } from "./sends/selling.ts";
import { type Matcher, matcherOf } from "./vocabulary.ts";

export const Copy = z.object({
  text: z.string().max(20_000),
  lang: z.enum(["ko", "en", "ja"]).default("ko"),
  jurisdiction: z.string().default("KR"),
  industry: z.string().default("other"),
  runsOn: z.string().default("other").describe("A sendChannel, or medium and placement: `meta_feed`."),
  field: z.string().default("body"),
  facts: z.record(z.string(), z.unknown()).default({}),
  date: z.iso.date(),
  flight: PeriodText.optional(),
});
export type Copy = z.output<typeof Copy>;

const SEND_CHANNELS = new Set(["sms", "lms", "push", "email", "kakao_brand_message", "alimtalk", "call"]);

/** The copy as checks see it; facts that the words decide are settled here, once. */
export function seenOf(copy: Copy, lists: Lists, text = copy.text): Seen {
  const view = viewOf(text);
  const inCopy = (lexicon: string): boolean => lexiconMatcher(lists, lexicon).has(view);
  const listed: Seen["listed"] = (lexicon, other) => lexiconMatcher(lists, lexicon).find(other);
  const facts: Facts = {
    ...copy.facts,
    purpose: purposeOf(copy, inCopy, () => alsoSells(lists, view)),
    field: copy.field,
    channel: copy.runsOn,
    industry: copy.industry,
    lang: copy.lang,
    jurisdiction: copy.jurisdiction,
    date: copy.date,
  };
  return { text, view, facts, channel: copy.runsOn, field: copy.field, lang: copy.lang, inCopy, listed };
}

/** A service message that also sells is an advertisement; a message that says nothing of its purpose is judged by its words. */
function purposeOf(copy: Copy, inCopy: (lexicon: string) => boolean, sells: () => boolean): unknown {
  const told = copy.facts["purpose"];
  if (!SEND_CHANNELS.has(copy.runsOn)) return told ?? "ad";
  if (told === "transactional" || told === "reconfirm") return sells() ? "mixed" : told;
  return told ?? (inCopy("service-message") && !sells() ? "transactional" : "ad");
}

const matchers = new WeakMap<Lists, Map<string, Matcher>>();

function lexiconMatcher(lists: Lists, name: string): Matcher {
  const known = matchers.get(lists) ?? new Map<string, Matcher>();
  matchers.set(lists, known);
  const matcher =
    known.get(name) ?? matcherOf({ terms: [], lexicon: [name], patterns: [], tolerance: "separator" }, lists);
  known.set(name, matcher);
  return matcher;
}
