// The two rates of the proof: planted false figures caught, true sentences dropped.

import { describe, expect, it } from "vitest";
import { proveWords } from "../../support/prove-words.ts";
import { cardsOf, sentencesOf, today } from "./demo-cards.ts";
import { mutations } from "./mutations.ts";

/** Rounds of sentences that were written before the code that reads them was looked at again. */
const rounds = [1, 2, 3, 4];

const told = [
  ...["true", "true-more"].flatMap(sentencesOf),
  ...rounds.flatMap((round) => sentencesOf(`blind-${round}-true`)),
];
const untrue = [
  ...sentencesOf("false"),
  ...[...rounds, 5].flatMap((round) => sentencesOf(`blind-${round}-false`)),
];
/** A mutation of a true sentence may be true as well. */
const known = new Set([...told, ...sentencesOf("true-by-chance")].map(([, sentence]) => sentence));

function isReleased(key: string, sentence: string): boolean {
  return !proveWords(sentence, cardsOf(key), "", today).dropped;
}

function tell(rate: string): void {
  process.stdout.write(`${rate}\n`);
}

describe("planted figures", { timeout: 60_000 }, () => {
  it("true sentences are released, at most 1% dropped", () => {
    const dropped = told.filter(([key, sentence]) => !isReleased(key, sentence));

    tell(`true sentences dropped: ${dropped.length} of ${told.length}`);
    expect(dropped.map(([, sentence]) => sentence).slice(Math.floor(told.length / 100))).toEqual([]);
    expect(told.length).toBeGreaterThanOrEqual(200);
  });

  it.each(mutations)("caught: $name", ({ name, of }) => {
    const planted = told.flatMap(([key, sentence]) =>
      of(sentence)
        .filter((made) => !known.has(made))
        .map((made) => [key, made] as const),
    );
    const missed = planted.filter(([key, made]) => isReleased(key, made));

    tell(`planted, ${name}: ${planted.length - missed.length} of ${planted.length} caught`);
    expect(missed).toEqual([]);
    expect(planted.length).toBeGreaterThan(0);
  });

  it("caught: written by hand", () => {
    const missed = untrue.filter(([key, sentence]) => isReleased(key, sentence));

    tell(`planted by hand: ${untrue.length - missed.length} of ${untrue.length} caught`);
    expect(missed).toEqual([]);
  });
});
