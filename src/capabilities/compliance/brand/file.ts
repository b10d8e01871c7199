// A list of rules as a dropped file: YAML in the policy schema, a table, or words line by line. What does not fit is told with its line and
// key, and nothing of the file is taken then.

import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";
import { yamlDocuments } from "../../../core/data-file.ts";
import { Failure } from "../../../core/failure.ts";
import type { DocumentId } from "../../../core/ids.ts";
import { type Words, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { getDocument, readDocument } from "../../documents/documents.ts";
import { clientKey, MOST_RULES, OwnPolicy } from "./rule.ts";
import type { GivenRule } from "./rules.ts";
import { headOf, rowPolicy } from "./table-file.ts";
import { isWordList, wordListRules } from "./word-list.ts";

/** Rule lists are small; a report is not. */
export const MOST_BYTES = 256_000;
const MOST_PROBLEMS = 5;
const MOST_LINES = 5_000;
/** Of keys that are named, and looked for in the file for their line. */
const LONGEST_KEY = 100;

const FileRule = OwnPolicy.extend({
  client: OwnPolicy.shape.client.refine((client) => client === null || clientKey(client) !== undefined, {
    message: "the name of a client needs two letters or figures",
  }),
  id: z.string().trim().min(1).max(60).optional().describe("Imported again, the rule of that id is changed."),
});

/** One rule as it stood in the file: `line` counts from 1, `lineOf` finds that of a key in it. */
type Raw = { value: unknown; lineOf: (path: readonly PropertyKey[]) => number };

/** @throws Failure "invalid" with lines and keys; "limit" for a list that is too long */
export async function readRuleList(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  id: DocumentId,
): Promise<GivenRule[]> {
  const { name, bytes } = await getDocument(ctx, id);
  if (bytes > MOST_BYTES) throw tooLarge();
  const list = ruleListIn(name, await readDocument(ctx, id, MOST_BYTES));
  if (!list) throw noList();
  return list;
}

/**
 * The rules of a file; `undefined` for one that is no list of rules at all.
 * @throws Failure as above
 */
export function ruleListIn(name: string, content: Uint8Array): GivenRule[] | undefined {
  const text = textOf(content);
  if (text === undefined) return undefined;
  const raws = rawRules(name, text);
  if (!raws) return undefined;
  if (raws.length === 0) throw noList();
  if (raws.length > MOST_RULES) throw tooLong(raws.length);
  return checked(raws);
}

/** Whether the beginning of a file is that of such a list; what follows is not looked at. */
export function isRuleListHead(name: string, beginning: Uint8Array): boolean {
  if (/\.ya?ml$/i.test(name)) return true;
  // Cut anywhere, the last line may be half a letter.
  const text = new TextDecoder("utf-8").decode(beginning);
  const other = new TextDecoder("euc-kr").decode(beginning);
  return [text, other].some((one) => {
    const lines = one.split(/\r?\n/);
    return isWordList(lines) || tableRules(lines[0] ?? "") !== undefined;
  });
}

/** UTF-8, else the Korean code page of spreadsheets; `undefined` for what is no text. */
function textOf(content: Uint8Array): string | undefined {
  for (const encoding of ["utf-8", "euc-kr"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      return text.includes("\0") ? undefined : text;
    } catch {
      // The next encoding is tried.
    }
  }
  return undefined;
}

function rawRules(name: string, text: string): Raw[] | undefined {
  if (/\.ya?ml$/i.test(name)) return yamlRules(name, text);
  const lines = text.split(/\r?\n/);
  if (lines.length > MOST_LINES) return undefined;
  if (isWordList(lines))
    return wordListRules(lines).map(({ value, line }) => ({ value, lineOf: () => line }));
  return tableRules(text);
}

function yamlRules(name: string, text: string): Raw[] {
  let documents: unknown[];
  try {
    documents = yamlDocuments(text, name);
  } catch (error) {
    throw noYaml(error);
  }
  const lines = text.split(/\r?\n/);
  const whole = documents.filter((one) => one !== null && one !== undefined);
  const [first] = whole;
  const listed = Array.isArray(first)
    ? first
    : isRecord(first) && Array.isArray(first["rules"])
      ? first["rules"]
      : undefined;
  const values: unknown[] = listed && whole.length === 1 ? listed : whole;
  const starts = listed && whole.length === 1 ? itemStarts(lines) : documentStarts(lines);
  return values.map((value, at) => ({ value, lineOf: (path) => yamlLine(lines, starts, at, path) }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function documentStarts(lines: readonly string[]): number[] {
  const starts = lines.flatMap((line, at) => (/^---(\s|$)/.test(line) ? [at + 1] : []));
  const opens = lines.findIndex((line) => /^[^#\s-]/.test(line));
  return opens !== -1 && opens < (starts[0] ?? Infinity) ? [0, ...starts] : starts;
}

/** Lines of `- `, as far in as the first one. */
function itemStarts(lines: readonly string[]): number[] {
  const first = lines.find((line) => /^\s*- /.test(line)) ?? "";
  const indent = first.length - first.trimStart().length;
  const start = `${" ".repeat(indent)}- `;
  return lines.flatMap((line, at) => (line.startsWith(start) ? [at] : []));
}

/** The line of the innermost key that is written there, else the one where the rule begins. */
function yamlLine(
  lines: readonly string[],
  starts: readonly number[],
  rule: number,
  path: readonly PropertyKey[],
): number {
  const end = starts[rule + 1] ?? lines.length;
  let at = starts[rule] ?? 0;
  for (const key of path) {
    if (typeof key !== "string" || key.length > LONGEST_KEY) continue;
    const found = lineOfKey(lines, key.trim(), { at, end });
    if (found !== -1) at = found;
  }
  return at + 1;
}

/** `-1` where it is not written. @param key begins and ends with no blank: the blanks behind it are looked at once */
function lineOfKey(lines: readonly string[], key: string, { at, end }: { at: number; end: number }): number {
  if (key === "") return -1;
  const form = new RegExp(`(?:^|[\\s{,-])${RegExp.escape(key)}\\s*:`);
  for (let line = at; line < end; line += 1) if (form.test(lines[line] ?? "")) return line;
  return -1;
}

function tableRules(text: string): Raw[] | undefined {
  let rows: string[][];
  const delimiter = /\t/.test(text.slice(0, 2_000)) ? "\t" : ",";
  try {
    rows = parseCsv(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch {
    return undefined;
  }
  const head = headOf(rows[0] ?? []);
  if (!head) return undefined;
  return rows
    .slice(1)
    .flatMap((cells, at) =>
      cells.every((cell) => cell.trim() === "")
        ? []
        : [{ value: rowPolicy(head, cells), lineOf: () => at + 2 }],
    );
}

function checked(raws: readonly Raw[]): GivenRule[] {
  const problems: Words[] = [];
  let count = 0;
  const rules = raws.flatMap(({ value, lineOf }): GivenRule[] => {
    const fits = FileRule.safeParse(value);
    if (fits.success) {
      const { id, ...policy } = fits.data;
      return [{ policy, ...(id !== undefined && { key: id }) }];
    }
    const { issues } = fits.error;
    count += issues.length;
    const told = issues.slice(0, MOST_PROBLEMS - problems.length); // each line is looked for in the file
    problems.push(...told.map((issue) => problemOf(issue, lineOf)));
    return [];
  });
  if (count > 0) throw wrongLines(problems, count);
  return rules;
}

function problemOf(issue: z.core.$ZodIssue, lineOf: Raw["lineOf"]): Words {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = [...issue.path, ...unknown.slice(0, 1)];
  const line = lineOf(path);
  const key =
    path
      .filter((one) => typeof one === "string")
      .join(".")
      .slice(0, LONGEST_KEY) || "check";
  const what = whatOf(issue, unknown);
  return words(`${line}행 ${key}: ${what.ko}`, `line ${line}, ${key}: ${what.en}`);
}

function whatOf(issue: z.core.$ZodIssue, unknown: readonly string[]): Words {
  if (unknown.includes("patterns"))
    return words(
      "패턴(정규식)은 받지 않아요. 낱말로 적어 주세요",
      "patterns are not taken; write plain words",
    );
  if (unknown.length > 0) return words("여기에 쓸 수 없는 키예요", "no such key here");
  if (issue.code === "invalid_value")
    return words(`쓸 수 있는 값: ${issue.values.join(", ")}`, `one of ${issue.values.join(", ")}`);
  if (issue.code === "too_big") return words("너무 길거나 많아요", issue.message);
  if (issue.code === "invalid_type") return words("값의 모양이 달라요", issue.message);
  return words(`맞지 않아요 (${issue.message})`, issue.message);
}

/** @param count of all problems, the ones not shown too */
function wrongLines(shown: readonly Words[], count: number): Failure {
  const rest = count - shown.length;
  const ko = shown.map((one) => one.ko).join(" · ") + (rest > 0 ? ` 외 ${rest}곳` : "");
  const en = shown.map((one) => one.en).join(" · ") + (rest > 0 ? ` and ${rest} more` : "");
  return new Failure("invalid", `rule list: ${en}`, {
    say: words(
      `규칙 목록에 맞지 않는 곳이 있어 하나도 넣지 않았어요. ${ko}`,
      `Something in the list does not fit; none of it was taken. ${en}`,
    ),
    next: words("그 줄을 고쳐 다시 올려 주세요.", "Correct those lines and drop it again."),
  });
}

function noYaml(error: unknown): Failure {
  const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  return new Failure("invalid", `rule list: ${reason}`, {
    say: words(`YAML로 읽지 못했어요: ${reason}`, `It does not read as YAML: ${reason}`),
    next: words("그 줄을 고쳐 다시 올려 주세요.", "Correct that line and drop it again."),
    cause: error,
  });
}

function noList(): Failure {
  return new Failure("invalid", "no rules in the file", {
    say: words("파일에서 규칙을 찾지 못했어요.", "I found no rules in the file."),
    next: words(
      "첫 줄이 ‘금지어,대체어,강도’인 표, 첫 줄이 ‘금지어’인 글자 파일, 또는 YAML로 올려 주세요.",
      "Drop a table headed “avoid,replace,severity”, a text whose first line is “banned words”, or YAML.",
    ),
  });
}

function tooLarge(): Failure {
  return new Failure("limit", "the rule list is too large", {
    say: words("규칙 목록이 너무 커요.", "The list of rules is too large."),
    next: words("256 kB 아래로 나누어 올려 주세요.", "Split it into parts of less than 256 kB."),
  });
}

function tooLong(count: number): Failure {
  return new Failure("limit", `${count} rules in one list`, {
    say: words(
      `규칙이 ${count}개예요. 한 번에 ${MOST_RULES}개까지 넣을 수 있어요.`,
      `There are ${count} rules; a list may have ${MOST_RULES}.`,
    ),
    next: words(
      "나누거나 여러 낱말을 한 규칙에 모아 주세요.",
      "Split it, or put several words into one rule.",
    ),
  });
}
