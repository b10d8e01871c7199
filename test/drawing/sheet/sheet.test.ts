// Reviews drawn as pictures, hundreds of them: every letter has room, can be read and is one the font has; no sheet is taller than its bound.

import { describe, expect, it, test } from "vitest";
import type { CardFinding } from "../../../src/core/card/findings.ts";
import { contrast } from "../../../src/drawing/creative/color.ts";
import type { Layout } from "../../../src/drawing/creative/design.ts";
import { missingLetters } from "../../../src/drawing/creative/font.ts";
import { widthOfLine } from "../../../src/drawing/creative/lines.ts";
import { linesOf } from "../../../src/drawing/sheet/column.ts";
import { drawnText } from "../../../src/drawing/sheet/drawn-text.ts";
import { MOST_HEIGHT, sheetLayout } from "../../../src/drawing/sheet/layout.ts";
import type { Sheet, SheetText } from "../../../src/drawing/sheet/sheet.ts";

const finding = (words: string, severity: CardFinding["severity"] = "fix"): CardFinding => ({
  severity,
  words,
  why: `'${words}'처럼 최고·최초·유일·1위를 말하면서 기준·기간·출처와 이를 뒷받침할 자료가 없습니다.`,
  fix: "객관적 자료를 첨부하고 기준·기간·출처를 함께 적거나 최상급 표현을 빼 주세요.",
  rule: "kr.fla.superlative-unproven",
  act: "표시·광고의 공정화에 관한 법률",
  article: "3①1, 5",
  provisional: true,
});

function textOf(text: string, count = 1, rewrite: string | null = text): SheetText {
  const words = text.slice(0, 5);
  return {
    label: "메타 · 본문",
    text,
    marks: [{ start: 0, end: words.length, severity: "fix" }],
    findings: Array.from({ length: count }, (_, at) => finding(words, at % 3 === 0 ? "block" : "fix")),
    rewrite,
  };
}

const sheetWith = (texts: readonly SheetText[], over: Partial<Sheet> = {}): Sheet => ({
  lang: "ko",
  verdict: "fix",
  about: "화장품 광고로 보고 한국 기준과 매체 정책으로 검토했어요.",
  texts,
  moreTexts: 0,
  packs: ["kr.fla 0.1.0"],
  day: "2026-11-23",
  unconfirmed: true,
  ...over,
});

function flawsOf({ marks, width, height }: Layout): string[] {
  const texts = marks.filter((mark) => mark.kind === "text");
  return texts.flatMap(({ lines, box, px, weight, color, ground }) => {
    const [line = ""] = lines;
    return [
      ...(box.x + widthOfLine(line, { px, weight, tight: false }) > width - 40 ? [`too wide: ${line}`] : []),
      ...(box.y + box.height > height ? [`below the end: ${line}`] : []),
      ...(contrast(color, ground) < 4.5 ? [`too faint: ${line}`] : []),
      ...(missingLetters(line).length > 0 ? [`not in the font: ${line}`] : []),
    ];
  });
}

const lineTexts = ({ marks }: Layout): string[] =>
  marks.flatMap((mark) => (mark.kind === "text" ? mark.lines : []));

const pieces = [
  "업계 1위 세럼 ",
  "최저가 보장! ",
  "🔥",
  "👨‍👩‍👧‍👦 ",
  "Guaranteed results ",
  "\n",
  "\n\n",
  "ㅇㅏㅌㅗㅍㅣ ",
  "シミが消える",
  "สวัสดี ",
  "W".repeat(80),
  "가".repeat(120),
  "e\u0301 ",
  "\u200b",
  "\t",
  "①②③ ",
  "https://example.kr/a/b?c=1 ",
];

