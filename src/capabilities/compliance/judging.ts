// Every text of a thing judged under every law it runs under, by the rules alone; nothing is kept here.

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { newId } from "../../core/ids.ts";
import { dayIn } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { Copy } from "./copy.ts";
import type { Facts } from "./facts.ts";
import type { Opinion } from "./judge/opinion.ts";
import { loadPacks, type Packs } from "./packs.ts";
import type { KeptProof } from "./proof.ts";
import { factsFrom, type Heard, hearerOf } from "./proof-facts.ts";
import { withOpening } from "./proof-opening.ts";
import { rejectedReview, type Rejection } from "./rejections/judge.ts";
import { type Review, reviewText } from "./review.ts";
import { saidFacts } from "./said-facts.ts";
import { type Verdict, verdictOf } from "./severity.ts";
import type { Trade } from "./trades.ts";

const ReviewId = z.uuid().brand("ReviewId");

/** One text as it will be read: `label` tells a person which one, `runsOn` is a sendChannel or medium and placement. */
export type Reviewed = {
  label: string;
  text: string;
  runsOn: string;
  field: string;
  /** `field`: judged only by rules that look at this one field, the whole ad is judged beside it; `brand`: a name, held against the brand's banned words. */
  only?: "field" | "brand";
  /** A whole page: its lines are made over one by one, where they are shown. */
  isPage?: true;
  /** What a medium that turned it down said of it; the text is empty where its words are not known. */
  rejection?: Rejection;
};

export type ReviewAsk = {
  kind: "text" | "creative" | "plan";
  subject?: string;
  version?: number;
  /** Id of the review it is shown again from: kept anew only where it comes out otherwise. */
  shownOf?: string;
  label: string;
  texts: readonly Reviewed[];
  trade: Trade;
  jurisdictions: readonly string[];
  lang: "ko" | "en" | "ja";
  flight?: { from: string; to: string };
  /** Beside what the proof on file says. */
  facts?: Facts;
  /** Whose proof counts, beside that of the whole workspace. */
  product?: string;
  /** The notice of the medium that turned it down, as it was pasted. */
  notice?: { medium: string; words: string };
};

export type Judged = Reviewed & { jurisdiction: string; review: Review };
export type KeptReview = {
  id: string;
  verdict: Verdict;
  judged: readonly Judged[];
  textHash: string;
  packDigest: string;
  /** Its `block` was set aside by people with authority, for these very words and packs. */
  setAside: boolean;
  /** What a language model adds, where one is at hand. */
  opinion?: Opinion | undefined;
};

/** The same copy as a thing of its own: read in part or under another law or trade, it says nothing of the plan it was taken from. */
export function copyAlone({ subject: _subject, version: _version, ...ask }: ReviewAsk): ReviewAsk {
  return { ...ask, kind: "text" };
}

let loaded: Packs | undefined;

/** The product's own packs, read once. @throws Error for files that do not load: the process is not to start with them */
export function homePacks(): Packs {
  loaded ??= loadPacks();
  return loaded;
}

export type Circumstances = {
  facts: Facts;
  /** Those of one text: proof that names a product counts in the words that name it too. */
  factsIn: (text: string) => TextFacts;
  evidenceIds: string[];
  today: string;
  until: string;
};

/** `unheard`: proof on file that is of something else, each with the facts as they were if it counted. */
type TextFacts = { facts: Facts; unheard: readonly { proof: KeptProof; facts: Facts }[] };

/** An opinion with all it rests on, not kept yet. */
export type Judgement = { kept: Omit<KeptReview, "setAside">; circumstances: Circumstances };

/** What the texts are judged by beside the rules: facts said, and those the proof on file says until the last day of the flight. */
export function circumstancesOf(
  { zone, now }: Pick<Ctx, "zone" | "now">,
  ask: ReviewAsk,
  proof: readonly KeptProof[],
): Circumstances {
  const today = dayIn(zone, now).toString();
  const until = ask.flight?.to ?? today;
  const { product, label, trade, texts } = ask;
  const whole = product === undefined ? texts.map(({ text }) => text).join("\n") : `${product}\n${label}`;
  const hear = hearerOf(proof, until);
  const heardIn = (text: string): Heard => hear({ whole, text, product, trade });
  const counted = new Set(texts.flatMap(({ text }) => heardIn(text).counted));
  return {
    facts: { ...factsFrom(heardIn("").counted), ...ask.facts },
    factsIn: (text) => textFacts(heardIn(text), ask.facts),
    evidenceIds: proof.filter((one) => counted.has(one)).map(({ id }) => id),
    today,
    until,
  };
}

