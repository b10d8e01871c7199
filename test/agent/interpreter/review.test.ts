import { describe, expect, it } from "vitest";
import { callOf } from "./reading.ts";

describe("texts to check", () => {
  it.each([
    ["'바르는 보톡스' 써도 되나요?", "바르는 보톡스"],
    ["업계 최저가라는 표현 문제 없을까", "업계 최저가"],
    ["이 카피 검토해줘: 단 일주일 만에 5kg 감량 보장", "단 일주일 만에 5kg 감량 보장"],
    ["무료 배송이라고 배너에 넣어도 돼요?", "무료 배송"],
    ["피부 노화를 늦춘다고 광고해도 될까요?", "피부 노화를 늦춘다"],
    ["Is it OK to claim that our tea burns fat?", "our tea burns fat"],
    ["are we allowed to promise next-day delivery?", "next-day delivery"],
    ['Does "clinically proven" need evidence or is it allowed?', "clinically proven"],
    ["Would the regulator have a problem if we call our pillow 'doctor approved'?", "doctor approved"],
  ])("takes the claim from: %s", (message, text) => {
    expect(callOf(message)).toMatchObject({ tool: "review_compliance", input: { text } });
  });

  it("takes the creative by its number, counted or not", () => {
    for (const message of ["소재 31번 다시 심의 돌려줘", "re-run the check on creative 31"]) {
      expect(callOf(message)).toMatchObject({
        tool: "review_compliance",
        input: { action: "rerun", filters: [{ field: "ad", op: "in", values: ["31"] }] },
      });
    }
  });

  it("keeps to the brand guide when only that was asked", () => {
    expect(callOf('브랜드 톤에 맞는지 봐줘 "야 너두 할 수 있어"')).toMatchObject({
      input: { scope: "brand", text: "야 너두 할 수 있어" },
    });
  });

  it("writes a text in the brand's tone instead of checking one", () => {
    expect(callOf("브랜드 톤에 맞게 텀블러 문구 써줘")?.tool).toBe("generate_copy");
  });
});
