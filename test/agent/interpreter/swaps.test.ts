// Another creative, other people, a new name or address for what runs.

import { describe, expect, test } from "vitest";
import { callOf } from "./reading.ts";

const campaign = (name: string) => ({ field: "campaign", op: "in", values: [name] });

describe("another creative", () => {
  test.each([
    ["샌들 캠페인 소재 B로 바꿔", "B"],
    ["샌들 소재를 c로 교체해줘", "C"],
    ["샌들 2번 소재로 바꿔줘", "2"],
    ["샌들 캠페인 2번 소재로 바꿔줘", "2"],
    ["샌들 다른 소재로 바꿔", "other"],
    ["샌들 소재 바꿔줘", "other"],
    ["샌들 캠페인을 '가볍게 걷는 여름' 소재로 교체", "가볍게 걷는 여름"],
    ["swap the 샌들 ad to creative B", "B"],
    ["use creative 2 for Desk Lamp instead", "2", "Desk Lamp"],
    ["switch Desk Lamp to another creative", "other", "Desk Lamp"],
    ['swap the creative of 샌들 to "Light as summer"', "Light as summer"],
  ] as const)("%s", (message, creative, name: string = "샌들") => {
    expect(callOf(message)).toMatchObject({
      tool: "edit_campaign",
      input: { filters: [campaign(name)], creative },
    });
  });

  test.each([
    "소재 B가 왜 떨어졌어?",
    "소재별 클릭률 보여줘",
    "소재 31번 다시 심의 돌려줘",
    "새 소재 만들어줘 여름 샌들",
  ])("%s is no swap", (message) => {
    expect(callOf(message)?.input).not.toHaveProperty("creative");
  });
});

describe("other people", () => {
  test.each([
    ["샌들 캠페인 타겟에서 남성 빼줘", { gender: ["female"] }],
    ["샌들 캠페인 30대로 바꿔", { age: [{ min: 30, max: 39 }] }],
    ["샌들 캠페인 서울만으로 바꿔줘", { region: ["서울"] }],
    [
      "Change the targeting of 샌들 to women in their 30s",
      { gender: ["female"], age: [{ min: 30, max: 39 }] },
    ],
  ])("%s", (message, targeting) => {
    expect(callOf(message)).toMatchObject({
      tool: "edit_campaign",
      input: { filters: [campaign("샌들")], targeting },
    });
  });

  test("left out of a campaign's people are not the campaign", () => {
    expect(callOf("샌들 캠페인 남성 빼고 서울만 타겟으로 바꿔")?.input).toMatchObject({
      filters: [campaign("샌들")],
    });
    expect(callOf("샌들 캠페인 빼고 다 타겟 30대로 바꿔")?.input).toMatchObject({
      filters: [{ ...campaign("샌들"), op: "not_in" }],
    });
  });
});
