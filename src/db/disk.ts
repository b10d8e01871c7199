// Room on the disk of the embedded database. Its engine spins for ever on a full disk and takes the process with it,
// so transactions are refused in words while there is still room.

import { statfs } from "node:fs/promises";
import { fault } from "./faults.ts";

/** Four segments of the engine's log: what one transaction and the checkpoint behind it may need at most. */
const leastFreeBytes = 64 * 2 ** 20;

/** A look costs a tenth of a millisecond; transactions in a row share one. */
const lookEveryMs = 200;

type LookAt = (dir: string) => Promise<{ bavail: number; bsize: number }>;

/** @returns a check that throws an error with code `ENOSPC` while the disk of `dir` is nearly full */
export function watchDisk(dir: string, lookAt: LookAt = statfs): () => Promise<void> {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let full = false;
  return async () => {
    if (performance.now() - lookedMs > lookEveryMs) {
      lookedMs = performance.now();
      const { bavail, bsize } = await lookAt(dir);
      full = bavail * bsize < leastFreeBytes;
    }
    if (full) throw fault("ENOSPC", `less than ${leastFreeBytes} bytes are free for ${dir}`);
  };
}
