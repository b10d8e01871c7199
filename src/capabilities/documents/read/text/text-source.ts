// CSV and TSV as a source: decoded by chunks, split by csv-parse, everything bounded while it streams.

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { type CsvError, parse, type Parser } from "csv-parse";
import iconv from "iconv-lite";
import { limits } from "../limits.ts";
import { refuse } from "../refusals.ts";
import type { SheetBatch, SheetRow, Source } from "../source.ts";
import { findDelimiter, recordBreaks } from "./delimiter.ts";
import { decideEncoding, type Decided } from "./encoding.ts";

const CHUNK_BYTES = 262144;

/** @throws Failure when the text cannot be decoded, is no table, or is empty */
export async function openText(path: string, bytes: number, head: Buffer): Promise<Source> {
  const decided = await decideEncoding(path, head);
  const text = headText(decided, head);
  if (text.trim().length === 0) throw refuse("empty_file");
  const delimiter = findDelimiter(text);
  if (delimiter === undefined) throw refuse("one_column");
  const breaks = recordBreaks(text);
  return {
    encoding: decided.encoding,
    delimiter,
    allBytes: bytes,
    damagedLines: decided.damagedLines,
    openEnd: await endsOpen(path, bytes),
    from1904: false,
    notes: [],
    pass: () => batches(path, decided, delimiter, breaks),
    close: async () => {},
  };
}

function headText({ encoding, bomBytes }: Decided, head: Buffer): string {
  const even = head.subarray(bomBytes, head.length - ((head.length - bomBytes) % 2));
  return iconv.decode(even, encoding).replaceAll("\ufeff", "");
}

/** Whether the last record may be cut off: no line break stands at the end. */
async function endsOpen(path: string, bytes: number): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, bytes - 2));
    const tail = buffer.subarray(0, bytesRead);
    return !tail.includes(0x0a) && !tail.includes(0x0d);
  } finally {
    await file.close();
  }
}

async function* batches(
  path: string,
  decided: Decided,
  delimiter: string,
  breaks: string[],
): AsyncGenerator<SheetBatch> {
  const file = createReadStream(path, { start: decided.bomBytes, highWaterMark: CHUNK_BYTES });
  const parser = parse({
    delimiter,
    record_delimiter: breaks,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: limits.recordCharacters,
  });
  const bytes =
    decided.encoding === "utf-8" ? file : Readable.from(decoded(file, decided), { objectMode: false });
  // Errors surface from the iteration below; the callback only keeps the process alive.
  pipeline(bytes, parser, () => {});
  try {
    yield* collect(parser, () => file.bytesRead);
  } finally {
    file.destroy();
    parser.destroy();
  }
}

type Parsed = { record: string[]; info: { lines: number; empty_lines: number } };

async function* collect(parser: Parser, doneBytes: () => number): AsyncGenerator<SheetBatch> {
  const counter = { line: 0, parserLines: 0, emptyLines: 0 };
  let rows: SheetRow[] = [];
  try {
    for await (const parsed of parser as AsyncIterable<Parsed>) {
      const line = firstLine(counter, parsed);
      checkRecord(parsed.record, line);
      rows.push({ line, cells: parsed.record });
      if (rows.length < limits.batchRows) continue;
      yield { rows, doneBytes: doneBytes() };
      rows = [];
    }
  } catch (error) {
    throw refusalOf(error, counter.line + 1);
  }
  if (rows.length > 0) yield { rows, doneBytes: doneBytes() };
}

/** The line a record starts on. Counted here: the parser counts a CRLF inside quotes twice. */
function firstLine(
  counter: { line: number; parserLines: number; emptyLines: number },
  { record, info }: Parsed,
): number {
  const empty = info.empty_lines - counter.emptyLines;
  const start = counter.line + empty + 1;
  const plain = info.lines - counter.parserLines === empty + 1;
  counter.line = plain ? start : start + breaksIn(record);
  counter.parserLines = info.lines;
  counter.emptyLines = info.empty_lines;
  return start;
}

function breaksIn(record: string[]): number {
  let breaks = 0;
  for (const cell of record) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) breaks++;
  }
  return breaks;
}

function checkRecord(record: string[], line: number): void {
  if (record.length > limits.columns) {
    throw refuse("too_many_columns", { line, count: record.length, limit: limits.columns });
  }
  for (const cell of record) {
    if (cell.length > limits.cellCharacters)
      throw refuse("cell_too_long", { line, limit: limits.cellCharacters });
  }
}

function refusalOf(error: unknown, line: number): unknown {
  const code = (error as CsvError).code;
  if (code === "CSV_MAX_RECORD_SIZE") return refuse("record_too_long", { line });
  if (code === "CSV_QUOTE_NOT_CLOSED") return refuse("open_quote", { line });
  return error;
}

async function* decoded(file: AsyncIterable<Buffer>, { encoding }: Decided): AsyncGenerator<Buffer> {
  const decode = encoding === "cp949" ? cp949Decoder() : utf16Decoder(encoding);
  for await (const chunk of file) yield Buffer.from(decode(chunk));
  yield Buffer.from(decode());
}

type Decode = (chunk?: Buffer) => string;

function cp949Decoder(): Decode {
  const decoder = iconv.getDecoder("cp949");
  return (chunk) => (chunk ? decoder.write(chunk) : (decoder.end() ?? ""));
}

/** Fatal: a lone half of a letter means the file is damaged or cut. */
function utf16Decoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  return (chunk) => {
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      if (text.includes("\0")) throw refuse("nul_bytes");
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
      return text;
    } catch (error) {
      if (error instanceof TypeError) throw refuse("truncated", { line: lines });
      throw error;
    }
  };
}
