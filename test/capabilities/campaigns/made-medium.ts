// A medium in memory whose answers a test can spoil: what the executor does with a reply that is lost, late, refused.

import type { Level, Medium, Remote } from "../../../src/media/medium.ts";
import { MediumError } from "../../../src/media/medium.ts";
import { mediumFeatures } from "../../../src/media/features.ts";
import { byTag } from "../../../src/media/tag.ts";

type Fault = "refused" | "throttled" | "unavailable" | "lost" | "never";

export type MadeMedium = Medium & {
  /** Objects by level, as the medium has them. */
  made: Record<Level, Remote[]>;
  /** Taken by the next calls that change something, in order; `undefined` = all is well. */
  faults: (Fault | undefined)[];
  /** Look-ups fail while it is true. */
  blind: boolean;
  /** Calls that reached it. */
  calls: string[];
};

export function makeMedium(): MadeMedium {
  const made: MadeMedium["made"] = { campaign: [], adGroup: [], ad: [] };
  let last = 0;
  const medium: MadeMedium = {
    name: "meta",
    features: mediumFeatures.meta,
    made,
    faults: [],
    blind: false,
    calls: [],
    createCampaign: (_, one) => create("campaign", { name: one.name, dailyBudget: one.dailyBudget }),
    createAdGroup: (_, one) => create("adGroup", { name: one.name, parentId: one.campaignId }),
    createAd: (_, one) => create("ad", { name: one.name, parentId: one.adGroupId }),
    find: async (_, level, tag) => {
      look();
      return byTag("meta", made[level], tag);
    },
    read: async (_, level, id) => {
      look();
      return made[level].find((one) => one.id === id);
    },
    list: async (_, level, below) =>
      made[level].filter(({ parentId }) => below === undefined || parentId === below),
    ensureKeywords: async (_, id, keywords) => {
      medium.calls.push(`ensureKeywords ${id} ${keywords.join(",")}`);
    },
    setAudience: (_, id, audience) => change("setAudience", "adGroup", id, (one) => ({ ...one, audience })),
    setStatus: (_, level, id, status) => change("setStatus", level, id, (one) => ({ ...one, status })),
    setDailyBudget: (_, id, dailyBudget) =>
      change("setDailyBudget", "campaign", id, (one) => ({ ...one, dailyBudget })),
    setEnd: (_, id, end) => change("setEnd", "campaign", id, (one) => ({ ...one, end })),
    rename: (_, level, id, name) => change("rename", level, id, (one) => ({ ...one, name })),
    pullMetrics: async () => {
      throw new Error("not asked for");
    },
  };
  return medium;

  function look(): void {
    if (medium.blind) throw new MediumError("unavailable", "no way", { medium: "meta", code: "down" });
  }

  async function create(level: Level, facts: Omit<Remote, "id" | "status">): Promise<{ id: string }> {
    const id = `${level}-${++last}`;
    await spoiled(`create ${level}`, () => made[level].push({ id, status: "paused", ...facts }));
    return { id };
  }

  async function change(op: string, level: Level, id: string, next: (one: Remote) => Remote): Promise<void> {
    await spoiled(`${op} ${id}`, () => {
      made[level] = made[level].map((one) => (one.id === id ? next(one) : one));
    });
  }

  async function spoiled(call: string, effect: () => void): Promise<void> {
    medium.calls.push(call);
    const fault = medium.faults.shift();
    const facts = { medium: "meta" as const, code: fault ?? "" };
    switch (fault) {
      case "refused":
      case "throttled":
      case "unavailable":
        throw new MediumError(fault, "spoiled", { ...facts, retryAfterMs: 1 });
      case "lost":
        effect();
        throw new MediumError("unknown", "the reply was lost", facts);
      case "never":
        throw new MediumError("unknown", "nobody heard it", facts);
      case undefined:
        effect();
    }
  }
}
