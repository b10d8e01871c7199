// One set of cards on every surface there is: none is refused anywhere, and no figure is missing in words anywhere.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../src/core/card/card.ts";
import { formatPlain, formatQuantity } from "../../../src/core/format.ts";
import type { Surface } from "../../../src/core/room-features.ts";
import { skillProblems } from "../../../src/platforms/kakao/skill/response.ts";
import { messageProblems } from "../../../src/platforms/slack/blocks/message.ts";
import { renderSlack } from "../../../src/platforms/slack/render/render.ts";
import { drawCard as drawOnTerminal } from "../../../src/platforms/terminal/render.ts";
import { drawCard as drawOnPage } from "../../../src/platforms/web/render.ts";
import { kakaoReply, readable, viewOf } from "../../support/kakao-view.ts";
import { plain, quantitiesIn, randomCard } from "../../support/random-cards.ts";
import { readText } from "../../support/slack-view.ts";
import { goldenCards } from "./golden-cards.ts";

/** What is refused there, and what people read. */
type Seen = { problems: unknown[]; words: string; files?: readonly { name: string; text: string }[] };

function onKakao(card: Card, surface: "kakao_person" | "kakao_team"): Seen {
  const reply = kakaoReply([card], surface);
  const profile = surface === "kakao_person" ? "person" : "team";
  const problems = reply.pages.flatMap((template) => skillProblems({ version: "2.0", template }, profile));
  return { problems, words: readable(viewOf(reply)) };
}

const surfaces: Readonly<Record<Surface, (card: Card) => Seen>> = {
  slack: (card) => {
    const { messages, files } = renderSlack(card);
    const problems = messages.flatMap((message) => messageProblems(message));
    return { problems, words: readText(messages.map(({ text }) => text).join("\n")), files };
  },
  kakao_person: (card) => onKakao(card, "kakao_person"),
  kakao_team: (card) => onKakao(card, "kakao_team"),
  web: (card) => ({ problems: [], words: textsIn(drawOnPage(card).parts).join("\n") }),
  terminal: (card) => {
    const { lines } = drawOnTerminal(card, { columns: 80, colours: false, whole: true });
    return { problems: [], words: lines.join("\n") };
  },
};

function textsIn(held: unknown): string[] {
  if (typeof held === "string") return [held];
  return typeof held === "object" && held !== null ? Object.values(held).flatMap(textsIn) : [];
}

/** A figure stands in the words, or bare in a file that they name. */
function missingFrom({ words, files = [] }: Seen, card: Card): string[] {
  const flat = plain(words);
  const named = files.filter(({ name }) => flat.includes(plain(name)));
  return quantitiesIn(card.parts)
    .filter((figure) => !flat.includes(plain(formatQuantity(figure, card.lang))))
    .filter((figure) => !named.some(({ text }) => text.includes(formatPlain(figure))))
    .map((figure) => formatQuantity(figure, card.lang));
}

const asked = process.env["CARD_SEED"];
const runs = {
  ...(asked !== undefined && { seed: Number(asked) }),
  numRuns: Number(process.env["CARD_RUNS"] ?? 80),
  endOnFailure: true,
};

/** Cards are long: the seed and what was wrong are enough to see one again. */
function reporter<T>({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<T>): void {
  if (failed) throw new Error(`CARD_SEED=${seed}, path ${counterexamplePath}`, { cause: errorInstance });
}

describe.each(Object.entries(surfaces))("on %s", (_, draw) => {
  test("any card is taken, and none of its figures is missing in words", () => {
    fc.assert(
      fc.property(randomCard, (card) => {
        const seen = draw(card);

        expect(seen.problems).toEqual([]);
        expect(missingFrom(seen, card)).toEqual([]);
      }),
      { ...runs, reporter },
    );
  });

  test.each(goldenCards)("%s of the golden set as well", (__, cards) => {
    for (const card of cards) {
      const seen = draw(card);

      expect(seen.problems).toEqual([]);
      expect(missingFrom(seen, card)).toEqual([]);
    }
  });
});
