// Streamed text cut into whole sentences, each with the blanks behind it.

export type Sentences = {
  /** Sentences that are complete now. */
  add(text: string): string[];
  /** What is left when the text ends. */
  end(): string[];
};

/** Letters of a sentence without the blanks around it; a longer one is given out as soon as it is longer. */
export const LONGEST_SENTENCE = 600;

/** Full stops that end no sentence. */
const short =
  /(?:^|[\s(])(?:vs|approx|e\.g|i\.e|no|nos|inc|ltd|co|etc|avg|est|fig|dept|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\.$/i;
const listNumber = /(?:^|\n)\s*\(?\d{1,2}\.$/;
const end = /[.!?。！？…]+["'”’)\]」』*]*|\n/g;

export function openSentences(): Sentences {
  let open = "";
  /** Signs before this place end nothing, whatever follows. */
  let seen = 0;
  const takeOut = (to: number): string => {
    const sentence = open.slice(0, to);
    open = open.slice(to);
    seen = 0;
    return sentence;
  };
  return {
    add(text) {
      open += text;
      const done: string[] = [];
      for (;;) {
        const found = nextEnd(open, seen);
        seen = found.seen;
        if (found.to === undefined) break;
        done.push(takeOut(found.to));
      }
      if (open.length > LONGEST_SENTENCE && open.trim().length > LONGEST_SENTENCE)
        done.push(takeOut(open.length));
      return done;
    },
    end() {
      return open === "" ? [] : [takeOut(open.length)];
    },
  };
}

/**
 * The place behind the first sentence and its blanks; `undefined` while more text could still belong to it.
 * @param from signs before it were looked at
 * @returns `seen`, where the next search starts
 */
function nextEnd(text: string, from: number): { to: number | undefined; seen: number } {
  const ink = text.search(/\S/);
  if (ink < 0) return { to: undefined, seen: from };
  end.lastIndex = Math.max(from, ink);
  for (let match = end.exec(text); match; match = end.exec(text)) {
    const to = match.index + match[0].length;
    const next = firstInk(text, to);
    if (next === undefined) return { to: undefined, seen: match.index };
    const before = text.slice(Math.max(0, to - LONGEST_SIGN), to);
    if (endsHere(before, match[0], next > to, text[next] ?? "")) return { to: next, seen: 0 };
  }
  return { to: undefined, seen: text.length };
}

/** A sign and the word or number before it. */
const LONGEST_SIGN = 60;

function firstInk(text: string, from: number): number | undefined {
  const ink = /\S/g;
  ink.lastIndex = from;
  return ink.exec(text)?.index;
}

function endsHere(before: string, sign: string, blanks: boolean, next: string): boolean {
  if (sign === "\n" || /[。！？]/.test(sign)) return true;
  if (short.test(before) || listNumber.test(before)) return false;
  if (blanks) return true;
  if (sign === "." && /[a-z]/.test(next)) return false; // 네이버로그인.com: one half of a host would pass as no link
  return /[가-힣]["'”’)\]」』*]*[.!?…]+["'”’)\]」』*]*$/.test(before) && /[\p{L}(["'“‘]/u.test(next);
}
