// A rule tried on copy of the past before it judges anything: how much of it would be caught, and what that would become.

import { clipped } from "../../../core/format.ts";
import { setImmediate } from "node:timers/promises";
import { dayIn } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import { Copy } from "../copy.ts";
import { homePacks } from "../judging.ts";
import { jurisdictionOf } from "../places.ts";
import { type Finding, type Review, reviewText } from "../review.ts";
import type { Trade } from "../trades.ts";
import { ownRulesAlone } from "./compose.ts";
import type { OwnPolicy } from "./rule.ts";

/** One text that was written here: an ad of a draft or of a plan, or of an ad account where its words are known. */
export type PastCopy = {
  /** Which one, as people know it: the product or campaign, the medium. */
  label: string;
  text: string;
  runsOn: string;
  trade: Trade;
  /** Names a rule for one client is held against. */
  about: string;
};

/** The newest first; `whole` is false where there is more than was read. */
export type ReadPast = (
  ctx: Ctx,
  span: { since: Temporal.Instant; most: number },
) => Promise<{ copies: readonly PastCopy[]; whole: boolean }>;

const TRIAL_DAYS = 90;
/** Texts looked at; a workspace writes a few hundred in a quarter. */
const MOST_COPIES = 1_000;
/** Nobody waits longer for a card; what was not reached is said. */
const LONGEST_MS = 2_000;
/** Others wait for this process too. */
const LONGEST_HELD_MS = 20;
const MOST_SHOWN = 3;

export type Trial = {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** Different texts looked at, and how many of them the rules would catch. */
  looked: number;
  caught: number;
  /** Whether all of the span was looked at. */
  whole: boolean;
  /** The first lines caught, as they are and as they would become; `null` where no honest line is left. */
  lines: readonly { label: string; before: string; after: string | null }[];
};

export async function tryRules(ctx: Ctx, policies: readonly OwnPolicy[], read: ReadPast): Promise<Trial> {
  const to = dayIn(ctx.zone, ctx.now);
  const from = to.subtract({ days: TRIAL_DAYS - 1 });
  const since = from.toZonedDateTime(ctx.zone).toInstant();
  const { copies, whole } = await read(ctx, { since, most: MOST_COPIES });
  const different = [...new Map(copies.map((one) => [`${one.runsOn} ${one.text}`, one])).values()];
  const review = reviewer(ctx, policies);
  const began = performance.now();
  let heldFrom = began;
  let [looked, caught] = [0, 0];
  const lines: Trial["lines"][number][] = [];
  for (const one of different) {
    if (performance.now() - began > LONGEST_MS) break;
    const [first] = review(one, one.text).findings;
    looked += 1;
    if (first) {
      caught += 1;
      const line = lineOf(one, first, review);
      const isNew = lines.length < MOST_SHOWN && lines.every(({ before }) => before !== line.before);
      if (isNew) lines.push(line);
    }
    if (performance.now() - heldFrom > LONGEST_HELD_MS) {
      await setImmediate();
      heldFrom = performance.now();
    }
  }
  return { from, to, looked, caught, whole: whole && looked === different.length, lines };
}

type Reviewer = (copy: PastCopy, text: string) => Review;

/** By the given rules alone. One that starts later is tried as if it had begun: whoever sets it wants to know what it will do. */
function reviewer(ctx: Ctx, policies: readonly OwnPolicy[]): Reviewer {
  const own = policies.map((policy, at) => ({
    number: at + 1,
    version: 1,
    policy: { ...policy, effective_from: null, effective_to: null },
  }));
  const date = dayIn(ctx.zone, ctx.now).toString();
  const jurisdiction = jurisdictionOf(ctx.zone);
  const packsOn = ownRulesAlone(homePacks(), own);
  return ({ runsOn, trade, about }, text) => {
    const lang = /[가-힣]/.test(text) ? "ko" : "en";
    return reviewText(
      packsOn(about),
      Copy.parse({ text, lang, jurisdiction, industry: trade, runsOn, date }),
    );
  };
}

/** The line the finding stands in, alone; a missing word concerns the whole text. */
function lineOf(copy: PastCopy, { start, end }: Finding, review: Reviewer): Trial["lines"][number] {
  const before = start === end ? copy.text : lineAt(copy.text, start);
  const { rewrite } = review(copy, before);
  return { label: copy.label, before: short(before), after: rewrite === null ? null : short(rewrite) };
}

function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return text.slice(start, end === -1 ? text.length : end);
}

const LONGEST_LINE = 120;

function short(line: string): string {
  const flat = line
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .join(" / ");
  return clipped(flat, LONGEST_LINE);
}
