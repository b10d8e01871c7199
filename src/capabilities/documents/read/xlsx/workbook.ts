// An XLSX workbook as a source of lines: the sheet that looks most like a report, values only, every byte counted while it is unpacked.

import { readFile } from "node:fs/promises";
import { words, type Words } from "../../../../core/locale.ts";
import { findHeader } from "../header/header.ts";
import { limits } from "../limits.ts";
import { findMix } from "../mix/mix-columns.ts";
import { refuse } from "../refusals.ts";
import { isMissing, type SheetBatch, type SheetRow, type Source } from "../source.ts";
import { type Book, joinTexts, readCells } from "./cells.ts";
import { MergeFiller, readMerges } from "./merges.ts";
import { readStyles } from "./styles.ts";
import { attribute, elements } from "./xml.ts";
import { type Budget, openBudget, readZip, unpack, type Zip, type ZipEntry } from "./zip.ts";

/** Parts that are read whole: the list of sheets, the styles. */
const MOST_PART_BYTES = 16777216;

type Sheet = { name: string; entry: ZipEntry };
type Merges = Awaited<ReturnType<typeof readMerges>>;

/** @throws Failure when it is no workbook, a protected or damaged one, or one without any cell */
export async function openWorkbook(path: string, bytes: number): Promise<Source> {
  const zip = readZip(await readFile(path));
  const main = zip.entries.get("xl/workbook.xml") ?? refuseOther(zip);
  const budget = openBudget();
  const { sheets, from1904 } = await readSheets(zip, main, budget);
  const styles = zip.entries.get("xl/styles.xml");
  const book: Book = {
    texts: await readTexts(zip, budget),
    styles: styles ? await readStyles(await wholeText(zip, styles, budget)) : [],
    from1904,
  };
  const { sheet, merges, others } = await bestSheet(zip, book, sheets);
  return {
    encoding: "xlsx",
    delimiter: undefined,
    allBytes: bytes,
    damagedLines: 0,
    openEnd: false,
    from1904,
    notes: others > 0 ? [sheetNote(sheet.name, others)] : [],
    pass: () => readSheet(zip, book, { entry: sheet.entry, merges }, bytes),
    close: async () => {},
  };
}

