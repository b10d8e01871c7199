// Numbers in writings that are not read, dates where a level stands, and places in no list.

import { describe, expect, it } from "vitest";
import { proveWords } from "../../support/prove-words.ts";
import { cardsOf, today } from "./demo-cards.ts";
import { cardOf, measured } from "./measured.ts";

const roas = measured(3.57, { unit: "ratio", metric: "roas" });
const spend = measured(25_819_938);

function isReleased(sentence: string, cards = [cardOf(spend, roas)]): boolean {
  return !proveWords(sentence, cards, "", today).dropped;
}

describe("numbers nothing reads", () => {
  it.each([
    "광고비가 스물다섯 퍼센트 늘었어요.",
    "광고비는 구천 구백 구십 구 원이에요.",
    "광고비 오십퍼 올랐어요.",
    "광고비가 몇천만 원이에요.",
    "광고비가 수십 배 늘었어요.",
    "광고비가 백만 넘게 들었어요.",
    "광고비가 반의반으로 줄었어요.",
    "전환이 서너 건이에요.",
    "전환이 한두 건이에요.",
    "전환이 여남은 건이에요.",
    "열에 아홉은 메타예요.",
    "십중팔구 메타예요.",
    "두 자릿수로 늘었어요.",
    "세 자릿수 성장이에요.",
    "광고비가 영원이에요.",
    "Spend was several million won.",
    "Spend was a couple of million won.",
    "Clicks came to tens of thousands.",
    "It was double-digit growth.",
    "광고비는 &#57;&#57;&#57;원이에요.",
    "광고비는 Ⅸ원이에요.",
    "광고비는 ⅯⅭⅩ원이에요.",
    "광고비는 MMXX원이에요.",
    "광고비는 ９９９９원이에요.",
    "광고비는 九千원이에요.",
    "ROAS는 3.57점이에요.",
  ])("are unproved: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(false);
  });

  it.each([
    "매출은 9999/12/31 이에요.",
    "매출은 9999.12.31 정도예요.",
    "매출은 2045년 수준이에요.",
    "매출은 2026-99-99예요.",
    "Revenue is at the level of 2045.",
    "전환은 12:34예요.",
    "매출은 3시 45분이에요.",
    "ROAS는 #99예요.",
    "ROAS is #99.",
    "매출은 11월 9일이에요.",
  ])("nor is a date or a clock a level: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(false);
  });

  it.each([
    "일단 이번 주를 만일에 대비해 볼게요.",
    "이만 줄일게요.",
    "열심히 볼게요.",
    "천천히 보셔도 돼요.",
    "백화점 행사가 영향을 줬어요.",
    "여러 번 확인했어요.",
    "몇 가지 방법이 있어요.",
    "한두 가지만 더 볼게요.",
    "수수료는 따로예요.",
    "구조를 바꿔 보세요.",
    "만족하셨나요?",
    "영원히 보관해요.",
    "데이터는 11월 15일까지 있어요.",
    "ROAS가 가장 높은 날은 11월 11일이에요.",
    "There are several ways to look at it.",
    "I mix both.",
    "광고비는 R&D와 무관해요.",
    "오전 9시에 보내 드릴게요.",
  ])("are no such words: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(true);
  });
});

describe("places in an order", () => {
  it.each([
    "네이버가 ROAS 1위예요.",
    "1위는 네이버예요.",
    "네이버가 2위, 메타가 1위예요.",
    "ROAS 1위 매체예요.",
  ])("of no list are unproved: %s", (sentence) => {
    expect(isReleased(sentence)).toBe(false);
  });

  it.each([
    ["재구매 비즈보드가 ROAS 1위예요.", true],
    ["ROAS 1위는 재구매 비즈보드예요.", true],
    ["올망살림 자사명이 ROAS 1위예요.", false],
    ["ROAS 1위는 올망살림 자사명이에요.", false],
    ["재구매 비즈보드가 ROAS 2위예요.", false],
    ["재구매 비즈보드가 광고비 1위예요.", false],
  ])("are those of the list: %s", (sentence, holds) => {
    expect(isReleased(sentence, cardsOf("week"))).toBe(holds);
  });
});
