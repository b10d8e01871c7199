// Days as reports write them. The order of day and month is decided per file, never per cell.

export type DateOrder = "dmy" | "mdy" | "ymd";

export type DateReading = { from: string; to?: string } | "impossible" | "unreadable";

export type DateRules = { order: DateOrder; from1904: boolean };

const months: Readonly<Record<string, number>> = Object.fromEntries(
  "jan feb mar apr may jun jul aug sep oct nov dec".split(" ").map((name, at) => [name, at + 1]),
);

/** Longer cells are no dates; the patterns below never see them. */
const MOST_CHARACTERS = 100;

const yearFirst = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?/;
const monthNamed =
  /^(?:[a-z]{3,9}\.?,?\s+)?(?:(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s,-]+(\d{4})|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}))/i;
const threeParts = /^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})\.?/;
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})?$/;
const serial = /^(\d{5})(\.\d+)?$/;
const yearMonth = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*월?\.?$|^([a-z]{3,9})\.?\s+(\d{4})$|^(\d{4})(\d{2})$/i;
/** What may follow a day: a weekday, a time of day. */
const rest =
  /^\s*(\(?[월화수목금토일](요일)?\)?|\(?[a-z]{3,9}\)?)?[\sT,]*(\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?\s*(z|[+-]\d{2}:?\d{2})?)?\s*$/i;

/** Reads one day, or the two ends of a range in one cell (`2026.02.02.~2026.02.08.`). */
export function readDate(cell: string, rules: DateRules): DateReading {
  if (cell.length > MOST_CHARACTERS) return "unreadable";
  const text = cell.normalize("NFKC").trim();
  const range = splitRange(text);
  if (!range) return readDay(text, rules);
  const from = readDay(range[0], rules);
  const to = readDay(range[1], rules);
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  return from.from <= to.from ? { from: from.from, to: to.from } : "impossible";
}

/** The two halves of a range; a hyphen counts only between blanks. */
export function splitRange(text: string): [string, string] | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const parts = /^(.{6,}?)\s*(?:~|〜|\s[-–—]\s|–|—)\s*(.{6,})$/.exec(text);
  return parts ? [parts[1] ?? "", parts[2] ?? ""] : undefined;
}

function readDay(text: string, rules: DateRules): DateReading {
  const first = yearFirst.exec(text);
  if (first) return dayOf(text, first[0], Number(first[1]), Number(first[2]), Number(first[3]));
  const packed = compact.exec(text);
  if (packed) return dayOf("", "", Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const parts = threeParts.exec(text);
  if (parts) return orderedDay(text, parts, rules.order);
  const counted = serial.exec(text);
  if (counted) return serialDay(Number(counted[1]), rules.from1904);
  const named = monthNamed.exec(text);
  if (!named) return "unreadable";
  const month = months[(named[2] ?? named[4] ?? "").slice(0, 3).toLowerCase()];
  if (month === undefined) return "unreadable";
  return dayOf(text, named[0], Number(named[3] ?? named[6]), month, Number(named[1] ?? named[5]));
}

function orderedDay(text: string, parts: RegExpExecArray, order: DateOrder): DateReading {
  const [, a = "", b = "", c = ""] = parts;
  if (c.length === 2 && order === "ymd") return dayOf(text, parts[0], fullYear(a), Number(b), Number(c));
  const year = fullYear(c);
  const [day, month] = order === "mdy" ? [b, a] : [a, b];
  return dayOf(text, parts[0], year, Number(month), Number(day));
}

function fullYear(text: string): number {
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
}

function dayOf(text: string, matched: string, year: number, month: number, day: number): DateReading {
  if (!rest.test(text.slice(matched.length))) return "unreadable";
  if (year < 1990 || year > 2199 || month < 1 || month > 12 || day < 1) return "impossible";
  if (day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return "impossible";
  return { from: `${year}-${two(month)}-${two(day)}` };
}

/** Spreadsheets count days from 1899-12-30 (the lost leap day of 1900 included), or from 1904-01-01. */
export function serialDay(days: number, from1904: boolean): DateReading {
  if (days < 1 || days > 109205) return "impossible";
  const origin = from1904 ? "1904-01-01" : "1899-12-30";
  return { from: Temporal.PlainDate.from(origin).add({ days }).toString() };
}

/** A month cell as its first and last day. */
export function readMonth(cell: string, rules: DateRules): DateReading {
  if (cell.length > MOST_CHARACTERS) return "unreadable";
  const text = cell.normalize("NFKC").trim();
  const parts = yearMonth.exec(text);
  if (!parts) {
    const day = readDate(text, rules);
    return typeof day === "string"
      ? day
      : wholeMonth(Number(day.from.slice(0, 4)), Number(day.from.slice(5, 7)));
  }
  const month =
    parts[3] === undefined ? Number(parts[2] ?? parts[6]) : months[parts[3].slice(0, 3).toLowerCase()];
  const year = Number(parts[1] ?? parts[4] ?? parts[5]);
  if (month === undefined) return "unreadable";
  return month >= 1 && month <= 12 ? wholeMonth(year, month) : "impossible";
}

function wholeMonth(year: number, month: number): DateReading {
  const last = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
  return { from: `${year}-${two(month)}-01`, to: `${year}-${two(month)}-${last}` };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** First and second number of a date whose order is open, and whether its year comes in two digits. */
export function openParts(cell: string): { a: number; b: number; c: number; short: boolean } | undefined {
  const text = cell.normalize("NFKC").trim();
  const parts = threeParts.exec(splitRange(text)?.[0] ?? text);
  if (!parts || yearFirst.test(text)) return undefined;
  return { a: Number(parts[1]), b: Number(parts[2]), c: Number(parts[3]), short: parts[3]?.length === 2 };
}
