// What holds for any card whatever: Slack would take it, no figure is lost, nobody is pinged, nothing leads away.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card/card.ts";
import { formatPlain, formatQuantity } from "../../../../src/core/format.ts";
import { messageProblems, type SlackMessage } from "../../../../src/platforms/slack/blocks/message.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { hostileCard } from "../../../support/hostile-cards.ts";
import { quantitiesIn, randomCard, tokensOf } from "../../../support/random-cards.ts";
import { plainMessages, readText, viewOf } from "../../../support/slack-view.ts";

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
        const { messages, simpler } = renderSlack(card);
        const steps = [...simpler.values()].flat().map(({ message }) => message);
        const sent = [...messages, ...steps, ...plainMessages(card)];

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

  test("loses no figure where Slack draws neither chart nor table itself", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { messages, simpler } = renderSlack(card);
        const least = messages.map((message) => simpler.get(message)?.at(-1)?.message ?? message);

        expect(missing(card, least.map(viewOf).join("\n"))).toEqual([]);
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
          .flatMap(tokensIn);

        expect(carried).toEqual(tokensOf(card));
      }),
      runs,
    );
  });
});

type Block = NonNullable<SlackMessage["blocks"]>[number];

/** Of buttons and of Slack's own thumbs, whose second may ask why. */
function tokensIn(block: Block): string[] {
  if (block.type === "context_actions")
    return block.elements.flatMap((one) =>
      one.type === "feedback_buttons"
        ? [one.positive_button, one.negative_button].map(({ value }) => value.replace(/^why\./, ""))
        : [],
    );
  return (block.type === "actions" ? block.elements : []).flatMap((one) =>
    one.type === "button" && one.value !== undefined && one.action_id.startsWith("press:") ? [one.value] : [],
  );
}
