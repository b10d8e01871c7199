// Why media turn ads down, as they say it themselves: their words, the rule each belongs to, and what has to change.

import { z } from "zod";
import { loadData } from "../../../core/data-file.ts";
import { Words } from "../../../core/locale.ts";

/** Media whose notices are known. */
export const NoticeMedium = z.enum(["meta", "google_ads", "naver", "kakao"]);
export type NoticeMedium = z.output<typeof NoticeMedium>;

const Source = z.strictObject({ url: z.url(), mark: z.enum(["d", "s", "u"]) });
const words = z.array(z.string().min(2).toLowerCase());

const Reason = z.strictObject({
  slug: z.string().startsWith("pf."),
  medium: NoticeMedium,
  name: Words,
  about: z.enum(["copy", "picture", "page", "papers", "account"]),
  says: words.min(1),
  also: z.array(z.string()).default([]),
  words: words.default([]),
  article: z.string().optional(),
  fix: Words.optional(),
  source: Source,
});

const MediumRow = z.strictObject({
  names: words,
  marks: words,
  act: z.string(),
  general: z.strictObject({ slug: z.string().startsWith("pf."), article: z.string(), url: z.url() }),
});

const Table = z.strictObject({
  source: z.strictObject({ seen: z.iso.date(), confirmed_by: z.string().nullable() }),
  media: z.record(NoticeMedium, MediumRow),
  reasons: z.array(Reason),
});

const table = loadData(new URL("reasons.yaml", import.meta.url), Table);

/** `pattern` finds its words in a notice, `inCopy` those that draw it in a copy, however they are spaced. */
export type Reason = z.output<typeof Reason> & { pattern: RegExp; inCopy: RegExp | undefined };

export const reasons: readonly Reason[] = table.reasons.map((reason) => ({
  ...reason,
  pattern: anyOf(reason.says),
  inCopy: reason.words.length > 0 ? new RegExp(sourceOf(reason.words), "giu") : undefined,
}));

/** Nobody has compared the rows with a notice yet. */
export const isConfirmed = table.source.confirmed_by !== null;

/** The policy that stands for whatever a medium says that is not listed. */
export function generalOf(medium: NoticeMedium): { act: string; slug: string; article: string; url: string } {
  const { act, general } = table.media[medium];
  return { act, ...general };
}

const mediumNames: Readonly<Record<NoticeMedium, RegExp>> = patternsOf("names");
/** Words that stand in a medium's own notices only. */
export const mediumMarks: Readonly<Record<NoticeMedium, RegExp>> = patternsOf("marks");
/** All names of all media, for patterns of whole sentences. */
export const mediumWord = sourceOf(NoticeMedium.options.flatMap((medium) => table.media[medium].names));

/** The medium that is named or marked first; `undefined` when none is. */
export function mediumIn(text: string): NoticeMedium | undefined {
  return firstOf(text, mediumNames) ?? firstOf(text, mediumMarks);
}

function firstOf(text: string, patterns: Readonly<Record<NoticeMedium, RegExp>>): NoticeMedium | undefined {
  const found = NoticeMedium.options
    .map((medium) => ({ medium, at: text.search(patterns[medium]) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return found[0]?.medium;
}

function patternsOf(field: "names" | "marks"): Record<NoticeMedium, RegExp> {
  const rows = NoticeMedium.options.map((medium) => [medium, anyOf(table.media[medium][field])]);
  return Object.fromEntries(rows) as Record<NoticeMedium, RegExp>;
}

function anyOf(forms: readonly string[]): RegExp {
  return new RegExp(sourceOf(forms), "iu");
}

/** Longest first; Latin words begin as words and may take an ending, blanks may be one, two or none. */
function sourceOf(forms: readonly string[]): string {
  const written = forms
    .toSorted((a, b) => b.length - a.length)
    .map((form) => {
      const letters = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", String.raw`\s{0,2}`);
      const short = /^[a-z]{2,3}$/.test(form) ? "(?![a-z])" : "";
      return /^[a-z]/.test(form) ? `(?<![a-z])${letters}${short}` : letters;
    });
  return `(?:${written.join("|")})`;
}
