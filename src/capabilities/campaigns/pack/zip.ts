// A ZIP of files in memory, for any unpacker: deflated, names in UTF-8, one fixed time. Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.

import { crc32, deflateRawSync } from "node:zlib";

export type PackedFile = { name: string; content: Uint8Array };

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const VERSION = 20;
/** Regular file, readable by all, in the upper half of the external attributes. */
const UNIX_FILE = 0o100644 * 0x10000;
const MADE_ON_UNIX = 0x0300 | VERSION;

/** @param at shown as each file's time, in the zone it is in */
export function zipOf(files: readonly PackedFile[], at: Temporal.PlainDateTime): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const packed = deflateRawSync(content);
    const bytes = Buffer.from(name, "utf8");
    const common = commonFields(at, {
      crc: crc32(content),
      packed: packed.length,
      whole: content.length,
      name: bytes.length,
    });
    const local = Buffer.concat([uint32(0x04034b50), uint16(VERSION), common, uint16(0), bytes]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(MADE_ON_UNIX),
        uint16(VERSION),
        common,
        uint16(0), // extra
        uint16(0), // comment
        uint16(0), // disk
        uint16(0), // internal attributes
        uint32(UNIX_FILE),
        uint32(offset),
        bytes,
      ]),
    );
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...parts, index, ending(files.length, index.length, offset)]);
}

type Sizes = { crc: number; packed: number; whole: number; name: number };

/** Flags to the length of the name: alike before each file and in the directory. */
function commonFields(at: Temporal.PlainDateTime, { crc, packed, whole, name }: Sizes): Buffer {
  const time = (at.hour << 11) | (at.minute << 5) | (at.second >> 1);
  const day = ((at.year - 1980) << 9) | (at.month << 5) | at.day;
  return Buffer.concat([
    uint16(UTF8_NAMES),
    uint16(DEFLATED),
    uint16(time),
    uint16(day),
    uint32(crc),
    uint32(packed),
    uint32(whole),
    uint16(name),
  ]);
}

function ending(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    uint32(0x06054b50),
    uint16(0),
    uint16(0),
    uint16(count),
    uint16(count),
    uint32(size),
    uint32(offset),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
