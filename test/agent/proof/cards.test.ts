// The product's own replies hold no figure that is typed into words.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unprovedInCard } from "../../../src/agent/proof/card-words.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { expectProved } from "../../support/proved.ts";
import { cardOf, won } from "../support.ts";
import { today } from "./demo-cards.ts";

const questions = [
  "지난주 어땠어?",
  "이번 달 매체별 CPA",
  "지난달 CPA 2만원 이하인 캠페인",
  "ROAS 300% 넘는 캠페인 5개",
  "ROAS 왜 떨어졌어?",
  "최근 4주 광고비 주별 추이",
  "지난달 요일별 전환",
  "25-34세 클릭률",
  "캠페인 목록",
  "광고비 100만원 넘게 쓴 캠페인",
  "작년 3월 매출",
  "블랙프라이데이 매출",
  "안녕",
  "예산 300만원으로 여름 세일 캠페인 만들어줘",
  "How was last week?",
  "Top 3 campaigns by ROAS last month",
  "CPA under 15,000 won by campaign this month",
  "Why did CPA change last month?",
  "Daily clicks for the last 14 days",
  "CTR by device last month vs the month before",
  "What can you do?",
];

describe("words of cards", { timeout: 120_000 }, () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
  }, 60_000);
  afterAll(() => app.close());

  it.each(questions)("hold no figure: %s", async (question) => {
    const { cards } = await app.ask(question);

    expect(cards.length).toBeGreaterThan(0);
    expectProved(cards, question);
  });
});

describe("figures typed into words", () => {
  const note = (text: string): Card => ({
    lang: "ko",
    parts: [{ kind: "text", tone: "note", runs: [text] }],
  });

  it("are listed with their place", () => {
    expect(unprovedInCard(note("전환은 12건이에요."), "", today)).toEqual([
      { where: "text.runs", text: "전환은 12건이에요.", figure: "12건" },
    ]);
  });

  it.each(["11월 9일~15일이에요.", "2026-11-09 기준", "1위예요.", "숫자가 없어요."])(
    "are none: %s",
    (text) => {
      expect(unprovedInCard(note(text), "", today)).toEqual([]);
    },
  );

  it("may repeat the person's own and names", () => {
    expect(unprovedInCard(note("CPA 20,000원 이하예요."), "CPA 2만원 이하만", today)).toEqual([]);
    expect(unprovedInCard(note("세일 50을 찾았어요."), "", today, ["세일 50"])).toEqual([]);
    expect(unprovedInCard(note("세일 50을 찾았어요."), "", today)).not.toEqual([]);
  });

  it("may say what stands on the card", () => {
    const card: Card = {
      lang: "ko",
      parts: [...cardOf(won(1_234_567)).parts, ...note("광고비 1,234,567원").parts],
    };

    expect(unprovedInCard(card, "", today)).toEqual([]);
  });
});
