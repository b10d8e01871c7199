// What a language model is asked about a copy and what it may add to the review of the rules. Who holds a model hands the asking in.

import type { Words } from "../../../core/locale.ts";
import type { Facts } from "../facts.ts";
import type { Severity } from "../policy.ts";
import type { Verdict } from "../severity.ts";
import type { Trade } from "../trades.ts";

/** A review that the rules have ended and a model is to look at: all that is needed to do so, by any process. */
export type OpinionAsked = {
  reviewId: string;
  /** The thing reviewed, by its names. */
  about: { label: string; product: string };
  /** Whole ads as they were reviewed, each under one law. */
  texts: readonly OpinionText[];
  trade: Trade;
  lang: "ko" | "en" | "ja";
  flight?: { from: string; to: string };
  facts: Facts;
  /** The day it was reviewed on. */
  date: string;
};

export type OpinionText = {
  label: string;
  text: string;
  runsOn: string;
  field: string;
  jurisdiction: string;
  /** A whole page: nobody gets it rewritten as a whole. */
  isPage?: true;
  ruled: Ruled;
};

/** What the rules said of a text, the workspace's own among them: as it stands on the card, judged once. */
export type Ruled = {
  verdict: Verdict;
  found: readonly { rule: string; severity: Severity }[];
  rewrite: string | null;
};

/** What the model gets, all of it data: texts by number, each with the rules it is to be held against. */
export type OpinionRequest = {
  facts: Readonly<Record<string, unknown>>;
  rules: readonly { rule: string; question: string; rubric: string }[];
  texts: readonly {
    text: number;
    words: string;
    runsOn: string;
    jurisdiction: string;
    rules: readonly string[];
    /** The rules' own rewrite, to be polished; left out where there is none. */
    rewrite?: string;
  }[];
};

/** One place a model objects to by one rule of the packs. All its words but those concerned are the rule's own. */
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

/** How much of a review a model got to read: `read` texts of all `of`, `cut` of these not to their end. */
export type Partly = { read: number; of: number; cut: number };

/** What is left of a model's answer once everything was dropped that it may not say. */
export type OpinionGiven = {
  findings: readonly OpinionFinding[];
  rewrites: readonly OpinionRewrite[];
  /** Left out where it read all there was to ask about. */
  partly?: Partly;
};

/** Which model by which prompt: `openai.responses/gpt-5`, `review-judge@1 sha256:…`. */
export type JudgeName = { model: string; prompt: string };

/** A language model that looks at reviews behind the rules. */
export type Judge = JudgeName & {
  /** Takes note that this review is to be looked at; its card is edited when that is done. */
  later: (asked: OpinionAsked) => void;
};

/** What stands on a review's card of a model: still to come, or what came. */
export type Opinion = { state: "waiting" } | { state: "given"; by: JudgeName; given: OpinionGiven };
