// The kinds of limits there are, what each holds, and pure decisions on them.

import { z } from "zod";
import { Medium } from "../../core/medium.ts";
import { type Words, words } from "../../core/locale.ts";

/** Whole minor units of the workspace's currency, as text: JSON has no bigint. */
const Amount = z.object({ minor: z.string().regex(/^[1-9]\d{0,15}$/), currency: z.string() });
const Hours = z
  .object({ from: z.number().int().min(0).max(23), to: z.number().int().min(1).max(24) })
  .refine(({ from, to }) => from < to, "the hours end before they begin");

/** One schema per kind of limit; a kind without a row has its default, or no limit where it has none. */
export const guardrails = {
  /** The most all campaigns together may commit on one day, worst case. */
  cap_day: Amount,
  cap_month: Amount,
  /** … and one campaign over its whole flight. */
  cap_campaign: Amount,
  /** The most a budget may change at once, as a fraction of what it was. */
  change_ratio: z.object({ ratio: z.number().positive().max(10) }),
  /** Changes carried out within an hour. */
  changes_hour: z.object({ count: z.number().int().min(1).max(1_000) }),
  /** Hours of the workspace's zone in which automation may change anything. */
  hours: Hours,
  /** Media that may be changed at all. */
  media: z.object({ media: z.array(Medium).min(1) }),
  /** From here on somebody else than the requester approves. */
  other_from: Amount,
  /** From here on two people approve. */
  second_from: Amount,
  /** Managers approve up to here, admins everything. */
  manager_up_to: Amount,
} as const;

export const GuardrailKind = z.enum(Object.keys(guardrails) as [keyof typeof guardrails]);
export type GuardrailKind = z.output<typeof GuardrailKind>;
export type Guardrails = { [K in GuardrailKind]?: z.output<(typeof guardrails)[K]> };

export const guardrailLabels: Readonly<Record<GuardrailKind, Words>> = {
  cap_day: words("하루 지출 한도", "Cap per day"),
  cap_month: words("한 달 지출 한도", "Cap per month"),
  cap_campaign: words("캠페인 하나의 한도", "Cap per campaign"),
  change_ratio: words("예산 변경 폭", "Change of a budget at once"),
  changes_hour: words("한 시간에 바꿀 수 있는 횟수", "Changes within an hour"),
  hours: words("자동으로 바꿀 수 있는 시간", "Hours in which automation may act"),
  media: words("바꿀 수 있는 매체", "Media that may be changed"),
  other_from: words("요청자 아닌 사람이 승인하는 금액", "Amount from which somebody else approves"),
  second_from: words("두 사람이 승인하는 금액", "Amount from which two people approve"),
  manager_up_to: words("매니저가 승인할 수 있는 금액", "Amount managers may approve"),
};

/** Kinds of change that people let automation go differently far with; a kind without a level of its own follows the whole. */
export const actionKinds: Readonly<Record<string, Words>> = {
  "campaign.launch": words("캠페인 집행", "launching campaigns"),
  "campaign.activate": words("캠페인 시작", "starting campaigns"),
  "campaign.budget": words("예산 변경", "budget changes"),
  "campaign.pause": words("일시정지", "pauses"),
  "campaign.resume": words("재개", "resuming"),
  "campaign.end": words("종료일 변경", "end dates"),
  "campaign.creative": words("소재 교체", "creative swaps"),
  "campaign.url": words("연결 주소 변경", "landing pages"),
  "campaign.rename": words("이름 변경", "renaming"),
  "campaign.audience": words("타겟 변경", "audience changes"),
  "campaign.undo": words("되돌리기", "undoing"),
  "review.set_aside": words("심의 지적 예외", "setting a finding of the review aside"),
  "brand.severity": words("브랜드 규칙 강도 변경", "changing how strict a brand rule is"),
};

/** What starts spending, or passes a review by, is always a person's press, whatever the level. */
export function alwaysPressed(kind: string): boolean {
  return ["campaign.launch", "campaign.activate", "review.set_aside", "brand.severity"].includes(kind);
}

/** Whether it is one of the hours in which automation may act; always where none were set. */
export function isInHours(at: Temporal.Instant, zone: string, hours: Guardrails["hours"]): boolean {
  const { hour } = at.toZonedDateTimeISO(zone);
  return hours === undefined || (hour >= hours.from && hour < hours.to);
}

const everything = words(
  "막음: 승인한 것과 스스로 하는 것 모두",
  "holds back what is approved and what runs by itself",
);
const alone = words(
  "막음: 스스로 하는 변경. 사람이 승인할 때는 카드에 알리기만",
  "holds back what runs by itself; a person who approves is only told on the card",
);
const deciding = words("정함: 누가 승인하는지", "decides who approves");

/** What each limit holds back, and what it only tells of. */
export const guardrailReach: Readonly<Record<GuardrailKind, Words>> = {
  cap_day: everything,
  cap_month: everything,
  cap_campaign: everything,
  changes_hour: everything,
  media: everything,
  change_ratio: alone,
  hours: alone,
  other_from: deciding,
  second_from: deciding,
  manager_up_to: deciding,
};

/** What holds where nobody said otherwise, in main units of the workspace's currency. Our judgement, shown as a default. */
export const defaults = {
  otherFromMain: { KRW: 5_000_000, other: 5_000 },
  changeRatio: 0.3,
  changesHour: 60,
} as const;

/** Money held for one day. */
export type DayHold = { day: string; medium: Medium; minor: bigint };

/** `own`: what the campaign itself holds before these days. */
export type Committed = {
  byDay: ReadonlyMap<string, bigint>;
  byMonth: ReadonlyMap<string, bigint>;
  own: bigint;
};

export type CapBreach = {
  kind: "cap_day" | "cap_month" | "cap_campaign";
  at: string;
  wanted: bigint;
  cap: bigint;
};

/** The first limit that these holds would pass, on top of what is committed; days in order. */
export function capBreach(
  holds: readonly DayHold[],
  committed: Committed,
  caps: { day: bigint | undefined; month: bigint | undefined; campaign: bigint | undefined },
): CapBreach | undefined {
  const days = new Map<string, bigint>();
  const months = new Map<string, bigint>();
  let all = committed.own;
  for (const { day, minor } of holds) {
    days.set(day, (days.get(day) ?? committed.byDay.get(day) ?? 0n) + minor);
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? committed.byMonth.get(month) ?? 0n) + minor);
    all += minor;
  }
  const { day, month, campaign } = caps;
  if (campaign !== undefined && all > campaign)
    return { kind: "cap_campaign", at: "", wanted: all, cap: campaign };
  return firstOver("cap_day", days, day) ?? firstOver("cap_month", months, month);
}

function firstOver(
  kind: CapBreach["kind"],
  sums: ReadonlyMap<string, bigint>,
  cap: bigint | undefined,
): CapBreach | undefined {
  if (cap === undefined) return undefined;
  const [at, wanted] = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).find(([, sum]) => sum > cap) ?? [];
  return at === undefined || wanted === undefined ? undefined : { kind, at, wanted, cap };
}
