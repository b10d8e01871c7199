// The golden set as a person sees it in Slack; each file is read by a person before it is kept.

import { describe, expect, test } from "vitest";
import { formatQuantity } from "../../../../src/core/format.ts";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { goldenCards } from "../../../core/card/golden-cards.ts";
import { quantitiesIn } from "../../../support/random-cards.ts";
import { plainMessages, readText, viewOf } from "../../../support/slack-view.ts";

describe("the golden set", () => {
  test.each(goldenCards)("%s reads as it did", async (name, cards) => {
    const pages = cards.flatMap((card) => {
      const { messages, files, pictures, stored } = renderSlack(card);
      return [
        ...messages.map(
          (message, at) => `=== ${card.lang}, message ${at + 1} of ${messages.length}\n${viewOf(message)}\n`,
        ),
        ...files.map((file) => `=== ${card.lang}, file ${file.name}\n`),
        ...[...pictures, ...stored].map(
          ({ name, alt }) => `=== ${card.lang}, ${alt ? "picture" : "file"} ${name}\n${alt ?? ""}\n`,
        ),
      ];
    });

    await expect(pages.join("\n")).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each(goldenCards)("%s is taken by Slack and holds every figure in words", (_, cards) => {
    for (const card of cards) {
      const { messages } = renderSlack(card);
      const words = readText(messages.map(({ text }) => text).join("\n"));

      expect([...messages, ...plainMessages(card)].flatMap((message) => messageProblems(message))).toEqual(
        [],
      );
      for (const quantity of quantitiesIn(card.parts))
        expect(words).toContain(formatQuantity(quantity, card.lang));
    }
  });
});
