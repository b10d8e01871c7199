// Orders about reviews beside the words to be reviewed.

import { describe, expect, test } from "vitest";
import { reviewCommandOf } from "../../../src/agent/interpreter/review-commands.ts";

describe("an order about reviews", () => {
  test.each([
    "심의 기준 보여줘",
    "지금 검수 규칙이 뭐야?",
    "어떤 기준으로 검토해?",
    "정책 목록",
    "정책 목록 보여줘",
    "심의 기준 목록 좀 보여주세요",
    "곧 시작하는 규칙 있어?",
    "다음 달 시행되는 광고 규칙 알려줘",
    "마지막 재검토 언제였어?",
    "show policies",
    "policy list",
    "which rules start soon?",
    "when was the last re-review?",
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

  test.each([
    ["여름 샌들 캠페인 증빙 뽑아줘", { campaign: "여름 샌들" }],
    ["여름 샌들 증빙 자료 내보내 주세요", { campaign: "여름 샌들" }],
    ["여름 샌들 캠페인의 심의 증빙 서류를 PDF로 만들어줘", { campaign: "여름 샌들" }],
    ["가을 재킷 소명 자료 출력해줘", { campaign: "가을 재킷" }],
    ["여름 샌들 캠페인 심의 이력 내려받을게", { campaign: "여름 샌들" }],
    ["증빙 뽑아줘", {}],
    ["여름 샌들 증빙 자료 받을 수 있어?", { campaign: "여름 샌들" }],
    ["환불 보장 캠페인 증빙 뽑아줘", { campaign: "환불 보장" }],
    ["이 캠페인 증빙 줘", {}],
    ["export the dossier of campaign Summer Sandals", { campaign: "Summer Sandals" }],
    ["export the evidence pack of campaign X", { campaign: "X" }],
    ["please download the evidence pack for the summer sandals campaign", { campaign: "summer sandals" }],
    ["print the summer sandals dossier", { campaign: "summer sandals" }],
    ["give me the dossier", {}],
    ["export this campaign's dossier", {}],
  ])("%s asks for the dossier", (text, input) => {
    expect(reviewCommandOf(text)).toEqual({ tool: "export_dossier", input });
  });

  test.each([
    "이 문구 증빙 필요해?",
    "증빙 없이 1위라고 써도 돼?",
    "등록된 증빙 자료 뭐 있어?",
    "증빙 서류 대행 서비스 광고 문구 써줘",
    "export the report of summer sandals",
    "정책 자금 광고 만들어줘",
    "세금계산서 증빙 발급해줘",
    "결제 증빙 줘",
    "환불 증빙 자료 받을 수 있어?",
    "사업자 증빙 자료 준비해줘",
    "여름 샌들 증빙 준비물 알려줘",
    "give me the payment evidence",
  ])("%s asks for no dossier", (text) => {
    expect(reviewCommandOf(text)?.tool).not.toBe("export_dossier");
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

  test.each([
    ["근거 자료 등록: 기능성화장품 보고번호 2026-1, 제품은 수분크림", "수분크림"],
    ["근거 자료 등록: 수분 크림 기능성화장품 보고번호 2026-1", "수분 크림"],
    ["근거 등록: 건강기능식품 심의번호 2026-7, 상품명: 루테인 플러스, 2027-03-31까지", "루테인 플러스"],
    ["근거 자료 등록: ‘데일리 세럼’ 제품의 인체적용시험 결과", "데일리 세럼"],
    ["add evidence: functional report 2026-1 for the Glow Serum", "Glow Serum"],
    ["add evidence: test report KTR-1, product: Glow Serum", "Glow Serum"],
  ])("%s is proof of one product", (text, product) => {
    expect(reviewCommandOf(text)).toMatchObject({ tool: "give_evidence", input: { product } });
  });

  test.each([
    "근거 자료 등록: 기능성화장품 보고번호 2026-1",
    "근거 자료 등록: 우리 기능성화장품 보고번호 2026-1",
    "근거 자료 등록: 제품 규격서 A-1",
    "근거 자료 등록: 자사몰 3분기 판매 순위 자료",
    "add evidence: survey for the third quarter, own shop",
  ])("%s names no product", (text) => {
    expect(reviewCommandOf(text)?.input).not.toHaveProperty("product");
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
