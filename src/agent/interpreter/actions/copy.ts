// The slots of a wish for ad text: what it is about, how many, how long, in which tone, for whom.

import { z } from "zod";
import type { GenerateCopy } from "../../../capabilities/creatives/tools.ts";
import { loadYaml } from "../../../language/data.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { spot } from "../scan.ts";
import { linesOf, madeCountOf, maxCharsOf } from "./counts.ts";
import { givenTextOf } from "./given-text.ts";
import { languagesOf } from "./languages.ts";
import { Forms, oneOf, ownText, type Read, type Span, spanOf, without } from "./own-text.ts";
import { mediumFilters, said } from "./spoken.ts";
import { subjectOf } from "./subject.ts";
import { toneOf } from "./tone.ts";
import { whomOf } from "./whom.ts";

type Slots = z.input<typeof GenerateCopy>;
type Part = NonNullable<Slots["part"]>;

const parts = loadYaml(
  "creative-parts",
  z.array(z.object({ part: z.enum(["headline", "slogan", "tagline", "body"]), forms: Forms })),
).map(({ part, forms }) => ({ part, pattern: new RegExp(oneOf(forms), "i") }));
const again =
  /다시 ?(?:써|쓰|작성|적)|바꿔 ?(?:써|줘|봐|주)|고쳐|다듬|손 ?봐|줄여|짧게|간결하게|매끄럽|자연스럽게|리라이트|재작성|번역|(?:더|덜) [가-힣]+(?:게|로)|(?<![a-z])(?:re-?writ|re-?phras|re-?word|shorten|polish|tighten|paraphras|tweak|improve|punch up|translate|trim|redo|fix|make (?:this|it|that|these)|less [a-z]+|turn (?:this|it))/i;
const pointed =
  /(?:이|그|아래|위|다음|기존|저) ?(?:문구|카피|문장|헤드라인|슬로건|멘트|제목|본문|광고|태그라인)|(?<![a-z])(?:this|that|these|it|the following|below|my|our current|existing)(?![a-z])/i;

export function copyOf(found: Found): Wish {
  const text = ownText(found.scan);
  const given = givenTextOf(found.scan);
  const open = without(text, given ? [given] : []);
  const rewrite = isRewrite(open, given);
  const limits = readLimits(open);
  const whom = whomOf(found);
  const tone = toneOf(without(open, [...spansOf(limits), ...(whom?.spans ?? [])]));
  const taken = [...spansOf(limits), ...(tone ? [tone] : []), ...(whom?.spans ?? []), ...mediumSpans(found)];
  const input: Slots = said({
    product:
      rewrite && given ? undefined : (quotedName(given) ?? subjectOf(found.scan, headsOf(found), taken)),
    filters: targetFilters(found),
    count: limits.count?.value,
    tone: tone?.value,
    part: partOf(open),
    maxChars: limits.chars?.value,
    lines: limits.lines?.value,
    languages: limits.languages?.value,
    action: rewrite ? ("rewrite" as const) : undefined,
    text: rewrite ? given?.value : undefined,
    targeting: whom?.value,
  });
  return { tool: "generate_copy", input };
}

/** A text that stands there to be changed, or one that is pointed at with a word of change. */
function isRewrite(open: string, given: Read<string> | undefined): boolean {
  return again.test(open) && (given !== undefined || pointed.test(open));
}

type Limits = {
  chars: Read<number> | undefined;
  lines: Read<number> | undefined;
  count: Read<number> | undefined;
  languages: ReturnType<typeof languagesOf>;
};

/** Numbers in the order of their certainty: what is a length or a number of lines counts no texts. */
function readLimits(open: string): Limits {
  const chars = maxCharsOf(open);
  const lines = linesOf(without(open, chars ? [chars] : []));
  const rest = without(open, [...(chars ? [chars] : []), ...(lines ? [lines] : [])]);
  return { chars, lines, count: madeCountOf(rest), languages: languagesOf(rest) };
}

function spansOf({ chars, lines, count, languages }: Limits): Span[] {
  return [chars, lines, count]
    .flatMap((read) => (read ? [read] : []))
    .concat((languages?.spans ?? []) as Read<number>[]);
}

/** 본문 카피 is a body text, 광고 제목 a headline: the most exact word decides, the first of several. */
function partOf(open: string): Part | undefined {
  const found = parts.flatMap(({ part, pattern }) => {
    const match = pattern.exec(open);
    return match ? [{ part, ...spanOf(match) }] : [];
  });
  const only = found.find(({ to }) => /^(?:만|으로만| only)(?![가-힣])/.test(open.slice(to)));
  return (only ?? found.toSorted((a, b) => a.from - b.from || b.to - a.to)[0])?.part;
}

/** Without a word of change quotes hold a name: '봄맞이 세일' 문구 써줘. */
function quotedName(given: Read<string> | undefined): string | undefined {
  return given && given.value.length <= 40 ? given.value : undefined;
}

export function headsOf({ scan }: Found): Span[] {
  return spot(scan, "cue").flatMap(({ lexeme }) =>
    lexeme.kind === "word" &&
    lexeme.meanings.some((one) => one.kind === "cue" && /^(copy|image)_word$/.test(one.cue))
      ? [{ from: lexeme.from, to: lexeme.to - (/ of$/.exec(lexeme.text)?.[0].length ?? 0) }]
      : [],
  );
}

export function mediumSpans({ scan }: Found): Span[] {
  return spot(scan, "medium").map(({ lexeme }) => lexeme);
}

/** The medium it runs on, and an ad that is named by its number. */
export function targetFilters(found: Found): Slots["filters"] {
  const ids = found.limits.filters.filter(
    ({ field, values }) => ["ad", "adGroup"].includes(field) && values.every((value) => /^\d+$/.test(value)),
  );
  const filters = [...mediumFilters(found), ...ids];
  return filters.length > 0 ? filters : undefined;
}
