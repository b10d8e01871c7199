// One shape for what text files and workbooks hold: lines of cells that can be passed over more than once.

import type { Words } from "../../../core/locale.ts";

export type SheetRow = {
  /** 1-based line of the file, or row of the sheet. */
  line: number;
  cells: string[];
};

export type SheetBatch = { rows: SheetRow[]; doneBytes: number };

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "cp949" | "xlsx";

export type Source = {
  encoding: Encoding;
  delimiter: string | undefined;
  allBytes: number;
  /** Lines that are no valid text of the file's encoding; cells of theirs hold U+FFFD. */
  damagedLines: number;
  /** Set when the text does not end with a line break: its last record may be cut off. */
  openEnd: boolean;
  /** The workbook counts its days from 1904. */
  from1904: boolean;
  /** What is worth saying about the file itself. */
  notes: Words[];
  /** A fresh pass from the first line. */
  pass: () => AsyncGenerator<SheetBatch>;
  close: () => Promise<void>;
};

/** A cell that says nothing: empty or one of the usual dashes. */
export function isMissing(cell: string): boolean {
  if (cell.length === 0) return true;
  const first = cell.charCodeAt(0);
  // Digits and most letters begin no word for "nothing": the common case, decided at once.
  if (
    (first >= 48 && first <= 90 && first !== CAPITAL_N) ||
    (first >= 97 && first <= 122 && first !== SMALL_N)
  )
    return false;
  if (cell.length > 8) return cell.trim().length === 0;
  return missing.has(cell.trim().toLowerCase());
}

const CAPITAL_N = 78;
const SMALL_N = 110;
const missing = new Set(["", "-", "--", "---", "–", "—", "n/a", "#n/a", "na", "null", "nan", "#div/0!", "∞"]);
