// Orders about reviews beside the words to be reviewed.

import { describe, expect, test } from "vitest";
import { reviewCommandOf } from "../../../src/agent/interpreter/review-commands.ts";

describe("an order about reviews", () => {
  test.each([
    "심의 기준 보여줘",
    "지금 검수 규칙이 뭐야?",
    "어떤 기준으로 검토해?",
    "show the review rules",
    "what rules do you review by?",
  ])("%s asks for the rules", (text) => {
    expect(reviewCommandOf(text)).toEqual({ tool: "show_policies", input: {} });
  });

  test.each([
    "근거 자료 목록 보여줘",
    "등록한 근거 보여줘",
    "등록된 증빙 자료 뭐 있어?",
    "list the evidence",
  ])("%s asks for the proof on file", (text) => {
    expect(reviewCommandOf(text)).toEqual({ tool: "show_evidence", input: {} });
  });

  test("gives proof with its days", () => {
    expect(reviewCommandOf("근거 자료 등록: 설문, 자사몰 고객 500명, 2027-03-31까지 유효")).toEqual({
      tool: "give_evidence",
      input: { said: "설문, 자사몰 고객 500명, 2027-03-31까지 유효", expiresOn: "2027-03-31" },
    });
    expect(reviewCommandOf("add evidence: test report KTR-1, issued on 2026-05-02")).toEqual({
      tool: "give_evidence",
      input: { said: "test report KTR-1, issued on 2026-05-02", issuedOn: "2026-05-02" },
    });
    expect(reviewCommandOf("기능성화장품 보고번호 2026-1234를 근거로 등록해줘")).toMatchObject({
      tool: "give_evidence",
      input: { said: "기능성화장품 보고번호 2026-1234" },
    });
  });

  test("asks to set a hold aside with the reason as written", () => {
    expect(reviewCommandOf("보류 해제 요청: 법무팀이 확인했습니다")).toEqual({
      tool: "set_aside_review",
      input: { reason: "법무팀이 확인했습니다" },
    });
    expect(reviewCommandOf("set the hold aside because legal has confirmed it")).toMatchObject({
      input: { reason: "legal has confirmed it" },
    });
  });

  test.each([
    "근거 있는 자신감, 여름 샌들",
    "심의 기준에 맞는 문구로 바꿔줘",
    "보류된 캠페인 보여줘",
    "근거 없이 1위라고 써도 돼?",
    "show the campaigns",
  ])("%s is none", (text) => {
    expect(reviewCommandOf(text)).toBeUndefined();
  });
});
