// A gate never hides a match, and keeps most patterns from most texts.

import { describe, expect, it } from "vitest";
import { neverRules } from "../../src/agent/interpreter/rules/never-patterns.ts";
import { type Gated, gated, mayMatch } from "../../src/language/gated.ts";
import { timeForms } from "../../src/language/time-forms.ts";
import { ownRows } from "../support/eval-world.ts";

describe("a gated pattern", () => {
  it.each([
    [/(?<![가-힣])지난\s*주/, "지난주", true],
    [/(?<![가-힣])지난\s*주/, "이번달", false],
    [/last (?:week|month)/, "in the last month", true],
    [/last (?:week|month)/, "next year", false],
    [/(?:the )?forecast(?!s)/, "a forecast", true],
    [/(?:rain|snow)+ boots?/, "snow boot", true],
    [/[0-9]{2} ?%/, "no figure at all", true],
  ])("%s on %s may match: %s", (pattern, text, may) => {
    expect(mayMatch(gated(pattern), text)).toBe(may);
  });

  it("matches nothing that its gate keeps away, on every own row", async () => {
    const all: Gated[] = [
      ...timeForms,
      ...neverRules.flatMap(({ patterns, not }) => [...patterns.flat(), ...not]),
    ];
    const texts = (await ownRows()).map(({ utterance }) => utterance.toLowerCase());
    let tried = 0;
    const hidden: string[] = [];
    for (const text of texts) {
      for (const one of all) {
        if (mayMatch(one, text)) tried += 1;
        else if (text.search(one.pattern) >= 0) hidden.push(`${one.pattern.source.slice(0, 60)} in ${text}`);
      }
    }

    expect(hidden).toEqual([]);
    expect(tried / (all.length * texts.length)).toBeLessThan(0.5);
  });
});
