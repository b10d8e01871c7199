// The platform behind every dialect: what may be made and changed, and the log of what happened. Refuses what a platform would refuse.

import { mediumFeatures } from "../features.ts";
import type { Level, MediumName } from "../medium.ts";
import { endOf } from "./first-state.ts";
import { objectId } from "./object-ids.ts";
import type { Change, SandboxObject, SandboxState } from "./state.ts";

/** One account while a request is served. */
export type Shelf = {
  medium: MediumName;
  state: SandboxState;
  now: Temporal.Instant;
  /** Faults of this call: the medium starts what was asked for as paused; its review turns it down. */
  bornOn: boolean;
  rejects: boolean;
  partial: boolean;
};

export type RefusalName =
  | "invalid"
  | "unknown_field"
  | "not_found"
  | "wrong_account"
  | "bad_signature"
  | "duplicate_name"
  | "bad_budget"
  | "bad_dates";

/** A request the platform does not take; each dialect has its own words for it. */
export class Refused extends Error {
  readonly reason: RefusalName;
  readonly level: Level | undefined;

  constructor(reason: RefusalName, message: string, level?: Level) {
    super(message);
    this.reason = reason;
    this.level = level;
  }
}

export type NewObject = {
  level: Level;
  name: string;
  on: boolean;
  parentId?: string;
  dailyMicros?: bigint;
  from?: string;
  to?: string;
  fields: Record<string, unknown>;
};

/** No account is billed more a day: a slip of digits is refused. */
const MAX_DAILY_MAIN = 10_000_000_000n;
const MICROS = 1_000_000n;

export function todayOf({ state, now }: Shelf): Temporal.PlainDate {
  return now.toZonedDateTimeISO(state.zone).toPlainDate();
}

export function add(shelf: Shelf, wanted: NewObject): SandboxObject {
  const { medium, state } = shelf;
  checkName(shelf, wanted);
  if (wanted.parentId !== undefined) get(shelf, parents[wanted.level], wanted.parentId);
  checkBudget(shelf, wanted.dailyMicros);
  checkDates(shelf, wanted.from, wanted.to);
  const { dailyMicros, ...rest } = wanted;
  const id = objectId(state, medium, wanted.level, wanted.parentId);
  const review = shelf.rejects && wanted.level === "ad" ? "rejected" : "approved";
  const on = wanted.on || shelf.bornOn;
  const object: SandboxObject = { ...rest, id, on, review };
  const minutes = wanted.level === "ad" ? state.faults?.reviewMinutes : undefined;
  if (minutes !== undefined) object.reviewUntil = shelf.now.add({ minutes }).toString();
  if (dailyMicros !== undefined) object.dailyMicros = dailyMicros.toString();
  state.objects[id] = object;
  log(shelf, id, { made: true, on, dailyMicros: object.dailyMicros, from: object.from, to: object.to });
  state.changes.push({ at: object.reviewUntil ?? shelf.now.toString(), id, field: "review", value: review });
  return object;
}

/** `fields` take the place of those of the same name. */
export type Patch = {
  name?: string;
  on?: boolean;
  dailyMicros?: bigint;
  to?: string;
  deleted?: boolean;
  fields?: Record<string, unknown>;
};

/** Values that are there already are taken and not logged again. */
export function change(shelf: Shelf, level: Level, id: string, patch: Patch): SandboxObject {
  const object = get(shelf, level, id);
  if (patch.name !== undefined && patch.name !== object.name)
    checkName(shelf, { ...object, name: patch.name });
  checkBudget(shelf, patch.dailyMicros);
  if (patch.to !== undefined) checkDates(shelf, object.from, patch.to);
  if (patch.dailyMicros !== undefined && level !== "campaign")
    throw new Refused("bad_budget", "budgets stand on campaigns", level);
  const { dailyMicros, fields, ...rest } = patch;
  if (fields) object.fields = { ...object.fields, ...fields };
  const next = { ...rest, ...(dailyMicros !== undefined && { dailyMicros: dailyMicros.toString() }) };
  const { name: _, ...logged } = next;
  const news = Object.entries(logged).filter(
    ([field, value]) => object[field as keyof SandboxObject] !== value,
  );
  Object.assign(object, next);
  log(shelf, id, Object.fromEntries(news));
  return object;
}

export function get({ state }: Shelf, level: Level, id: string): SandboxObject {
  const object = state.objects[id];
  if (object?.level === level && object.deleted !== true) return object;
  throw new Refused("not_found", `no ${level} ${id}`, level);
}

/** In the order they were made; deleted ones are left out. */
export function all({ state }: Shelf, level: Level, parentId?: string): SandboxObject[] {
  return Object.values(state.objects)
    .filter(
      (one) =>
        one.level === level && one.deleted !== true && (parentId === undefined || one.parentId === parentId),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Where the review of an object stands now. */
export function reviewOf(
  { now }: Shelf,
  { review, reviewUntil }: SandboxObject,
): "approved" | "in_review" | "rejected" {
  const goesOn = reviewUntil !== undefined && Temporal.Instant.compare(now, reviewUntil) < 0;
  return goesOn ? "in_review" : review;
}

export function isOver(shelf: Shelf, object: SandboxObject): boolean {
  const today = todayOf(shelf);
  const end = endOf(object, today);
  return end !== undefined && end < today.toString();
}

const parents: Readonly<Record<Level, Level>> = { campaign: "campaign", adGroup: "campaign", ad: "adGroup" };

function checkName(
  shelf: Shelf,
  { level, name, parentId }: Pick<NewObject, "level" | "name"> & { parentId?: string | undefined },
): void {
  const { duplicateNames, maxNameLength } = mediumFeatures[shelf.medium];
  if (name.trim() === "" || name.length > maxNameLength)
    throw new Refused("invalid", "a name that is none", level);
  if (duplicateNames === "allowed" || level === "ad") return;
  const siblings = all(shelf, level, parentId);
  if (siblings.some((one) => one.name === name))
    throw new Refused("duplicate_name", `another ${level} has this name`, level);
}

function checkBudget({ medium, state }: Shelf, micros: bigint | undefined): void {
  if (micros === undefined) return;
  const least = mediumFeatures[medium].minDailyBudget(state.currency)?.minor ?? 1n;
  const main = micros / MICROS;
  if (micros <= 0n || main > MAX_DAILY_MAIN) throw new Refused("bad_budget", "a daily budget no account has");
  if (state.currency === "KRW" && micros % MICROS !== 0n) throw new Refused("bad_budget", "parts of a won");
  if (state.currency === "KRW" && main < least)
    throw new Refused("bad_budget", `below the minimum of ${least}`);
}

function checkDates(shelf: Shelf, from: string | undefined, to: string | undefined): void {
  if (to === undefined) return;
  if (from !== undefined && to < from) throw new Refused("bad_dates", "the end lies before the start");
  if (to < todayOf(shelf).toString()) throw new Refused("bad_dates", "the end lies in the past");
}

function log(
  { state, now }: Shelf,
  id: string,
  values: Partial<Record<Change["field"], boolean | string | undefined>>,
): void {
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    state.changes.push({ at: now.toString(), id, field: field as Change["field"], value });
  }
}
