import { describe, expect, it } from "vitest";
import { openRelease } from "../../../src/agent/proof/release.ts";
import { proveWords } from "../../support/prove-words.ts";
import type { Card } from "../../../src/core/card/card.ts";
import type { Quantity } from "../../../src/core/quantity.ts";
import { cardsOf, today } from "./demo-cards.ts";
import { cardOf, measured } from "./measured.ts";
import { spentMs } from "../../support/time.ts";

function opened(cards: Card[], said = "") {
  return openRelease({ cards: () => cards, said, today, lang: "ko" });
}

describe("release of words", () => {
  it("lets a sentence out when it is complete and proved", () => {
    const release = opened([cardOf(measured(1_234_567))]);

    expect(release.add("광고비는 1,234,")).toBe("");
    expect(release.add("567원이에요.")).toBe("");
    expect(release.add(" 그 밖")).toBe("광고비는 1,234,567원이에요.");
    expect(release.add("에는 조용했어요.")).toBe("");
    expect(release.end()).toBe(" 그 밖에는 조용했어요.");
    expect(release.dropped).toBe(false);
  });

  it("drops an unproved sentence and all behind it", () => {
    const release = opened([cardOf(measured(1_234_567))]);

    expect(release.add("좋아요. 광고비는 7원이에요. 광고비는 1,234,567원이에요. ")).toBe("좋아요.");
    expect(release.dropped).toBe(true);
    expect(release.add("잘 가요.") + release.end()).toBe("");
  });

  it("takes cards that come while the words do", () => {
    const cards: Card[] = [];
    const release = opened(cards);

    release.add("광고비는 1,234,567원");
    cards.push(cardOf(measured(1_234_567)));

    expect(release.add("이에요. ") + release.end()).toBe("광고비는 1,234,567원이에요.");
  });

  it.each([1, 3, 7])("says the same in pieces of %i letters", (size) => {
    const text =
      "CPA는 카카오가 13,115원으로 가장 낮아요. 구글은 16,875원이에요.\n- 메타: 16,641원\n- 네이버: 16,221원";
    const release = opened(cardsOf("cpa"));
    let words = "";

    for (let at = 0; at < text.length; at += size) words += release.add(text.slice(at, at + size));

    expect(words + release.end()).toBe(text);
  });

  it.each([
    ["1. 광고비\n2. 매출", "1. 광고비\n2. 매출"],
    ["Meta vs. Naver is close. Fine.", "Meta vs. Naver is close. Fine."],
    ["**광고비**는 `1,234,567원`이에요.", "**광고비**는 `1,234,567원`이에요."],
    ["끝났어요.광고비는 8원이에요.", "끝났어요."],
  ])("cuts %j", (text, released) => {
    expect(proveWords(text, [cardOf(measured(1_234_567))], "", today).released).toBe(released);
  });

  it("reads lines under a heading in its light", () => {
    const [card] = cardsOf("media");
    const said = (metric: string): boolean =>
      proveWords(
        `지난달 매체별 ${metric}:\n- 메타 43,010,507원\n- 카카오 7,386,311원`,
        card ? [card] : [],
        "",
        today,
      ).dropped;

    expect(said("광고비")).toBe(false);
    expect(said("매출")).toBe(true);
  });

  it("takes operands from the sentence before, no older ones", () => {
    const cards = cardsOf("cpa");
    const pair = "카카오 CPA는 13,115원, 구글 CPA는 16,875원이에요.";

    expect(proveWords(`${pair} 차이는 3,760원이에요.`, cards, "", today).dropped).toBe(false);
    expect(proveWords(`${pair} 참고하세요. 차이는 3,760원이에요.`, cards, "", today).dropped).toBe(true);
    expect(proveWords("차이는 3,760원이에요.", cards, "", today).dropped).toBe(true);
  });

  it("lets the person's own figures be repeated in their unit only", () => {
    const said = "CPA 2만원 이하, ROAS 300% 캠페인 5개";

    expect(proveWords("CPA 20,000원 이하만 봤어요.", [], said, today).dropped).toBe(false);
    expect(proveWords("5개를 골랐어요.", [], said, today).dropped).toBe(false);
    expect(proveWords("광고비가 5% 늘었어요.", [], said, today).dropped).toBe(true);
    expect(proveWords("전환은 300건이에요.", [], said, today).dropped).toBe(true);
  });
});

describe("speed", () => {
  it("twenty sentences against 500 figures take under 50 ms", () => {
    const media = ["meta", "google_ads", "naver", "kakao"];
    const quantities = Array.from({ length: 500 }, (_, at): Quantity => {
      const scope = {
        from: "2026-11-09",
        to: "2026-11-15",
        medium: media[at % 4] ?? "",
        campaign: `캠페인 ${at}`,
      };
      return { ...measured(1_000_000 + at * 1_111), vat: "excluded", scope };
    });
    const cards = [cardOf(...quantities)];
    const text = Array.from(
      { length: 20 },
      (_, at) => `캠페인 ${at} 광고비는 ${(1_000_000 + at * 1_111).toLocaleString("en-US")}원이에요.`,
    ).join(" ");
    // Warm, as a running server is.
    for (let run = 0; run < 30; run++) proveWords(text, cards, "", today);

    const times = Array.from({ length: 15 }, () => {
      const release = opened(cards);
      const start = spentMs();
      const words = release.add(text) + release.end();
      expect(words).toBe(text);
      return spentMs() - start;
    }).toSorted((a, b) => a - b);

    process.stdout.write(`twenty sentences against 500 figures: ${(times[7] ?? 0).toFixed(1)} ms\n`);
    expect(times[7]).toBeLessThan(50);
  });
});
