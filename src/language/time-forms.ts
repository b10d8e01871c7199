// The forms of lexicon/time.yaml compiled to patterns.

import { z } from "zod";
import { loadYaml } from "./data.ts";
import { type Gated, gated } from "./gated.ts";
import { countWords, dayCounts } from "./number-words.ts";
import { type Maker, makers } from "./time-make.ts";

const forms = z.array(z.string()).default([]);
const sides = { ko: forms, en: forms, both: forms };
const Side = z.object(sides);
const File = z.object({
  tokens: z.array(
    z.object({
      token: z.string(),
      loose: z.boolean().default(false),
      times: z.number().default(1),
      ...sides,
    }),
  ),
  calendar: z.array(z.object({ make: z.enum(Object.keys(makers) as [Maker, ...Maker[]]), ...sides })),
  around: z.object({ since: Side, until: Side, between: Side }),
  compare: z.array(z.object({ compare: z.string(), time: z.string().optional(), ...sides })),
  comparing: z.object({ after: forms, before: forms }),
});
const file = loadYaml("time", File);

const month = String.raw`(?:1[0-2]|0?[1-9])`;
const day = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const english =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const ordinal = "첫|첫째|첫 ?번째|둘째|두 ?번째|셋째|세 ?번째|넷째|네 ?번째|다섯째|다섯 ?번째|마지막";
const iso = String.raw`(?:20\d\d[-./] ?${month}[-./] ?${day}\.?)`;
/** With a dot it is a number first: CTR 1.5. */
const slash = `(?:${month}/${day})`;
const macros: Readonly<Record<string, string>> = {
  n: `(?<n>\\d{1,3}|${countWords.join("|")})`,
  nd: `(?<nd>${Object.keys(dayCounts).join("|")})`,
  y: "(?<y>(?:(?:20)?\\d\\d년|올해|금년|작년|지난해|재작년|내년)\\s*)",
  m: `(?<m>(?<!\\d)${month}\\s*월)`,
  mn: `(?<mn>(?<!\\d)${month}\\s*월?)`,
  d: `(?<d>${day})\\s*일(?!\\s*동안)`,
  dn: `(?<dn>${day})`,
  y2: "(?<y2>(?:20)?\\d\\d년\\s*)",
  m2: `(?<m2>${month}\\s*월)`,
  d2: `(?<d2>${day})\\s*일`,
  dn2: `(?<d2>${day})(?![\\d.,]*\\d|\\s*[일시분%대세])`,
  mon: `(?<mon>${english})\\.?`,
  mon2: `(?<mon2>${english})\\.?`,
  day: `(?<d>${day})(?:st|nd|rd|th)?(?![\\d,]*\\d)`,
  day2: `(?<d2>${day})(?:st|nd|rd|th)?(?!\\d|[.,]\\d|\\s?%)`,
  year: "(?<year>20\\d\\d)",
  dd: `(?<d>${day})\\s*일`,
  dd2: `(?:(?<d2>${day})\\s*일|(?<last>말일|월말))`,
  dth: `(?<d>${day})(?:st|nd|rd|th)`,
  dth2: `(?<d2>${day})(?:st|nd|rd|th)`,
  anymon: `(?:${english})\\.?`,
  dot: `${month}\\.${day}(?!\\d)`,
  ord: `(?<ord>${ordinal})`,
  ordn: "(?<ordn>[1-5])",
  eord: "(?<eord>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)",
  iso: `(?<iso>${iso})`,
  iso2: `(?<iso2>${iso}|${slash})`,
  slash: `(?<slash>${slash})(?!\\d)`,
  slash2: `(?<slash2>${slash})(?!\\d)`,
};

export type TimeForm = Gated & {
  /** Without a letter of it in the text the pattern is not tried. */
  script: "korean" | "latin" | "digits";
  result:
    | { kind: "token"; token: string; loose: boolean; times: number }
    | { kind: "make"; make: Maker }
    | { kind: "compare"; compare: string; time: string | undefined };
};

export const timeForms: readonly TimeForm[] = [
  ...file.tokens.flatMap((row) =>
    compile(row).map((compiled) => ({
      ...compiled,
      result: { kind: "token" as const, token: row.token, loose: row.loose, times: row.times },
    })),
  ),
  ...file.calendar.flatMap((row) =>
    compile(row).map((compiled) => ({ ...compiled, result: { kind: "make" as const, make: row.make } })),
  ),
  ...file.compare.flatMap((row) =>
    compile(row).map((compiled) => ({
      ...compiled,
      result: { kind: "compare" as const, compare: row.compare, time: row.time },
    })),
  ),
];

/** Words that stand right behind or right before a time word. */
export const around = {
  sinceAfter: anchored(file.around.since.ko, "after"),
  sinceBefore: anchored(file.around.since.en, "before"),
  untilAfter: anchored(file.around.until.ko, "after"),
  untilBefore: anchored(file.around.until.en, "before"),
  between: new RegExp(`^\\s*(?:${file.around.between.both.join("|")})\\s*$`),
  comparingAfter: anchored(file.comparing.after, "after"),
  comparingBefore: anchored(file.comparing.before, "before"),
};

function compile(row: z.output<typeof Side>): Omit<TimeForm, "result">[] {
  const korean = row.ko.map((form) => `(?<![가-힣\\d.])(?:${expand(form, "\\s*")})`);
  const latin = row.en.map((form) => `(?<![a-z\\d.])(?:${expand(form, "\\s+")})(?:'s)?(?![a-z\\d])`);
  const digits = row.both.map((form) => `(?<![\\d.,/-])(?:${expand(form, "\\s*")})(?![\\d])`);
  const scripts = { korean, latin, digits };
  return (["korean", "latin", "digits"] as const).flatMap((script) =>
    scripts[script].map((source) => ({ ...gated(new RegExp(source, "g")), script })),
  );
}

/** @param blank what a blank of the form stands for: any or none in Korean, at least one in English */
function expand(form: string, blank: string): string {
  const filled = form.replace(/\{(\w+)\}/g, (whole, name: string) => macros[name] ?? whole);
  return filled.replaceAll(" ?", "\\s*").replaceAll(" ", blank);
}

function anchored(words: readonly string[], where: "after" | "before"): RegExp {
  const inner = words.map((word) => word.replaceAll(" ?", "\\s*").replaceAll(" ", "\\s*")).join("|");
  return where === "after"
    ? new RegExp(`^\\s*(?:${inner})`)
    : new RegExp(`(?<![a-z])(?:${inner})\\s*(?:the\\s*)?$`);
}
