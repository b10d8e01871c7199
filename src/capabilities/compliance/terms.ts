// Terms of the policy files as regular expressions over the normalised text: gaps, choices, word lists, blanks, boundaries.

import { viewOf } from "./text.ts";
import { oneJamoOff } from "./near-letters.ts";

/** Words of `<name>`; throws when nobody has that list. */
export type Lists = (name: string) => readonly string[];

/** `strict` as written, `misspelt` one jamo off; split words are read from the skeleton. */
export type Manner = "strict" | "misspelt";

export type Edge = { boundary: "auto" | "none" | "start" | "word"; particles: boolean };

/**
 * At most 12 characters, or four words in Latin letters, which say less with more letters. Cheap to compile, as every step of it is
 * unrolled; that it stays inside one sentence is looked at afterwards.
 */
const GAP = "(?:[^!?\\n。\\ue000]{0,12}?|(?:[a-z0-9'$%-]{1,14} ){1,4}?)";
const NUMBER = "(?:\\d[\\d,.]{0,9}(?:만|천|백|억)?|[몇수] ?[십백천만]?)";
const BLANKS = " {0,2}";
export const PARTICLES =
  "(?:에서|에게|으로|까지|부터|보다|처럼|이나|이며|이고|이라도|라도|입니다|이에요|예요|이란|라는|이라는|은|는|이|가|을|를|의|에|와|과|도|로|만|나|고|인|요|임|란|용|형|급|들)";

type Parsed = { source: string; first: string; last: string; plain: string | undefined };

/** Source of one term, with what may stand before and after it. */
export function termSource(term: string, lists: Lists, manner: Manner, edge: Edge): string | undefined {
  const text = viewOf(term.trim()).text;
  if (manner === "misspelt") return misspelt(text);
  const parsed = new TermReader(text, lists).read();
  return bounded(parsed, edge);
}

/** A regular expression with the words of each `<name>` in its place; a named group `(?<name>…)` stays one. */
export function patternSource(pattern: string, lists: Lists): string {
  return pattern.replace(/(?<!\?)<([a-z0-9-]+)>/g, (_, name: string) => {
    if (name === "n") return NUMBER;
    const ways = lists(name).map((word) => new TermReader(viewOf(word).text, lists).read().source);
    return `(?:${ways.join("|")})`;
  });
}

/** A gap may not run from one sentence into the next. */
export function hasGap(term: string): boolean {
  return term.includes(" ~ ");
}

/** Syllables of a term that is nothing but Hangul and blanks; `undefined` for any other. */
export function syllables(term: string): number | undefined {
  return /^[가-힣 ]+$/.test(term) ? term.replaceAll(" ", "").length : undefined;
}

function bounded({ source, first, last, plain }: Parsed, { boundary, particles }: Edge): string {
  if (boundary === "none") return source;
  const single = boundary === "auto" && plain?.length === 1 && /[가-힣]/.test(plain);
  const whole = boundary === "word" || single;
  const before = whole || boundary === "start" ? "(?<![가-힣a-z0-9])" : latinBefore(first);
  const after = whole ? `(?=${particles ? `${PARTICLES}?` : ""}(?![가-힣a-z0-9]))` : latinAfter(last);
  return before + source + after;
}

function latinBefore(first: string): string {
  if (/[a-z]/.test(first)) return "(?<![a-z])";
  return /\d/.test(first) ? "(?<![0-9.,])" : "";
}

function latinAfter(last: string): string {
  if (/[a-z]/.test(last)) return "(?![a-z])";
  return /\d/.test(last) ? "(?![0-9])" : "";
}

/** One wrong jamo in a word of three or more syllables, at any place of it. */
function misspelt(text: string): string | undefined {
  if (!/^[가-힣]+(?: [가-힣]+)*$/.test(text) || text.replaceAll(" ", "").length < 3) return undefined;
  const letters = Array.from(text, (letter) => (letter === " " ? " {0,2}" : letter));
  return letters
    .flatMap((letter, at) =>
      letter.length > 1
        ? []
        : [letters.slice(0, at).join("") + oneJamoOff(letter) + letters.slice(at + 1).join("")],
    )
    .join("|");
}

class TermReader {
  private at = 0;
  private depth = 0;
  private first = "";
  private last = "";
  private plain: string | undefined = "";

  private readonly text: string;
  private readonly lists: Lists;

  constructor(text: string, lists: Lists) {
    this.text = text;
    this.lists = lists;
  }

  read(): Parsed {
    const source = this.choice();
    if (this.at < this.text.length) throw new Error(`term "${this.text}": ")" without "("`);
    return { source, first: this.first, last: this.last, plain: this.plain };
  }

  private choice(): string {
    const ways = [this.sequence()];
    while (this.text[this.at] === "|") {
      this.at += 1;
      this.plain = undefined;
      ways.push(this.sequence());
    }
    return ways.length === 1 ? (ways[0] ?? "") : `(?:${ways.join("|")})`;
  }

  private sequence(): string {
    let source = "";
    while (this.at < this.text.length && !this.closes(this.text[this.at])) source += this.piece();
    return source;
  }

  private piece(): string {
    const rest = this.text.slice(this.at);
    if (rest.startsWith(" ~ ")) return this.take(3, ` {0,2}${GAP}`);
    if (rest.startsWith(" ")) return this.take(1, BLANKS);
    if (rest.startsWith("(") && isGroup(rest)) return this.group();
    const list = /^<([a-z0-9-]+)>/.exec(rest);
    if (list) return this.take(list[0].length, this.words(list[1] ?? ""));
    return this.letter();
  }

  /** A bracket that opened no choice is a sign like any other. */
  private closes(letter: string | undefined): boolean {
    return letter === "|" || (letter === ")" && this.depth > 0);
  }

  private group(): string {
    this.at += 1;
    this.depth += 1;
    const inner = this.choice();
    this.depth -= 1;
    this.at += 1;
    this.plain = undefined;
    const maybe = this.text[this.at] === "?";
    if (maybe) this.at += 1;
    return `(?:${inner})${maybe ? "?" : ""}`;
  }

  private words(name: string): string {
    if (name === "n") return NUMBER;
    const edge: Edge = { boundary: "auto", particles: true };
    const ways = this.lists(name).map((word) =>
      bounded(new TermReader(viewOf(word).text, this.lists).read(), edge),
    );
    return `(?:${ways.join("|")})`;
  }

  private letter(): string {
    const letter = this.text[this.at] ?? "";
    this.at += 1;
    this.first ||= letter;
    this.last = letter;
    if (this.plain !== undefined) this.plain += letter;
    return escaped(letter);
  }

  private take(length: number, source: string): string {
    this.at += length;
    if (source !== BLANKS) {
      this.plain = undefined;
      this.first ||= " ";
      this.last = " ";
    }
    return source;
  }
}

/** `(광고)` is a label; `(국내|세계)`, `(정말)?` and `(<where>)` are choices. */
function isGroup(rest: string): boolean {
  let depth = 0;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === "(") depth += 1;
    if ((rest[at] === "|" || rest[at] === "<") && depth === 1) return true;
    if (rest[at] === ")" && (depth -= 1) === 0) return rest[at + 1] === "?";
  }
  return false;
}

export function escaped(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
