// What holds for any cards whatever on both profiles: KakaoTalk takes and draws every page whole, nothing is lost, nobody is pinged or led away.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card/card.ts";
import type { Problem } from "../../../../src/platforms/kakao/skill/limits.ts";
import { Extra } from "../../../../src/platforms/kakao/skill/extra.ts";
import { skillProblems } from "../../../../src/platforms/kakao/skill/response.ts";
import type { KakaoReply } from "../../../../src/platforms/kakao/render/render.ts";
import { kakaoReply, readable, viewOf } from "../../../support/kakao-view.ts";
import { hostileCard } from "../../../support/hostile-cards.ts";
import { figuresOf, plain, randomCard, tokensOf, wordsOf } from "../../../support/random-cards.ts";

const surfaces = [
  ["kakao_person", "person"],
  ["kakao_team", "team"],
] as const;

function problemsOf({ pages }: KakaoReply, profile: "person" | "team"): Problem[] {
  return pages.flatMap((template) => skillProblems({ version: "2.0", template }, profile));
}

function missing(cards: readonly Card[], reply: KakaoReply): string[] {
  const flat = readable(viewOf(reply)).replaceAll(/\s+/g, " ");
  return cards.flatMap(figuresOf).filter((figure) => !flat.includes(figure));
}

/** What comes back with each thing that can be pressed. */
function extrasIn(held: unknown): unknown[] {
  if (typeof held !== "object" || held === null) return [];
  return Object.entries(held).flatMap(([key, value]) => (key === "extra" ? [value] : extrasIn(value)));
}

/** Cards are long: the seed and what was wrong are enough to see one again. */
function reporter<T>({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<T>): void {
  if (failed) throw new Error(`CARD_SEED=${seed}, path ${counterexamplePath}`, { cause: errorInstance });
}

function spokenIn(held: unknown): string[] {
  if (typeof held !== "object" || held === null) return [];
  return Object.entries(held).flatMap(([key, value]) =>
    key === "messageText" ? [String(value)] : spokenIn(value),
  );
}

const asked = process.env["CARD_SEED"];
const given = asked === undefined ? {} : { seed: Number(asked) };
const size = Number(process.env["CARD_RUNS"] ?? 60);

const tame = fc.array(randomCard, { minLength: 1, maxLength: 2 });

const kinds: readonly (readonly [string, fc.Arbitrary<Card[]>, number])[] = [
  ["any cards", tame, size],
  ["cards of hostile words", fc.array(hostileCard, { minLength: 1, maxLength: 1 }), Math.ceil(size / 3)],
];

describe.each(kinds)("%s", (_, cards, numRuns) => {
  describe.each(surfaces)("on %s", (surface, profile) => {
    const runs = { ...given, numRuns, endOnFailure: true, reporter };

    test.each([true, false])("are taken and drawn whole (with addresses: %s)", (linked) => {
      fc.assert(
        fc.property(cards, (shown) => {
          expect(problemsOf(kakaoReply(shown, surface, linked), profile)).toEqual([]);
        }),
        runs,
      );
    });

    test.each([true, false])("show every figure in words (with addresses: %s)", (linked) => {
      fc.assert(
        fc.property(cards, (shown) => {
          expect(missing(shown, kakaoReply(shown, surface, linked))).toEqual([]);
        }),
        runs,
      );
    });

    test("lead from each page to the next, and every button is somewhere once", () => {
      fc.assert(
        fc.property(cards, (shown) => {
          const { pages } = kakaoReply(shown, surface);

          const extras = pages.map((page) =>
            extrasIn(page).flatMap((extra) => Extra.safeParse(extra).data ?? []),
          );
          const ways = extras.map((page) => page.flatMap((one) => ("page" in one ? [one.page] : [])));
          const tokens = new Set(extras.flat().flatMap((one) => ("token" in one ? [one.token] : [])));

          expect(ways).toEqual(pages.map((_page, at) => (at < pages.length - 1 ? [at + 1] : [])));
          expect([...tokens].toSorted()).toEqual([...new Set(shown.flatMap(tokensOf))].toSorted());
        }),
        runs,
      );
    });

    test("lead nowhere and mention nobody by words of others", () => {
      fc.assert(
        fc.property(cards, (shown) => {
          const view = viewOf(kakaoReply(shown, surface));

          expect(view).not.toMatch(/https?:\/\/|\{\{|\p{L}\.com|[\u202a-\u202e]/u);
        }),
        runs,
      );
    });
  });
});

/** Hostile words lose what would lead away. */
test.each(surfaces)("cards of usual words show each of them on %s, or say it when pressed", (surface) => {
  fc.assert(
    fc.property(tame, fc.boolean(), (shown, linked) => {
      const reply = kakaoReply(shown, surface, linked);
      const said = plain([viewOf(reply), ...spokenIn(reply.pages)].join(" "));

      expect(shown.flatMap(wordsOf).filter((text) => !said.includes(text))).toEqual([]);
    }),
    { ...given, numRuns: size, endOnFailure: true, reporter },
  );
});
