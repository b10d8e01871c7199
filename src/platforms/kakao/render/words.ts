// Words on their way to KakaoTalk: harmless, cut between sentences, and short enough for where they stand.

import { unlinked } from "../../../core/card/plain/unlinked.ts";
import { clean } from "../../../core/card/plain/width.ts";
import type { Lang } from "../../../core/locale.ts";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const sentences: Readonly<Record<Lang, Intl.Segmenter>> = {
  ko: new Intl.Segmenter("ko", { granularity: "sentence" }),
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
};

/** Invisible: between the braces of what would be a mention. */
const joiner = "\u2060";

/** Letters of one length whatever keyboard they came from, no link, no mention, nothing that steers the screen; line ends are kept. */
export function harmless(text: string): string {
  const lines = text.normalize("NFC").split(/\r\n|\r|\n/);
  return unlinked(lines.map((line) => clean(line).trimEnd()).join("\n")).replaceAll("{{", `{${joiner}{`);
}

/** Nobody names a thing by more; what is longer is not looked at to its end. */
const LONG = 1_000;

/** One harmless line of at most `most` units, its end replaced by "…" when it is longer. For names, never for figures. */
export function shortened(text: string, most: number): string {
  const line = harmless(text.slice(0, LONG)).replaceAll("\n", " ").trim();
  if (line.length <= most && text.length <= LONG) return line;
  let kept = "";
  for (const { segment } of letters.segment(line)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Whether `shortened` would cut it. */
export function isLonger(text: string, most: number): boolean {
  return text.length > LONG || harmless(text).replaceAll("\n", " ").trim().length > most;
}

/**
 * `text` in pieces of at most `most` units: cut between lines, else between sentences, else between words, else between letters, and
 * never inside a letter or a figure. Nothing is lost but the blanks at a cut.
 */
export function pieces(text: string, most: number, lang: Lang): string[] {
  const found: string[] = [];
  for (const unit of unitsOf(text, most, lang)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + unit.length <= most) found[found.length - 1] = last + unit;
    else found.push(unit);
  }
  return found.map((one) => one.replace(/^\n+|\s+$/g, "")).filter((one) => one !== "");
}

function unitsOf(text: string, most: number, lang: Lang): string[] {
  return linesOf(text).flatMap((line) => {
    if (line.length <= most) return [line];
    return [...sentences[lang].segment(line)].flatMap(({ segment }) =>
      segment.length <= most ? [segment] : wordsOf(segment, most),
    );
  });
}

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function wordsOf(sentence: string, most: number): string[] {
  return (sentence.match(/(?:\S*\d [A-Z]{3})+\S*\s*|\S*\s+|\S+$/g) ?? []).flatMap((word) =>
    chopped(word, most),
  );
}

function chopped(word: string, most: number): string[] {
  const found: string[] = [];
  let rest = word;
  while (rest.length > most) {
    const at = cutIn(rest, most);
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...found, rest];
}

/** Signs that a figure is made of, with what may stand behind it. */
const figure = /[\d.,%+−$₩원-]/;

function cutIn(text: string, most: number): number {
  const start = letters.segment(text.slice(0, most + 64)).containing(most)?.index ?? most;
  let at = start;
  while (at > 0 && isInFigure(text, at)) at -= 1;
  return at > 0 ? at : start > 0 ? start : most;
}

function isInFigure(text: string, at: number): boolean {
  const [before, behind] = [text.slice(Math.max(0, at - 4), at), text.slice(at, at + 4)];
  if (figure.test(before.at(-1) ?? "") && figure.test(behind[0] ?? "")) return true;
  // A currency behind its amount: `12 EUR`.
  return (
    (/\d [A-Z]{0,2}$/.test(before) && /^[A-Z]/.test(behind)) ||
    (/\d$/.test(before) && /^ [A-Z]{3}/.test(behind))
  );
}
