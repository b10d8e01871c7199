// Every industry template: whole, labelled, and found by the words of a brief.

import { describe, expect, it } from "vitest";
import { templateFor, templates } from "../../../src/capabilities/campaigns/templates.ts";

describe("templates", () => {
  it("there are at least the ten lines of business of the practice page", () => {
    const ids = [
      "b2b",
      "beauty",
      "cafe",
      "clinic",
      "education",
      "fashion",
      "finance",
      "fitness",
      "real-estate",
      "shop",
    ];

    expect(templates.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it.each(templates.map((template) => [template.id, template] as const))(
    "%s is whole: shares of 100, floors for its media, ranges, angles, legal lines with a source",
    (_, template) => {
      const { mix, floors, kpi, cpc, angles, legal, review } = template;
      const shares = Object.values(mix.percent);

      expect(shares.reduce((all, one) => all + one, 0)).toBe(100);
      expect(Object.keys(floors.krwPerDay).toSorted()).toEqual(Object.keys(mix.percent).toSorted());
      expect(kpi.low).toBeLessThan(kpi.high);
      expect(Object.keys(cpc.krw)).toHaveLength(4);
      expect(new Set(angles.map(({ ko }) => ko)).size).toBe(3);
      expect(legal.every(({ text, source }) => text.ko && text.en && source)).toBe(true);
      expect(review.length).toBeGreaterThan(0);
      for (const figure of [template.objective, mix, floors, kpi, cpc, template.flight, template.budget]) {
        expect(["default", "assumption"]).toContain(figure.label);
        expect(figure.source.ko).toMatch(/[가-힣]/);
        expect(figure.source.en).toMatch(/[a-z]/);
      }
    },
  );

  it.each([
    ["카페 오픈", "cafe"],
    ["여름 샌들 세일", "fashion"],
    ["골프레슨", "fitness"],
    ["rose serum", "beauty"],
    ["teeth whitening", "clinic"],
    ["hr 솔루션", "b2b"],
    ["coding bootcamp", "education"],
    ["아파트 분양", "real-estate"],
    ["신용대출 상담", "finance"],
    ["막걸리 축제", "event"],
    ["유자차", "shop"],
    ["something nobody knows", "shop"],
  ])("%s is read as %s", (product, id) => {
    expect(templateFor(product).template.id).toBe(id);
  });
});
