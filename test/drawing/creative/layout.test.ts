import { describe, expect, test } from "vitest";
import { contrast } from "../../../src/drawing/creative/color.ts";
import { templates } from "../../../src/drawing/creative/design.ts";
import { flawsOf } from "../../../src/drawing/creative/flaws.ts";
import { formatOf, formats } from "../../../src/drawing/creative/formats.ts";
import { isTooLong, layoutOf } from "../../../src/drawing/creative/layout.ts";
import type { Layout, TextMark } from "../../../src/drawing/creative/design.ts";
import { makeDesign, palettes } from "./made-designs.ts";

const looks = Object.keys(palettes) as (keyof typeof palettes)[];

function laid(...[design, format]: Parameters<typeof layoutOf>): Layout {
  const layout = layoutOf(design, format);
  if (isTooLong(layout)) throw new Error(`${format.id}: no room for ${layout.role}`);
  return layout;
}

function textOf({ marks }: Layout, role: string): TextMark | undefined {
  return marks.filter((mark) => mark.kind === "text").find((mark) => mark.role === role);
}

describe("every format", () => {
  test.each(formats)(
    "$id carries each template in both languages and in colours that are hard to read on",
    (format) => {
      const flaws = templates.flatMap((template) =>
        (["ko", "en"] as const).flatMap((lang) =>
          looks.flatMap((look) =>
            flawsOf(laid(makeDesign(lang, template, look), format), format).map(
              (flaw) => `${template} ${lang} ${look}: ${flaw}`,
            ),
          ),
        ),
      );

      expect(flaws).toEqual([]);
    },
  );

  test("says every word that was given, whole", () => {
    for (const format of formats) {
      const design = makeDesign("ko", "type");
      const layout = laid(design, format);

      expect(textOf(layout, "headline")?.lines.join(" ")).toBe(design.headline);
      expect(textOf(layout, "legal")?.lines.join(" ")).toBe(design.legal);
      expect(textOf(layout, "mark")?.lines).toEqual(["AI로 만든 이미지"]);
    }
  });

  test("notices on Kakao are at least 24 pixels high", () => {
    for (const format of formats.filter(({ medium }) => medium === "kakao"))
      expect(textOf(laid(makeDesign("ko", "offer"), format), "legal")?.px).toBeGreaterThanOrEqual(24);
  });

  test("a story keeps what the medium covers free of words", () => {
    const story = formatOf("meta_story")!;
    const texts = laid(makeDesign("ko", "photo"), story).marks.filter((mark) => mark.kind === "text");

    expect(Math.min(...texts.map(({ box }) => box.y))).toBeGreaterThanOrEqual(270);
    expect(Math.max(...texts.map(({ box }) => box.y + box.height))).toBeLessThanOrEqual(1920 - 380);
  });
});

describe("a text", () => {
  test("without room is named with a shorter one that has it", () => {
    const format = formatOf("naver_small")!;
    const headline =
      "이번 겨울 우리 동네에서 오래 걷는 사람들을 위해 한 켤레씩 천천히 만든 가죽 신발, 매장에서 직접 신어 보고 고르세요. 걸을수록 발에 맞는 가죽을 골라 바느질했어요";

    const layout = layoutOf({ ...makeDesign("ko", "type"), headline }, format);

    expect(layout).toMatchObject({ role: "headline", text: headline });
    const shorter = isTooLong(layout) ? layout.shorter : undefined;
    expect(shorter?.length).toBeGreaterThan(20);
    expect(headline).toContain(shorter);
    expect(isTooLong(layoutOf({ ...makeDesign("ko", "type"), headline: shorter ?? "" }, format))).toBe(false);
  });

  test("is broken between words only", () => {
    const design = makeDesign("ko", "type");

    expect(textOf(laid(design, formatOf("meta_square")!), "headline")?.lines).toEqual([
      "발이 먼저 아는",
      "여름 샌들",
    ]);
  });

  test("loses its emoji, and is refused for letters that would be empty boxes", () => {
    const square = formatOf("meta_square")!;
    const design = makeDesign("ko", "type");

    const layout = laid({ ...design, headline: "여름 샌들 🏖️🩴 세일" }, square);

    expect(textOf(layout, "headline")?.lines.join(" ")).toBe("여름 샌들 세일");
    expect(() => layoutOf({ ...design, headline: "夏のサンダル特價" }, square)).toThrow(
      "letters that the font does not have",
    );
  });
});

test("contrast is counted as WCAG counts it", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
