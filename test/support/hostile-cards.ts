// Cards in which words from outside say the worst they can.

import fc from "fast-check";
import type { Card } from "../../src/core/card/card.ts";
import { randomCard } from "./random-cards.ts";

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
  "{{#mentions.all}} @모두 **굵게** __밑줄__ | 표 |",
  "첫 문장이에요. 둘째 문장은 조금 더 길어요! 셋째인가요? ".repeat(40),
  "ᄒᆞᆫ글 e\u0301 👩‍👩‍👧".repeat(120),
  "",
);

/** A card in which outside text says the worst it can, wherever a card holds words. */
export const hostileCard: fc.Arbitrary<Card> = fc
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
