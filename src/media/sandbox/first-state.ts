// How a simulated account begins: empty, or with the campaigns the demo shop has been running. The same seed gives the same ids.

import { campaignPlans, runsOn } from "../market/shop.ts";
import type { Level, MediumName } from "../medium.ts";
import { objectId } from "./object-ids.ts";
import type { Change, SandboxAccount, SandboxObject, SandboxState } from "./state.ts";

/** Before anybody could change anything. */
export const ALWAYS = "1970-01-01T00:00:00Z";
const ZONE = "Asia/Seoul";
/** Where the ads of the demo shop lead. */
export const SHOP = "https://shop.example.com/";

export function firstState(
  account: SandboxAccount,
  { seed, demo }: { seed: number; demo: boolean },
): SandboxState {
  const state: SandboxState = {
    seed,
    zone: ZONE,
    currency: account.currency,
    ref: account.ref,
    position: 0,
    nextId: 1,
    objects: {},
    changes: [],
    kept: {},
    late: [],
  };
  if (demo) stockShop(state, account.medium);
  return state;
}

/** The last day of a campaign; the shop's yearly ones end each year anew until somebody sets a day. */
export function endOf({ to, origin }: SandboxObject, today: Temporal.PlainDate): string | undefined {
  const plan = to === undefined && origin !== undefined ? planOf(origin) : undefined;
  if (!plan?.flight) return to;
  const thisYear = `${today.year}-${plan.flight.to}`;
  const began = runsOn(plan, today) || thisYear < today.toString();
  return began ? thisYear : `${today.year - 1}-${plan.flight.to}`;
}

export function planOf(origin: string): (typeof campaignPlans)[number] | undefined {
  return campaignPlans.find(({ name }) => name === origin);
}

function stockShop(state: SandboxState, medium: MediumName): void {
  for (const plan of campaignPlans.filter((one) => one.medium === medium)) {
    const campaign = put(state, medium, {
      level: "campaign",
      name: plan.name,
      on: !plan.paused,
      origin: plan.name,
    });
    campaign.dailyMicros = (BigInt(plan.dailyWon) * 1_000_000n).toString();
    state.changes.push({ at: ALWAYS, id: campaign.id, field: "dailyMicros", value: campaign.dailyMicros });
    for (const [name, ads] of Object.entries(plan.adGroups)) {
      const adGroup = put(state, medium, { level: "adGroup", name, on: true, parentId: campaign.id });
      for (const ad of ads) put(state, medium, { level: "ad", name: ad, on: true, parentId: adGroup.id });
    }
  }
}

type Stock = { level: Level; name: string; on: boolean; parentId?: string; origin?: string };

function put(state: SandboxState, medium: MediumName, stock: Stock): SandboxObject {
  const id = objectId(state, medium, stock.level, stock.parentId);
  const object: SandboxObject = { ...stock, id, review: "approved", fields: { objective: "sales" } };
  state.objects[id] = object;
  const first: Omit<Change, "at" | "id">[] = [
    { field: "on", value: stock.on },
    { field: "review", value: "approved" },
  ];
  state.changes.push(...first.map((change) => ({ at: ALWAYS, id, ...change })));
  return object;
}
