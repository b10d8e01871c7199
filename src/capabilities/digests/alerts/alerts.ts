// Alerts as the claim loop needs them: a look is judged, its incidents are settled, and whoever is to hear of them is named.

import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { settleIncidents } from "./incidents.ts";
import type { Judged } from "./look.ts";
import { readSetting } from "./store.ts";
import { type Hearer, type Plan, silentUntil, takeTelling } from "./telling.ts";

export { judgeNow } from "./look.ts";
export { forgetTold, noteShown, outdated } from "./telling.ts";

type Here = Pick<Ctx, "workspaceId" | "now" | "zone">;

/**
 * In the transaction that ends the look's row.
 * @returns who hears of what now, and when the next look is due
 */
export async function settleLook<Person extends Hearer>(
  tx: Tx,
  here: Here,
  { judged, people }: { judged: Judged; people: readonly Person[] },
): Promise<{ tellings: { person: Person; plan: Plan }[]; nextAt: Temporal.Instant }> {
  const { rules, verdicts } = judged;
  await settleIncidents(tx, here, rules, verdicts);
  const setting = await readSetting(tx, here);
  const silent = silentUntil(setting, here);
  const hour = nextHour(here);
  if (silent) return { tellings: [], nextAt: earlier(silent, hour) };
  const tellings: { person: Person; plan: Plan }[] = [];
  for (const person of people)
    tellings.push({ person, plan: await takeTelling(tx, here, { hearer: person, rules, setting }) });
  return { tellings, nextAt: hour };
}

function nextHour({ now, zone }: Pick<Here, "now" | "zone">): Temporal.Instant {
  const local = now.toZonedDateTimeISO(zone).round({ smallestUnit: "hour", roundingMode: "floor" });
  return local.add({ hours: 1 }).toInstant();
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}
