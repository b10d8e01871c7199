// Labelled copies of the review eval (`test/evals/review.tsv`): rows as they are scored, and the copies in them.

import type { Copy } from "../../capabilities/compliance/copy.ts";
import { copyOfLine, ReviewLine } from "./review-line.ts";

export type ReviewRow = {
  line: ReviewLine;
  copy: Copy;
  verdict: string;
  /** Verdicts that count as right. */
  accepted: ReadonlySet<string>;
  rules: readonly string[];
  otherRules: readonly string[];
  tags: string;
};

const TODAY = "2026-11-21";
const LISTS = new Set(["evidence", "brand_banned", "brand_required"]);
const NUMBERS = new Set(["lowest_30d", "batch_size", "est_minutes"]);

export function reviewRows(tsv: string): ReviewRow[] {
  const [head = "", ...lines] = tsv
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const names = head.split("\t");
  return lines.map((text) => {
    const cells = text.split("\t");
    return rowOf(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])));
  });
}

export function copiesOf(tsv: string): Copy[] {
  return reviewRows(tsv).map(({ copy }) => copy);
}

function rowOf(cells: Record<string, string>): ReviewRow {
  const { flight_from: from, flight_to: to, ...context } = contextOf(cells["context"] ?? "");
  const flight = from && to ? { from, to } : undefined;
  const line = ReviewLine.parse({ ...cells, context: { date: TODAY, field: "body", ...context }, flight });
  const marks = (cells["arguable"] ?? "").split(";");
  const marked = (kind: string): string[] =>
    marks.filter((mark) => mark.startsWith(kind)).map((mark) => mark.slice(kind.length));
  const verdict = cells["verdict"] ?? "";
  return {
    line,
    copy: copyOfLine(line),
    verdict,
    accepted: new Set([verdict, ...marked("alt:")]),
    rules: (cells["rules"] ?? "").split(",").filter((rule) => rule !== ""),
    otherRules: marked("altrule:"),
    tags: cells["tags"] ?? "",
  };
}

/** `key=value;key=value` as JSON: yes and no, lists, numbers, else words. */
function contextOf(text: string): Record<string, unknown> {
  const pairs = text.split(";").filter((pair) => pair !== "");
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), valueOf(pair)]));
}

function valueOf(pair: string): unknown {
  const key = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(pair.indexOf("=") + 1);
  if (LISTS.has(key)) return value.split(",");
  if (NUMBERS.has(key)) return Number(value);
  if (value === "yes" || value === "no") return value === "yes";
  return value;
}
