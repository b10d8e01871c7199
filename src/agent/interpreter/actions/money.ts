// Sums of money in a wish: which of them is the budget, which a bid; how often it is spent.

import type { SpokenBudget, SpokenMoney } from "../../../core/slots.ts";
import type { Amount } from "../../../language/amounts.ts";
import { loadYaml } from "../../../language/data.ts";
import { z } from "zod";
import type { Found } from "../look.ts";
import { isCue, isHangul, isKind, type Scan } from "../scan.ts";
import { conditionAmounts } from "./choice.ts";
import { goalAmounts } from "./goal.ts";
import { ahead, behind } from "./request.ts";

type Rhythm = NonNullable<SpokenBudget["period"]>;
type Sum = { index: number; amount: Amount };

const Side = z.object({ ahead: z.array(z.string()), behind: z.array(z.string()) });
const Words = z.object({
  rhythm: z.object({ daily: Side, weekly: Side, monthly: Side, total: Side }),
  /** What makes a small bare number in front or behind of it a sum. */
  sum: Side,
});
const words = loadYaml("money-words", Words);
const rhythms = (["daily", "weekly", "monthly", "total"] as const).map((period) => ({
  period,
  ...patterns(words.rhythm[period]),
}));
const sum = patterns(words.sum);
/** From here on a bare number of a wish about money is a sum. */
const SMALLEST_SUM = 1_000;
/** 예산 300, 월 천: below this a Korean sum without a unit is told in units of 만원. */
const TOLD_IN_MAN = 10_000;

function patterns(side: z.output<typeof Side>): { ahead: RegExp; behind: RegExp } {
  return {
    ahead: new RegExp(`(?:${side.ahead.join("|")})$`),
    behind: new RegExp(`^(?:${side.behind.join("|")})`),
  };
}

/** The budget that is spoken of, as said. */
export function budgetOf(found: Found): SpokenBudget | undefined {
  const all = sumsOf(found).filter(({ index }) => !isBid(found.scan, index));
  const sums = all.length > 1 ? all.filter((one) => !isSource(found.scan, one)) : all;
  const spoken =
    sums.find((one) => sums.length > 1 && isTarget(found.scan, one)) ??
    sums.find((one) => rhythmAt(found.scan, one)) ??
    sums[0];
  if (!spoken) return undefined;
  const said = [spoken, ...all].map((one) => rhythmAt(found.scan, one));
  const period = said.find((one) => one !== undefined) ?? rhythmNamed(found.scan);
  return { ...moneyOf(found.scan, spoken), ...(period && { period }) };
}

/** 4만에서, from 900k: what it was. */
function isSource(scan: Scan, { index }: Sum): boolean {
  return (
    /^\s?(?:원)?(?:에서|이던|이었던|짜리)/.test(behind(scan, amountTo(scan, index))) ||
    /(?:^|\s)from\s(?:about )?$/.test(ahead(scan, amountFrom(scan, index)))
  );
}

/** 7만에서 9만으로, from 70k to 90k: the sum it is set to. */
function isTarget(scan: Scan, { index }: Sum): boolean {
  return (
    /^\s?(?:원)?(?:으로|로)(?![가-힣]*부터)/.test(behind(scan, amountTo(scan, index))) ||
    /(?:^|\s)to\s(?:about )?$/.test(ahead(scan, amountFrom(scan, index)))
  );
}

export function bidOf(found: Found): SpokenMoney | undefined {
  const spoken = sumsOf(found, 1).find(({ index }) => isBid(found.scan, index));
  if (!spoken) return undefined;
  const { value, currency } = spoken.amount;
  return { amount: value, ...(currency && { currency }) };
}

/** Sums that are neither limits of a condition nor figures to reach. */
function sumsOf(found: Found, smallest = SMALLEST_SUM): Sum[] {
  const taken = [...goalAmounts(found), ...conditionAmounts(found)];
  return found.scan.lexemes.flatMap((lexeme, index) => {
    if (lexeme.kind !== "amount" || taken.includes(index) || lexeme.amount.value <= 0) return [];
    const one = { index, amount: lexeme.amount };
    return isSum(found.scan, one, smallest) ? [one] : [];
  });
}

