// The person's own figures may be said back as theirs; a question is no evidence of what it asks.

import { describe, expect, it } from "vitest";
import { proveWords } from "../../support/prove-words.ts";
import { cardsOf, today } from "./demo-cards.ts";

const week = cardsOf("week");

function isReleased(said: string, sentence: string): boolean {
  return !proveWords(sentence, week, said, today).dropped;
}

describe("figures of the person", () => {
  it.each([
    ["지난주 광고비가 9,999원이었지?", "지난주 광고비는 9,999원이에요."],
    ["지난주 광고비가 9,999원이었지?", "네, 말씀하신 9,999원이 맞아요."],
    ["지난주 광고비가 9,999원이었지?", "말씀하신 대로 광고비는 9,999원이에요."],
    ["지난주 광고비가 9,999원이었지?", "말씀하신 광고비는 9,999원이에요."],
    ["지난주 광고비가 9,999원이었지?", "지난주에 9,999원 이상 썼어요."],
    ["지난주 광고비가 9,999원이었지?", "광고비가 9,999원을 넘었어요."],
    ["ROAS가 반토막 났는데 왜 그래?", "네, ROAS가 반토막 났어요."],
    ["매출이 50% 늘었지?", "네, 매출은 50% 줄었어요."],
    ["매출이 50% 늘었지?", "네, 매출이 50% 늘었어요."],
    ["광고비 5,000만원을 어떻게 나눌까?", "네, 매출은 5,000만원이에요."],
    ["예산 30000 으로", "CPA는 30000원이에요."],
    ["예산 300만원이면 돼?", "예산 300만원을 다 썼어요."],
    ["캠페인이 5개였지?", "캠페인은 5개예요."],
    ["Spend was ₩9,999, right?", "Yes, spend was ₩9,999."],
    ["Spend was ₩9,999, right?", "As you said, spend was ₩9,999."],
    ["Did ROAS halve?", "ROAS halved."],
    ["Was spend over ₩9,999?", "Spend was over ₩9,999."],
    ["광고비가 25,819,938원이었지?", "말씀하신 25,819,938원이 아니에요."],
  ])("asked %j, the answer may not be: %s", (said, sentence) => {
    expect(isReleased(said, sentence)).toBe(false);
  });

  it.each([
    ["지난주 광고비가 9,999원이었지?", "말씀하신 9,999원은 카드에 없어요."],
    ["지난주 광고비가 9,999원이었지?", "9,999원이 아니라 25,819,938원이에요."],
    ["지난주 광고비가 9,999원이었지?", "물어보신 9,999원과 달리 광고비는 25,819,938원이에요."],
    ["CPA 2만원 이하만", "CPA 20,000원 이하만 봤어요."],
    ["ROAS 300% 넘는 캠페인", "ROAS 300% 넘는 캠페인을 찾았어요."],
    ["예산 300만원으로 만들어줘", "예산 300만원으로 적어 두었어요."],
    ["상위 5개만", "상위 5개를 골랐어요."],
    ["Spend was ₩9,999, right?", "You said ₩9,999, but spend was ₩25,819,938."],
    ["campaigns with a CPA under ₩20,000", "These are the campaigns with a CPA under ₩20,000."],
    ["make one with a budget of ₩3,000,000", "I noted a budget of ₩3,000,000."],
    ["광고비가 25,819,938원이었지?", "네, 광고비는 25,819,938원이에요."],
  ])("asked %j, the answer may be: %s", (said, sentence) => {
    expect(isReleased(said, sentence)).toBe(true);
  });
});