const otherPackages: readonly [RegExp, { kind: string; kindEn: string }][] = [
  [/^word\//, { kind: "워드 문서예요", kindEn: "a Word document" }],
  [/^ppt\//, { kind: "파워포인트 문서예요", kindEn: "a PowerPoint file" }],
  [/^content\.xml$/, { kind: "오픈도큐먼트 파일이에요", kindEn: "an OpenDocument file" }],
];

function refuseOther(zip: Zip): never {
  const names = [...zip.entries.keys()];
  if (names.includes("xl/workbook.bin")) throw refuse("old_workbook");
  for (const [pattern, kind] of otherPackages) {
    if (names.some((name) => pattern.test(name))) throw refuse("not_a_table", kind);
  }
  throw refuse("packed");
}

async function readSheets(
  zip: Zip,
  main: ZipEntry,
  budget: Budget,
): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const text = await wholeText(zip, main, budget);
  const relations = zip.entries.get("xl/_rels/workbook.xml.rels");
  const targets = new Map<string, string>();
  const relationText = relations ? await wholeText(zip, relations, budget) : "";
  for (const [, attributes = ""] of relationText.matchAll(/<(?:[\w-]+:)?Relationship\b([^>]*)>/g)) {
    targets.set(attribute(attributes, "Id") ?? "", attribute(attributes, "Target") ?? "");
  }
  const sheets: Sheet[] = [];
  for (const [at, [, attributes = ""]] of [...text.matchAll(/<(?:[\w-]+:)?sheet\s([^>]*)>/g)].entries()) {
    const target = targets.get(attribute(attributes, "id") ?? "") ?? `worksheets/sheet${at + 1}.xml`;
    const entry = zip.entries.get(partName(target).toLowerCase());
    const shown =
      attribute(attributes, "state") === undefined || attribute(attributes, "state") === "visible";
    if (entry && shown && sheets.length < limits.sheets)
      sheets.push({ name: attribute(attributes, "name") ?? "", entry });
  }
  return { sheets, from1904: /\bdate1904\s*=\s*["'](1|true|on)["']/i.test(text) };
}

function partName(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

async function wholeText(zip: Zip, entry: ZipEntry, budget: Budget): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpack(zip, entry, budget)) {
    size += chunk.length;
    if (size > MOST_PART_BYTES) throw refuse("damaged_workbook");
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8");
}

async function readTexts(zip: Zip, budget: Budget): Promise<string[]> {
  const entry = zip.entries.get("xl/sharedstrings.xml");
  const texts: string[] = [];
  if (!entry) return texts;
  let characters = 0;
  for await (const found of elements(unpack(zip, entry, budget), "si")) {
    for (const { content } of found) {
      const text = joinTexts(content);
      characters += text.length;
      texts.push(text);
    }
    if (characters > limits.sharedCharacters || texts.length > limits.sharedTexts) {
      throw refuse("zip_bomb", { limit: Math.round(limits.sharedCharacters / 1048576) });
    }
  }
  return texts;
}

/** The sheet whose header scores best; without any header, the first one that holds something. */
async function bestSheet(
  zip: Zip,
  book: Book,
  sheets: Sheet[],
): Promise<{ sheet: Sheet; merges: Merges; others: number }> {
  const scored: { sheet: Sheet; merges: Merges; score: number }[] = [];
  for (const sheet of sheets) {
    const merges = await readMerges(unpack(zip, sheet.entry, openBudget()));
    const head = await headOf(zip, book, { entry: sheet.entry, merges });
    if (head.length === 0) continue;
    const score = findMix(head) ? 100 : (findHeader(head, undefined)?.score ?? 0);
    scored.push({ sheet, merges, score });
  }
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  if (!best) throw refuse("empty_file");
  return { sheet: best.sheet, merges: best.merges, others: scored.length - 1 };
}

type SheetPart = { entry: ZipEntry; merges: Merges };

async function headOf(zip: Zip, book: Book, part: SheetPart): Promise<SheetRow[]> {
  const head: SheetRow[] = [];
  for await (const { rows } of readSheet(zip, book, part, 1)) {
    head.push(...rows.filter((row) => row.cells.some((cell) => !isMissing(cell))));
    if (head.length >= limits.headerLines) break;
  }
  return head;
}

/** Rows as they come out of the stream. Empty rows cost nothing, however far apart the filled ones lie. */
async function* readSheet(
  zip: Zip,
  book: Book,
  { entry, merges }: SheetPart,
  bytes: number,
): AsyncGenerator<SheetBatch> {
  const budget = openBudget();
  const filler = new MergeFiller(merges);
  const doneBytes = () => {
    const done = (limits.unpackedBytes - budget.left) / Math.max(1, entry.unpackedBytes);
    return Math.round(Math.min(1, done) * bytes);
  };
  let rows: SheetRow[] = [];
  let line = 0;
  for await (const found of elements(unpack(zip, entry, budget), "row")) {
    for (const { attributes, content } of found) {
      // A row that claims a number already passed gets the next one: line numbers tell rows apart.
      const stated = Number(/(?:^|\s)r\s*=\s*["'](\d{1,7})["']/.exec(attributes)?.[1] ?? 0);
      line = Math.max(stated, line + 1);
      const cells = content === "" ? [] : readCells(content, line, book);
      if (cells.length === 0) continue;
      filler.fill({ line, cells });
      rows.push({ line, cells });
    }
    if (rows.length < limits.batchRows) continue;
    for (let from = 0; from < rows.length; from += limits.batchRows) {
      yield { rows: rows.slice(from, from + limits.batchRows), doneBytes: doneBytes() };
    }
    rows = [];
  }
  if (rows.length > 0) yield { rows, doneBytes: doneBytes() };
}

function sheetNote(name: string, others: number): Words {
  const shown = name.slice(0, 60);
  return words(
    `시트 ‘${shown}’만 읽었어요(내용이 있는 다른 시트 ${others}개는 읽지 않았어요).`,
    `I read the sheet “${shown}”; ${others} more with content were left out.`,
  );
}
