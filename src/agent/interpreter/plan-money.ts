// Money of a plan that is changed in words: what one medium gets, a difference, an even split, the whole.

import type { z } from "zod";
import type { BriefChanges } from "../../capabilities/campaigns/plan/brief.ts";
import type { Amount } from "../../language/amounts.ts";
import { changePctOf } from "./actions/change.ts";
import { budgetOf } from "./actions/money.ts";
import { mediaOf } from "./actions/spoken.ts";
import { mediaMoved } from "./actions/transfer.ts";
import type { Found } from "./look.ts";
import { planWords as words } from "./plan-words.ts";
import { has, type Scan, spot } from "./scan.ts";

type Input = Readonly<Record<string, unknown>>;
type Changes = z.input<z.ZodObject<typeof BriefChanges.shape>>;

/** 네이버에 50만원 더, 메타 하루 5만원으로, 반반으로, 예산을 400만원으로 줄여줘, 네이버에서 메타로 30만원. */
export function moneyIn(found: Found, letters: string, plan: Input): (Changes & Input) | undefined {
  if (isAsked(found) || isOfAnother(found, plan)) return undefined;
  if (words.even.test(letters)) return { split: "even" };
  const each = mediaWithSums(found, letters);
  if (each) return each;
  const budget = budgetOf(found);
  const pct = changePctOf(found);
  const { fromMedium, toMedium } = mediaMoved(found.scan);
  if (fromMedium && toMedium && budget)
    return {
      more: [
        { medium: fromMedium, amount: -budget.amount },
        { medium: toMedium, amount: budget.amount },
      ],
    };
  if (!budget && pct === undefined) return undefined;
  const media = mediaOf(found);
  const less = words.less.test(letters);
  const isDifference = (less || words.more.test(letters)) && !words.becomes.test(letters);
  if (budget && !isDifference) return becomes(found, letters, { media, budget, plan });
  const sized = budget ? { amount: less ? -budget.amount : budget.amount } : { pct: pct ?? 0 };
  return { more: media.length > 0 ? media.map((medium) => ({ medium, ...sized })) : [sized] };
}

/** 예산 300만원 넘은 캠페인 보여줘: a question, whatever sum stands in it. */
function isAsked({ scan, measures }: Found): boolean {
  return has(scan, "show", "list", "which", "asks_past", "asks_figure") || measures.having.length > 0;
}

/** 홈카페 영상에 50만원 더: what has a name of its own is no part of the plan. */
function isOfAnother({ names }: Found, plan: Input): boolean {
  const own = calledAs(plan);
  return names.some(({ words: called }) => !own.includes(called.toLowerCase()));
}

/** The words a plan goes by, in lower case. */
export function calledAs({ product, name }: Input): string {
  return [product, name]
    .filter((one) => typeof one === "string")
    .join(" ")
    .toLowerCase();
}

type Said = { media: string[]; budget: NonNullable<ReturnType<typeof budgetOf>>; plan: Input };

/** What is said whole: one medium's part, else all of the plan's; `undefined` where media are chosen beside it. */
function becomes(
  found: Found,
  letters: string,
  { media, budget, plan }: Said,
): (Changes & Input) | undefined {
  const chosen = words.drop.test(letters) || words.only.test(letters) || has(found.scan, "correction");
  if (media.length === 0) {
    const isWhole = has(found.scan, "budget") || words.whole.test(letters) || words.becomes.test(letters);
    return isWhole && !chosen ? { budget: { ...(plan["budget"] as object), ...budget } } : undefined;
  }
  if (chosen || words.whole.test(letters) || has(found.scan, "create")) return undefined;
  if (media.length > 1 && !words.each.test(letters)) return undefined;
  return { set: media.map((medium) => ({ medium, ...partOf(budget) })) };
}

function partOf({ amount, period }: Said["budget"]): { amount: number; period?: "daily" } {
  return period === "daily" ? { amount, period } : { amount };
}

/** 메타에 100만원, 네이버에 200만원: each medium with the sum beside it, where all of them have one. */
function mediaWithSums({ scan }: Found, letters: string): Changes | undefined {
  const media = spot(scan, "medium").map(({ lexeme, meaning }) => ({
    at: lexeme.from,
    medium: meaning.word.value,
  }));
  const sums = sumsIn(scan);
  if (media.length < 2 || media.length !== sums.length) return undefined;
  const pairs = paired(media, sums);
  if (!pairs) return undefined;
  const signs = pairs.map(({ from }, index) => signOf(letters.slice(from, pairs[index + 1]?.from)));
  const one = signOf(letters);
  if (one === 0) return { set: pairs.map(({ medium, amount }) => ({ medium, amount })) };
  return {
    more: pairs.map(({ medium, amount }, index) => ({ medium, amount: amount * (signs[index] || one) })),
  };
}

/** 더: 1, 빼: -1, neither: 0. */
function signOf(letters: string): -1 | 0 | 1 {
  if (words.becomes.test(letters)) return 0;
  if (words.less.test(letters)) return -1;
  return words.more.test(letters) ? 1 : 0;
}

type Placed = { at: number; amount: number };

function sumsIn(scan: Scan): Placed[] {
  return scan.lexemes.flatMap((lexeme) =>
    lexeme.kind === "amount" && isMoney(lexeme.amount)
      ? [{ at: lexeme.from, amount: lexeme.amount.value }]
      : [],
  );
}

/** From here on a bare number beside a medium is a sum. */
const SMALLEST_SUM = 1_000;

function isMoney({ kind, value }: Amount): boolean {
  return kind === "money" ? value > 0 : kind === "plain" && value >= SMALLEST_SUM;
}

/** All media in front of their sums, or all behind them. */
function paired(media: readonly { at: number; medium: string }[], sums: readonly Placed[]) {
  const pairs = media.map(({ at, medium }, index) => ({ medium, at, sum: sums[index] }));
  const inOrder = (isFirst: boolean): boolean =>
    pairs.every(({ at, sum }, index) => {
      const next = pairs[index + 1];
      if (!sum || sum.at > at !== isFirst) return false;
      return !next?.sum || Math.max(at, sum.at) < Math.min(next.at, next.sum.at);
    });
  if (!inOrder(true) && !inOrder(false)) return undefined;
  return pairs.map(({ medium, at, sum }) => ({
    medium,
    amount: sum?.amount ?? 0,
    from: Math.min(at, sum?.at ?? at),
  }));
}
