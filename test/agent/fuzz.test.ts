import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callsFor } from "../../src/agent/interpreter/calls.ts";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import { replyTo } from "../../src/agent/interpreter/replies.ts";
import { MarketingQuery } from "../../src/core/query.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const phrases = ["phrasings.tsv", "intents.tsv"].flatMap((file) =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[0] ?? ""),
);
const pieces = [
  "지난",
  "주",
  "월",
  "11월 31일",
  "2026-02-30",
  "부터",
  "까지",
  "대비",
  "-",
  "~",
  "%",
  "만원",
  "억억",
  "'",
  '"',
  "(",
  ")",
  "\\",
  "\u200B",
  "\u202E",
  "🎉",
  "ㅊㅇㄹ",
  "e\u0301",
  "\uD800",
  "0",
  "99999999999999999999",
  "#",
  "@",
  ".",
  "?",
  "\n",
  "\t",
  "campaign",
  "of",
  "the",
  "not",
  "vs",
];

/** A phrase with slips: letters dropped, doubled, swapped, odd pieces put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...phrases),
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...pieces), fc.nat(3)), { maxLength: 5 }),
  )
  .map(([phrase, changes]) =>
    changes.reduce((text, [at, piece, cut]) => text.slice(0, at) + piece + text.slice(at + cut), phrase),
  );
const messages = fc.oneof(
  { weight: 6, arbitrary: mutated },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...phrases, ...pieces), { maxLength: 8 })
      .map((parts) => parts.join(" ")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);

describe("any message", () => {
  it("is read without an exception, into valid queries, 20,000 times", { timeout: 300_000 }, () => {
    const checked = fc.check(
      fc.property(messages, (said) => {
        const meant = interpret(said, {}, setting);
        const calls = callsFor(meant);
        const replies = meant.parts.map((part) => replyTo(part, meant.lang));
        for (const { tool, input } of calls) {
          if (tool === "query_performance") MarketingQuery.parse(input);
        }
        return meant.parts.length > 0 && calls.length + replies.filter(Boolean).length > 0;
      }),
      { numRuns: 20_000 },
    );

    expect(fc.defaultReportMessage(checked) ?? "held").toBe("held");
  });

  it("takes less than 100 ms, also when it is long or repeats itself", () => {
    const long = [
      "지난주 메타 ".repeat(2_000),
      "a ".repeat(5_000),
      "가".repeat(10_000),
      "12월 ".repeat(3_000),
      "-".repeat(10_000),
      "'".repeat(10_000),
      "1,000,000".repeat(1_100),
      "the week before ".repeat(600),
    ];
    for (const said of [...phrases, ...long]) interpret(said, {}, setting);

    for (const said of long) {
      const started = performance.now();
      interpret(said, {}, setting);
      expect(performance.now() - started).toBeLessThan(100);
    }
  });
});
