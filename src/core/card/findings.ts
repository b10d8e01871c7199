// What a review found: its verdict, each finding with the words concerned, the rule, act and article, and a text that passes.

import { z } from "zod";
import { type Lang, type Words, words } from "../locale.ts";

export const Verdict = z.enum(["pass", "fix", "block"]);
export type Verdict = z.output<typeof Verdict>;

export const CardFinding = z.object({
  severity: z.enum(["note", "fix", "block"]),
  /** The words concerned as they were written; empty where something is missing. */
  words: z.string(),
  why: z.string(),
  fix: z.string(),
  /** Slug of the rule, for who wants to look it up. */
  rule: z.string(),
  act: z.string(),
  article: z.string(),
  /** No lawyer has compared the article with the statute yet. */
  provisional: z.boolean(),
});
export type CardFinding = z.output<typeof CardFinding>;

export const FindingsPart = z.object({
  kind: z.literal("findings"),
  verdict: Verdict,
  /** A language model's opinion; left out, that of the rules. */
  by: z.literal("model").optional(),
  /** What was looked at, in a few words: 메타 · 본문 가. */
  subject: z.string(),
  findings: z.array(CardFinding),
  /** The whole text made lawful; `null` where nothing honest is left to offer, or nothing has to change. */
  rewrite: z.string().nullable(),
  /** A language model's wording, which passed the rules; left out, the rules' own. */
  rewriteBy: z.literal("model").optional(),
});
export type FindingsPart = z.output<typeof FindingsPart>;

/** An opinion, never a ruling: no text is called lawful. */
const verdictLabels: Readonly<Record<Verdict, Words>> = {
  pass: words("검토 의견: 걸리는 곳이 없어요", "Review: nothing found"),
  fix: words("검토 의견: 고쳐야 해요", "Review: to be changed"),
  block: words("검토 의견: 내보낼 수 없어요", "Review: must not run"),
};

/** A model blocks nothing: what it objects to is for people to look at. */
const modelLabels: Readonly<Record<Verdict, Words>> = {
  pass: words("모델 의견: 참고하세요", "Model's opinion: for your information"),
  fix: words("모델 의견: 고치는 편이 좋아요", "Model's opinion: better changed"),
  block: words("모델 의견: 고치는 편이 좋아요", "Model's opinion: better changed"),
};

/** The heading of a review, or of what a model added to it. */
export function verdictTitle({ verdict, by }: Pick<FindingsPart, "verdict" | "by">, lang: Lang): string {
  return (by === "model" ? modelLabels : verdictLabels)[verdict][lang];
}

export const severityLabels: Readonly<Record<CardFinding["severity"], Words>> = {
  note: words("참고", "Note"),
  fix: words("수정", "Change"),
  block: words("보류", "Blocked"),
};

const rewriteLabel = words("이렇게 바꿀 수 있어요", "It could read");
const polishedLabel = words("이렇게 바꿀 수 있어요 (모델이 다듬음)", "It could read (a model's wording)");

export function rewriteTitle({ rewriteBy }: Pick<FindingsPart, "rewriteBy">, lang: Lang): string {
  return (rewriteBy === "model" ? polishedLabel : rewriteLabel)[lang];
}

const unconfirmed = words("근거 조문 확인 전", "article not confirmed yet");
const by = words("근거", "Under");

/** 근거: 화장품법 13①1 (근거 조문 확인 전) · kr.cos.medical-claim */
export function citationText({ act, article, rule, provisional }: CardFinding, lang: Lang): string {
  return `${by[lang]}: ${act} ${article}${provisional ? ` (${unconfirmed[lang]})` : ""} · ${rule}`;
}
