// Words by which a totals row shows itself. A campaign called "Total Care" is none; "Total: Account" and 합계 are.

/** The whole cell, or all of it up to a colon; a count in brackets may follow. */
const totalsLabel =
  /^(합계|총계|총합|총합계|소계|누계|전체|all|totals?|sub-?totals?|grand totals?|summary|results from .*|total of \d.*)\s*(\(\s*[\d,]+[^)]*\)\s*)?([:：].*)?$/i;
/** `네이버 소계`, `10월 합계`, `캠페인 20개의 결과`: no name ends so. */
const endsAsTotal = /(합계|총계|소계|누계)\s*(\(\s*[\d,]+[^)]*\))?$|\d개의 결과$|^\d[\d,]*개\s.*의 결과$/;
/** Averages stand under the totals; they are no rows, and nothing is to be compared with them. */
const average = /^(일\s*)?평균$|^(daily )?(average|avg\.?|mean)$/i;
/** What may follow a name to make a subtotal of it, when the name itself is there: `Meta Total`, `메타 요약`. */
const afterName = /^(.+?)[\s_-]+(?:totals?|sub-?totals?|summary|요약|합|계)$/i;
const sentinel = /^(전체|all|totals?|합계|총계|총합|총합계|소계|sub-?totals?|grand totals?)$/i;
/** Bare words that an unrelated first column may well hold for real rows. */
const weak = /^(전체|all)$/i;
/** What may stand before 합계 without making it the total of a part. */
const whole = /^(|전체|총|누적|최종|월|월간|기간|grand|sub|overall)$/i;

/** Scopes of Google's overlapping totals that are wider or narrower than the listed rows. */
const otherScope =
  /[:：]\s*(account|search|display|performance max|video|shopping|app|demand gen|discovery|smart|hotel|local|network|partners?|계정|검색|디스플레이|실적 최대화|동영상|쇼핑|앱|디맨드젠)/i;

/** First letters a label can have (blanks and full-width forms included): most cells are decided by them. */
const starts = codesOf("합총소전누평일aAtTsSgGrRdDmM \t\u00a0\u3000ＴＡ");
/** Last letters of those that end as a total. */
const ends = codesOf("계과)） \t\u00a0");

const MOST_KNOWN = 20000;
const MOST_CHARACTERS = 200;

/** Answers are kept per text: names repeat in every row. */
export class LabelReader {
  private readonly known = new Map<string, 0 | 1 | 2>();

  /** A totals label in a column of names. */
  isTotals(cell: string): boolean {
    return this.read(cell) > 0;
  }

  /** A sentinel in a breakdown or date column (`전체`, `All`). */
  isSentinel(cell: string): boolean {
    return this.read(cell) === 2;
  }

  private read(cell: string): 0 | 1 | 2 {
    if (!mayBeLabel(cell)) return 0;
    const known = this.known.get(cell);
    if (known !== undefined) return known;
    const text = cell.normalize("NFKC").trim();
    const found = sentinel.test(text) ? 2 : isLabelText(text) ? 1 : 0;
    if (this.known.size < MOST_KNOWN) this.known.set(cell, found);
    return found;
  }
}

function mayBeLabel(cell: string): boolean {
  if (cell.length > MOST_CHARACTERS) return false;
  return starts.has(cell.charCodeAt(0)) || ends.has(cell.charCodeAt(cell.length - 1));
}

function isLabelText(text: string): boolean {
  return totalsLabel.test(text) || endsAsTotal.test(text) || average.test(text);
}

function codesOf(letters: string): ReadonlySet<number> {
  return new Set(letters.split("").map((letter) => letter.charCodeAt(0)));
}

/** The name a subtotal would be of: `Meta` for `Meta Total`. */
export function nameBeforeTotal(cell: string): string | undefined {
  return cell.length > MOST_CHARACTERS ? undefined : afterName.exec(cell.trim())?.[1];
}

/** `네이버 소계`, `10월 합계`, `Meta Total`: of a part only, unlike `전체 합계`. */
export function isPartLabel(label: string): boolean {
  const text = label.normalize("NFKC").trim();
  const before = endsAsTotal.test(text) ? text.replace(endsAsTotal, "") : nameBeforeTotal(text);
  return before !== undefined && !whole.test(before.trim());
}

export function isAverage(label: string): boolean {
  return average.test(label.normalize("NFKC").trim());
}

export function isWeakLabel(cell: string): boolean {
  return weak.test(cell.trim());
}

export function isOtherScope(label: string): boolean {
  return otherScope.test(label);
}
