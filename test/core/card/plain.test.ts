import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { clean, cutTo, widthOf } from "../../../src/core/card/plain/width.ts";
import { formatQuantity } from "../../../src/core/format.ts";
import { askingCard, longCard, monthCard, ratio, weekCard, won } from "./made-cards.ts";

describe("a card in plain text", () => {
  test("the Korean answer reads from lead to next questions, figures aligned under their heads", () => {
    const text = cardText(weekCard("ko"));

    expect(text).toBe(
      [
        "지난주 광고비는 11,715,450원으로 전주보다 +8.3% 늘었고, ROAS는 346%예요.",
        "",
        "광고비  11,715,450원  ▲ +8.3% (이전 10,817,600원)",
        "노출       3,204,118  ▲ +3.4% (이전 3,100,002)",
        "클릭          54,675  ▼ −2.4% (이전 56,001)",
        "전환             953  ― ±0.0% (이전 953)",
        "ROAS            346%  ▼ −11.3% (이전 390%)",
        "CPA         12,293원",
        "",
        "캠페인별",
        "캠페인                      광고비    클릭  전환  ROAS",
        "────────────────────  ────────────  ──────  ────  ────",
        "여름 세일 리타겟팅     4,210,000원  18,240   512  420%",
        "브랜드 검색 – 상시     2,480,300원   9,120   301  687%",
        "신상품 런칭 (영상)     3,905,150원  22,004    96   94%",
        "카카오 비즈보드 11월   1,120,000원   5,311    44  210%",
        "────────────────────  ────────────  ──────  ────  ────",
        "합계                  11,715,450원  54,675   953  346%",
        "",
        "일별 광고비",
        "11/09  1,702,000원  ███████████████████████▊",
        "11/10  1,655,300원  ███████████████████████▏",
        "11/11  1,690,150원  ███████████████████████▋",
        "11/12  1,598,000원  ██████████████████████▎",
        "11/13  1,720,000원  ████████████████████████",
        "11/14  1,650,000원  ███████████████████████",
        "11/15  1,700,000원  ███████████████████████▊",
        "",
        "기간 2026-11-09 ~ 2026-11-15 · 비교 2026-11-02 ~ 2026-11-08 · 시간대 Asia/Seoul",
        "매체 메타, 구글, 네이버, 카카오 · 데이터 기준 2026-11-16 09:10 · VAT 별도",
        "통화 KRW",
        "가정: 지표를 말하지 않아 기본 지표로 답했어요",
        "워크스페이스: 데모 쇼핑몰",
        "[데모] 시뮬레이션 데이터",
        "",
        "이어서 물어볼 수 있어요",
        "  › ROAS 왜 떨어졌어?",
        "  › 매체별로 나눠줘",
        "  › 지난달과 비교해줘",
      ].join("\n"),
    );
  });

  test("the English footer names dates, zone, media, freshness, VAT basis, currency, assumption, workspace and the demo mark", () => {
    const text = cardText(weekCard("en"), { width: 120 });

    expect(text).toContain(
      [
        "Period 2026-11-09 ~ 2026-11-15 · Compared with 2026-11-02 ~ 2026-11-08 · Time zone Asia/Seoul",
        "Media Meta, Google Ads, Naver, Kakao · Data as of 2026-11-16 09:10 · VAT excluded · Currency KRW",
        "Assumed: the default set, as none was named",
        "Workspace: Demo shop",
        "[Demo (데모)] simulated data",
      ].join("\n"),
    );
  });

  test("of two columns of names the wider one gives way", () => {
    const columns = ["항목", "내용"].map((label) => ({ key: label, label, align: "left" }));
    const media = "구글 (구글 데모), 카카오 (카카오 데모), 메타 (메타 데모)";
    const card = Card.parse({
      lang: "ko",
      parts: [{ kind: "table", columns, rows: [["질문의 종류", media]] }],
    });

    const lines = cardText(card, { width: 50 }).split("\n").slice(2);

    expect(lines).toEqual([
      "질문의 종류  구글 (구글 데모), 카카오 (카카오",
      "             데모), 메타 (메타 데모)",
    ]);
  });

  test("a narrow page gets one block a row, so that no figure is cut", () => {
    const text = cardText(weekCard("ko"), { width: 40 });

    expect(text).toContain(
      "여름 세일 리타겟팅\n  광고비  4,210,000원\n  클릭    18,240\n  전환    512\n  ROAS    420%",
    );
    for (const line of text.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(40);
  });

  test("a name too long for its column goes on below; it is not cut", () => {
    const text = cardText(weekCard("ko"), { width: 50 });

    expect(text).toContain("카카오 비즈보드    1,120,000원   5,311    44  210%\n11월\n");
  });

  test("a long table says how many rows it leaves out and keeps its total", () => {
    const text = cardText(longCard("ko", 1025));

    expect(text).toContain("캠페인 20");
    expect(text).not.toContain("캠페인 21");
    expect(text).toContain("… 외 1,005건");
    expect(text).toContain("525,825,000원");
    expect(cardText(longCard("en", 25))).toContain("… and 5 more");
  });

  test("a line of many points becomes a sparkline that tells its ends, its extremes and how many it leaves out", () => {
    const text = cardText(monthCard("ko"));

    expect(text).toContain("메타\n  ▂▃▅▆▇█▁▂▃▅▆·█▁▂▃▅▆▇█▁▂▃▅▆▇█▁▂▃");
    expect(text).toContain("처음 270% (10/01) · 최저 250% (10/07) · 최고 370% (10/27) · 끝 290% (10/30)");
    expect(text).toContain("… 외 26건");
  });

  test("choices are numbered through the whole card", () => {
    expect(cardText(askingCard("ko"))).toBe(
      [
        "◆ 같은 캠페인으로 보이는 이름이 있어요",
        "  – ‘여름세일’ → ‘여름 세일’, 42행",
        "  1) 합치기",
        "  2) 그대로 두기",
        "",
        "? ‘03/04/2026’은 어느 날인가요?",
        "  3) 3월 4일",
        "  4) 4월 3일",
      ].join("\n"),
    );
  });

  test("a value that cannot be formed is a dash and an unknown currency has no sign", () => {
    const card = Card.parse({
      lang: "en",
      parts: [
        {
          kind: "text",
          runs: [won(null, "cpa"), " / ", { ...won(1200), currency: "XXX" }, " / ", ratio(null, "roas")],
        },
      ],
    });

    expect(cardText(card)).toBe("– / 1,200.00 / –");
  });

  test("progress shows its share and a warning its sign", () => {
    const card = Card.parse({
      lang: "ko",
      parts: [
        { kind: "progress", runs: ["파일을 읽는 중"], doneRatio: 0.425 },
        { kind: "text", tone: "warning", runs: ["일부 행을 읽지 못했어요"] },
      ],
    });

    expect(cardText(card)).toBe("… 파일을 읽는 중 (42.5%)\n\n⚠ 일부 행을 읽지 못했어요");
  });

  test("text from outside cannot steer the screen", () => {
    const name = "\u001b[2J\u001b]0;owned\u0007여름\u202e세일\u200b\r\n끝";
    const card = Card.parse({
      lang: "ko",
      parts: [{ kind: "table", columns: [{ key: "a", label: "캠페인", align: "left" }], rows: [[name]] }],
    });

    const text = cardText(card);

    expect(text).toContain("[2J]0;owned여름세일 끝");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u200b\u202e]/u);
  });

  test("every figure of a short card stands in its text, at any width", () => {
    const figure = fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .map((value) => won(Math.round(value * 100) / 100));
    const name = fc.string({ unit: "grapheme", maxLength: 40 });
    const card = fc.record({
      lang: fc.constantFrom("ko" as const, "en" as const),
      width: fc.integer({ min: 1, max: 160 }),
      rows: fc.array(fc.tuple(name, figure, figure), { maxLength: 20 }),
      tile: figure,
    });

    fc.assert(
      fc.property(card, ({ lang, width, rows, tile }) => {
        const columns = ["a", "b", "c"].map((key, index) => ({
          key,
          label: key,
          align: index === 0 ? "left" : "right",
        }));
        const made = Card.parse({
          lang,
          parts: [
            { kind: "kpis", items: [{ label: "x", quantity: tile, better: "up" }] },
            { kind: "table", columns, rows },
          ],
        });
        const text = cardText(made, { width });
        for (const quantity of [tile, ...rows.flatMap(([, a, b]) => [a, b])])
          expect(text).toContain(formatQuantity(quantity, lang));
      }),
    );
  });
});

