// Text that goes back into a spreadsheet: a cell that a program would run as a formula is made plain text.

/** Letters a spreadsheet takes for the start of a formula, and blanks that hide one. */
const FORMULA_START = /^[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;

/** `=HYPERLINK(…)` -> `'=HYPERLINK(…)`. Numbers stay numbers: only text cells go through here. */
export function neutralise(text: string): string {
  return text.startsWith("\t") || text.startsWith("\r") || FORMULA_START.test(text) ? `'${text}` : text;
}
