// Rules tried on copy of the past: the most rules on the most copy, and others have their turn meanwhile.

import { expect, it } from "vitest";
import { OwnPolicy } from "../../../src/capabilities/compliance/brand/rule.ts";
import { type PastCopy, tryRules } from "../../../src/capabilities/compliance/brand/trial.ts";
import { homePacks } from "../../../src/capabilities/compliance/judging.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { atBest, longestStretchMs } from "../../support/time.ts";

const ctx = { zone: "Asia/Seoul", now: Temporal.Instant.from("2026-11-23T03:00:00Z") } as Ctx;

const policies = Array.from({ length: 200 }, (_, at) =>
  OwnPolicy.parse({
    ...(at % 2 === 0 && { client: `고객 ${at % 20}` }),
    check: { existence: { terms: Array.from({ length: 50 }, (__, term) => `금지${at}말${term}`) } },
  }),
);

const copyOf = (at: number, words: string): PastCopy => ({
  label: `소재 ${at}`,
  text: `${at}번째로 소개하는 이불입니다. ${words}`,
  runsOn: "meta_feed",
  trade: "ecommerce",
  about: `고객 ${at % 40} 캠페인 ${at}`,
});

it("two hundred rules tried on a thousand names hold the process only for a moment at a time", async () => {
  homePacks();
  const copies = Array.from({ length: 1_000 }, (_, at) => copyOf(at, "오늘부터 만나 보세요."));

  const longest = await atBest(120, () =>
    longestStretchMs(() => tryRules(ctx, policies, async () => ({ copies, whole: true }))),
  );

  expect(longest).toBeLessThan(120);
});

it("a rule for one client is tried on that client's copy alone, whoever came before", async () => {
  const copies = [2, 4, 22, 3].map((at) => copyOf(at, "금지2말1 오늘부터"));

  const { looked, caught, lines } = await tryRules(ctx, policies, async () => ({ copies, whole: true }));

  expect({ looked, caught, labels: lines.map(({ label }) => label) }).toEqual({
    looked: 4,
    caught: 2,
    labels: ["소재 2", "소재 22"],
  });
});
