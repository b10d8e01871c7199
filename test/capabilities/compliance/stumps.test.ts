// What a rewrite leaves of a sentence either stands by itself or goes.

import { expect, test } from "vitest";
import { Copy } from "../../../src/capabilities/compliance/copy.ts";
import { loadPacks } from "../../../src/capabilities/compliance/packs.ts";
import { reviewText } from "../../../src/capabilities/compliance/review.ts";
import { withoutStumps } from "../../../src/capabilities/compliance/stumps.ts";

test.each([
  ["이 홍삼은 독감을 예방합니다", "이 홍삼은", ""],
  [
    "우울증 진단을 받은 회원님을 위한 명상 방석. 지금 만나요.",
    "을 위한 명상 방석. 지금 만나요.",
    "지금 만나요.",
  ],
  ["성소수자인 당신에게 어울리는 향수", "성소수자인 에게 어울리는 향수", ""],
  [
    "우리 원장님은 최고예요. 예약은 전화로 주세요",
    "우리 원장님은예요. 예약은 전화로 주세요",
    "예약은 전화로 주세요",
  ],
  ["원장님은 최초예요", "원장님은 예요", ""],
  ["저희는 1위예요", "저희는 추천예요", ""],
  ["눈 침침한 백내장에 결명자", "눈 침침한", ""],
])("of %j, cut to %j, stays %j", (original, cut, left) => {
  expect(withoutStumps(cut, original)).toBe(left);
});

test.each([
  ["피부과 전용 크림을 집으로", "데일리 크림을 집으로"],
  ["최고의 휴가입니다. 떠나요", "휴가입니다. 떠나요"],
  ["국내 최초 접이식 유아 욕조", "새로운 접이식 유아 욕조"],
  ["The best cream of the year", "The cream of the year"],
])("of %j, %j is a sentence and stays", (original, cut) => {
  expect(withoutStumps(cut, original)).toBe(cut);
});

const packs = loadPacks();
const rewrite = (text: string, industry: string): string | null =>
  reviewText(
    packs,
    Copy.parse({
      text,
      lang: "ko",
      jurisdiction: "KR",
      industry,
      runsOn: "meta_feed",
      field: "body",
      facts: {},
      date: "2026-11-21",
    }),
  ).rewrite;

test.each([
  ["우리 원장님은 최고예요. 예약은 전화로 주세요", "medical", "예약은 전화로 주세요"],
  ["이 홍삼은 독감을 예방합니다", "food", null],
  ["장 건강 챙기는 그릭요거트", "food", "매일 즐기는 챙기는 그릭요거트"],
  ["미백 앰플로 톤업 한번에", "cosmetics", "보습 크림으로 톤업 한번에"],
  ["밤새 부어라 마셔라 소주 무제한 9,900원", "alcohol", null],
])("the rewrite of %j as %s", (text, trade, offered) => {
  expect(rewrite(text, trade)).toBe(offered);
});