test("three hundred random reviews have no flaw and no more height than they may", () => {
  let seed = 11;
  const random = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed >> 8) % most;
  };
  const words = (): string =>
    Array.from({ length: 1 + random(120) }, () => pieces[random(pieces.length)] ?? "").join("");
  for (let count = 0; count < 300; count += 1) {
    const texts = Array.from({ length: 1 + random(3) }, () =>
      textOf(words(), random(24), random(3) === 0 ? null : words()),
    );
    const layout = sheetLayout(
      sheetWith(texts, {
        lang: random(2) === 0 ? "ko" : "en",
        moreTexts: random(4),
        verdict: (["pass", "fix", "block"] as const)[random(3)] ?? "fix",
      }),
    );

    expect(flawsOf(layout)).toEqual([]);
    expect(layout.height).toBeLessThanOrEqual(MOST_HEIGHT);
    expect(lineTexts(layout)).toContain(
      lineTexts(layout).find((line) => /AI가 만든 검토 의견|made by AI/.test(line)),
    );
  }
});

describe("what a sheet says", () => {
  it("names an opinion, never a ruling, with pack, day and who made it", () => {
    const all = lineTexts(sheetLayout(sheetWith([textOf("업계 1위 세럼")]))).join("\n");

    expect(all).toContain("검토 의견: 수정 필요");
    expect(all).toContain("AI가 만든 검토 의견 · 2026-11-23 · 규칙 kr.fla 0.1.0");
    expect(all).toContain("표시·광고의 공정화에 관한 법률 3①1, 5");
    expect(all).toContain("법률 자문이 아니에요");
    expect(all).not.toMatch(/적법|합법/);
  });

  it("counts what has no room: findings, letters, texts", () => {
    const all = lineTexts(
      sheetLayout(
        sheetWith([textOf("업계 1위 세럼 ".repeat(400), 40), textOf("최저가 ".repeat(200), 3)], {
          moreTexts: 2,
        }),
      ),
    ).join("\n");

    expect(all).toMatch(/^외 \d+건$/m);
    expect(all).toMatch(/^… 외 \d+자$/m);
    expect(all).toContain("고칠 문구 외 3개");
  });

  it("puts a tone behind exactly the words concerned, also over a line's end", () => {
    const text = `${"가나다라 ".repeat(11)}업계 1위 세럼`;
    const at = text.indexOf("업계");
    const one = { ...textOf(text), marks: [{ start: at, end: at + 5, severity: "fix" as const }] };
    const { marks } = sheetLayout(sheetWith([one]));
    const tones = marks.filter(
      (mark) => mark.kind === "fill" && mark.color === "#ffe9c7" && mark.radius === 5,
    );

    expect(tones.length).toBeGreaterThanOrEqual(1);
    expect(tones.length).toBeLessThanOrEqual(2);
  });

  it("tells an act the font cannot write by its rule", () => {
    const japanese = {
      ...finding("美白"),
      act: "医薬品、医療機器等の品質",
      article: "66",
      rule: "jp.yakki.effect",
    };
    const all = lineTexts(sheetLayout(sheetWith([{ ...textOf("クリーム"), findings: [japanese] }]))).join(
      "\n",
    );

    expect(all).toContain("jp.yakki.effect");
    expect(all).not.toMatch(/\?{3}/);
  });
});

describe("lines", () => {
  it("hold the whole text, each with its place, and never part a letter", () => {
    const text = "업계 1위\n\n\n" + "e\u0301".repeat(90) + " 끝";
    const lines = linesOf(text, { px: 25, weight: "Regular" }, 400);

    for (const { text: line, start, end } of lines) {
      expect(text.slice(start, end)).toBe(line);
      expect(line).not.toMatch(/^\u0301/);
    }
    expect(
      lines
        .map(({ text: line }) => line)
        .join("")
        .replaceAll(" ", ""),
    ).toBe(text.replaceAll(/[\s]/g, ""));
  });
});

describe("a text as it can be drawn", () => {
  it("keeps every place, counts what it leaves out, and has no letter the font lacks", () => {
    const given = "🔥 국내 최초 👨‍👩‍👧‍👦 สวัสดี 1️⃣ ™";
    const { text, placeOf, pictures, letters } = drawnText(given);

    expect(missingLetters(text)).toEqual([]);
    expect(text.slice(placeOf(given.indexOf("국내")), placeOf(given.indexOf("국내") + 5))).toBe("국내 최초");
    expect(pictures).toBe(3);
    expect(letters).toBeGreaterThan(0);
    expect(placeOf(given.length)).toBe(text.length);
  });
});
