// The budget that was said, to whole minor units, or the reason why it is not taken.

import { z } from "zod";
import { type Words, words } from "../../../core/locale.ts";
import { exponentOf, isCurrency, UNKNOWN_CURRENCY } from "../../../core/money.ts";
import { SpokenBudget } from "../../../core/slots.ts";
import { findAmounts } from "../../../language/amounts.ts";
import { planLimits } from "./limits.ts";

/** What a plan takes as a budget: any number or text, so that a wrong one is explained and not just turned away. */
export const BudgetSaid = SpokenBudget.extend({
  amount: z.union([z.number(), z.string().max(60)]).describe("Main units as said: 3M = 3000000."),
});
export type BudgetSaid = z.output<typeof BudgetSaid>;

const refusals = {
  not_a_number: words("금액을 숫자로 읽지 못했어요.", "I cannot read that amount as a number."),
  infinite: words("끝이 없는 금액은 쓸 수 없어요.", "That amount has no end."),
  zero: words("예산이 영원이에요.", "That budget is nothing at all."),
  negative: words("예산은 마이너스일 수 없어요.", "A budget cannot be negative."),
  fraction: words("그 통화에는 없는 소수점 금액이에요.", "That currency has no such fraction."),
  unknown_currency: words("모르는 통화예요.", "I do not know that currency."),
  mixed_currency: words(
    "통화가 두 가지 섞여 있어요. 환산은 하지 않아요.",
    "Two currencies are mixed there; I convert nothing.",
  ),
  several: words("금액이 여러 개예요. 하나만 알려 주세요.", "There are several amounts; tell me one."),
  too_small: words(
    "광고가 나가기에는 너무 적어요. ‘만’이나 ‘천’이 빠지지 않았나요?",
    "That is too little for ads to run. Is a “k” or “M” missing?",
  ),
  too_large: words(
    "한 계획에 받는 금액을 넘었어요. 자릿수가 더 붙지 않았나요?",
    "That is more than one plan takes. Is there a digit too many?",
  ),
} as const satisfies Record<string, Words>;

export type BudgetRefusal = { reason: keyof typeof refusals; say: Words };
export type ReadBudget =
  | {
      state: "taken";
      amount: number;
      currency: string;
      period: NonNullable<SpokenBudget["period"]>;
      assumed: boolean;
    }
  | ({ state: "refused" } & BudgetRefusal);

/**
 * @param said as it came from a model, a form or a button: nothing about it is sure
 * @param currency the workspace's, for amounts that name none
 */
export function readBudget(said: unknown, currency: string): ReadBudget {
  const given = z
    .object({ amount: z.unknown(), currency: z.unknown(), period: z.unknown() })
    .partial()
    .safeParse(said);
  if (!given.success) return refused("not_a_number");
  const told = typeof given.data.amount === "string" ? amountIn(given.data.amount) : given.data.amount;
  if (typeof told === "object" && told !== null && "reason" in told)
    return refused(told.reason as keyof typeof refusals);
  const named =
    typeof told === "object" && told !== null ? (told as Named) : { value: told, currency: undefined };
  const own = given.data.currency;
  if (own !== undefined && typeof own !== "string") return refused("unknown_currency");
  if (own !== undefined && named.currency !== undefined && named.currency !== own)
    return refused("mixed_currency");
  const code = own ?? named.currency ?? currency;
  const wrong = wrongCurrency(code) ?? wrongAmount(named.value, code);
  if (wrong) return refused(wrong);
  const period = SpokenBudget.shape.period.safeParse(given.data.period).data;
  return {
    state: "taken",
    amount: named.value as number,
    currency: code,
    period: period ?? "total",
    assumed: period === undefined,
  };
}

type Named = { value: unknown; currency: string | undefined };

function refused(reason: keyof typeof refusals): ReadBudget {
  return { state: "refused", reason, say: refusals[reason] };
}

function wrongCurrency(code: string): keyof typeof refusals | undefined {
  return code === UNKNOWN_CURRENCY || !isCurrency(code) ? "unknown_currency" : undefined;
}

function wrongAmount(amount: unknown, currency: string): keyof typeof refusals | undefined {
  if (typeof amount !== "number" || Number.isNaN(amount)) return "not_a_number";
  if (!Number.isFinite(amount)) return amount < 0 ? "negative" : "infinite";
  if (amount < 0) return "negative";
  if (amount === 0) return "zero";
  const bounds = planLimits.budget[currency];
  if (amount > (bounds?.most ?? 1e12)) return "too_large";
  if (!Number.isInteger(Number((amount * 10 ** exponentOf(currency)).toPrecision(15)))) return "fraction";
  return bounds && amount < bounds.least ? "too_small" : undefined;
}

/** "300만원", "3M", "３００만원": one amount and nothing beside it. */
function amountIn(text: string): Named | { reason: keyof typeof refusals } {
  const plain = text.normalize("NFKC").toLowerCase().trim();
  const found = findAmounts(plain);
  const [first] = found;
  if (!first) return { reason: "not_a_number" };
  if (/^[-−–]/.test(plain)) return { reason: "negative" };
  const currencies = new Set(found.flatMap(({ currency }) => currency ?? []));
  if (currencies.size > 1) return { reason: "mixed_currency" };
  if (found.length > 1) return { reason: "several" };
  const beside = plain.slice(0, first.from) + plain.slice(first.to);
  if (beside.trim() !== "" || !["money", "plain"].includes(first.kind)) return { reason: "not_a_number" };
  return { value: first.value, currency: first.currency };
}

/**
 * Whole minor units over so many days. A week is seven days; a month is thirty, or the flight itself where it is about one.
 * 50,000 a day over 14 days = 700,000; 4,000,000 a month over 14 days = 1,866,667, rounded half up once.
 */
export function totalMinor(
  { amount, currency, period }: Extract<ReadBudget, { state: "taken" }>,
  days: number,
): number {
  const minor = Math.round(amount * 10 ** exponentOf(currency));
  if (period === "daily") return minor * days;
  if (period === "weekly") return Math.round((minor * days) / 7);
  if (period === "monthly") return days >= 28 && days <= 31 ? minor : Math.round((minor * days) / 30);
  return minor;
}
