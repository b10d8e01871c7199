// What a brief is about: the thing itself apart from its occasion, its trade, the tone that is wished for.

import type { Lang } from "../../../core/locale.ts";
import { withoutForbidden } from "./forbidden.ts";
import { frames, type Industry, industries, Tone, wordsOf } from "./data.ts";

export type Subject = {
  /** As it is called, without its occasion; empty when too long to be said. */
  product: string;
  /** What people use, wear or eat of it: 필라테스 of 필라테스 체험권; empty for a place. */
  thing: string;
  /** Key of an occasion: a sale, an opening, a launch. */
  occasion?: string;
  /** Words that were taken out because they need proof or promise too much. */
  taken: string[];
};

const LONGEST = 40;

/** "여름 샌들 세일" is about 여름 샌들, and the occasion is a sale. */
export function subjectOf(given: string, lang: Lang): Subject {
  const { text, taken } = withoutForbidden(
    given.normalize("NFC").replace(/[\p{Cc}\p{Cf}\p{Extended_Pictographic}{}|[\]<>]/gu, " "),
  );
  const words = text.split(" ").filter(Boolean);
  const last = words.at(-1)?.toLowerCase() ?? "";
  const occasion = Object.entries(frames.occasions).find(([, one]) => one.words[lang].includes(last))?.[0];
  const named = (occasion && words.length > 1 ? words.slice(0, -1) : words).join(" ");
  const product = named.length > LONGEST ? "" : named;
  return { product, thing: thingOf(product, lang), ...(occasion && { occasion }), taken };
}

export function isPlace(product: string, lang: Lang): boolean {
  const last = product.split(" ").at(-1)?.toLowerCase() ?? "";
  return frames.places.words[lang].some((word) => (lang === "ko" ? last.endsWith(word) : last === word));
}

function thingOf(product: string, lang: Lang): string {
  if (isPlace(product, lang)) return "";
  const words = product.split(" ");
  const isTail = words.length > 1 && frames.tails[lang].includes(words.at(-1)?.toLowerCase() ?? "");
  return (isTail ? words.slice(0, -1) : words).join(" ");
}

/** The trade whose words stand in the text, the longest word first; general shops when none does. */
export function industryOf(given: string | undefined, text: string): Industry {
  const own = industries.find(({ id }) => id === given);
  if (own) return own;
  const said = `${given ?? ""} ${text}`.toLowerCase();
  const words = new Set(said.split(/[^\p{L}\p{N}]+/u));
  const found = industries
    .flatMap((industry) => industry.words.map((word) => ({ industry, word })))
    .filter(({ word }) => (/^[a-z0-9]+$/i.test(word) ? words.has(word.toLowerCase()) : said.includes(word)));
  const best = found.toSorted((a, b) => b.word.length - a.word.length)[0];
  return best?.industry ?? industries.find(({ id }) => id === "shop")!;
}

/** The tone that a word stands for: 고급스러운 is premium. */
export function toneOf(said: string | undefined): Tone | undefined {
  const text = said?.toLowerCase() ?? "";
  return Tone.options.find(
    (tone) =>
      text === tone || [...wordsOf("ko", tone), ...wordsOf("en", tone)].some((word) => text.includes(word)),
  );
}
