// Amounts that a model can put on a card by its arguments prove nothing but the wish they are of.

import { describe, expect, it } from "vitest";
import { takenLines } from "../../../src/capabilities/taken.ts";
import { proveWords } from "../../support/prove-words.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { today } from "./demo-cards.ts";
import { cardOf, measured } from "./measured.ts";

const lines = takenLines(
  {
    budget: { amount: 3_000_000, period: "daily" },
    goal: { metric: "roas", value: 9 },
    having: [{ metric: "revenue", op: ">", value: 99_990_000 }],
    bid: { amount: 700 },
    durationDays: 14,
  },
  { lang: "ko", currency: "KRW" },
);
const wish: Card = {
  lang: "ko",
  parts: [{ kind: "proposal", title: "이렇게 알아들었어요", lines, choices: [] }],
};
const cards = [wish, cardOf(measured(25_819_938, { scope: { from: "2026-11-09", to: "2026-11-15" } }))];

function isReleased(sentence: string, of: Card[] = cards): boolean {
  return !proveWords(sentence, of, "", today).dropped;
}

describe("amounts of a wish", () => {
  it.each([
    "지난주 매출은 9,999만원이에요.",
    "매출은 9,999만원이에요.",
    "매출이 9,999만원을 넘었어요.",
    "ROAS는 900%예요.",
    "ROAS는 900%로, 목표를 달성했어요.",
    "지난주에 3,000,000원을 썼어요.",
    "예산 3,000,000원을 모두 썼어요.",
    "지난주 클릭당 700원이 들었어요.",
    "캠페인은 14개예요.",
    "Revenue was ₩99,990,000.",
    "We spent the ₩3,000,000 budget.",
  ])("prove no measurement: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(false);
  });

  it.each([
    "하루 예산 3,000,000원으로 알아들었어요.",
    "목표 ROAS는 900%로 적어 두었어요.",
    "조건은 매출 99,990,000원 초과예요.",
    "입찰가는 700원으로 알아들었어요.",
    "The daily budget is ₩3,000,000.",
    "Your target ROAS is 900%.",
  ])("prove the wish: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(true);
  });
});

describe("figures of no query", () => {
  it("prove nothing, wherever they stand", () => {
    const { queryId: _, ...unsourced } = measured(99_990_000, { metric: "revenue" });

    expect(isReleased("매출은 99,990,000원이에요.", [cardOf(unsourced)])).toBe(false);
    expect(
      isReleased("매출은 99,990,000원이에요.", [cardOf(measured(99_990_000, { metric: "revenue" }))]),
    ).toBe(true);
  });

  it("prove how many stored rows there are", () => {
    const count = cardOf({ value: 12, unit: "count", metric: "items", scope: {} });

    expect(isReleased("캠페인은 12개예요.", [count])).toBe(true);
    expect(isReleased("캠페인은 13개예요.", [count])).toBe(false);
  });

  it("are no goal, forecast or amount of others, where they are measured", () => {
    const told = (what: string): boolean => isReleased(`${what} 25,819,938원이에요.`);

    expect(told("지난주 광고비는")).toBe(true);
    for (const what of [
      "목표 광고비는",
      "예상 광고비는",
      "경쟁사 광고비는",
      "업계 평균 광고비는",
      "순이익은",
      "손실은",
      "남은 예산은",
      "지난주 예산은",
    ])
      expect([what, told(what)]).toEqual([what, false]);
    for (const sentence of [
      "광고비가 25,819,938원 모자라요.",
      "광고비는 25,819,938원이 아니에요.",
      "Competitors spent ₩25,819,938.",
      "Expected spend is ₩25,819,938.",
      "We made a loss of ₩25,819,938.",
      "Spend was not ₩25,819,938.",
    ])
      expect([sentence, isReleased(sentence)]).toEqual([sentence, false]);
  });
});
