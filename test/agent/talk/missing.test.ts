import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import { nearestTo, notMeasured } from "../../../src/agent/talk/not-measured.ts";
import { otherMedia } from "../../../src/agent/talk/other-media.ts";
import { missingWords, vocabulary } from "../../../src/language/vocabulary.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const rows = readFileSync(new URL("missing.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);

describe("what is not measured here", () => {
  it("is told for at least 97 of 100 ways of asking", () => {
    const missed = rows.filter(([code, message]) => {
      const [part] = interpret(message, {}, setting).parts;
      return part?.intent !== "other_data_not_available" || !part.missing?.includes(code);
    });

    expect(missed.length / rows.length).toBeLessThanOrEqual(0.03);
  });

  it.each([
    "매장 방문 캠페인 지난주 성과",
    "무료배송 캠페인 ROAS",
    "신규 고객 캠페인 CPA 알려줘",
    "리뷰 이벤트 캠페인 클릭수",
    "지난주 클릭수 몇 개야",
    "전환 많은 캠페인 알려줘",
    "동영상 소재 CTR 보여줘",
    "이번 주 매출 얼마나 늘었어?",
    "앱 설치 캠페인 설치 수",
    "다음 달 매출 얼마나 될까?",
    "다음 주 광고비 예상해줘",
    "The new customers campaign: clicks last week",
    "revenue by campaign last month",
    "How many leads did we get from Naver?",
    "cost per order on Meta",
    "How much will we spend next month?",
    "clicks on video ads",
  ])("is not said of what is measured: %s", (message) => {
    const { parts } = interpret(message, {}, setting);

    expect(parts.every(({ missing, intent }) => !missing && intent !== "other_data_not_available")).toBe(
      true,
    );
  });

  it("tells a figure that is measured beside what is not", () => {
    const { parts, lang } = interpret("지난주 광고비랑 재고 알려줘", {}, setting);

    expect(callsFor({ parts, lang }).map(({ tool }) => tool)).toEqual(["query_performance", "not_measured"]);
  });

  it("is named with its particle in every case, without a number, and with a question that can be answered", () => {
    const codes = [
      ...missingWords.keys(),
      "medium:youtube",
      "medium:x",
      "medium:toss",
      "medium:apple_search_ads",
    ];
    for (const code of codes) {
      expect(notMeasured([code], "ko")).not.toMatch(/(?<!GA)\d|은\(는\)|undefined/);
      expect(notMeasured([code], "en")).not.toMatch(/(?<!GA)\d|undefined/);
      for (const lang of ["ko", "en"] as const) {
        for (const question of nearestTo([code], lang)) {
          expect(interpret(question, {}, setting).parts[0]?.query).toBeDefined();
        }
      }
    }
    expect(notMeasured(["medium:line"], "ko")).toMatch(/^라인은 /);
    expect(notMeasured(["medium:youtube"], "ko")).toMatch(/^유튜브는 /);
    expect(notMeasured(["medium:criteo"], "en")).toMatch(/^Criteo is /);
  });

  it("knows a name in both languages for every medium that is not read", () => {
    const named = vocabulary.flatMap(({ meaning }) =>
      meaning.kind === "medium" && meaning.word.name ? [meaning.word.name] : [],
    );

    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((name) => !otherMedia[name])).toEqual([]);
  });
});