function isSum(scan: Scan, { index, amount }: Sum, smallest: number): boolean {
  if (amount.kind === "money") return true;
  if (amount.kind !== "plain" || isCue(scan.lexemes[index - 1], "level_word") || isCounting(scan, index))
    return false;
  if (amount.value >= SMALLEST_SUM || (smallest < SMALLEST_SUM && isBid(scan, index))) return !isYear(amount);
  return (
    sum.ahead.test(ahead(scan, amountFrom(scan, index))) ||
    sum.behind.test(behind(scan, amountTo(scan, index)))
  );
}

function isYear({ value, step }: Amount): boolean {
  return step === 1 && value >= 2_020 && value <= 2_035;
}

/** 3 weeks, five days, 2주: a number of something else. */
function isCounting(scan: Scan, index: number): boolean {
  return /^\s?-?(?:days?|weeks?|months?|years?|hours?|일(?! ?예산)|주(?!문)|달|개월|년|시간|살|세(?!팅)|대(?!행|략)|월(?! ?예산)|명|건|개)(?![a-z])/.test(
    behind(scan, amountTo(scan, index)),
  );
}

/** The bid is the last thing named in front of the sum, or the first behind it when nothing is. */
function isBid(scan: Scan, index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const lexeme = scan.lexemes[at];
    if (isCue(lexeme, "bid")) return true;
    const isId = isKind(scan.lexemes[at - 1], "dimension");
    if ((lexeme?.kind === "amount" && !isId) || isCue(lexeme, "budget")) return false;
  }
  const named = scan.lexemes.slice(index).find((lexeme) => isCue(lexeme, "bid", "budget"));
  return isCue(named, "bid");
}

function moneyOf(scan: Scan, { index, amount }: Sum): SpokenMoney {
  if (amount.currency) return { amount: amount.value, currency: amount.currency };
  return { amount: amount.value * (isToldInMan(scan, index, amount) ? 10_000 : 1) };
}

function isToldInMan(scan: Scan, index: number, amount: Amount): boolean {
  const written = scan.lexemes[index]?.text ?? "";
  const around = ahead(scan, amountFrom(scan, index), 6) + behind(scan, amountTo(scan, index), 6);
  if (amount.value >= TOLD_IN_MAN || /[a-z만억,]/.test(written)) return false;
  return (amount.value < SMALLEST_SUM || /[백천]/.test(written)) && isHangul(around);
}

function rhythmAt(scan: Scan, { index }: Sum): Rhythm | undefined {
  const after = behind(scan, amountTo(scan, index)).replace(/^\s(?:more|less|extra|higher|lower)(?=\s)/, "");
  const before = ahead(scan, amountFrom(scan, index));
  const near = rhythms.find((one) => one.behind.test(after)) ?? rhythms.find((one) => one.ahead.test(before));
  return near?.period;
}

/** daily budget of X … 90k: the rhythm belongs to the word budget itself. */
function rhythmNamed(scan: Scan): Rhythm | undefined {
  const budgets = scan.lexemes.filter((lexeme) => isCue(lexeme, "budget"));
  const word = budgets
    .map(({ from, to }) => ahead(scan, from) + scan.text.slice(from, to).toLowerCase())
    .join(" ");
  if (/(?:daily|per day)$/.test(word)) return "daily";
  if (/(?:일일\s?|하루\s?|매일\s?|일\s?|daily\s|per-day\s)(?:예산|한도|budget|cap|limit|spend)/.test(word))
    return "daily";
  if (/(?:주간\s?|주\s?|weekly\s)(?:예산|한도|budget|cap|limit|spend)/.test(word)) return "weekly";
  if (/(?:월간\s?|월별\s?|한 달\s?|월\s?|monthly\s)(?:예산|한도|budget|cap|limit|spend)/.test(word))
    return "monthly";
  return /(?:총\s?|전체\s?|total\s|lifetime\s|overall\s)(?:예산|budget)/.test(word) ? "total" : undefined;
}

function amountFrom(scan: Scan, index: number): number {
  return scan.lexemes[index]?.from ?? 0;
}

function amountTo(scan: Scan, index: number): number {
  return scan.lexemes[index]?.to ?? 0;
}
