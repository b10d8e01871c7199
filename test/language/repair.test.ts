// Slips of the hand: what was meant is read, and names stay names.

import { describe, expect, it } from "vitest";
import { read } from "../../src/language/read.ts";

const today = Temporal.PlainDate.from("2026-11-21");

function mended(said: string): string {
  return read(said, today).text;
}

describe("web addresses", () => {
  it.each([
    "url is http://localhost:3000/x",
    "url은 https://mystore.kr/summersale?utm=camapign",
    "landing page shop.example.com/histroy",
  ])("stay as they were written: %s", (said) => expect(mended(said)).toBe(said));
});

describe("slips of letters", () => {
  it.each([
    ["pajse Oat Latte", "pause Oat Latte"],
    ["double ghe budget of Brunch Club", "double the budget of Brunch Club"],
    ["this week vs lqst week on clicks", "this week vs last week on clicks"],
    ["kakao ctr histroy from august onwards", "kakao ctr history from august onwards"],
    ["who is alowed to approve spend", "who is allowed to approve spend"],
    ["halt evrything on Meta", "halt everything on Meta"],
    ["the agrncy's spend last week", "the agency's spend last week"],
    ["네이버 CPv 왜 올랐어", "네이버 cpc 왜 올랐어"],
  ])("in English are mended: %s", (said, meant) => expect(mended(said)).toBe(meant));

  it.each([
    ["캡페인별 광고비", "캠페인별 광고비"],
    ["매채별 광고비", "매체별 광고비"],
    ["요일볖 주문 건수", "요일별 주문 건수"],
    ["캠페인 하나 만등어주세요", "캠페인 하나 만들어주세요"],
    ["예산 좀 줄녀줘요", "예산 좀 줄여줘요"],
    ["여제 광고비 얼마야", "어제 광고비 얼마야"],
    ["12월에 500칸원 쓸건데", "12월에 500만원 쓸건데"],
    ["캠ㅍㅔ인별 광고비", "캠페인별 광고비"],
  ])("in Korean are mended key by key: %s", (said, meant) => expect(mended(said)).toBe(meant));
});

describe("blanks out of place", () => {
  it.each([
    ["reach of ramen night las tweekend", "reach of ramen night last weekend"],
    ["a forest in th ebackground", "a forest in the background"],
    ["shut of fthe one with the lowest ctr", "shut off the one with the lowest ctr"],
    ["killall campaigns", "kill all campaigns"],
    ["projected spend for the restof november", "projected spend for the rest of november"],
    ["what'slive right now", "what's live right now"],
    ["renameRain Boots to Monsoon Boots", "rename Rain Boots to Monsoon Boots"],
    ["kakao impressions12월 15일까지", "kakao impressions 12월 15일까지"],
    ["11월 클릭수를1일~10일하고 비교", "11월 클릭수를 1일~10일하고 비교"],
    ["점 심뭐 먹지", "점심 뭐 먹지"],
    ["고객타 겟 잡아주세요", "고객 타겟 잡아주세요"],
    ["지 난주 광고비", "지난주 광고비"],
  ])("are put right: %s", (said, meant) => expect(mended(said)).toBe(meant));
});

describe("names", () => {
  it.each([
    "seva ctr last week",
    "how did nike do yesterday",
    "pause matcha kit",
    "glow toner at 40k a day",
    "nova pad clicks last week",
    "Bizboard banner with the dog treats",
    "the anti aging cream",
    "a banner for the sunscreen",
    "who'd be into a foldable kayak",
    "since marcus is on leave",
    "지난주 양말 광고비 얼마야",
    "이어폰 캠페인 꺼줘",
    "제주감귤 예산 올려줘",
    "그래놀라 캐러셀 승인할게요",
    "강아지간식 캠페인 이름 변경",
    "지아님 권한이 어떻게 돼있죠",
    "올리브영 광고비",
    "임플란트 매출",
    "피부 노화를 늦춘다고 광고해도 될까요",
  ])("are no slips: %s", (said) => expect(mended(said)).toBe(said));
});
