// The files of a multipart body, one after another as they come: never more of one in memory than a chunk and a boundary.
// RFC 7578 and RFC 2046 section 5.1; nested parts and transfer encodings are not taken.

import { Readable } from "node:stream";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";

/** Of the headers of one part. */
const MOST_HEADER_BYTES = 16_384;

const CRLF = Buffer.from("\r\n");
const BLANK = Buffer.from("\r\n\r\n");

/** `name` is the file's, as its sender says; `undefined` for a field that is no file. */
export type Part = { name: string | undefined; body: Readable };

/** @returns the boundary of a multipart body; `undefined` for any other kind of body */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? "",
  );
  return found?.[1] ?? found?.[2];
}

/**
 * Reads the parts in order; each body is to be read, or is skipped, before the next is asked for.
 * @throws Failure "invalid" where the body is no such one, or ends early
 */
export async function* partsOf(source: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Part> {
  const window = openWindow(source);
  const mark = Buffer.from(`\r\n--${boundary}`);
  // The first boundary may open the body without a line before it.
  window.prepend(CRLF);
  await drain(window.until(mark));
  while (await opensPart(window)) {
    const headers = await window.take(BLANK, MOST_HEADER_BYTES);
    const body = Readable.from(window.until(mark), { objectMode: false });
    yield { name: fileNameIn(headers.toString("utf8")), body };
    if (!body.readableEnded) await drain(body);
  }
}

/** Behind a boundary stand a line's end, or the two dashes of the last one. */
async function opensPart(window: Window): Promise<boolean> {
  const sign = (await window.bytes(2)).toString("latin1");
  if (sign === "--") return false;
  if (sign !== "\r\n") throw broken();
  return true;
}

async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}

type Window = {
  prepend: (bytes: Buffer) => void;
  bytes: (count: number) => Promise<Buffer>;
  take: (mark: Buffer, most: number) => Promise<Buffer>;
  until: (mark: Buffer) => AsyncGenerator<Buffer>;
};

/** What has come and is not given on yet. */
function openWindow(source: AsyncIterable<Buffer>): Window {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { done, value } = await chunks.next();
    if (done) throw broken();
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  };
  const cut = (count: number): Buffer => {
    const front = held.subarray(0, count);
    held = held.subarray(count);
    return front;
  };
  return {
    prepend: (bytes) => void (held = Buffer.concat([bytes, held])),
    async bytes(count) {
      while (held.length < count) await more();
      return cut(count);
    },
    async take(mark, most) {
      for (;;) {
        const at = held.indexOf(mark);
        if (at >= 0 && at <= most) {
          const front = cut(at);
          cut(mark.length);
          return front;
        }
        if (held.length > most) throw broken();
        await more();
      }
    },
    async *until(mark) {
      for (;;) {
        const at = held.indexOf(mark);
        if (at >= 0) {
          const front = cut(at);
          cut(mark.length);
          if (front.length > 0) yield front;
          return;
        }
        // The end of what is held may be the beginning of the mark.
        const safe = held.length - mark.length + 1;
        if (safe > 0) yield cut(safe);
        await more();
      }
    },
  };
}

/** @returns the file's name of a part's headers: `filename*` (RFC 5987) before `filename` */
function fileNameIn(headers: string): string | undefined {
  const line = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const extended = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(line)?.[1];
  const plain =
    /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(line)?.[1] ?? /;\s*filename=([^;\s"]+)/i.exec(line)?.[1];
  if (extended !== undefined) return decoded(extended);
  return plain?.replace(/\\(.)/g, "$1").replace(/%22/g, '"');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "report";
  }
}

function broken(): Failure {
  return new Failure("invalid", "a multipart body that is none", {
    say: words("보낸 형식을 읽을 수 없어요.", "The body cannot be read."),
    next: words(
      "파일을 본문 그대로 보내거나 multipart/form-data로 보내 주세요.",
      "Send the file as the body itself, or as multipart/form-data.",
    ),
  });
}
