// Tables that are no ad reports: what they look like is said, what stands in them is not.

import { findHeader, type Header, likelyHeader, readHeader } from "./header/header.ts";
import { headerKey, mediaWords } from "./header/words.ts";
import { limits } from "./limits.ts";
import { refuse, type RefusalKey } from "./refusals.ts";
import { isMissing, type SheetRow } from "./source.ts";
import type { Failure } from "../../../core/failure.ts";
import type { ReadAnswers } from "./report.ts";

const kinds = ["contact_list", "order_list", "organic_search"] as const satisfies readonly RefusalKey[];
const phoneOrMail = /^(\+?\d[\d\s-]{8,14}\d|[^\s@]+@[^\s@]+\.[a-z]{2,})$/i;

/**
 * The header of an ad report (or of site analytics).
 * @throws Failure saying what the table looks like when it is none
 */
export function adHeader(rows: SheetRow[], answers: ReadAnswers): Header {
  const header = findHeader(rows, answers.columns);
  if (!header) throw noHeader(rows);
  const fields = new Set(header.cells.map((cell) => cell.meaning?.field));
  const paid =
    fields.has("spend") || fields.has("campaign") || fields.has("campaignRef") || fields.has("adGroup");
  if (paid || fields.has("sessions")) return header;
  throw strangerOf(header, rows) ?? refuse("not_ads");
}

function noHeader(rows: SheetRow[]): Failure {
  const likely = likelyHeader(rows);
  if (!likely) return refuse("no_header", { limit: limits.headerLines, seen: "", seenEn: "" });
  const header = readHeader(likely, rows.indexOf(likely), undefined);
  return strangerOf(header, rows) ?? modelTable(header, rows) ?? unknownHeader(header);
}

function strangerOf(header: Header, rows: SheetRow[]): Failure | undefined {
  const keys = header.cells.flatMap((cell) => [cell.key, headerKey(cell.text)]);
  for (const kind of kinds) {
    const words = mediaWords.strangers[kind];
    const found = new Set(keys.filter((key) => words?.headers.includes(key)));
    if (words && found.size >= words.least) return refuse(kind);
  }
  return holdsContacts(header, rows) ? refuse("contact_list") : undefined;
}

/** A column in which most cells are phone numbers or mail addresses. */
function holdsContacts(header: Header, rows: SheetRow[]): boolean {
  const below = rows.slice(header.at + 1, header.at + 51);
  return header.cells.some(({ index }) => {
    const cells = below.map((row) => row.cells[index] ?? "").filter((cell) => !isMissing(cell));
    const contacts = cells.filter(
      (cell) => /[@-]|^0/.test(cell) && phoneOrMail.test(cell.trim()) && !isDate(cell),
    );
    return cells.length > 0 && contacts.length * 2 > cells.length;
  });
}

function isDate(cell: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}-\d{1,2}-\d{4}/.test(cell.trim());
}

/** Dates and numbers without a known name: a table for media-mix modelling, its columns scaled or coded. */
function modelTable(header: Header, rows: SheetRow[]): Failure | undefined {
  const dated = header.cells.some(
    ({ meaning }) => meaning && ["day", "week", "month"].includes(meaning.field),
  );
  const below = rows.slice(header.at + 1, header.at + 51);
  const numeric = header.cells.filter(({ index, meaning, text }) => {
    if (meaning || text === "" || below.length === 0) return false;
    return below.every((row) => /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test((row.cells[index] ?? "").trim()));
  });
  if (!dated || numeric.length < 2) return undefined;
  const columns = numeric.slice(0, 5).map((cell) => cell.text.slice(0, 30));
  return refuse("model_table", { columns: columns.join(", ") });
}

/** Header texts are shown, cells never. */
function unknownHeader(header: Header): Failure {
  const seen = header.cells
    .map((cell) => cell.text.slice(0, 30))
    .filter((text) => text.length > 0 && !phoneOrMail.test(text));
  const list = seen.slice(0, 6).join(", ");
  return refuse("no_header", {
    limit: limits.headerLines,
    seen: list === "" ? "" : ` 지금 보이는 첫 줄: ${list}`,
    seenEn: list === "" ? "" : ` The first line reads: ${list}`,
  });
}
