// The lines of a source: its head kept for recognition, then all of them once more in order, in batches.

import { limits } from "./limits.ts";
import { refuse } from "./refusals.ts";
import { isMissing, type SheetBatch, type SheetRow, type Source } from "./source.ts";

export class Lines {
  readonly source: Source;
  /** First lines, enough for the header and a sample. */
  readonly head: SheetRow[];
  private readonly pass: AsyncGenerator<SheetBatch>;
  private doneBytes: number;

  private constructor(source: Source, head: SheetRow[], pass: AsyncGenerator<SheetBatch>, doneBytes: number) {
    this.source = source;
    this.head = head;
    this.pass = pass;
    this.doneBytes = doneBytes;
  }

  /** @throws Failure "empty_file" when no line holds anything */
  static async open(source: Source): Promise<Lines> {
    const pass = source.pass();
    const head: SheetRow[] = [];
    let doneBytes = 0;
    let characters = 0;
    while (head.length < limits.sampleRows + limits.headerLines && characters < limits.sampleCharacters) {
      const { value, done } = await pass.next();
      if (done) break;
      for (const row of value.rows) {
        if (isBlank(row)) continue;
        head.push(row);
        for (const cell of row.cells) characters += cell.length;
      }
      doneBytes = value.doneBytes;
    }
    if (head.length === 0) throw refuse("empty_file");
    return new Lines(source, head, pass, doneBytes);
  }

  /** Lines after place `at` of the head, to the end. Can be called once. */
  async *after(at: number): AsyncGenerator<SheetBatch> {
    let count = 0;
    for (let from = at + 1; from < this.head.length; from += limits.batchRows) {
      const rows = this.head.slice(from, from + limits.batchRows);
      count += rows.length;
      yield { rows, doneBytes: this.doneBytes };
    }
    for await (const batch of this.pass) {
      count += batch.rows.length;
      if (count > limits.rows + limits.headerLines) throw refuse("too_many_rows", { limit: limits.rows });
      yield { rows: batch.rows.filter((row) => !isBlank(row)), doneBytes: batch.doneBytes };
    }
  }

  /** One column of the lines beyond the head, by a pass of its own. */
  async *column(index: number): AsyncGenerator<string> {
    const last = this.head.at(-1)?.line ?? 0;
    for await (const { rows } of this.source.pass()) {
      for (const row of rows) if (row.line > last) yield row.cells[index] ?? "";
    }
  }
}

function isBlank({ cells }: SheetRow): boolean {
  for (const cell of cells) if (!isMissing(cell)) return false;
  return true;
}
