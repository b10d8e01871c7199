// The built-in writer under many briefs, judged by rules written apart from it: limits, particles, forbidden words, variety.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { industryOf, subjectOf, toneOf } from "../../../src/capabilities/creatives/copy/about.ts";
import { fieldsOf, industries, Tone } from "../../../src/capabilities/creatives/copy/data.ts";
import { withoutForbidden } from "../../../src/capabilities/creatives/copy/forbidden.ts";
import {
  type CopyBrief,
  type FieldText,
  writeCopy,
} from "../../../src/capabilities/creatives/copy/write-copy.ts";
import type { Lang } from "../../../src/core/locale.ts";
import { Medium } from "../../../src/core/medium.ts";
import { Objective } from "../../../src/core/objective.ts";

const things: Record<Lang, string[]> = {
  ko: "여름 샌들|비건 립밤|유자청|필라테스|성수 카페|급여 관리 솔루션|강아지 껌|밀크티|콜드브루|ROAS 특강|PT 10회|A4 용지|임플란트|LED 조명|캠핑 의자|가을 신상 니트 원피스 세트|책|물|길|한강뷰 오피스텔|무지개 젤|김치|7일 클래스|서울 야경 투어".split(
    "|",
  ),
  en: "oat latte|linen shirt|cold brew|payroll platform|the granola jar|Desk Lamp|pilates|rain boots|winter bedding|dog treats|math tutoring|limited edition hand-thrown stoneware bowls".split(
    "|",
  ),
};
const occasions = {
  ko: ["", " 세일", " 오픈", " 출시", " 이벤트", " 체험권"],
  en: ["", " sale", " launch", " subscription"],
};
const offers = { ko: ["30% 할인", "39,000원", undefined], en: ["30% off", "₩39,000", undefined] };

const aBrief = fc.constantFrom<Lang>("ko", "en").chain((lang) =>
  fc
    .record({
      thing: fc.constantFrom(...things[lang]),
      occasion: fc.constantFrom(...occasions[lang]),
      industry: fc.constantFrom(undefined, ...industries.map(({ id }) => id)),
      objective: fc.constantFrom(...Objective.options),
      tone: fc.constantFrom(undefined, ...Tone.options),
      formal: fc.boolean(),
      offer: fc.constantFrom(...offers[lang]),
      until: fc.constantFrom(undefined, lang === "ko" ? "11월 30일까지" : "until Nov 30"),
      turn: fc.nat(3),
    })
    .map(({ thing, occasion, industry, ...rest }): CopyBrief => {
      const { product, thing: used, occasion: found } = subjectOf(thing + occasion, lang);
      return {
        ...rest,
        lang,
        product,
        thing: used,
        occasion: found,
        industry: industryOf(industry, thing),
        use: [],
        avoid: [],
        prefer: [],
      };
    }),
);

function widthBy(by: FieldText["by"], text: string): number {
  const letters = [...new Intl.Segmenter().segment(text)];
  return by === "letters"
    ? letters.length
    : letters.reduce(
        (sum, { segment }) => sum + (segment.codePointAt(0)! >= 0x1100 && segment !== "₩" ? 2 : 1),
        0,
      );
}

/** Particles behind a word that ends in Hangul, by the final consonant of its last syllable. */
function wrongParticle(text: string, word: string): boolean {
  const last = word.codePointAt(word.length - 1) ?? 0;
  if (last < 0xac00 || last > 0xd7a3 || word === "") return false;
  const final = (last - 0xac00) % 28;
  const wrong = final === 0 ? "을|은|이|과|으로" : final === 8 ? "를|는|가|와|으로" : "를|는|가|와|로";
  return new RegExp(`${word.replaceAll(/[.*+?^$()]/g, "\\$&")}(?:${wrong})(?=[ ,.])`, "u").test(text);
}

const stop =
  /최고|최저|최초|유일|1위|100%|무조건|완벽|보장|치료|완치|기적|마지막 기회|\b(?:best|only|guaranteed?|perfect|cheapest|cure|miracle|last chance|hurry)\b/iu;

