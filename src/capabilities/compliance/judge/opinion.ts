// What a language model is asked about a copy and what it may add to the review of the rules. Who holds a model hands the asking in.

import type { Words } from "../../../core/locale.ts";
import type { Facts } from "../facts.ts";
import type { Trade } from "../trades.ts";

/** One text as it was reviewed, under one law. `rewrite` is the rules' own; `fired` their slugs, with `name@version`. */
export type OpinionText = {
  label: string;
  text: string;
  runsOn: string;
  field: string;
  jurisdiction: string;
};

/** A review that the rules have ended and a model is to look at: all that is needed to do so, by any process. */
export type OpinionAsked = {
  reviewId: string;
  texts: readonly OpinionText[];
  trade: Trade;
  lang: "ko" | "en" | "ja";
  flight?: { from: string; to: string };
  facts: Facts;
  /** The day it was reviewed on. */
  date: string;
};

/** One place a model objects to by one rule of the packs; the words of the objection are the rule's own. */
export type OpinionFinding = {
  label: string;
  rule: string;
  version: number;
  severity: "note" | "fix";
  provisional: boolean;
  act: string;
  article: string;
  start: number;
  end: number;
  words: string;
  message: Words;
  fix: Words;
};

/** A text made to pass that reads better. `from` is the rules' rewrite in whose place it stands; `null` where these had none. */
export type OpinionRewrite = { label: string; from: string | null; to: string };

/** What is left of a model's answer once everything was dropped that it may not say. */
export type OpinionGiven = { findings: readonly OpinionFinding[]; rewrites: readonly OpinionRewrite[] };
