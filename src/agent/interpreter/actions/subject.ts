// What a wish is about, as written: the phrase in front of "카피" or behind "for", whatever it is made of.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import type { Scan } from "../scan.ts";
import { koreanSubject } from "./korean-subject.ts";
import { Forms, oneOf, ownText, type Span, TAKEN, trimmed, without } from "./own-text.ts";

const words = loadYaml(
  "subjects",
  z.object({
    anchors: Forms,
    weak_anchors: Forms,
    stops: Forms,
    light: Forms,
    determiners: Forms,
    labels: Forms,
    links: Forms,
    others: Forms,
    events: Forms,
    seasons: Forms,
  }),
);
const light = new Set(words.light);
const stop = `(?=\\s+(?:${words.stops.join("|")})(?![a-z'])|\\s+-\\s|\\s*[${TAKEN},.:;?!()\\n]|\\s*$)`;
const determiners = `(?:(?:${words.determiners.join("|")})\\s+)*`;
const behind = [words.anchors, words.weak_anchors].map(
  (anchors) =>
    new RegExp(`(?<![a-z])(?:${anchors.join("|")})\\s+${determiners}(?<words>\\S.*?)${stop}`, "gi"),
);
const labelled = new RegExp(
  `(?:${oneOf(words.labels)})(?:은|는|이)?\\s?(?::|=|\\s-\\s|(?<=[은는이])\\s)\\s*(?<words>[^${TAKEN},.;\\n]+)`,
  "i",
);

/**
 * @param heads what is made of it, by place: the words headline, 카피, 이미지
 * @param taken words that were read as something else
 */
export function subjectOf(scan: Scan, heads: readonly Span[], taken: readonly Span[]): string | undefined {
  const text = without(ownText(scan), [...heads, ...taken]);
  const label = trimmed(labelled.exec(text)?.groups?.["words"] ?? "");
  if (label) return label;
  const korean = /[가-힣]/.test(without(ownText(scan), taken));
  const readers = korean
    ? [() => koreanSubject(scan, heads, taken, words), () => latinOnly(englishSubject(text, heads))]
    : [() => englishSubject(text, heads)];
  for (const reader of readers) {
    const subject = reader();
    if (subject) return subject;
  }
  return undefined;
}

/** Korean words that name no subject, 써줘 or 부탁해요, are none by an English reading either. */
function latinOnly(phrase: string | undefined): string | undefined {
  return phrase !== undefined && /[a-z]/i.test(phrase) ? phrase : undefined;
}

function englishSubject(text: string, heads: readonly Span[]): string | undefined {
  return behindAnchor(text) ?? beforeHead(text, heads) ?? anyPhrase(text);
}

function behindAnchor(text: string): string | undefined {
  for (const pattern of behind) {
    for (const match of text.matchAll(pattern)) {
      const phrase = meaningful(match.groups?.["words"]);
      if (phrase) return phrase;
    }
  }
  return undefined;
}

/** "3 Oat Latte headlines", "the granola jar picture". */
function beforeHead(text: string, heads: readonly Span[]): string | undefined {
  for (const head of heads) {
    const before = text.slice(0, head.from);
    const phrase = meaningful(/[^¦,.:;?!()\n]*$/.exec(before)?.[0]);
    if (phrase) return phrase;
  }
  return undefined;
}

/** The first piece between signs that is more than small words: "need an image, rain boots, white background". */
function anyPhrase(text: string): string | undefined {
  for (const piece of text.split(/[¦,.:;?!()\n]+|\s-\s/)) {
    const phrase = meaningful(piece);
    if (phrase) return phrase;
  }
  return undefined;
}

/** Small words taken off both ends; nothing when only such are left. */
function meaningful(phrase: string | undefined): string | undefined {
  const tokens = (phrase ?? "").split(/\s+/).filter((token) => token !== "");
  const isLight = (token: string | undefined): boolean =>
    token !== undefined && (light.has(token.toLowerCase()) || /^[^\p{L}]*$/u.test(token));
  if (tokens.every(isLight)) return undefined;
  let first = 0;
  let last = tokens.length;
  while (isLight(tokens[first]) && !isCapital(tokens[first])) first++;
  while (isLight(tokens[last - 1])) last--;
  return trimmed(tokens.slice(first, last).join(" ").replace(/'s$/, ""));
}

function isCapital(token: string | undefined): boolean {
  return (
    /^[A-Z]/.test(token ?? "") &&
    !/^(I|A|Can|Could|Please|Write|Make|Give|Draft|We|Create)$/.test(token ?? "")
  );
}
