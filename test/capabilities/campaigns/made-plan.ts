// Briefs and grounds for plans in tests: literal ones and random ones from a printed seed.

import { type Brief, type BriefChanges } from "../../../src/capabilities/campaigns/plan/brief.ts";
import type { Ground } from "../../../src/capabilities/campaigns/plan/draft.ts";
import { defaultRule } from "../../../src/capabilities/campaigns/plan/naming.ts";
import { templateFor } from "../../../src/capabilities/campaigns/templates.ts";

export const noChanges: BriefChanges = { more: [], set: [], addMedia: [], dropMedia: [] };

export function makeBrief(said: Partial<Brief> = {}): Brief {
  return { media: [], placements: [], keywords: [], ...said };
}

export function makeGround(product: string, given: Partial<Ground> = {}): Ground {
  const { template, found } = templateFor(product);
  return {
    planId: "plan",
    version: 1,
    template,
    industryFound: found,
    budget: { state: "taken", amount: 3_000_000, currency: "KRW", period: "total", assumed: false },
    accounts: {},
    history: {},
    rule: defaultRule,
    brand: "코나인",
    today: Temporal.PlainDate.from("2026-11-21"),
    ...given,
  };
}

/** Numbers in [0, 1) from a seed, the same on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
