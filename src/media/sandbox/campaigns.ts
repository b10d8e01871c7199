// The campaigns of simulated accounts with their state on a day, as a list of the media's own would tell them.

import { endOf, planOf } from "./first-state.ts";
import { runsOn } from "../market/shop.ts";
import type { MediumName } from "../medium.ts";
import type { MarketAccount } from "./report.ts";
import type { SandboxObject } from "./state.ts";

export type SimulatedCampaign = {
  medium: MediumName;
  name: string;
  status: "active" | "paused" | "ended";
  /** The medium's own id. */
  ref: string;
};

export function simulatedCampaigns(
  accounts: readonly MarketAccount[],
  today: Temporal.PlainDate,
): SimulatedCampaign[] {
  return accounts.flatMap(({ medium, state }) =>
    Object.values(state.objects)
      .filter(({ level, deleted }) => level === "campaign" && deleted !== true)
      .map((object) => ({ medium, name: object.name, status: statusOf(object, today), ref: object.id })),
  );
}

function statusOf(object: SandboxObject, today: Temporal.PlainDate): SimulatedCampaign["status"] {
  const plan = object.to === undefined && object.origin !== undefined ? planOf(object.origin) : undefined;
  if (plan && object.on && !plan.paused && !runsOn(plan, today)) return "ended";
  const end = endOf(object, today);
  if (end !== undefined && end < today.toString()) return "ended";
  return object.on ? "active" : "paused";
}
