// The ZIP container of a workbook: its directory, and entries unpacked by chunks under one budget of bytes.

import { crc32, createInflateRaw } from "node:zlib";
import { limits } from "../limits.ts";
import { refuse } from "../refusals.ts";

export type ZipEntry = {
  name: string;
  method: number;
  start: number;
  packedBytes: number;
  unpackedBytes: number;
  crc: number;
};
export type Zip = { bytes: Buffer; entries: ReadonlyMap<string, ZipEntry> };

/** How many bytes may still be unpacked. */
export type Budget = { left: number };

const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_RECORD_BYTES = 22;
const MOST_COMMENT_BYTES = 65535;
const STORED = 0;
const DEFLATED = 8;
const CHUNK_BYTES = 262144;

export function openBudget(): Budget {
  return { left: limits.unpackedBytes };
}

/** @throws Failure when the container is cut, encrypted, or claims more than it may unpack to */
export function readZip(bytes: Buffer): Zip {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.zipEntries) throw refuse("damaged_workbook");
  const entries = new Map<string, ZipEntry>();
  let at = bytes.readUInt32LE(end + 16);
  let claimed = 0;
  for (let read = 0; read < count; read++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_RECORD)
      throw refuse("truncated_workbook");
    if (bytes.readUInt16LE(at + 8) & 1) throw refuse("encrypted_workbook");
    const entry = entryAt(bytes, at);
    claimed += entry.unpackedBytes;
    entries.set(entry.name.toLowerCase(), entry);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (claimed > limits.unpackedBytes) throw bomb();
  return { bytes, entries };
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_RECORD_BYTES - MOST_COMMENT_BYTES);
  for (let at = bytes.length - END_RECORD_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END_RECORD) return at;
  }
  throw refuse("truncated_workbook");
}

function entryAt(bytes: Buffer, at: number): ZipEntry {
  const nameBytes = bytes.readUInt16LE(at + 28);
  return {
    name: bytes.toString("utf8", at + 46, at + 46 + nameBytes).replaceAll("\\", "/"),
    method: bytes.readUInt16LE(at + 10),
    packedBytes: bytes.readUInt32LE(at + 20),
    unpackedBytes: bytes.readUInt32LE(at + 24),
    crc: bytes.readUInt32LE(at + 16),
    start: bytes.readUInt32LE(at + 42),
  };
}

/**
 * The unpacked bytes of an entry. What a directory claims is not believed: every chunk is counted.
 * A damaged byte may still unpack, to other figures: whoever reads to the end learns from the checksum.
 */
export async function* unpack({ bytes }: Zip, entry: ZipEntry, budget: Budget): AsyncGenerator<Buffer> {
  const packed = packedBytesOf(bytes, entry);
  if (entry.method === STORED) {
    spend(budget, packed.length);
    checkSum(crc32(packed), entry);
    yield packed;
    return;
  }
  if (entry.method !== DEFLATED) throw refuse("damaged_workbook");
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  inflate.end(packed);
  let sum = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      spend(budget, chunk.length);
      sum = crc32(chunk, sum);
      yield chunk;
    }
    checkSum(sum, entry);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "Z_BUF_ERROR") throw refuse("truncated_workbook");
    if (code?.startsWith("Z_")) throw refuse("damaged_workbook");
    throw error;
  } finally {
    inflate.destroy();
  }
}

function checkSum(sum: number, entry: ZipEntry): void {
  if (sum !== entry.crc) throw refuse("damaged_workbook");
}

function packedBytesOf(bytes: Buffer, { start, packedBytes }: ZipEntry): Buffer {
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== LOCAL_RECORD)
    throw refuse("truncated_workbook");
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  if (from + packedBytes > bytes.length) throw refuse("truncated_workbook");
  return bytes.subarray(from, from + packedBytes);
}

function spend(budget: Budget, count: number): void {
  budget.left -= count;
  if (budget.left < 0) throw bomb();
}

function bomb(): Error {
  return refuse("zip_bomb", { limit: Math.round(limits.unpackedBytes / 1048576) });
}
