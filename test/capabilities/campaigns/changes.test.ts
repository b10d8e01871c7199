// Changes of campaigns that run, as exact steps and the money they may take: worked by hand.

import { describe, expect, test } from "vitest";
import { buildBudget, buildEnd, buildStatus } from "../../../src/capabilities/campaigns/changes/build.ts";
import type { Reached } from "../../../src/capabilities/campaigns/changes/targets.ts";
import { lowersRisk } from "../../../src/capabilities/campaigns/execution/steps.ts";
import { Failure } from "../../../src/core/failure.ts";
import { mediumFeatures } from "../../../src/media/features.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const show = { money: ({ minor }: { minor: bigint }) => `${minor}`, text: ({ en }: { en: string }) => en };
const campaignId = "01890000-0000-7000-8000-000000000001";

function running(traits: { minor?: bigint; end?: string; status?: "active" | "paused" } = {}): Reached {
  const { minor = 30_000n, end = "2026-11-23", status = "active" } = traits;
  const dailyBudget = { minor, currency: "KRW", vat: "excluded" as const };
  return {
    campaignId,
    name: "겨울 부츠",
    medium: "google_ads",
    accountId: "01890000-0000-7000-8000-000000000002",
    simulated: true,
    remote: { id: "77", name: "겨울 부츠", status, dailyBudget, end: Temporal.PlainDate.from(end) },
  };
}

describe("a pause", () => {
  test("names the state before and after, gives the money of later days back and keeps what taking it back would hold", () => {
    const { exact, diff } = buildStatus([running()], "paused", today, show);

    expect(diff).toEqual([
      { entity: "겨울 부츠", medium: "google_ads", field: "status", before: "active", after: "paused" },
    ]);
    expect(exact.holds).toEqual([]);
    expect(exact.releases).toEqual([{ holder: `campaign:${campaignId}`, from: "2026-11-22" }]);
    expect(exact.undoHolds[0]?.days.map(({ day }) => day)).toEqual([
      "2026-11-21",
      "2026-11-22",
      "2026-11-23",
    ]);
    expect(exact.lines.flatMap(({ steps }) => steps).every(lowersRisk)).toBe(true);
  });

  test("of a paused campaign changes nothing and says so", () => {
    const { exact, already } = buildStatus([running({ status: "paused" })], "paused", today, show);

    expect(exact.lines).toEqual([]);
    expect(already).toEqual(["겨울 부츠"]);
  });
});

test("a resume holds each day left at the medium's worst case", () => {
  const factor = BigInt(mediumFeatures.google_ads.overdelivery.dayFactor);

  const { exact, total } = buildStatus([running({ status: "paused" })], "active", today, show);

  expect(factor).toBe(2n);
  expect(exact.holds[0]?.days).toEqual([
    { day: "2026-11-21", minor: "60000" },
    { day: "2026-11-22", minor: "60000" },
    { day: "2026-11-23", minor: "60000" },
  ]);
  expect(total?.minor).toBe(90_000n);
});

describe("a budget", () => {
  test.each([
    { said: "+20 %", change: { ratio: 0.2 }, after: 36_000n, added: 18_000n },
    { said: "50,000 a day", change: { to: 50_000n }, after: 50_000n, added: 60_000n },
    { said: "10,000 less", change: { by: -10_000n }, after: 20_000n, added: undefined },
  ])("$said of 30,000 for three days left", ({ change, after, added }) => {
    const { exact, diff, total } = buildBudget([running()], change, today, show);

    expect(diff[0]).toMatchObject({ before: "30000", after: String(after) });
    expect(exact.holds[0]?.days[0]?.minor).toBe(String(after * 2n));
    expect(total?.minor).toBe(added);
  });

  test("under the least of its medium, or at nothing, is refused with the next step", () => {
    for (const change of [{ to: 1n }, { ratio: -1 }, { by: -30_000n }])
      expect(() => buildBudget([running()], change, today, show)).toThrow(Failure);
  });

  test("that is lower is carried out while everything is halted; a higher one is not", () => {
    const lower = buildBudget([running()], { ratio: -0.5 }, today, show);
    const higher = buildBudget([running()], { ratio: 0.5 }, today, show);

    expect(lower.exact.lines.flatMap(({ steps }) => steps).every(lowersRisk)).toBe(true);
    expect(higher.exact.lines.flatMap(({ steps }) => steps).every(lowersRisk)).toBe(false);
  });
});

test("an end in the past is refused, a later one holds the days it adds", () => {
  const shifted = ({ remote }: Reached) => remote.end?.add({ days: 2 });

  const { exact, diff } = buildEnd([running()], shifted, today, show);

  expect(diff[0]).toMatchObject({ before: "2026-11-23", after: "2026-11-25" });
  expect(exact.holds[0]?.days.at(-1)?.day).toBe("2026-11-25");
  for (const day of [today.subtract({ days: 1 }), Temporal.PlainDate.from("9999-12-31")])
    expect(() => buildEnd([running()], () => day, today, show)).toThrow(Failure);
});
