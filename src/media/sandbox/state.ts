// What the simulated market knows of one account: plain JSON, so that it survives restarts and is shared by replicas.

import { z } from "zod";

const Iso = z.iso.datetime({ offset: true });

/** A campaign, ad group or ad. Budgets and days stand on campaigns only; `fields` are the medium's own words about it. */
const SandboxObject = z.object({
  id: z.string(),
  level: z.enum(["campaign", "adGroup", "ad"]),
  parentId: z.string().optional(),
  name: z.string(),
  on: z.boolean(),
  deleted: z.boolean().optional(),
  /** How the review ends; until `reviewUntil` it goes on. */
  review: z.enum(["approved", "rejected"]),
  reviewUntil: Iso.optional(),
  /** Daily budget in micros of the account's currency, without VAT. */
  dailyMicros: z.string().regex(/^\d+$/).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Set on what the demo shop ran before anybody changed anything: the shop's own name of the campaign. */
  origin: z.string().optional(),
  fields: z.record(z.string(), z.unknown()),
});
export type SandboxObject = z.output<typeof SandboxObject>;

/** What the market saw happen, oldest first: days are computed from it. `value` is the state from `at` on. */
const Change = z.object({
  at: Iso,
  id: z.string(),
  field: z.enum(["made", "on", "dailyMicros", "from", "to", "review", "deleted"]),
  value: z.union([z.boolean(), z.string()]),
});
export type Change = z.output<typeof Change>;

const FaultName = z.enum([
  "throttled",
  "unavailable",
  "lost_reply",
  "late_effect",
  "ok_with_error",
  "rejected",
  "born_on",
  "partial",
]);
export type FaultName = z.output<typeof FaultName>;

/** What goes wrong. `queue` first, one fault per fitting call; then `rates` (0..1) decided by the seed and the number of the call. */
const FaultPlan = z.object({
  seed: z.number().int(),
  rates: z.partialRecord(FaultName, z.number().min(0).max(1)).default({}),
  queue: z.array(z.object({ fault: FaultName, on: z.enum(["create", "change", "read", "any"]) })).default([]),
  /** Least milliseconds between two writes, by the machine's clock; none when absent. */
  writePaceMs: z.number().int().positive().optional(),
  /** Ads are reviewed for so long, by the clock of periods; not at all when absent. */
  reviewMinutes: z.number().int().positive().optional(),
  /** Reports lack so many of the last complete days. */
  lagDays: z.number().int().nonnegative().default(0),
});
export type FaultPlan = z.input<typeof FaultPlan>;

export function readFaults(plan: FaultPlan): z.output<typeof FaultPlan> {
  return FaultPlan.parse(plan);
}

export const SandboxState = z.object({
  seed: z.number().int(),
  zone: z.string(),
  currency: z.string(),
  /** The account's own number on the medium: calls for another are refused. */
  ref: z.string(),
  /** Calls served so far; decides seeded faults and when late effects land. */
  position: z.number().int().nonnegative(),
  nextId: z.number().int().nonnegative(),
  objects: z.record(z.string(), SandboxObject),
  changes: z.array(Change),
  /** What the medium keeps beside objects (creatives, keywords), by its own id. */
  kept: z.record(z.string(), z.unknown()),
  /** Requests whose reply was cut before they took effect, with the position at which they do. */
  late: z.array(z.object({ due: z.number().int(), request: z.unknown() })),
  lastWriteMs: z.number().optional(),
  faults: FaultPlan.optional(),
});
export type SandboxState = z.output<typeof SandboxState>;

/**
 * Where accounts' states live; bound to one workspace. `change` is one transaction: the row is locked, `body` works on a copy and is
 * synchronous, and when it throws nothing changed. An account that was never touched is opened with its first state.
 */
export type MarketStore = {
  read: (account: SandboxAccount) => Promise<SandboxState>;
  change: <T>(account: SandboxAccount, body: (state: SandboxState) => T) => Promise<T>;
};

export type SandboxAccount = {
  medium: "meta" | "google_ads" | "naver" | "kakao";
  ref: string;
  currency: string;
};
