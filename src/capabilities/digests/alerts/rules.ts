// What can be watched, and what was seen: the stored forms, read back by zod.

import { z } from "zod";
import { Medium } from "../../../core/medium.ts";
import { Metric } from "../../../core/metric.ts";
import { Quantity } from "../../../core/quantity.ts";
import { PeriodText } from "../../../core/time.ts";

export const AlertKind = z.enum(["threshold", "budget", "no_conversions", "tracking", "rejected", "missing"]);
export type AlertKind = z.output<typeof AlertKind>;

/** Those that are on without anybody's asking, the gravest first: the order in which they are told. */
export const usualKinds = ["tracking", "budget", "rejected", "no_conversions", "missing"] as const;

/** What a threshold is held against; amounts in main units, rates as fractions, ROAS as a multiple. */
export const Watch = z.object({
  metric: Metric,
  op: z.enum([">", "<"]),
  value: z.number().nonnegative(),
  currency: z.string().optional(),
  /** `day`: the newest day; `week`, `month`: since their first day; left out, the fewest days that are enough to tell. */
  window: z.enum(["day", "week", "month"]).optional(),
  /** One incident of each instead of one of all together. */
  each: z.enum(["campaign", "medium"]).optional(),
  media: z.array(Medium).optional(),
  campaigns: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});
export type Watch = z.output<typeof Watch>;

export type Rule = {
  id: string;
  kind: AlertKind;
  isUsual: boolean;
  personId: string | null;
  watch: Watch | undefined;
  isOn: boolean;
  mutedUntil: Temporal.Instant | null;
};

/** How sure it is that this is no chance: `stated` is what the medium or a report says, with nothing to judge. */
export const Sureness = z.enum(["stated", "very", "fairly"]);
export type Sureness = z.output<typeof Sureness>;

/** What was seen of an incident, the newest sight of it. */
export const Seen = z.object({
  kind: AlertKind,
  about: z.object({
    medium: Medium.optional(),
    account: z.string().optional(),
    campaign: z.string().optional(),
  }),
  /** Days the figures are of. */
  period: PeriodText.optional(),
  /** The figure, and what it was held against. */
  now: Quantity.optional(),
  against: Quantity.optional(),
  /** Further figures it rests on. */
  beside: z.array(Quantity).default([]),
  /** What `against` is: a limit somebody set, what is usual, a budget, a rhythm of reports. */
  compared: z.enum(["limit", "cap_day", "cap_month", "daily_budget", "usual", "rhythm", "review"]),
  sure: Sureness,
  /** Chance that it is nothing but chance. */
  chance: z.number().optional(),
  /** Days whose conversions still come in, and how much of them is taken to be there. */
  young: z.object({ days: z.number().int(), share: z.number() }).optional(),
  /** The conversion tracking of the same account seems dead. */
  untracked: z.boolean().optional(),
  /** Names the medium or a report gave: text from outside. */
  names: z.array(z.string()).default([]),
  asOf: z.string().optional(),
  demo: z.boolean().default(false),
});
export type Seen = z.output<typeof Seen>;

/** What a judge says of one subject of a rule: what is amiss, or `undefined` where it is well. Of what it cannot judge it says nothing. */
export type Verdict = { ruleId: string; subject: string; seen: Seen | undefined };

export type Setting = {
  quietFrom: string;
  quietTo: string;
  mostADay: number;
  mutedUntil: Temporal.Instant | null;
};

/** Nobody is woken, and nobody's day is nothing but alerts. */
export const usualSetting: Setting = {
  quietFrom: "21:00",
  quietTo: "08:00",
  mostADay: 5,
  mutedUntil: null,
};

/** The end of the quiet hours that hold at this moment; `undefined` outside of them. */
export function quietUntil(
  { quietFrom, quietTo }: Setting,
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant | undefined {
  if (quietFrom === "" || quietTo === "" || quietFrom === quietTo) return undefined;
  const local = now.toZonedDateTimeISO(zone);
  const [from, to, at] = [timeOf(quietFrom), timeOf(quietTo), local.toPlainTime()];
  const isBefore = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean =>
    Temporal.PlainTime.compare(a, b) < 0;
  const overNight = isBefore(to, from);
  const inside = overNight
    ? !isBefore(at, from) || isBefore(at, to)
    : !isBefore(at, from) && isBefore(at, to);
  if (!inside) return undefined;
  const end = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: to });
  const later = Temporal.ZonedDateTime.compare(end, local) > 0 ? end : end.add({ days: 1 });
  return later.toInstant();
}

function timeOf(text: string): Temporal.PlainTime {
  return Temporal.PlainTime.from(text);
}
