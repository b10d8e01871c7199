// The drop folder: files laid into it are imported. A file is taken by a rename into `.taking`, which one process wins; from there its row
// says what became of it, and it goes to `taken/` or, with the reason beside it, to `refused/`. Who dies in between leaves a name from
// which the next look goes on.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Intake } from "../../chat/intake.ts";
import { codeIn } from "./fault.ts";
import { clearOld, endOf, layAside } from "./put-away.ts";
import { type Still, stillFiles } from "./still.ts";
import { claimFile, claimedFiles, keepClaimed } from "./taking.ts";

/** How often the folder is looked at; a file that did not change from one look to the next is whole. */
const LOOK_MS = 5_000;
/** Taken at one look, so that a folder that is poured full is read in pieces. */
const MOST_AT_ONCE = 20;
const CLEARED_EVERY_S = 3_600;

export type FolderParts = {
  dir: string;
  intake: Intake;
  log: Logger;
  maxFileBytes: number;
  /** Seconds since 1970, as the file system counts them. */
  nowS: () => number;
};

export type Folder = { close: () => Promise<void> };

/** Looks at once and then every few seconds, until it is closed. */
export function openFolder(parts: FolderParts, everyMs = LOOK_MS): Folder {
  const seen: Still = new Map();
  const cleared = { atS: 0 };
  let looking = Promise.resolve();
  const again = (): void => {
    looking = looking
      .then(() => look(parts, seen, cleared))
      .catch((error: unknown) => {
        parts.log.warn({ code: codeIn(error) }, "the drop folder could not be looked at");
      });
  };
  again();
  const timer = setInterval(again, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** One look: new files that are still are taken, those that were taken before are put where their rows say. */
async function look(parts: FolderParts, seen: Still, cleared: { atS: number }): Promise<void> {
  const { dir, intake } = parts;
  for (const name of [".taking", "taken", "refused"])
    await mkdir(join(dir, name), { recursive: true, mode: 0o700 });
  const folders = await intake.folders();
  const found = await stillFiles(dir, seen, folders);
  for (const file of found.slice(0, MOST_AT_ONCE)) {
    if ("refused" in file) await layAside(dir, file.path, file.refused);
    else await claimFile(dir, file);
  }
  for (const claimed of await claimedFiles(dir)) {
    const arrival = await keepClaimed(parts, claimed);
    if (arrival?.outcome) await endOf(dir, claimed, arrival.outcome);
  }
  if (parts.nowS() - cleared.atS < CLEARED_EVERY_S) return;
  cleared.atS = parts.nowS();
  await clearOld(dir, cleared.atS);
}
