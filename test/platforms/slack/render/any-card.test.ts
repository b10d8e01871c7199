// What holds for any card whatever: Slack would take it, no figure is lost, nobody is pinged, nothing leads away.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card/card.ts";
import { formatPlain, formatQuantity } from "../../../../src/core/format.ts";
import { messageProblems, type SlackMessage } from "../../../../src/platforms/slack/blocks/message.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { quantitiesIn, randomCard } from "../../../support/random-cards.ts";
import { plainMessages, readText, viewOf } from "../../../support/slack-view.ts";

/** Texts that ping, link or break a layout wherever they are read as markup. */
const hostile = fc.constantFrom(
  "<!channel> <!here|x> <@U012AB> <#C1> <https://evil.example|여기>",
  "@here @channel @everyone @Group",
  "https://evil.example/?q=1 www.evil.example evil.example mailto:a@evil.example",
  "```code``` *b* _i_ ~s~ > q &amp; &lt;",
  "[여기](https://evil.example) ![](https://evil.example/p.png)",
  "가".repeat(5_000),
  "&".repeat(5_000),
  "@here ".repeat(700),
  "",
);

/** A card in which outside text says the worst it can, wherever a card holds words. */
const hostileCard: fc.Arbitrary<Card> = fc
  .tuple(randomCard, fc.infiniteStream(hostile), fc.infiniteStream(fc.integer({ min: 0, max: 2 })))
  .map(([card, texts, dice]) => replaced(card, texts, dice) as Card);

const kept = new Set([
  "kind",
  "tone",
  "shape",
  "key",
  "align",
  "style",
  "unit",
  "metric",
  "currency",
  "vat",
  "lang",
  "zone",
  "media",
  "period",
  "from",
  "to",
  "better",
  "token",
  "slot",
  "verdict",
  "severity",
]);

function replaced(held: unknown, texts: fc.Stream<string>, dice: fc.Stream<number>): unknown {
  if (typeof held === "string") return dice.next().value === 0 ? texts.next().value : held;
  if (Array.isArray(held)) return held.map((one) => replaced(one, texts, dice));
  if (typeof held !== "object" || held === null) return held;
  return Object.fromEntries(
    Object.entries(held).map(([key, value]) => [key, kept.has(key) ? value : replaced(value, texts, dice)]),
  );
}

/** Figures that stand neither in what is `shown` nor, bare, in a file that is named there. */
function missing(card: Card, shown: string): string[] {
  const flat = shown.replaceAll(/\s+/g, " ");
  const files = renderSlack(card).files.filter(({ name }) => flat.includes(name));
  return quantitiesIn(card.parts)
    .filter((quantity) => !flat.includes(formatQuantity(quantity, card.lang)))
    .filter((quantity) => !files.some((file) => file.text.includes(formatPlain(quantity))))
    .map((quantity) => formatQuantity(quantity, card.lang));
}

function wordsOf(messages: readonly SlackMessage[]): string {
  return readText(messages.map(({ text }) => text).join("\n"));
}

describe.each([
  ["any card", randomCard, 100],
  ["a card of hostile words", hostileCard, 30],
])("%s", (_, cards, numRuns) => {
  const runs = { numRuns, endOnFailure: true };

  test("is taken by Slack, with blocks and without", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const sent = [...renderSlack(card).messages, ...plainMessages(card)];

        expect(sent.flatMap((message) => messageProblems(message))).toEqual([]);
      }),
      runs,
    );
  });

  test("shows every figure in its blocks, in their text and in words alone, or in a file that is named", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { messages } = renderSlack(card);

        expect(missing(card, messages.map(viewOf).join("\n"))).toEqual([]);
        expect(missing(card, wordsOf(messages))).toEqual([]);
        expect(missing(card, wordsOf(plainMessages(card)))).toEqual([]);
      }),
      runs,
    );
  });

  test("keeps its footer and carries the demo mark in each message", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const demo = card.parts.some((part) => part.kind === "sources" && part.demo);
        const mark = card.lang === "ko" ? "[데모] 시뮬레이션 데이터" : "[Demo (데모)] simulated data";

        for (const message of demo ? renderSlack(card).messages : []) {
          expect(viewOf(message)).toContain(mark);
          expect(readText(message.text)).toContain(mark);
        }
      }),
      runs,
    );
  });

  test("gives each button its own token or question, and no other", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const carried = renderSlack(card)
          .messages.flatMap(({ blocks = [] }) => blocks)
          .flatMap((block) => (block.type === "actions" ? block.elements : []))
          .flatMap((one) => (one.type === "button" && one.action_id.startsWith("press:") ? [one.value] : []));
        const tokens = card.parts
          .flatMap((part) => {
            if (part.kind === "sources") return part.how ? [part.how] : [];
            return part.kind === "proposal" || part.kind === "form" ? part.choices : [];
          })
          .flatMap(({ press }) => ("token" in press ? [press.token] : []));

        expect(carried).toEqual(tokens);
      }),
      runs,
    );
  });
});
