// A review as it is to be drawn: plain values.

import type { CardFinding } from "../../core/card/findings.ts";
import type { Lang } from "../../core/locale.ts";

export type SheetText = {
  /** Which text, and under whose law, in a few words; empty where there is one alone. */
  label: string;
  text: string;
  /** Words concerned, in UTF-16 units of `text`, as a finding gives them. */
  marks: readonly { start: number; end: number; severity: CardFinding["severity"] }[];
  findings: readonly CardFinding[];
  rewrite: string | null;
};

export type Sheet = {
  lang: Lang;
  verdict: "pass" | "fix" | "block";
  /** What was looked at, and as an ad for what. */
  about: string;
  texts: readonly SheetText[];
  /** Texts with findings beyond these. */
  moreTexts: number;
  /** `kr.fla 0.1.0`: of the rules that found something, else of all home packs. */
  packs: readonly string[];
  /** ISO day of the review in the workspace's zone. */
  day: string;
  /** No lawyer has compared the rules with the statute yet. */
  unconfirmed: boolean;
};
