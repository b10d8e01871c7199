// Comments of pages and of styles taken out in one pass: a pattern would look for the end of every one that is never closed.

/** Each comment becomes a blank; from the first one that is not closed everything stays. */
export function withoutComments(text: string, opens: string, closes: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(opens, from);
    const end = start === -1 ? -1 : text.indexOf(closes, start + opens.length);
    if (end === -1) return [...kept, text.slice(from)].join(" ");
    kept.push(text.slice(from, start));
    from = end + closes.length;
  }
}
