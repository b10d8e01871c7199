// The golden set as a person sees it in KakaoTalk, one to one and in a team chat; each file is read by a person before it is kept.

import { describe, expect, test } from "vitest";
import { formatQuantity } from "../../../../src/core/format.ts";
import { skillProblems } from "../../../../src/platforms/kakao/skill/response.ts";
import { goldenCards } from "../../../core/card/golden-cards.ts";
import { kakaoReply, readable, viewOf } from "../../../support/kakao-view.ts";
import { quantitiesIn } from "../../../support/random-cards.ts";

const surfaces = [
  ["kakao_person", "person"],
  ["kakao_team", "team"],
] as const;

describe("the golden set", () => {
  test.each(goldenCards)("%s reads as it did", async (name, cards) => {
    const views = cards.flatMap((card) =>
      surfaces.map(
        ([surface]) => `=== ${card.lang}, ${surface}\n${readable(viewOf(kakaoReply([card], surface)))}\n`,
      ),
    );

    await expect(views.join("\n")).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each(goldenCards)("%s is taken and drawn whole, with every figure in words", (_, cards) => {
    for (const card of cards)
      for (const [surface, profile] of surfaces) {
        const reply = kakaoReply([card], surface);
        const words = readable(viewOf(reply));

        for (const template of reply.pages)
          expect(skillProblems({ version: "2.0", template }, profile)).toEqual([]);
        for (const quantity of quantitiesIn(card.parts))
          expect(words).toContain(formatQuantity(quantity, card.lang));
      }
  });
});
