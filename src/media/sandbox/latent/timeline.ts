// A campaign's day as its change log tells it: how long each ad could run, at which daily budget.

import type { Change, SandboxState } from "../state.ts";

const FIELDS: readonly Change["field"][] = ["on", "dailyMicros", "from", "to", "review", "deleted"];

type Step = { ms: number; value: boolean | string };
export type Timeline = ReadonlyMap<string, readonly Step[]>;

/** The change log by object and field, oldest first. */
export function timelineOf(changes: readonly Change[]): Timeline {
  const steps = new Map<string, Step[]>();
  for (const { at, id, field, value } of changes) {
    const key = `${id}/${field}`;
    const known = steps.get(key) ?? [];
    known.push({ ms: Temporal.Instant.from(at).epochMilliseconds, value });
    steps.set(key, known);
  }
  return steps;
}

export type Family = { campaign: string; ads: readonly { id: string; adGroup: string }[] };

/** The family of a campaign: its ads with their ad groups, by id: no store keeps the order of making. */
export function familyOf({ objects }: SandboxState, campaign: string): Family {
  const all = Object.values(objects).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const groups = new Set(
    all.filter(({ level, parentId }) => level === "adGroup" && parentId === campaign).map(({ id }) => id),
  );
  const ads = all.flatMap(({ id, level, parentId = "" }) =>
    level === "ad" && groups.has(parentId) ? [{ id, adGroup: parentId }] : [],
  );
  return { campaign, ads };
}

/** `budgetMicros`: daily budgets times the share of the day they held while an ad ran; `peakMicros`: the largest of the day. */
export type Activity = { budgetMicros: number; peakMicros: number; shares: ReadonlyMap<string, number> };

/** @param span milliseconds since 1970: the day's first and the one after its last; `until` cuts a day that is not over */
export function activityOf(
  timeline: Timeline,
  family: Family,
  day: Temporal.PlainDate,
  span: { from: number; to: number; until: number },
): Activity {
  const shares = new Map<string, number>();
  let budgetMicros = 0;
  let peakMicros = 0;
  const cuts = cutsOf(timeline, family, span.from, Math.min(span.to, span.until));
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const running = runningAds(timeline, family, day, start);
    if (running.length === 0) continue;
    const share = (end - start) / (span.to - span.from);
    const budget = Number(valueAt(timeline, family.campaign, "dailyMicros", start) ?? 0);
    budgetMicros += budget * share;
    peakMicros = Math.max(peakMicros, budget);
    for (const id of running) shares.set(id, (shares.get(id) ?? 0) + share);
  }
  return { budgetMicros, peakMicros, shares };
}

/** Days since the last edit that makes the medium learn anew: a start, a budget moved by more than a fifth, a new ad. */
export function daysSinceEdit(timeline: Timeline, { campaign, ads }: Family, ms: number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const step of timeline.get(`${campaign}/on`) ?? [])
    if (step.value === true && step.ms <= ms) last = Math.max(last, step.ms);
  for (const { id } of ads) {
    const [made] = timeline.get(`${id}/made`) ?? [];
    if (made && made.ms <= ms) last = Math.max(last, made.ms);
  }
  let before: number | undefined;
  for (const step of timeline.get(`${campaign}/dailyMicros`) ?? []) {
    const budget = Number(step.value);
    if (before !== undefined && Math.abs(budget / before - 1) > 0.2 && step.ms <= ms)
      last = Math.max(last, step.ms);
    before = budget;
  }
  return Math.max(0, Math.floor((ms - last) / 86_400_000));
}

/** When the object could first run. */
export function firstOn(timeline: Timeline, id: string): number | undefined {
  return timeline.get(`${id}/on`)?.find(({ value }) => value === true)?.ms;
}

function valueAt(
  timeline: Timeline,
  id: string,
  field: Change["field"],
  ms: number,
): boolean | string | undefined {
  return timeline.get(`${id}/${field}`)?.findLast((step) => step.ms <= ms)?.value;
}

function runningAds(
  timeline: Timeline,
  { campaign, ads }: Family,
  day: Temporal.PlainDate,
  ms: number,
): string[] {
  const isOn = (id: string): boolean =>
    valueAt(timeline, id, "on", ms) === true && valueAt(timeline, id, "deleted", ms) !== true;
  if (!isOn(campaign) || !inFlight(timeline, campaign, day, ms)) return [];
  return ads.flatMap(({ id, adGroup }) =>
    isOn(adGroup) && isOn(id) && valueAt(timeline, id, "review", ms) === "approved" ? [id] : [],
  );
}

function inFlight(timeline: Timeline, campaign: string, day: Temporal.PlainDate, ms: number): boolean {
  const from = valueAt(timeline, campaign, "from", ms);
  const to = valueAt(timeline, campaign, "to", ms);
  const iso = day.toString();
  return (typeof from !== "string" || from <= iso) && (typeof to !== "string" || iso <= to);
}

/** The moments of the day at which anything of the family changed, its first and its last included. */
function cutsOf(timeline: Timeline, { campaign, ads }: Family, from: number, to: number): number[] {
  const ids = new Set([campaign, ...ads.flatMap(({ id, adGroup }) => [id, adGroup])]);
  const cuts = new Set([from, to]);
  for (const id of ids) {
    for (const field of FIELDS) {
      for (const { ms } of timeline.get(`${id}/${field}`) ?? []) if (ms > from && ms < to) cuts.add(ms);
    }
  }
  return [...cuts].toSorted((a, b) => a - b).filter((cut) => cut <= to);
}
