import { expect, test } from "vitest";
import { doneBefore } from "../../../src/capabilities/campaigns/execution/send.ts";
import type { MediumName } from "../../../src/media/medium.ts";
import { openAccount, sandals } from "../../media/market-account.ts";

const media: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];

test.each(media)(
  "a campaign that %s made before its reply was lost is found, and does not run",
  async (name) => {
    const { medium, at, faults } = openAccount(name);
    await faults({ queue: [{ fault: "lost_reply", on: "create" }] });
    await expect(medium.createCampaign(at, sandals)).rejects.toMatchObject({ kind: "unknown" });

    const step = { op: "create_campaign", name: "여름 샌들 세일" };
    const sending = { call: { step, tag: "[co9-1a2b3c4d]" }, parent: undefined, medium, at, ctx: {} };
    const found = await doneBefore(sending as unknown as Parameters<typeof doneBefore>[0]);

    expect(await medium.read(at, "campaign", found?.id ?? "")).toMatchObject({
      name: sandals.name,
      status: "paused",
    });
  },
);
