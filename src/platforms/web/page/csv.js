// A table as a file for a spreadsheet, and the handing over of any file made on the page.

/** Tells a spreadsheet that the file is UTF-8: without it Hangul is garbled there. */
const mark = "\ufeff";

/** Column names with their units, then the rows as they are sorted; figures bare and not rounded. */
export function fileOf(columns, rows) {
  const head = columns.map(({ label, unit }) => ({ text: unit ? `${label} (${unit})` : label }));
  return mark + [head, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf({ text, plain }) {
  if (plain !== undefined) return plain;
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A campaign's name may begin like a formula; a spreadsheet would run it. */
function harmless(text) {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
