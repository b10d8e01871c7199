// An account of the simulated market with its medium: in memory, with a clock of its own and no real waiting.

import type { AccountRef, Medium, MediumName, NewAd, NewCampaign } from "../../src/media/medium.ts";
import { openSandboxMedium } from "../../src/media/open-sandbox.ts";
import { setFaults } from "../../src/media/sandbox/faults.ts";
import { memoryStore } from "../../src/media/sandbox/memory-store.ts";
import type { FaultPlan, MarketStore, SandboxAccount, SandboxState } from "../../src/media/sandbox/state.ts";

export type MarketAccount = {
  medium: Medium;
  at: AccountRef;
  store: MarketStore;
  account: SandboxAccount;
  /** Milliseconds the client waited. */
  waited: () => number;
  /** Moves the clock of periods. */
  set: (now: string) => void;
  faults: (plan: Partial<FaultPlan>) => Promise<void>;
  state: () => Promise<SandboxState>;
};

export function openAccount(
  name: MediumName,
  {
    demo = false,
    seed = 7,
    currency = "KRW",
    now = "2026-11-21T10:00:00+09:00",
    store = memoryStore({ seed, demo }),
  } = {},
): MarketAccount {
  const account: SandboxAccount = { medium: name, ref: "1234567890", currency };
  let clock = Temporal.Instant.from(now);
  let ms = 1_700_000_000_000;
  const began = ms;
  const pause = async (wait: number): Promise<void> => {
    ms += wait;
  };
  const medium = openSandboxMedium({ store, account, now: () => clock, waits: { pause, epochMs: () => ms } });
  return {
    medium,
    at: { ref: account.ref, currency },
    store,
    account,
    waited: () => ms - began,
    set: (next) => {
      clock = Temporal.Instant.from(next);
    },
    faults: (plan) => setFaults(store, account, { seed: 1, ...plan }),
    state: () => store.read(account),
  };
}

export const won = (minor: number): NewCampaign["dailyBudget"] => ({
  minor: BigInt(minor),
  currency: "KRW",
  vat: "excluded",
});

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const sandals: NewCampaign = {
  name: "여름 샌들 세일 [co9-1a2b3c4d]",
  objective: "sales",
  dailyBudget: won(50_000),
  flight: { from: day("2026-11-21"), to: day("2026-12-04") },
};

export const copy: NewAd["texts"] = {
  headline1: "여름 샌들 세일",
  headline2: "이번 주만 30% 할인",
  headline3: "무료 반품",
  description1: "가볍고 편한 샌들을 만나 보세요.",
  description2: "오늘 주문하면 내일 도착해요.",
  body: "가볍고 편한 샌들, 이번 주만 30% 할인",
};

export const LANDING = "https://shop.example.com/sandals?utm_source=co9";

/** A campaign with one ad group and one ad, all paused. */
export async function launch(
  { medium, at }: Pick<MarketAccount, "medium" | "at">,
  campaign: NewCampaign = sandals,
): Promise<{ campaign: string; adGroup: string; ad: string }> {
  const made = await medium.createCampaign(at, campaign);
  const adGroup = await medium.createAdGroup(at, {
    name: "20대 여성 [co9-00000002]",
    campaignId: made.id,
    audience: { ages: { from: 20, to: 29 }, genders: ["female"], keywords: ["여름 샌들"] },
    landingUrl: LANDING,
  });
  const ad = await medium.createAd(at, {
    name: "소재 A [co9-00000003]",
    adGroupId: adGroup.id,
    texts: copy,
    images: [],
    landingUrl: LANDING,
  });
  return { campaign: made.id, adGroup: adGroup.id, ad: ad.id };
}

export async function activate(
  { medium, at }: Pick<MarketAccount, "medium" | "at">,
  ids: { campaign: string; adGroup: string; ad: string },
): Promise<void> {
  await medium.setStatus(at, "ad", ids.ad, "active");
  await medium.setStatus(at, "adGroup", ids.adGroup, "active");
  await medium.setStatus(at, "campaign", ids.campaign, "active");
}
