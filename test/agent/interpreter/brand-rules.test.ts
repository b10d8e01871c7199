// Rules of the brand's own, their list, their statistics and answers to findings, as people say them; and what only sounds like it.

import { describe, expect, it } from "vitest";
import { brandRuleWish } from "../../../src/agent/interpreter/actions/brand-rule.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const wishOf = (said: string, last?: string) =>
  brandRuleWish(said, last === undefined ? undefined : { tool: last, input: {} }, today);

describe("a rule", () => {
  it.each([
    ["'최저가'라는 말은 쓰지 마", { avoid: ["최저가"] }],
    ["최저가라는 말은 앞으로 쓰지 마", { avoid: ["최저가"] }],
    ["‘꿀템’, ‘득템’ 쓰지 마", { avoid: ["꿀템", "득템"] }],
    ["항상 '무료배송' 넣어줘", { use: ["무료배송"] }],
    ["모든 소재에 '무료배송'을 꼭 넣어줘", { use: ["무료배송"] }],
    ["반말 쓰지 마", { tone: "polite" }],
    ["'저희'는 '우리'로 바꿔 써", { replace: [{ from: "저희", to: "우리" }] }],
    ["‘꿀템’ 금지해줘", { avoid: ["꿀템"] }],
    ["‘꿀템’은 앞으로 쓰지 말아 주세요", { avoid: ["꿀템"] }],
    ["우리 광고에 꼭 '무료배송' 넣어줘", { use: ["무료배송"] }],
    ["'저희' 대신 '우리'라고 써 주세요", { replace: [{ from: "저희", to: "우리" }] }],
    [
      "메타에서는 '최저가' 쓰지 마, 걸리면 보류로",
      { avoid: ["최저가"], runsOn: ["meta"], severity: "block" },
    ],
    [
      "화장품 광고에서는 '완치' 쓰지 마 참고로만 알려줘",
      { avoid: ["완치"], trades: ["cosmetics"], severity: "note" },
    ],
    [
      "12월 1일부터 '세일' 금지, 이유는 연말 정책",
      { avoid: ["세일"], from: "2026-12-01", reason: "연말 정책" },
    ],
    ["1월 5일까지 '세일' 쓰지 마", { avoid: ["세일"], until: "2027-01-05" }],
    ["'포근상점' 광고에서는 '최저가' 쓰지 마", { avoid: ["최저가"], client: "포근상점" }],
    ['never use the word "cheapest"', { avoid: ["cheapest"] }],
    ["From now on never use the word unbeatable", { avoid: ["unbeatable"] }],
    [
      'never say "cheapest" in Meta ads because legal said so',
      { avoid: ["cheapest"], runsOn: ["meta"], reason: "legal said so" },
    ],
    ['always include "free shipping" in all ads', { use: ["free shipping"] }],
    ['write "we" instead of "our company"', { replace: [{ from: "our company", to: "we" }] }],
    ["no casual speech in our ads", { tone: "polite" }],
    ["kr.fla.green-claim 보류로 올려줘", { raises: "kr.fla.green-claim", severity: "block" }],
    ["raise kr.fla.green-claim to block", { raises: "kr.fla.green-claim", severity: "block" }],
  ])("%s", (said, input) => {
    expect(wishOf(said)).toEqual({ tool: "set_brand_rule", input });
  });

  it.each([
    ["3번 규칙 꺼줘", { numbers: [3], state: "off" }],
    ["'최저가' 규칙 다시 켜줘", { named: "최저가", state: "on" }],
    ["최저가 금지 규칙 삭제해줘", { named: "최저가", state: "removed" }],
    ["2번 규칙 보류로 올려줘", { numbers: [2], severity: "block" }],
    ["3번 규칙 참고로 낮춰줘", { numbers: [3], severity: "note" }],
    ["kr.cos.organic 규칙 꺼줘", { named: "kr.cos.organic", state: "off" }],
    ["브랜드 규칙 되돌려줘", { undo: true }],
    ["switch rule 3 off", { numbers: [3], state: "off" }],
    ["turn on rule 2", { numbers: [2], state: "on" }],
    ["make rule 3 a note", { numbers: [3], severity: "note" }],
    ['delete the "cheapest" rule', { named: "cheapest", state: "removed" }],
  ])("is changed by: %s", (said, input) => {
    expect(wishOf(said)).toEqual({ tool: "change_brand_rule", input });
  });

  it("is taken back by a bare word only where rules were the last thing", () => {
    expect(wishOf("되돌려줘", "change_brand_rule")).toEqual({
      tool: "change_brand_rule",
      input: { undo: true },
    });
    expect(wishOf("되돌려줘")).toBeUndefined();
    expect(wishOf("취소해 주세요", "switch_on_brand_rules")?.input).toEqual({ undo: true });
    expect(wishOf("되돌려줘", "show_brand_rules")).toBeUndefined();
  });

  it.each(["취소", "방금 거 취소해줘", "cancel"])("only proposed is left as it is by: %s", (said) => {
    expect(wishOf(said, "set_brand_rule")).toEqual({ tool: "leave_brand_rules", input: {} });
  });

  it.each(
    ["취소율 알려줘", "취소된 캠페인 보여줘", "되돌린 변경 보여줘"].flatMap((said) =>
      ["set_brand_rule", "change_brand_rule", "show_brand_rules"].map((last) => [said, last] as const),
    ),
  )("is not taken back by %s behind %s", (said, last) => {
    expect(wishOf(said, last)).toBeUndefined();
  });

  it.each(["브랜드 규칙 보여줘", "show brand rules", "“할인” 금지 규칙 보여줘"])(
    "is listed by: %s",
    (said) => {
      expect(wishOf(said)).toEqual({ tool: "show_brand_rules", input: {} });
    },
  );

  it.each([
    ["규칙 통계", {}],
    ["어떤 규칙이 제일 많이 걸려?", {}],
    ["which rules fire most", {}],
    ["지난달 규칙 통계 보여줘", { from: "2026-10-01", to: "2026-10-31" }],
    ["최근 30일 규칙 통계", { from: "2026-10-23", to: "2026-11-21" }],
    ["which rules fired most this month?", { from: "2026-11-01", to: "2026-11-21" }],
  ])("is counted by: %s", (said, input) => {
    expect(wishOf(said)).toEqual({ tool: "rule_statistics", input });
  });
});