describe("display width", () => {
  test("Hangul and pictures take two columns, marks and joiners none", () => {
    expect(widthOf("abc")).toBe(3);
    expect(widthOf("성과")).toBe(4);
    expect(widthOf("성과".normalize("NFD"))).toBe(4);
    expect(widthOf("👩‍👩‍👧")).toBe(2);
    expect(widthOf("ＡＢ")).toBe(4);
    expect(widthOf("– ▲ ₩")).toBe(5);
  });

  test("letters that stand alone are as wide among others that join", () => {
    const letter = fc.constantFrom(
      "a",
      "9",
      " ",
      "~",
      "·",
      "–",
      "−",
      "…",
      "₩",
      "%",
      "가",
      "각",
      "힣",
      "ㅋ",
      "é",
    );

    fc.assert(
      fc.property(fc.array(letter), (drawn) => {
        const text = drawn.join("");
        // A mark keeps the text from being taken for plain letters; it has no width of its own.
        expect(widthOf(`${text}x\u0301`)).toBe(widthOf(text) + 1);
      }),
    );
  });

  test("a cut name fits and ends with an ellipsis", () => {
    expect(cutTo("여름 세일 리타겟팅", 10)).toBe("여름 세일…");
    expect(widthOf(cutTo("가나다라마바사", 6))).toBeLessThanOrEqual(6);
    expect(clean("a\tb\n c")).toBe("a b c");
  });
});
