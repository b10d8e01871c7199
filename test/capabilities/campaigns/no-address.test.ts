// A plan without a landing page: stopped before a live account, told where the market plays, written into the launch pack.

import { expect, test } from "vitest";
import { launchOf } from "../../../src/capabilities/campaigns/launch.ts";
import { settingsSheet, tickList } from "../../../src/capabilities/campaigns/pack/sheets.ts";
import { draftPlan } from "../../../src/capabilities/campaigns/plan/draft.ts";
import { preflight } from "../../../src/capabilities/campaigns/plan/preflight.ts";
import type { CampaignPlan, PlannedMedium } from "../../../src/capabilities/campaigns/plan.ts";
import { Failure } from "../../../src/core/failure.ts";
import { makeBrief, makeGround } from "./made-plan.ts";

type Connection = NonNullable<PlannedMedium["account"]>["connection"];

function planOn(connection: Connection, url?: string): CampaignPlan {
  const account = {
    id: "01890000-0000-7000-8000-000000000002",
    ref: "1",
    name: "메타",
    connection,
    currency: "KRW",
  };
  const said = { product: "여름 샌들", media: ["meta"] as const, ...(url !== undefined && { url }) };
  return draftPlan(
    makeBrief({ ...said, media: [...said.media] }),
    makeGround("여름 샌들", { accounts: { meta: account } }),
  );
}

function found(plan: CampaignPlan) {
  const { today, template } = makeGround("여름 샌들");
  return preflight(plan, { today, template, names: [] }).find(({ code }) => code === "no_url");
}

test("is blocked by pre-flight for a live account, and cannot be launched either", () => {
  expect(found(planOn("live"))).toMatchObject({ level: "block" });
  expect(() => launchOf(planOn("live"))).toThrow(Failure);
  expect(found(planOn("live", "https://shop.example.com/"))).toBeUndefined();
});

test("says on the simulated market which address its ads get, and uses that one", () => {
  const plan = planOn("sandbox");

  expect(found(plan)).toMatchObject({ level: "note" });
  expect(found(plan)?.say.ko).toContain("https://example.com/");
  expect(JSON.stringify(launchOf(plan))).toContain("https://example.com/");
});

test("is told by the launch pack, which holds no placeholder", () => {
  const plan = planOn("file");

  const pack = settingsSheet(plan, "ko") + tickList(plan, { lang: "ko", approved: true });

  expect(pack).not.toContain("example.com");
  expect(pack.match(/없음: 올리기 전에 정해 주세요/g)).toHaveLength(2);
});
