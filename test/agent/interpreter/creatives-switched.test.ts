// Single creatives of a campaign off and on: the letters are creatives, never names of campaigns, and amounts are neither.

import { describe, expect, test } from "vitest";
import { callOf } from "./reading.ts";

const campaign = (name: string) => ({ field: "campaign", op: "in", values: [name] });

describe("one creative off or on", () => {
  test.each([
    ["샌들 캠페인 소재 B만 꺼줘", "pause", ["B"], "샌들"],
    ["샌들에서 소재 B랑 C 일시정지해줘", "pause", ["B", "C"], "샌들"],
    ["샌들 캠페인 2번 소재 꺼줘", "pause", ["2"], "샌들"],
    ["샌들 캠페인 소재 A 다시 켜줘", "resume", ["A"], "샌들"],
    ["샌들 캠페인 '가볍게 걷는 여름' 소재 꺼줘", "pause", ["가볍게 걷는 여름"], "샌들"],
    ["샌들 캠페인 소재 전부 멈춰줘", "pause", ["all"], "샌들"],
    ["pause creative B of Desk Lamp", "pause", ["B"], "Desk Lamp"],
    ["turn off ads B and C in Desk Lamp", "pause", ["B", "C"], "Desk Lamp"],
    ["Desk Lamp: turn creative a back on please", "resume", undefined, "Desk Lamp"],
    ["turn creative A of Desk Lamp back on", "resume", ["A"], "Desk Lamp"],
    ["pause ad b of Desk Lamp", "pause", ["B"], "Desk Lamp"],
    ["pause all the ads of Desk Lamp", "pause", ["all"], "Desk Lamp"],
  ] as const)("%s", (message, action, creatives, name) => {
    expect(callOf(message)).toMatchObject({
      tool: "pause_campaign",
      input: { action, filters: [campaign(name)], ...(creatives && { level: "ad", creatives }) },
    });
  });

  test.each([
    "소재 2개 꺼줘",
    "CPA 3만원 넘는 소재 꺼줘",
    "샌들 캠페인 꺼줘",
    "pause the ad sets of Desk Lamp",
    "pause the ads of Desk Lamp for 2 days",
    "소재 B만 남기고 다 꺼줘",
    "pause the ad a customer complained about",
    "pause the ads i made yesterday",
    "pause the ads I made yesterday",
    "pause ads 3 times a day",
  ])("%s names no creative to be switched", (message) => {
    const input = callOf(message)?.input;

    expect(input).not.toHaveProperty("creatives");
    expect(JSON.stringify(input)).not.toMatch(/"values":\["(?:[AaIi]|\d)"\]/);
  });
});
