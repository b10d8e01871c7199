import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findTimes } from "../../src/language/times.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const rows = readFileSync(new URL("time-phrases.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);

describe("time phrases, on Saturday 21 November 2026", () => {
  it.each(rows)("reads: %s", (words, tokens) => {
    const read = findTimes(words.toLowerCase(), today).map(
      ({ role, token }) => `${role === "compare" ? "c:" : ""}${token}`,
    );

    expect(read.join(" ")).toBe(tokens);
  });
});
