// A landing page dropped as a file: web pages, Markdown and plain text, as lines of words in the order people read them.

import { readFile, stat } from "node:fs/promises";
import iconv from "iconv-lite";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { detect } from "../read/detect.ts";
import { decideEncoding } from "../read/text/encoding.ts";
import { withoutComments } from "./comments.ts";
import { linesOfHtml, type PageLines } from "./html.ts";

export type PageKind = "html" | "markdown" | "text";

/** Of the file: a page with its pictures written into it is larger, and its words are few. */
const MOST_BYTES = 3 * 1024 * 1024;
/** As much as one review reads at once without keeping everybody else waiting. */
const MOST_LETTERS = 12_000;
const MOST_HIDDEN = 5_000;
/** Letters of one line of Markdown, marks and addresses too. */
const LONGEST_LINE = 48_000;
const HEAD_BYTES = 65_536;

/** `cut` when the page has more words than one review reads: the beginning is kept. */
export type Page = PageLines & { cut: boolean };

/** By its name; the contents are looked at when it is read. A table is named `.xls` even where it holds HTML. */
export function pageKind(name: string): PageKind | undefined {
  const ending = /\.([a-z]{2,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (["html", "htm", "xhtml"].includes(ending)) return "html";
  if (["md", "markdown"].includes(ending)) return "markdown";
  return ending === "txt" ? "text" : undefined;
}

/** @throws Failure for what is no text, larger than a page, or has no words in it */
export async function readPage(path: string, kind: PageKind): Promise<Page> {
  const bytes = await readBytes(path);
  const { encoding, bomBytes } = await decideEncoding(path, bytes.subarray(0, HEAD_BYTES));
  const text = iconv.decode(bytes.subarray(bomBytes), encoding).replaceAll("\ufeff", "").replaceAll("\0", "");
  const { visible, hidden } = linesOf(text, kind);
  if (!visible.some((line) => /\p{L}/u.test(line))) throw noWords();
  const [seen, unseen] = [within(visible, MOST_LETTERS), within(hidden, MOST_HIDDEN)];
  return { visible: seen, hidden: unseen, cut: seen.length < visible.length };
}

async function readBytes(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw tooLarge(size);
  const found = await detect(path).catch((error: unknown) => {
    if (error instanceof Failure && error.message === "report: web_page") return undefined;
    throw error;
  });
  if (found?.kind === "workbook") throw noText();
  return readFile(path);
}

function linesOf(text: string, kind: PageKind): PageLines {
  if (kind === "html") return linesOfHtml(text);
  return { visible: kind === "markdown" ? linesOfMarkdown(text) : plainLines(text), hidden: [] };
}

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;

function plainLines(text: string): string[] {
  return text
    .split(LINE_ENDS)
    .map(flat)
    .filter((line) => line !== "");
}

function flat(line: string): string {
  return line.replace(/\s+/g, " ").trim();
}

/** No further than the page is read: a mark that is never closed is looked for at each of its beginnings. */
function linesOfMarkdown(text: string): string[] {
  const page = withoutComments(text.replace(/^---\n[\s\S]{0,4000}?\n---\n/, ""), "<!--", "-->");
  const lines: string[] = [];
  let letters = 0;
  for (const line of page.split(LINE_ENDS)) {
    const plain = flat(withoutMarks(line.slice(0, LONGEST_LINE)));
    if (plain !== "") lines.push(plain);
    letters += plain.length;
    if (letters > 2 * MOST_LETTERS) break;
  }
  return lines;
}

/** A line of Markdown as it is read: marks gone, the words of links and pictures kept, code and addresses left out. */
function withoutMarks(line: string): string {
  return line
    .replace(/<\/?[a-z][^>]{0,400}>/gi, " ")
    .replace(/^ {0,3}(?:```|~~~).*$/, "")
    .replace(/!?\[([^\]]{0,400})\]\([^)]{0,600}\)/g, "$1")
    .replace(/^ {0,3}(?:#{1,6} |> ?|[-*+] |\d{1,3}\. )/, "")
    .replace(/^ {0,3}(?:[-*_] ?){3,}$/, "")
    .replace(/(\*\*|__|~~|`)/g, "");
}

function within(lines: readonly string[], most: number): string[] {
  const kept: string[] = [];
  let letters = 0;
  for (const line of lines) {
    letters += line.length + 1;
    if (letters > most) {
      if (kept.length === 0) kept.push(line.slice(0, most - 1));
      break;
    }
    kept.push(line);
  }
  return kept;
}

function tooLarge(size: number): Failure {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return new Failure("limit", "page: too large", {
    say: words(
      `페이지 파일이 ${megabytes}MB예요. 3MB까지 읽어요.`,
      `The page is ${megabytes} MB; I read up to 3 MB.`,
    ),
    next: words(
      "본문 글만 .txt로 저장해 올리거나 붙여 주세요.",
      "Save its text as .txt and drop that, or paste it.",
    ),
  });
}

function noWords(): Failure {
  return new Failure("invalid", "page: no words", {
    say: words("이 파일에는 화면에 보이는 글이 없어요.", "This file has no words that people would see."),
    next: words(
      "스크립트로 그려지는 페이지라면 브라우저에서 글을 복사해 붙이거나 .txt로 올려 주세요.",
      "If scripts draw the page, copy its words from the browser and paste them, or drop them as .txt.",
    ),
  });
}

function noText(): Failure {
  return new Failure("invalid", "page: no text", {
    say: words("이름은 글 파일이지만 내용은 글이 아니에요.", "It is named like a text but holds none."),
    next: words(
      "페이지의 글을 .html, .txt, .md로 올려 주세요.",
      "Drop the page's words as .html, .txt or .md.",
    ),
  });
}