/** What is on file of each kind last, and no more kinds than a card can tell. */
const MOST_UNHEARD = 4;

function textFacts({ counted, unheard }: Heard, said: Facts = {}): TextFacts {
  const newest = [...new Map(unheard.toReversed().map((proof) => [proof.kind, proof])).values()];
  return {
    facts: { ...factsFrom(counted), ...said },
    unheard: newest.slice(0, MOST_UNHEARD).map((proof) => ({
      proof,
      facts: { ...factsFrom([proof, ...counted]), ...said },
    })),
  };
}

export async function judgeAsk(
  ask: ReviewAsk,
  circumstances: Circumstances,
  packs: Packs,
): Promise<Judgement> {
  const judged = await judge(packs, ask, circumstances);
  const verdict = strongest(judged.map((one) => one.review.verdict));
  const hashes = { textHash: hashOf(ask), packDigest: digestOf(packs) };
  return { kept: { id: newId(ReviewId), verdict, judged, ...hashes }, circumstances };
}

/** One text after another with a breath between: a plan has dozens, and others wait for this process too. */
async function judge(packs: Packs, ask: ReviewAsk, { factsIn, today }: Circumstances): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const one of ask.texts) {
    const { facts, unheard } = factsIn(one.text);
    for (const jurisdiction of ask.jurisdictions) {
      const by = (known: Facts): Review =>
        reviewOne(packs, ask, one, { jurisdiction, facts: known, date: today });
      judged.push({ ...one, jurisdiction, review: withOpening(by(facts), unheard, by) });
      await setImmediate();
    }
  }
  return judged;
}

type Place = { jurisdiction: string; facts: Facts; date: string };

function reviewOne(
  packs: Packs,
  ask: ReviewAsk,
  one: Reviewed,
  { jurisdiction, facts, date }: Place,
): Review {
  const { text, runsOn, field, only } = one;
  const { lang, trade: industry, flight } = ask;
  const known = { ...saidFacts(text, packs), ...facts };
  const copy = Copy.parse({ text, lang, jurisdiction, industry, runsOn, field, facts: known, date, flight });
  const { rejection } = one;
  if (rejection)
    return rejectedReview(packs, copy, text === "" ? undefined : reviewText(packs, copy), rejection);
  const whole = reviewText(packs, copy, { rewrites: !one.isPage });
  if (only === undefined) return whole;
  if (only === "brand") return bannedAlone(whole);
  const rules = new Set(
    packs.rules.filter(({ policy }) => policy.fields !== "all").map(({ policy }) => policy.id),
  );
  const findings = whole.findings.filter(({ rule }) => rules.has(rule));
  return {
    ...whole,
    findings,
    verdict: verdictOf(findings),
    rewrite: findings.length > 0 ? whole.rewrite : null,
  };
}

/** A name has no tone and owes no phrase, and nobody else writes another one for it. */
function bannedAlone(whole: Review): Review {
  const findings = whole.findings.filter(
    ({ rule, start, end }) => rule.startsWith("brand.") && rule !== "brand.tone" && start < end,
  );
  return { ...whole, findings, verdict: verdictOf(findings), rewrite: null };
}

function strongest(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("block")) return "block";
  return verdicts.includes("fix") ? "fix" : "pass";
}

/** As a review row holds them. */
export function storedFacts({ trade }: ReviewAsk, facts: Facts): Record<string, unknown> {
  return { ...facts, trade };
}

function hashOf({ texts, jurisdictions, trade, flight, notice }: ReviewAsk): string {
  const words = texts.map(({ text, runsOn, field }) => ({ text, runsOn, field }));
  return sha256(
    canonicalJson({ words, jurisdictions, trade, flight: flight ?? null, ...(notice && { notice }) }),
  );
}

/** One digest over all packs: any changed rule changes it. */
export function digestOf({ packs }: Packs): string {
  return sha256(
    packs
      .map(({ id, digest }) => `${id} ${digest}`)
      .toSorted()
      .join("\n"),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
