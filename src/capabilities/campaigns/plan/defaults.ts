// What nobody said, filled in and named as a default (기본값).

import { type Words, words } from "../../../core/locale.ts";
import { Failure } from "../../../core/failure.ts";
import { lengthDays, type Period } from "../../../core/time.ts";
import type { Template } from "../templates.ts";
import type { Brief } from "./brief.ts";
import type { ReadBudget } from "./budget.ts";
import { planLimits } from "./limits.ts";

export type Default = { slot: string; text: Words };

export const defaultOf = {
  objective: (template: Template): Default => ({
    slot: "objective",
    text: words(`목적: ${template.objective.goal.ko}`, `Objective: ${template.objective.goal.en}`),
  }),
  industry: (template: Template): Default => ({
    slot: "industry",
    text: words(
      `업종: ${template.name.ko} (업종을 알 수 있는 말이 없어서요)`,
      `Industry: ${template.name.en} (no word told me which)`,
    ),
  }),
  total: (): Default => ({
    slot: "budget",
    text: words("예산: 총예산으로 봤어요, VAT 별도", "Budget: taken as the total, VAT excluded"),
  }),
  audience: (): Default => ({
    slot: "targeting",
    text: words(
      "타겟: 전체 (좁히려면 ‘20대 여성’처럼 말씀해 주세요)",
      "Audience: everyone (say “women in their 20s” to narrow it)",
    ),
  }),
  /** The template would put more on some days: a medium learns anew with each change, so these stay alike. */
  days: ({ flight }: Template): Default => ({
    slot: "days",
    text:
      flight.shape === "opening"
        ? words(
            "하루 예산: 매일 같게 (첫 며칠에 더 쓰려면 시작한 뒤 ‘하루 예산 …원으로’라고 해 주세요)",
            "Days: the same every day (to spend more on the first ones, say “set the daily budget to …” once it runs)",
          )
        : words(
            "하루 예산: 매일 같게 (주말에 더 쓰려면 그때 ‘하루 예산 …원으로’라고 해 주세요)",
            "Days: the same every day (to spend more on a weekend, say “set the daily budget to …” then)",
          ),
  }),
  media: (template: Template): Default => ({
    slot: "media",
    text: words(
      `매체와 비중: ${template.name.ko} 업종의 기본 구성`,
      `Media and shares: the usual mix for ${template.name.en}`,
    ),
  }),
  mix: (): Default => ({
    slot: "mix",
    text: words("매체별 비중: 업종 기본 비율", "Shares: the usual ones of the industry"),
  }),
  start: (): Default => ({
    slot: "start",
    text: words("시작일: 매체 심의 시간을 두고 잡았어요", "Start: leaves time for the media's review"),
  }),
  length: (template: Template): Default => ({
    slot: "durationDays",
    text: words(
      `기간: ${template.name.ko} 업종의 기본 길이`,
      `Length: the usual one for ${template.name.en}`,
    ),
  }),
};

/**
 * First and last day as far as said; the start leaves time for review, the length is the template's, or a month where the budget is monthly.
 * @throws Failure "invalid" for a flight that ends before it starts, is too long or in another age
 */
export function flightOf(
  brief: Brief,
  {
    template,
    budget,
    today,
  }: { template: Template; budget: Extract<ReadBudget, { state: "taken" }>; today: Temporal.PlainDate },
  defaults: Default[],
): Period {
  const said = { start: dayOf(brief.start), end: dayOf(brief.end), days: brief.durationDays };
  const to = said.end;
  let from = said.start ?? (to && said.days ? to.subtract({ days: said.days - 1 }) : undefined);
  if (!from) {
    from = today.add({ days: planLimits.flight.startsInDays });
    if (to && Temporal.PlainDate.compare(to, from) < 0 && Temporal.PlainDate.compare(to, today) > 0)
      from = today.add({ days: 1 });
    defaults.push(defaultOf.start());
  }
  const end =
    to ?? (said.days ? from.add({ days: said.days - 1 }) : lastDay(from, template, budget, defaults));
  if (Temporal.PlainDate.compare(from, end) > 0) throw endsFirst();
  const flight = { from, to: end };
  if (lengthDays(flight) > planLimits.flight.mostDays) throw tooLong();
  if ([from, end].some((day) => Math.abs(today.year - day.year) > MOST_YEARS_AWAY)) throw tooFar();
  return flight;
}

/** A plan whose days have passed is kept and says so; further away it is a slip of the pen, and may be no day a database knows. */
const MOST_YEARS_AWAY = 10;

function lastDay(
  from: Temporal.PlainDate,
  template: Template,
  { period }: { period: string },
  defaults: Default[],
): Temporal.PlainDate {
  defaults.push(defaultOf.length(template));
  if (period === "monthly") return from.add({ months: 1 }).subtract({ days: 1 });
  return from.add({ days: template.flight.days - 1 });
}

function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  return text === undefined ? undefined : Temporal.PlainDate.from(text);
}

function endsFirst(): Failure {
  return new Failure("invalid", "the flight ends before it starts", {
    say: words("종료일이 시작일보다 앞이에요.", "The end lies before the start."),
    next: words(
      "시작일이나 종료일을 다시 알려 주세요. 예: ‘다음 주 월요일부터 2주’",
      "Tell me another start or end, such as “two weeks from Monday”.",
    ),
  });
}

function tooLong(): Failure {
  return new Failure("invalid", "the flight is longer than a plan takes", {
    say: words("한 계획으로 잡기에는 기간이 너무 길어요.", "That is too long for one plan."),
    next: words(
      "일 년 안으로 줄여 주세요. 나머지는 다음 계획으로 이어 가요.",
      "Keep it within a year; the rest goes into the next plan.",
    ),
  });
}

function tooFar(): Failure {
  return new Failure("invalid", "the flight is in another age", {
    say: words("기간이 오늘과 너무 멀리 떨어져 있어요.", "Those days are too far from today."),
    next: words(
      "연도를 확인해서 다시 알려 주세요. 예: ‘다음 주 월요일부터 2주’",
      "Check the year and tell me again, such as “two weeks from Monday”.",
    ),
  });
}
