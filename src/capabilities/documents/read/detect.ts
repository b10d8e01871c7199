// What a file really is, by its first bytes; its name is never trusted.

import { open, stat } from "node:fs/promises";
import { limits } from "./limits.ts";
import { refuse } from "./refusals.ts";

type Detected = { kind: "text" | "workbook"; bytes: number; head: Buffer };

const HEAD_BYTES = 65536;
const MEGABYTE = 1048576;

type Signature = { at: number; bytes: readonly number[]; is: Kind };
type Kind = "zip" | "ole" | "gzip" | "7z" | "rar" | "pdf" | "picture" | "media";

const signatures: readonly Signature[] = [
  { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04], is: "zip" },
  { at: 0, bytes: [0x50, 0x4b, 0x05, 0x06], is: "zip" },
  { at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], is: "ole" },
  { at: 0, bytes: [0x1f, 0x8b], is: "gzip" },
  { at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf], is: "7z" },
  { at: 0, bytes: [0x52, 0x61, 0x72, 0x21], is: "rar" },
  { at: 0, bytes: [0x25, 0x50, 0x44, 0x46], is: "pdf" },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], is: "picture" },
  { at: 0, bytes: [0xff, 0xd8, 0xff], is: "picture" },
  { at: 0, bytes: [0x47, 0x49, 0x46, 0x38], is: "picture" },
  { at: 8, bytes: [0x57, 0x45, 0x42, 0x50], is: "picture" },
  { at: 4, bytes: [0x66, 0x74, 0x79, 0x70], is: "media" },
];

const notTables: Readonly<Partial<Record<Kind, { kind: string; kindEn: string }>>> = {
  pdf: { kind: "PDF 문서예요", kindEn: "a PDF document" },
  media: { kind: "동영상 파일이에요", kindEn: "a video" },
};

/** @throws Failure for everything that is neither text nor an XLSX workbook within its size */
export async function detect(path: string): Promise<Detected> {
  const bytes = await sizeOf(path);
  if (bytes === 0) throw refuse("empty_file");
  const head = await readHead(path);
  const kind = signatures.find((one) => one.bytes.every((byte, at) => head[one.at + at] === byte))?.is;
  if (kind === "zip") return workbook(bytes, head);
  if (kind === "ole") throw await oleRefusal(path, bytes);
  if (kind === "gzip" || kind === "7z" || kind === "rar") throw refuse("packed");
  if (kind === "picture") throw refuse("picture");
  const notTable = kind && notTables[kind];
  if (notTable) throw refuse("not_a_table", notTable);
  if (bytes > limits.textBytes) throw refuse("text_too_large", sizes(bytes, limits.textBytes));
  refuseMarkup(head);
  return { kind: "text", bytes, head };
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw refuse("missing_file");
    return found.size;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") throw refuse("missing_file");
    throw cause;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function workbook(bytes: number, head: Buffer): Detected {
  if (bytes > limits.workbookBytes) throw refuse("workbook_too_large", sizes(bytes, limits.workbookBytes));
  return { kind: "workbook", bytes, head };
}

/** An OLE container holds an old workbook, or a new one behind a password (its stream is named in UTF-16). */
async function oleRefusal(path: string, bytes: number): Promise<Error> {
  const name = Buffer.from("EncryptedPackage", "utf16le");
  const file = await open(path);
  try {
    const window = Buffer.alloc(MEGABYTE + name.length);
    for (let at = 0; at < Math.min(bytes, limits.workbookBytes); at += MEGABYTE) {
      const { bytesRead } = await file.read(window, 0, window.length, at);
      if (window.subarray(0, bytesRead).includes(name)) return refuse("encrypted_workbook");
    }
    return refuse("old_workbook");
  } finally {
    await file.close();
  }
}

/** Korean admin pages like to send HTML named .xls; JSON is no table either. */
function refuseMarkup(head: Buffer): void {
  const start = head
    .subarray(0, 512)
    .toString("latin1")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  const text = start.replaceAll("\0", "").trimStart();
  if (/^<(!doctype|html|\?xml|table|head|meta|style)/i.test(text)) throw refuse("web_page");
  if (/^(\{\s*"|\[\s*[{["])/.test(text)) {
    throw refuse("not_a_table", { kind: "JSON 파일이에요", kindEn: "a JSON file" });
  }
}

function sizes(bytes: number, limit: number): { size: string; limit: string } {
  return { size: (bytes / MEGABYTE).toFixed(1), limit: String(Math.round(limit / MEGABYTE)) };
}
