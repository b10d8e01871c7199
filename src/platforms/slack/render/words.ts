// Words on their way to Slack: harmless, short enough, and with nothing in them that Slack would read as markup, a mention or a link.

import { unlinked } from "../../../core/card/plain/unlinked.ts";
import { clean } from "../../../core/card/plain/width.ts";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Invisible: stands where Slack would otherwise see a link, a mention or a code fence. */
const joiner = "\u2060";
const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Nobody names a thing by more; what is longer is not looked at to its end. */
const LONG = 2_000;

/** One line of `text`, at most `most` UTF-16 units, its end replaced by "…" when it is longer. For names, never for figures. */
export function shortened(text: string, most: number): string {
  const head = text.slice(0, Math.max(LONG, most));
  const line = clean(head).trim();
  if (line.length <= most && head === text) return line;
  let kept = "";
  for (const { segment } of letters.segment(line)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Whether `shortened` would cut it. */
export function isLonger(text: string, most: number): boolean {
  return text.length > most && (text.length > LONG || clean(text).trim().length > most);
}

/**
 * `text` for places where Slack reads markup: the text of a message and mrkdwn. Signs are escaped; what Slack would
 * make a link or a mention by itself (`https://…`, `name.com`, `@here`) is told apart by an invisible letter.
 */
export function markup(text: string): string {
  const escaped = text
    .replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
    .replace(/@(?=here|channel|everyone|group)/gi, `@${joiner}`);
  return unlinked(escaped).replace(/`(?=`)/g, `\`${joiner}`);
}

/** Lines packed into as few texts of at most `most` units as keep them whole; a longer line is cut between letters. */
export function packed(lines: readonly string[], most: number): string[] {
  const texts: string[] = [];
  for (const piece of lines.flatMap((line) => pieces(line, most))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= most)
      texts[texts.length - 1] = `${last}\n${piece}`;
    else texts.push(piece);
  }
  return texts;
}

/** `text` in pieces of at most `most` units, broken behind a space where there is one, never inside an escaped sign. Nothing is lost. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = breakAt(rest, most);
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...found, rest];
}

function breakAt(text: string, most: number): number {
  const space = text.lastIndexOf(" ", most - 1);
  if (space > most / 2) return space + 1;
  const cut = letters.segment(text.slice(0, most + 1)).containing(most)?.index ?? most;
  const escape = /&[a-z]{0,3}$/.exec(text.slice(0, cut));
  const whole = escape ? escape.index : cut;
  return whole > 0 ? whole : most;
}