/** Each in words; none is as it should be. */
function problemsOf(brief: CopyBrief, medium: Medium): string[] {
  const variants = writeCopy(brief, medium);
  const openings = new Set(variants.map(([first]) => first?.text));
  return [
    ...(openings.size === 3 ? [] : [`${medium}: two texts open alike`]),
    ...variants.flat().flatMap(({ field, text, by, limit, width }) => {
      const particle = wrongParticle(text, brief.product) || wrongParticle(text, brief.thing);
      const found = [
        width !== widthBy(by, text) && "counted wrong",
        width > limit && "too long",
        stop.test(text) && "forbidden",
        particle && "particle",
        /[{}[\]|]|undefined| {2}|\.\./.test(text) && "unfinished",
      ];
      return found.filter(Boolean).map((what) => `${medium} ${field} ${what}: ${text}`);
    }),
  ];
}

const media: Medium[] = ["google_ads", "meta", "naver", "kakao", "tiktok", "other"];
const runs = 400;

describe("the built-in writer", () => {
  test("writes three different texts within every limit, with right particles and no forbidden word", () => {
    fc.assert(
      fc.property(aBrief, (brief) => {
        expect(media.flatMap((medium) => problemsOf(brief, medium))).toEqual([]);
      }),
      { numRuns: runs, seed: 6 },
    );
  });

  test("fills every field of a medium, and at least three headlines for Google", () => {
    fc.assert(
      fc.property(aBrief, (brief) => {
        for (const medium of media) {
          const fields = fieldsOf[medium].reduce((sum, { count }) => sum + count, 0);
          const different = writeCopy(brief, medium).map((one) => new Set(one.map(({ text }) => text)).size);

          expect({ medium, different }).toEqual({ medium, different: [fields, fields, fields] });
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test("says an offer in each text", () => {
    const { product, thing, occasion } = subjectOf("여름 샌들 세일", "ko");
    const brief: CopyBrief = {
      lang: "ko",
      industry: industryOf("fashion", ""),
      objective: "sales",
      product,
      thing,
      occasion,
      formal: false,
      offer: "30% 할인",
      until: "11월 30일까지",
      use: [],
      avoid: [],
      prefer: [],
      turn: 0,
    };

    const silent = media.filter((medium) =>
      writeCopy(brief, medium).some((one) => !one.some(({ text }) => text.includes("30% 할인"))),
    );

    expect(silent).toEqual([]);
    expect(writeCopy(brief, "kakao")[1]?.[0]).toEqual({
      field: "title",
      text: "여름 샌들로 계절 시작, 30% 할인",
      width: 20,
      limit: 25,
      by: "letters",
      confirmed: true,
    });
  });

  test("keeps what a brand avoids out, and says its own phrase", () => {
    const brief: CopyBrief = {
      lang: "ko",
      industry: industryOf("fashion", ""),
      objective: "sales",
      product: "샌들",
      thing: "샌들",
      formal: false,
      use: ["오래 걷는 사람들의 신발"],
      avoid: ["계절", "옷장"],
      prefer: [],
      turn: 0,
    };

    const texts = media.flatMap((medium) =>
      writeCopy(brief, medium)
        .flat()
        .map(({ text }) => text),
    );

    expect(texts.filter((text) => /계절|옷장/.test(text))).toEqual([]);
    expect(texts).toContain("오래 걷는 사람들의 신발");
  });
});

describe("a brief's words", () => {
  test("are told apart: the thing, its occasion, its trade", () => {
    expect(subjectOf("여름 샌들 세일", "ko")).toMatchObject({ product: "여름 샌들", occasion: "sale" });
    expect(subjectOf("필라테스 체험권", "ko")).toMatchObject({
      product: "필라테스 체험권",
      thing: "필라테스",
    });
    expect(subjectOf("성수 카페 오픈", "ko")).toMatchObject({
      product: "성수 카페",
      thing: "",
      occasion: "opening",
    });
    expect(industryOf(undefined, "비건 립밤").id).toBe("beauty");
    expect(industryOf(undefined, "무엇인지 모를 것").id).toBe("shop");
    expect([toneOf("고급스러운"), toneOf("punchy"), toneOf("아무 말")]).toEqual([
      "premium",
      "playful",
      undefined,
    ]);
  });

  test("that need proof are taken out and told", () => {
    expect(subjectOf("국내 최고 이불", "ko")).toMatchObject({ product: "국내 이불", taken: ["최고"] });
    expect(withoutForbidden("마감임박 샌들")).toEqual({ text: "샌들", taken: ["마감임박"] });
    expect(withoutForbidden("The best socks")).toEqual({ text: "The socks", taken: ["best"] });
  });
});
