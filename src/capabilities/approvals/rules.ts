// Pure decisions about approvals: what a proposal needs, until when it may be decided, and whether this person may decide it now.

import { z } from "zod";
import { Medium } from "../../core/medium.ts";
import { mayDo, type Role } from "../../core/roles.ts";
import { addWorkingHours, type Holiday, workingHoursBetween } from "./working-hours.ts";

/** One line of "before → after" as people read it, from stored values. */
const Amount = z.object({ minor: z.string(), currency: z.string() });

export const Change = z.object({
  entity: z.string(),
  medium: Medium.optional(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  /** The same as money, where it is money: shown as a figure, never as words. */
  amounts: z.object({ before: Amount.nullable(), after: Amount.nullable() }).optional(),
});
export type Change = z.output<typeof Change>;

/** Whole minor units as text: JSON has no bigint. */
export const MediumTotal = z.object({ medium: Medium, minor: z.string(), currency: z.string() });
export type MediumTotal = z.output<typeof MediumTotal>;

/** What has to come together before the proposal is carried out. */
export const Needs = z.object({
  /** Roles that may decide. */
  roles: z.array(z.enum(["company_admin", "project_manager", "member", "viewer"])),
  /** People who have to approve. */
  people: z.number().int().min(1).max(2),
  /** Somebody else than the requester. */
  other: z.boolean(),
  /** A one-person firm: a written reason in the place of a second person … */
  reason: z.boolean(),
  /** … and not before this instant (ISO). */
  notBefore: z.string().optional(),
});
export type Needs = z.output<typeof Needs>;

/** Amounts in minor units of the workspace's currency from which more than one click is asked for. */
export type Thresholds = {
  otherFrom: bigint;
  secondFrom: bigint | undefined;
  managerUpTo: bigint | undefined;
};

/** Until when a proposal waits when nothing else ends it: hours in which people are at work count. */
const WAIT_WORKING_HOURS = 24;
/** What a one-person firm waits in the place of a second person. */
const ALONE_WAIT = { hours: 1 } as const;

/**
 * @param deciders people of the workspace whose role may decide, the requester among them when theirs does
 * @param total minor units; `undefined` for a proposal that commits no money
 */
export function needsOf(
  total: bigint | undefined,
  { otherFrom, secondFrom, managerUpTo }: Thresholds,
  { deciders, requesterDecides, now }: { deciders: number; requesterDecides: boolean; now: Temporal.Instant },
): Needs {
  const size = total ?? 0n;
  const big = total !== undefined && size >= otherFrom;
  const second = total !== undefined && secondFrom !== undefined && size >= secondFrom;
  const onlyAdmins = managerUpTo !== undefined && size > managerUpTo;
  const roles: Role[] = onlyAdmins ? ["company_admin"] : ["company_admin", "project_manager"];
  if ((big || second) && requesterDecides && deciders === 1)
    return { roles, people: 1, other: false, reason: true, notBefore: now.add(ALONE_WAIT).toString() };
  return { roles, people: second && deciders > 1 ? 2 : 1, other: big, reason: false };
}

/**
 * The end of the wait: so many working hours from now, and never after the flight has begun.
 * @param holiday whether nobody works on a day
 */
export function expiryOf(
  now: Temporal.Instant,
  zone: string,
  startsOn: Temporal.PlainDate | undefined,
  holiday: Holiday,
): Temporal.Instant {
  const worked = addWorkingHours(now.toZonedDateTimeISO(zone), WAIT_WORKING_HOURS, holiday).toInstant();
  // A flight that begins today may still be approved today; it then begins late and says so.
  const end = startsOn?.toZonedDateTime({ timeZone: zone }).add({ days: 1 }).toInstant();
  return end && Temporal.Instant.compare(end, worked) < 0 && Temporal.Instant.compare(end, now) > 0
    ? end
    : worked;
}

/** A request is reminded of half-way and an hour before its end, never within an hour of being asked for. */
const HALF_FROM_HOURS = 4;
const LAST_HOUR_FROM_HOURS = 2;

/** When whoever may decide is reminded, all in working hours, the earliest first; none for what waits for a short time only. */
export function remindersOf(
  asked: Temporal.Instant,
  expiresAt: Temporal.Instant,
  zone: string,
  holiday: Holiday,
): Temporal.Instant[] {
  const from = asked.toZonedDateTimeISO(zone);
  const hours = workingHoursBetween(from, expiresAt.toZonedDateTimeISO(zone), holiday);
  const after = [
    ...(hours >= HALF_FROM_HOURS ? [hours / 2] : []),
    ...(hours >= LAST_HOUR_FROM_HOURS ? [hours - 1] : []),
  ];
  return after.map((one) => addWorkingHours(from, one, holiday).toInstant());
}

/** Why somebody may not decide now. */
export type Refusal = "role" | "own" | "twice" | "reason" | "too_early" | "expired";

export type Decider = {
  role: Role;
  isRequester: boolean;
  /** Decided on this proposal before. */
  decidedBefore: boolean;
  reason: string;
};

/** @returns `undefined` when the decision counts. Rejecting is open to everybody who may decide, at any time, to the requester too. */
export function refusalOf(
  decision: "approve" | "reject",
  needs: Needs,
  { role, isRequester, decidedBefore, reason }: Decider,
  { now, expiresAt }: { now: Temporal.Instant; expiresAt: Temporal.Instant },
): Refusal | undefined {
  if (Temporal.Instant.compare(now, expiresAt) >= 0) return "expired";
  const mayReject = isRequester || mayDecide(role);
  if (decision === "reject") return mayReject ? undefined : "role";
  if (!mayDecide(role) || !needs.roles.includes(role)) return "role";
  if (needs.other && isRequester) return "own";
  if (decidedBefore) return "twice";
  if (needs.reason && reason.trim().length < 5) return "reason";
  const early = needs.notBefore && Temporal.Instant.compare(now, Temporal.Instant.from(needs.notBefore)) < 0;
  return early ? "too_early" : undefined;
}

function mayDecide(role: Role): boolean {
  return mayDo(role, "approval.decide", "spend");
}
