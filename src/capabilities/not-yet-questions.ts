// The one short question of a wish that lacks something, with at most three buttons.

import type { Choice } from "../core/card/choice.ts";
import type { FormPart } from "../core/card/form.ts";
import { formatTick } from "../core/format.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { mediumLabels } from "../core/medium.ts";
import type { Quantity } from "../core/quantity.ts";
import type { Filter } from "../core/query.ts";
import { isUnsettled, SpokenMoney } from "../core/slots.ts";
import type { NameQuestion } from "./performance/performance.ts";

type Input = Readonly<Record<string, unknown>>;

const questions: Readonly<Record<string, Words>> = {
  campaign: words("어느 캠페인인가요? 이름을 알려 주세요.", "Which campaign is it? Tell me its name."),
  product: words(
    "무엇을 알리는 건가요? 상품이나 행사를 알려 주세요.",
    "What is it for? Name the product or event.",
  ),
  medium: words("어느 매체에서 할까요?", "On which medium?"),
  budget: words(
    "예산은 얼마인가요? 아래에서 고르거나 ‘하루 5만원’처럼 말해 주세요.",
    "What is the budget? Pick one or say it, such as “50,000 won a day”.",
  ),
  amount: words("얼마로 할까요?", "What amount should it be?"),
  currency: words("금액이 어느 통화인가요?", "Which currency is that amount in?"),
  url: words("새 연결 주소를 알려 주세요.", "What is the new address?"),
  time: words("언제로 할까요?", "When should it be?"),
  target: words("어느 것인지 알려 주세요.", "Which one do you mean?"),
  role: words("어느 역할로 할까요?", "Which role should it be?"),
  person: words("누구인가요?", "Who is it?"),
  name: words("새 이름을 알려 주세요.", "What is the new name?"),
  text: words("검토할 문구를 적어 주세요.", "Which words shall I check?"),
  keyword: words("어느 키워드인가요?", "Which keyword is it?"),
  metric: words("어느 지표인가요?", "Which metric?"),
};

/** @param lacking slots, the most needed first: that one is asked, the rest is named */
export function askFor(
  tool: string,
  input: object,
  lacking: readonly string[],
  { lang, currency }: { lang: Lang; currency: string },
): FormPart | undefined {
  const slot = lacking[0];
  if (slot === undefined) return undefined;
  const question = (questions[slot] ?? questions["target"])?.[lang] ?? "";
  const more = lacking.slice(1).flatMap((other) => alsoNeeded[other]?.[lang] ?? []);
  const tail =
    more.length > 0
      ? lang === "ko"
        ? ` (${more.join(", ")}도 알려 주세요.)`
        : ` (Also: ${more.join(", ")}.)`
      : "";
  return {
    kind: "form",
    slot,
    question: [`${question}${tail}`],
    choices: choicesFor[slot]?.(tool, input as Input, lang, currency) ?? [],
  };
}

const alsoNeeded: Readonly<Record<string, Words>> = {
  campaign: words("캠페인", "the campaign"),
  product: words("상품", "the product"),
  medium: words("매체", "the medium"),
  budget: words("예산", "the budget"),
  amount: words("금액", "the amount"),
  currency: words("통화", "the currency"),
  url: words("주소", "the address"),
  time: words("때", "when"),
  role: words("역할", "the role"),
  person: words("사람", "who"),
};

/** What people advertise when they do not say. */
const occasions: readonly Words[] = [
  words("신상품 출시", "a new product"),
  words("할인 행사", "a sale"),
  words("매장 오픈", "a shop opening"),
];

/** Usual totals of a first plan, our defaults. */
const totals: Readonly<Record<string, readonly number[]>> = {
  KRW: [1_000_000, 3_000_000, 5_000_000],
  USD: [1_000, 3_000, 5_000],
};

function budgetOf(value: number, currency: string): Quantity {
  return { value, unit: "currency", currency, metric: "budget", scope: {} };
}

const choicesFor: Readonly<
  Record<string, (tool: string, input: Input, lang: Lang, currency: string) => Choice[]>
> = {
  product: (tool, input, lang) =>
    occasions.map((occasion) => choice(occasion[lang], tool, { ...input, product: occasion[lang] })),
  budget: (tool, input, lang, currency) =>
    (totals[currency] ?? []).map((amount) =>
      choice(formatTick(budgetOf(amount, currency), lang), tool, {
        ...input,
        budget: { amount, period: "total" },
      }),
    ),
  medium: (tool, input, lang) =>
    (["meta", "google_ads", "naver"] as const).map((medium) =>
      choice(mediumLabels[medium][lang], tool, { ...input, media: [medium] }),
    ),
  currency: (tool, input, lang, currency) => {
    const spoken = Object.entries(input).find(([, value]) => isUnsettled(moneyIn(value), currency));
    if (!spoken) return [];
    const [slot, value] = spoken as [string, SpokenMoney];
    const said = choice(value.currency ?? "", tool, { ...input, [slot]: { ...value, settled: true } });
    const own = choice(currencyName(currency, lang), tool, { ...input, [slot]: { ...value, currency } });
    return [own, said];
  },
};

function moneyIn(value: unknown): SpokenMoney | undefined {
  return SpokenMoney.safeParse(value).data;
}

function currencyName(currency: string, lang: Lang): string {
  return currency === "KRW" ? { ko: "원", en: "won" }[lang] : currency;
}

/** As many as a question has buttons; more names are told in words by the medium or the date beside them. */
const MOST_CHOICES = 3;

/** A name that fits several campaigns, or none: the nearest ones as buttons. */
export function askName(
  tool: string,
  input: object,
  { written, names, filter, kind }: NameQuestion,
  lang: Lang,
): FormPart {
  const texts: Record<NameQuestion["kind"], Words> = {
    several: words(
      `‘${written}’에 맞는 것이 여러 개예요. 어느 쪽인가요?`,
      `Several fit “${written}”. Which one do you mean?`,
    ),
    confirm: words(
      `‘${written}’ 그대로는 없어요. 혹시 이건가요?`,
      `There is no “${written}” as such. Did you mean this?`,
    ),
    none: words(
      names.length > 0
        ? `‘${written}’ 이름은 데이터에 없어요. 혹시 이 중에 있나요?`
        : `‘${written}’ 이름은 데이터에 없어요. 이름을 다시 알려 주세요.`,
      names.length > 0
        ? `There is no “${written}” in the data. Is it one of these?`
        : `There is no “${written}” in the data. Please tell me the name again.`,
    ),
  };
  const filters = (input as { filters?: Filter[] }).filters ?? [];
  const choices = names.map((name) =>
    choice(name, tool, {
      ...input,
      filters: filters.map((one) => ({
        ...one,
        values: one.values.map((value) => (value === written ? name : value)),
      })),
    }),
  );
  if (kind !== "several" || names.length < 2)
    return { kind: "form", slot: filter.field, question: [texts[kind][lang]], choices };
  const all = choice(say(lang, words("모두", "All of them")), tool, {
    ...input,
    filters: filters.map((one) => ({
      ...one,
      values: one.values.flatMap((value) => (value === written ? [...names] : [value])),
    })),
  });
  return {
    kind: "form",
    slot: filter.field,
    question: [texts[kind][lang]],
    choices: [all, ...choices].slice(0, MOST_CHOICES),
  };
}

function choice(label: string, tool: string, input: Input): Choice {
  return { label, style: "plain", press: { action: tool, input: { ...input } } };
}