describe("an answer to a finding", () => {
  it.each([
    ["맞는 지적이야", { answer: "right" }],
    ["첫 번째 지적은 잘못 짚었어: 상품 이름이에요", { answer: "wrong", nth: 1, reason: "상품 이름이에요" }],
    ["지적대로 고쳤어요", { answer: "fixed" }],
    ["the second finding is wrong: it is our name", { answer: "wrong", nth: 2, reason: "it is our name" }],
    ["이건 잘못 짚은 것 같아요", { answer: "wrong" }],
    ["두 번째는 잘못 잡았네요", { answer: "wrong", nth: 2 }],
    ["I fixed the findings", { answer: "fixed" }],
  ])("%s", (said, input) => {
    expect(wishOf(said)).toEqual({ tool: "answer_finding", input });
  });

  it("is bare only behind a review", () => {
    expect(wishOf("고쳤어요", "review_compliance")).toEqual({
      tool: "answer_finding",
      input: { answer: "fixed" },
    });
    expect(wishOf("고쳤어요")).toBeUndefined();
    expect(wishOf("good catch", "query_performance")).toBeUndefined();
  });
});

describe("what only sounds like it", () => {
  it.each([
    "예산 쓰지 마",
    "광고비 더 쓰지 마세요",
    "네이버는 쓰지 마",
    "이번 소재에 '무료배송' 넣어줘",
    "이 배너에 '무료' 쓰지 마",
    "초안에서 '저희'를 '우리'로 바꿔줘",
    "'최저가'라는 말 써도 돼?",
    "나한테 반말 쓰지 마",
    'don\'t say "done" to me',
    "never use broad match",
    "always use the Meta pixel",
    "금지어에 '역대급' 넣어줘",
    "캠페인 이름 규칙 보여줘",
    "심의 규칙 보여줘",
    "자동 입찰 규칙 꺼줘",
    "'여름 세일' 캠페인에 돈 더 쓰지 마",
    "통계 보여줘",
    "이거 맞아?",
    "“무료배송” 쓰지 않은 광고 보여줘",
    "“무료배송” 쓰지 못하는 이유 알려줘",
    "“무료배송” 대신 “당일배송” 쓰면 어때",
    "우리 광고에 “여름 세일” 써줘",
    "우리 광고에 “항상 최저가” 써줘",
    "항상 “무료배송” 넣는 광고 보여줘",
    "항상 존댓말 쓰는 광고 보여줘",
    "3번 규칙 꺼진 이유 알려줘",
    "2번 규칙 보류로 바꾼 사람 누구야",
    "브랜드 규칙 취소 내역 알려줘",
    "kr.fla.green-claim 보류로 올려진 이유",
    "잘못 잡은 예산 다시 계산해줘",
    "잘못 잡힌 타겟 캠페인 보여줘",
    "잘못 짚은 타겟 다시 잡아줘",
    "지적 틀린 비율 알려줘",
    "맞는 지적 몇 개야",
    "지적대로 고쳤는지 확인해줘",
  ])("%s", (said) => {
    expect(wishOf(said)).toBeUndefined();
  });
});
