// The data files of what is never done as tables of expressions, made once.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import type { Gated } from "../../../language/gated.ts";
import { Reason } from "../../talk/decline.ts";
import { expressions } from "./patterns.ts";

const lines = z
  .string()
  .default("")
  .transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const NeverWords = z.record(z.string(), z.string());
const NeverFile = z.object({
  rules: z.array(
    z.object({
      reason: Reason,
      mood: z.enum(["do", "shown", "any"]).default("do"),
      not: lines,
      ko: lines,
      en: lines,
    }),
  ),
});

export type NeverRule = {
  reason: Reason;
  /** `do`: only when it is to be done. `shown`: also when it is to be shown. `any`: also when it is asked about or forbidden. */
  mood: "do" | "shown" | "any";
  not: readonly Gated[];
  /** Each pattern as the parts that stand in one sentence together. */
  patterns: readonly (readonly Gated[])[];
};

const words = loadYaml("never-words", NeverWords);
const written = ["never", "never-classes"].flatMap((name) => loadYaml(name, NeverFile).rules);

/** In the order of the files: the first that fits stands. */
export const neverRules: readonly NeverRule[] = written.map(({ reason, mood, not, ko, en }) => ({
  reason,
  mood,
  not: expressions(not, words),
  patterns: [...ko, ...en].map((line) => expressions(line.split(" & "), words)),
}));

/** The words that the patterns spell out, Latin ones from five letters on, a letter that may be missing both with and without it. */
export const neverLiterals: readonly string[] = literals();

function literals(): string[] {
  const lines = [...Object.values(words), ...written.flatMap(({ ko, en }) => [...ko, ...en])];
  const found = new Set<string>();
  for (const line of lines) {
    for (const [word] of line.matchAll(/[가-힣]{2,}(?!\?)/g)) found.add(word);
    for (const [, word = "", maybe] of line.matchAll(/(?<![a-z\\<_])([a-z]{5,})(\?)?(?![a-z_>(]|\\w)/g)) {
      found.add(word);
      if (maybe) found.add(word.slice(0, -1));
    }
  }
  return [...found];
}
