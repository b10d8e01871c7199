// Writes small XLSX workbooks for tests, with every trap a real or hostile one may hold.

import { crc32, deflateRawSync } from "node:zlib";

export type Cell = string | number | { date: number } | { formula: string; value?: number } | { raw: string };
type SheetSpec = { name: string; rows: Cell[][]; dimension?: string; hidden?: boolean; merges?: string[] };
export type WorkbookSpec = { sheets: SheetSpec[]; from1904?: boolean; inline?: boolean };

export function makeWorkbook({ sheets, from1904 = false, inline = false }: WorkbookSpec): Buffer {
  const texts: string[] = [];
  const sheetParts = sheets.map((sheet, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: sheetXml(sheet, inline ? undefined : texts),
  }));
  return makeZip([
    { name: "[Content_Types].xml", content: "<Types/>" },
    { name: "xl/workbook.xml", content: workbookXml(sheets, from1904) },
    { name: "xl/_rels/workbook.xml.rels", content: relationsXml(sheets) },
    { name: "xl/styles.xml", content: stylesXml },
    ...sheetParts,
    { name: "xl/sharedStrings.xml", content: textsXml(texts) },
  ]);
}

export type ZipPart = { name: string; content: string | Buffer; claimedBytes?: number; flags?: number };

export function makeZip(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(part.flags ?? 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(part.claimedBytes ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from([0x50, 0x4b, 3, 4]), head, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

/** Style 1 is a date, 2 a percentage, 3 a day and time. */
const stylesXml = `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot; m&quot;월&quot; d&quot;일&quot;"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs></styleSheet>`;

function workbookXml(sheets: SheetSpec[], from1904: boolean): string {
  const list = sheets.map((sheet, at) => {
    const state = sheet.hidden ? ' state="hidden"' : "";
    return `<sheet name="${escape(sheet.name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  return `<workbook><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${list.join("")}</sheets></workbook>`;
}

function relationsXml(sheets: SheetSpec[]): string {
  const list = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return `<Relationships>${list.join("")}</Relationships>`;
}

function sheetXml({ rows, dimension, merges = [] }: SheetSpec, texts: string[] | undefined): string {
  const lines = rows.map((row, line) => {
    const cells = row.map((cell, column) => cellXml(cell, `${columnName(column)}${line + 1}`, texts));
    return `<row r="${line + 1}">${cells.join("")}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  return `<worksheet><dimension ref="${dimension ?? "A1"}"/><sheetData>${lines.join("")}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

function cellXml(cell: Cell, reference: string, texts: string[] | undefined): string {
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "string") {
    if (cell === "") return "";
    if (!texts) return `<c r="${reference}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
    return `<c r="${reference}" t="s"><v>${texts.push(cell) - 1}</v></c>`;
  }
  if ("date" in cell) return `<c r="${reference}" s="1"><v>${cell.date}</v></c>`;
  if ("raw" in cell) return cell.raw;
  const value = cell.value === undefined ? "" : `<v>${cell.value}</v>`;
  return `<c r="${reference}"><f>${escape(cell.formula)}</f>${value}</c>`;
}

function textsXml(texts: string[]): string {
  return `<sst>${texts.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join("")}</sst>`;
}

function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
