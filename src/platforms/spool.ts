// An upload becomes a file of its own before anything looks into it; its bytes are counted while they come.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";

/**
 * Writes `source` to a file in `dir` that only this process's user can read.
 * @throws Failure "limit" as soon as more than `maxBytes` came; nothing is left behind then
 */
export async function spool(
  source: Readable,
  { dir, maxBytes }: { dir: string; maxBytes: number },
): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, randomUUID());
  try {
    await pipeline(source, bounded(maxBytes), createWriteStream(path, { mode: 0o600, flags: "wx" }));
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

export function tooLarge(maxBytes: number): Failure {
  const most = Math.floor(maxBytes / 1_000_000);
  return new Failure("limit", `upload over ${maxBytes} bytes`, {
    say: words(
      `파일이 ${most}MB보다 커서 받지 않았어요.`,
      `The file is larger than ${most} MB, so it was not taken.`,
    ),
    next: words("기간을 나눠 내보낸 파일을 올려 주세요.", "Export a shorter period and drop that."),
  });
}

function bounded(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
}
