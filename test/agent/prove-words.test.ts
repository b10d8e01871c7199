import { describe, expect, it } from "vitest";
import { proveWords } from "../support/prove-words.ts";
import { cardOf, measured } from "./proof/measured.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const share = measured(0.0178, { unit: "ratio", metric: "ctr" });
const roas = measured(4.2, { unit: "ratio", metric: "roas" });
const clicks = measured(41_982, { unit: "count", metric: "clicks" });
const cards = [cardOf(measured(1_234_567), share, roas, clicks)];

function released(text: string, said = ""): string {
  return proveWords(text, cards, said, today).released;
}

describe("proof of words", () => {
  it.each([
    "광고비는 1,234,567원이에요.",
    "광고비는 약 123만원이에요.",
    "클릭률은 1.78%예요.",
    "클릭률은 1.8%예요.",
    "ROAS는 420%예요.",
    "ROAS는 4.2배예요.",
    "클릭은 41,982회예요.",
    "We spent ₩1,234,567.",
    "About 1.23 million won was spent.",
    "Clicks came to 42k.",
    "11월 9일부터 11월 15일까지예요.",
    "Between Nov 9 and Nov 15, things were calm.",
    "2026-11-09 기준이에요.",
    "숫자가 없는 문장이에요.",
  ])("releases: %s", (sentence) => {
    expect(released(sentence)).toBe(sentence);
  });

  it.each([
    "광고비는 1,234,568원이에요.",
    "광고비는 약 124만원이에요.",
    "클릭률은 1.9%예요.",
    "ROAS는 430%예요.",
    "ROAS는 4.3배예요.",
    "클릭은 41,983회예요.",
    "We spent ₩1,234,600.",
    "클릭은 41,982회로 1위예요.",
    "Spend rose by 12%.",
    "전환은 스무 건 늘어 20건이에요.",
  ])("drops: %s", (sentence) => {
    expect(released(sentence)).toBe("");
  });

  it("keeps proved sentences before the first unproved one", () => {
    expect(released("클릭은 41,982회예요. 전환은 7건이에요. 광고비는 1,234,567원이에요.")).toBe(
      "클릭은 41,982회예요.",
    );
  });

  it("lets the person's own figures be repeated", () => {
    expect(released("상위 5개를 골랐어요.", "상위 5개만 보여줘")).toBe("상위 5개를 골랐어요.");
    expect(released("상위 5개를 골랐어요.")).toBe("");
  });
});
