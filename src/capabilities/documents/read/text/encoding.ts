// Which text encoding a file is in, decided over the whole file before a row is read: strict UTF-8, UTF-16 by BOM or by its NUL pattern, CP949.

import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import { limits } from "../limits.ts";
import { refuse } from "../refusals.ts";
import type { Encoding } from "../source.ts";

type TextEncoding = Exclude<Encoding, "xlsx">;
export type Decided = { encoding: TextEncoding; bomBytes: number; damagedLines: number };

const CHUNK_BYTES = 1048576;
const DECODED_LINES = 2000;
const LINE_FEED = 0x0a;

/** @throws Failure for NUL bytes, mixed or unknown encodings and a file cut in the middle of a letter */
export async function decideEncoding(path: string, head: Buffer): Promise<Decided> {
  const wide = utf16Of(head);
  if (wide) return { ...wide, damagedLines: 0 };
  const bomBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const whole = await scanWhole(path);
  if (whole.nul) throw refuse("nul_bytes");
  if (whole.utf8) return { encoding: "utf-8", bomBytes, damagedLines: 0 };
  return { ...decideByLines(await scanLines(path)), bomBytes };
}

function utf16Of(head: Buffer): { encoding: TextEncoding; bomBytes: number } | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bomBytes: 2 };
  const pairs = Math.floor(Math.min(head.length, 4096) / 2);
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[pair * 2] === 0) even++;
    if (head[pair * 2 + 1] === 0) odd++;
  }
  // Digits and separators alone make more than a fifth of the letters of any report; a few letters (가, U+AC00) end in a NUL.
  if (odd > pairs / 5 && even * 5 < odd) return { encoding: "utf-16le", bomBytes: 0 };
  if (even > pairs / 5 && odd * 5 < even) return { encoding: "utf-16be", bomBytes: 0 };
  return undefined;
}

type Whole = { utf8: boolean; nul: boolean };

async function scanWhole(path: string): Promise<Whole> {
  const whole: Whole = { utf8: true, nul: false };
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const chunk = read as Buffer;
    whole.nul ||= chunk.includes(0);
    if (!whole.utf8) continue;
    const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = text.length - openTail(text);
    whole.utf8 = isUtf8(text.subarray(0, cut));
    rest = text.subarray(cut);
  }
  whole.utf8 &&= rest.length === 0;
  return whole;
}

/** Bytes at the end that begin a letter without ending it. */
function openTail(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back++) {
    const byte = text[text.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

type Lines = {
  /** Lines with letters beyond ASCII that are valid UTF-8. */
  utf8: number;
  /** Lines that are not, and how many of those CP949 cannot read either. */
  other: number;
  unreadable: number;
  all: number;
  firstOther: number;
  sample: Buffer;
};

async function scanLines(path: string): Promise<Lines> {
  const lines: Lines = { utf8: 0, other: 0, unreadable: 0, all: 0, firstOther: 0, sample: Buffer.alloc(0) };
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const text = Buffer.concat([rest, read as Buffer]);
    const end = text.lastIndexOf(LINE_FEED) + 1;
    countLines(lines, text.subarray(0, end));
    rest = text.subarray(end);
    if (rest.length > limits.recordCharacters * 4) throw refuse("record_too_long", { line: lines.all + 1 });
  }
  countLines(lines, rest);
  return lines;
}

function countLines(lines: Lines, text: Buffer): void {
  let from = 0;
  while (from < text.length) {
    const found = text.indexOf(LINE_FEED, from);
    const to = found < 0 ? text.length : found + 1;
    countLine(lines, text.subarray(from, to));
    from = to;
  }
}

function countLine(lines: Lines, line: Buffer): void {
  lines.all++;
  if (isUtf8(line)) {
    if (!isAscii(line)) lines.utf8++;
    return;
  }
  lines.other++;
  if (lines.firstOther === 0) {
    lines.firstOther = lines.all;
    lines.sample = Buffer.from(line.subarray(0, 200));
  }
  // Letters that do not exist within the right byte pattern show up in the first lines; looking them all up would be slow.
  const known = lines.other > DECODED_LINES || !iconv.decode(line, "cp949").includes("\ufffd");
  if (!known || !isCp949(line)) lines.unreadable++;
}

/** Two-byte letters of CP949: lead 81-FE, trail 41-5A, 61-7A or 81-FE. */
function isCp949(line: Buffer): boolean {
  for (let at = 0; at < line.length; at++) {
    const lead = line[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = line[++at] ?? 0;
    const fits =
      (trail >= 0x41 && trail <= 0x5a) ||
      (trail >= 0x61 && trail <= 0x7a) ||
      (trail >= 0x81 && trail <= 0xfe);
    if (lead === 0x80 || lead === 0xff || !fits) return false;
  }
  return true;
}

/** A few syllables of CP949 are valid UTF-8 by accident, hence the twentieth. */
function decideByLines(lines: Lines): { encoding: TextEncoding; damagedLines: number } {
  if (lines.unreadable === 0 && lines.utf8 * 20 <= lines.other) return { encoding: "cp949", damagedLines: 0 };
  if (lines.firstOther > limits.headerLines && lines.other <= lines.all * limits.damagedLineRatio) {
    return { encoding: "utf-8", damagedLines: lines.other };
  }
  if (lines.utf8 > 0 && lines.utf8 + lines.other > 1) {
    throw refuse("mixed_encodings", { line: lines.firstOther, count: lines.other });
  }
  throw refuse("unknown_encoding", { line: lines.firstOther, ...readings(lines.sample) });
}

function readings(sample: Buffer): { utf8: string; cp949: string; latin: string } {
  const at = Math.max(0, sample.findIndex((byte) => byte >= 0x80) - 4);
  const cell = sample.subarray(at, at + 24);
  const shown = (encoding: string) => iconv.decode(cell, encoding).replace(/\p{C}/gu, " ").trim();
  return { utf8: shown("utf-8"), cp949: shown("cp949"), latin: shown("windows-1252") };
}
