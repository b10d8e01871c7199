// A language model's opinion on the card of a review: a line where it will stand, and what takes the line's place when it is there. It is
// marked as a model's, it adds, and nothing that the rules said is taken away.

import type { Card, Part } from "../../../core/card/card.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import type { FindingsPart } from "../../../core/card/findings.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { JudgeName, Opinion, OpinionFinding, OpinionGiven, Partly } from "./opinion.ts";

/** Texts of which the findings are told; the rest is counted. */
const MOST_SHOWN = 3;

const waiting = words(
  "모델 의견: 언어 모델이 같은 문구를 더 보고 있어요. 의견이 오면 이 자리나 바로 아래에 적어요. 규칙의 의견은 지금 이대로예요.",
  "Model's opinion: a language model is reading the same words. What it adds will stand here or right below. What the rules say stands now.",
);
const nothing = words("모델 의견: 더 지적한 곳이 없어요.", "Model's opinion: nothing to add.");
const nothingThere = words(
  "모델 의견: 읽은 부분에서는 더 지적한 곳이 없어요.",
  "Model's opinion: nothing to add on what it read.",
);
const fewOf = words("모델은 문구 {n}개 중 ", "Of {n} texts ");
const few = words("{n}개만 읽었어요.", "the model read {n}.");
const begun = words(
  "글이 길어 모델은 앞부분만 읽었어요.",
  "The text is long: the model read its first part.",
);
const someBegun = words("긴 문구 {n}개는 앞부분만 읽었어요.", "Of {n} long texts it read the first part.");
const restByRules = words("나머지는 규칙으로만 봤어요.", "The rest was read by the rules alone.");
const fallible = words(
  "모델 의견은 규칙이 아니라 언어 모델이 본 것이라 틀릴 수 있어요. 규칙의 의견을 낮추지 않아요.",
  "A model's opinion is no rule's and may be wrong. It lowers nothing that the rules say.",
);
const polishedNote = words(
  "고친 문구는 언어 모델이 다듬었고, 규칙으로 다시 검토해 걸리는 곳이 없었어요.",
  "The rewrite was polished by the language model and found clean by the rules.",
);
const moreTexts = words("다른 문구에도 모델 의견이 있어요.", "There are opinions on other texts as well.");
const none = words("모델 판단 없음", "No model's opinion");

/** The parts of a review with its opinion, or with the line in whose place it will come. */
export function withOpinionOf(
  parts: readonly Part[],
  { id, opinion }: { id: string; opinion?: Opinion | undefined },
  lang: Lang,
): Part[] {
  if (!opinion) return [...parts];
  const line: Part = { kind: "text", tone: "note", runs: [say(lang, waiting)], awaits: id };
  const waits = [...parts, line];
  return opinion.state === "waiting"
    ? waits
    : withGiven({ lang, parts: waits }, id, opinion.given, opinion.by).parts;
}

/** Reviews whose opinion is still to come on this card. */
export function awaitedOn({ parts }: Card): string[] {
  return parts.flatMap((part) => (part.kind === "text" && part.awaits ? [part.awaits] : []));
}

/** The card as it reads once the opinion on review `id` has come. */
export function withGiven(card: Card, id: string, given: OpinionGiven, by: JudgeName): Card {
  const { lang } = card;
  const objects = given.findings.some(({ severity }) => severity === "fix");
  const stands = card.parts.filter((part) => !(objects && isEmptyPass(part)));
  const polished = stands.map((part) => withPolish(part, given));
  const isPolished = polished.some((part, at) => part !== stands[at]);
  const own = givenParts({ given, by, isPolished }, lang);
  return { lang, parts: polished.flatMap((part) => (isAwaiting(part, id) ? own : [part])) };
}

/** The card as it reads once it is clear that none comes. @param why a sentence or two for people */
export function withoutOpinion(card: Card, id: string, why: string): Card {
  const line: Part = { kind: "text", tone: "note", runs: [`${say(card.lang, none)}: ${why}`] };
  return { ...card, parts: card.parts.map((part) => (isAwaiting(part, id) ? line : part)) };
}

function isAwaiting(part: Part, id: string): boolean {
  return part.kind === "text" && part.awaits === id;
}

/** "Nothing found", which would stand above what was found after all. */
function isEmptyPass(part: Part): boolean {
  return part.kind === "findings" && part.verdict === "pass" && part.findings.length === 0;
}

function withPolish(part: Part, { rewrites }: OpinionGiven): Part {
  if (part.kind !== "findings" || part.rewrite === null) return part;
  const polish = rewrites.find(({ from }) => from !== null && from === part.rewrite);
  return polish ? { ...part, rewrite: polish.to, rewriteBy: "model" } : part;
}

/** @param opinion `isPolished`: a rewrite of the rules gave way on this card */
function givenParts(
  { given, by, isPolished }: { given: OpinionGiven; by: JudgeName; isPolished: boolean },
  lang: Lang,
): Part[] {
  const { partly } = given;
  const byLabel = [...Map.groupBy(given.findings, ({ label }) => label)];
  const shown = byLabel.slice(0, MOST_SHOWN).map(([label, found]) => partOf(label, found, given, lang));
  const isRewritten = isPolished || shown.some(({ rewrite }) => rewrite !== null);
  const lead = shown.length === 0 ? [`${say(lang, partly ? nothingThere : nothing)} `] : [];
  const lines = [
    ...(byLabel.length > MOST_SHOWN ? [moreTexts] : []),
    ...(isRewritten ? [polishedNote] : []),
    fallible,
  ];
  const told = [...lines.map((line) => say(lang, line)), `(${nameOf(by)})`].join(" ");
  const runs = [...lead, ...(partly ? partlyRuns(partly, lang) : []), told];
  return [...shown, { kind: "text", tone: "note", runs }];
}

/** What the model did not get to read: without it, "nothing to add" would speak of the whole. */
function partlyRuns({ read, of, cut }: Partly, lang: Lang): Run[] {
  const texts =
    read < of ? [...countedRuns(say(lang, fewOf), of), ...countedRuns(`${say(lang, few)} `, read)] : [];
  const long = of === 1 ? [`${say(lang, begun)} `] : countedRuns(`${say(lang, someBegun)} `, cut);
  return [...texts, ...(cut > 0 ? long : []), `${say(lang, restByRules)} `];
}

function partOf(
  label: string,
  found: readonly OpinionFinding[],
  { rewrites }: OpinionGiven,
  lang: Lang,
): FindingsPart {
  const own = rewrites.find((one) => one.from === null && one.label === label);
  return {
    kind: "findings",
    by: "model",
    verdict: found.some(({ severity }) => severity === "fix") ? "fix" : "pass",
    subject: label,
    findings: found.map(({ severity, words: concerned, message, fix, rule, act, article, provisional }) => ({
      severity,
      words: concerned,
      why: message[lang],
      fix: fix[lang],
      rule,
      act,
      article,
      provisional,
    })),
    rewrite: own?.to ?? null,
    ...(own && { rewriteBy: "model" as const }),
  };
}

/** `openai.responses/gpt-5 · review-judge@1`: the hash of the prompt is for the record. */
function nameOf({ model, prompt }: JudgeName): string {
  return `${model} · ${prompt.split(" ")[0]}`;
}
