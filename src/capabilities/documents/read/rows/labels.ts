// Words by which a totals row shows itself. A campaign called "Total Care" is none; "Total: Account" and 합계 are.

/** The whole cell, or all of it up to a colon; a count in brackets may follow. */
const totalsLabel =
  /^(합계|총계|총합|총합계|소계|전체|all|totals?|sub-?totals?|grand totals?|summary|results from .*)\s*(\(\s*[\d,]+[^)]*\)\s*)?([:：].*)?$/i;
const sentinel = /^(전체|all|totals?|합계|총계|총합|총합계|소계|sub-?totals?|grand totals?)$/i;
/** Bare words that an unrelated first column may well hold for real rows. */
const weak = /^(전체|all)$/i;

/** Scopes of Google's overlapping totals that are wider or narrower than the listed rows. */
const otherScope =
  /[:：]\s*(account|search|display|performance max|video|shopping|app|demand gen|discovery|smart|hotel|local|network|partners?|계정|검색|디스플레이|실적 최대화|동영상|쇼핑|앱|디맨드젠)/i;

/** First letters a label can have (blanks and full-width forms included): most cells are decided by them. */
const starts: ReadonlySet<number> = new Set(
  "합총소전aAtTsSgGrR \t\u00a0\u3000ＴＡ".split("").map((letter) => letter.charCodeAt(0)),
);

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
    if (!starts.has(cell.charCodeAt(0)) || cell.length > MOST_CHARACTERS) return 0;
    const known = this.known.get(cell);
    if (known !== undefined) return known;
    const text = cell.normalize("NFKC").trim();
    const found = sentinel.test(text) ? 2 : totalsLabel.test(text) ? 1 : 0;
    if (this.known.size < MOST_KNOWN) this.known.set(cell, found);
    return found;
  }
}

export function isWeakLabel(cell: string): boolean {
  return weak.test(cell.trim());
}

export function isOtherScope(label: string): boolean {
  return otherScope.test(label);
}
