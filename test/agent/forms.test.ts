// Words that ask for a form, and words about forms that are none of ours.

import { describe, expect, test } from "vitest";
import { campaignFormWish, limitsFormWish } from "../../src/agent/interpreter/actions/forms.ts";

const wishOf = (said: string, last?: { tool: string; input: object }) =>
  limitsFormWish(said, last) ?? campaignFormWish(said, last);

describe("a form is asked for", () => {
  test.each([
    ["캠페인 양식으로 만들래", "campaign_form", {}],
    ["새 캠페인 폼으로 작성할게요", "campaign_form", {}],
    ["양식 보여줘", "campaign_form", {}],
    ["open the campaign form", "campaign_form", {}],
    ["I'd rather fill in a form", "campaign_form", {}],
    ["계획을 양식으로 고칠래", "campaign_form", { ofPlan: true }],
    ["let me edit the plan in a form", "campaign_form", { ofPlan: true }],
    ["한도 양식으로 바꿀래", "limits_form", {}],
    ["set the guardrails in a form", "limits_form", {}],
  ])("%s", (said, tool, input) => {
    expect(wishOf(said)).toEqual({ tool, input });
  });

  test("of the plan or the limits that were spoken of", () => {
    const plan = { tool: "create_campaign", input: { planId: "p1" } };

    expect(wishOf("양식으로 할래", plan)).toEqual({ tool: "campaign_form", input: { planId: "p1" } });
    expect(wishOf("in a form please", { tool: "set_limit", input: {} })?.tool).toBe("limits_form");
  });
});

test.each([
  "리드 폼 캠페인 만들어줘",
  "lead form campaign with 3M",
  "상담 신청 양식으로 보내는 광고 만들어줘",
  "인스타 폼 제출 전환 몇 건이야?",
  "what format does Meta use?",
  "지난주 캠페인 어땠어?",
  "how did we perform last week",
])("%s asks for none", (said) => {
  expect(wishOf(said)).toBeUndefined();
});
