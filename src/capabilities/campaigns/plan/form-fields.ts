// The fields of the two forms of a plan: a first brief, and a plan that is there; filled from what is stored, named as people name them.

import type { Field } from "../../../core/card/form.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { Objective, objectiveLabels } from "../../../core/objective.ts";
import type { Targeting } from "../../../core/slots.ts";
import { type CampaignPlan, PlanMedium } from "../plan.ts";
import { minorPerUnit } from "./draft.ts";

type Texts = { label: Words; hint?: Words };

const texts = {
  product: {
    label: words("무엇을 알리나요 (꼭 필요)", "What it is for (required)"),
    hint: words("상품이나 행사. 예: 여름 샌들 세일", "A product or event, such as summer sandals sale"),
  },
  name: { label: words("캠페인 이름", "Name of the campaign") },
  budget: {
    label: words("예산 (꼭 필요)", "Budget (required)"),
    hint: words("예: 300만원, 3M, 3,000,000", "Such as 3M or 3,000,000"),
  },
  period: { label: words("예산 기준", "Budget is") },
  start: {
    label: words("시작일", "First day"),
    hint: words("비우면 기본값으로 잡고 알려 드려요", "Left empty, a default is taken and told"),
  },
  end: { label: words("종료일", "Last day"), hint: words("이 날까지 집행해요", "Runs through this day") },
  media: {
    label: words("매체", "Media"),
    hint: words("고르지 않으면 업종에 맞춰 제안해요", "None picked: what suits the industry"),
  },
  objective: { label: words("목적", "Objective") },
  age: {
    label: words("나이", "Age"),
    hint: words("예: 20대, 25-34세, 40세 이상", "Such as 25-34, people over 40"),
  },
  gender: { label: words("성별", "Gender") },
  region: {
    label: words("지역", "Regions"),
    hint: words("여럿이면 쉼표로. 예: 서울, 부산", "Several with commas: Seoul, Busan"),
  },
  audience: {
    label: words("관심사", "Interests"),
    hint: words("여럿이면 쉼표로. 예: 캠핑, 러닝", "Several with commas: camping, running"),
  },
  url: {
    label: words("연결 주소", "Landing page"),
    hint: words("https://로 시작하는 전체 주소", "The whole address, starting with https://"),
  },
} as const satisfies Record<string, Texts>;

type Name = keyof typeof texts;

function fieldOf(name: Name, kind: Field["kind"], lang: Lang, value = ""): Field {
  const { label, hint }: Texts = texts[name];
  return { name, label: say(lang, label), kind, value, ...(hint && { hint: say(lang, hint) }) };
}

const genders: Readonly<Record<string, Words>> = {
  all: words("모두", "everyone"),
  female: words("여성", "women"),
  male: words("남성", "men"),
};
const periods: Readonly<Record<string, Words>> = {
  total: words("전체 기간", "for the whole flight"),
  daily: words("하루", "a day"),
};

function options(table: Readonly<Record<string, Words>>, lang: Lang): { value: string; label: string }[] {
  return Object.entries(table).map(([value, label]) => ({ value, label: say(lang, label) }));
}

export function briefFields(lang: Lang): Field[] {
  const media = Object.fromEntries(PlanMedium.options.map((one) => [one, mediumLabels[one]]));
  const objectives = { auto: words("알아서", "choose for me"), ...objectiveLabels };
  return [
    fieldOf("product", "text", lang),
    fieldOf("budget", "money", lang),
    { ...fieldOf("period", "one", lang, "total"), options: options(periods, lang) },
    { ...fieldOf("objective", "one", lang, "auto"), options: options(objectives, lang) },
    { ...fieldOf("media", "several", lang), options: options(media, lang) },
    fieldOf("start", "date", lang),
    fieldOf("end", "date", lang),
    ...peopleFields(lang, { age: [], gender: [], region: [], audience: [] }),
    fieldOf("url", "url", lang),
  ];
}

/** Of a plan that is there: an amount for each medium, none where it does not run. */
export function planFields(plan: CampaignPlan, lang: Lang): Field[] {
  const { name, flight, audience, landingUrl, media, budget } = plan;
  const unit = minorPerUnit(budget.currency);
  const amounts = PlanMedium.options.map((medium): Field => {
    const one = media.find((planned) => planned.medium === medium);
    return {
      name: amountName(medium),
      label: say(lang, words(`${mediumLabels[medium].ko} 예산`, `Budget on ${mediumLabels[medium].en}`)),
      kind: "money",
      value: one ? grouped(one.totalMinor / unit) : "",
      hint: say(
        lang,
        words("전체 기간 금액. 비우면 이 매체는 빠져요", "For the whole flight; empty: not on this medium"),
      ),
    };
  });
  return [
    fieldOf("name", "text", lang, name),
    ...amounts,
    { ...fieldOf("start", "date", lang, flight.from), hint: say(lang, asItIs) },
    { ...fieldOf("end", "date", lang, flight.to), hint: say(lang, asItIs) },
    ...peopleFields(lang, audience),
    fieldOf("url", "url", lang, landingUrl ?? ""),
  ];
}

const asItIs = words("비우면 그대로 둬요", "Left empty, it stays as it is");

export function amountName(medium: PlanMedium): string {
  return `amount_${medium}`;
}

/** Objectives as the form offers them, without "choose for me". */
export const objectives: readonly Objective[] = Objective.options;

function peopleFields(lang: Lang, { age, gender, region, audience }: Targeting): Field[] {
  const ages = age.map(({ min, max }) =>
    max === undefined ? `${min}세 이상` : min === 0 ? `${max}세 이하` : `${min}-${max}세`,
  );
  const [one] = gender.length === 1 ? gender : [];
  return [
    fieldOf("age", "text", lang, ages.join(", ")),
    { ...fieldOf("gender", "one", lang, one ?? "all"), options: options(genders, lang) },
    fieldOf("region", "text", lang, region.join(", ")),
    fieldOf("audience", "text", lang, audience.join(", ")),
  ];
}

/** With thousands apart, as people check amounts. */
function grouped(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}
