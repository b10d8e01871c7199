// A file on its way from the drop folder into the database: its name in `.taking` says whose it is and what it was called, so that whoever
// looks next goes on with it.

import { randomUUID } from "node:crypto";
import { lstat, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../core/failure.ts";
import { WorkspaceId } from "../../core/ids.ts";
import type { Arrival } from "../../chat/intake.ts";
import { tooLarge } from "../spool.ts";
import { isGone } from "./fault.ts";
import type { FolderParts } from "./folder.ts";

/** `key` names the file in its row. */
export type Claimed = { path: string; key: string; workspaceId: WorkspaceId; name: string };

/** Letters of the file's own name that go with it: file systems hold 255 bytes. */
const NAME_BYTES = 150;

/** Wins the file, or finds that another process did. */
export async function claimFile(
  dir: string,
  { path, name, workspaceId }: { path: string; name: string; workspaceId: WorkspaceId },
): Promise<void> {
  const to = join(dir, ".taking", `${workspaceId}.${randomUUID()}.${shortened(name)}`);
  await rename(path, to).catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

export async function claimedFiles(dir: string): Promise<Claimed[]> {
  const taking = join(dir, ".taking");
  const found: Claimed[] = [];
  for (const entry of (await readdir(taking)).toSorted()) {
    const [, owner, key, name] = /^([\da-f-]{36})\.([\da-f-]{36})\.(.+)$/s.exec(entry) ?? [];
    const workspaceId = WorkspaceId.safeParse(owner).data;
    if (workspaceId && key !== undefined && name !== undefined)
      found.push({ path: join(taking, entry), key, workspaceId, name });
  }
  return found;
}

/**
 * The row of a claimed file, made when it is not there yet.
 * @returns `undefined` while it cannot be kept: the next look tries again
 */
export async function keepClaimed(
  { intake, log, maxFileBytes }: FolderParts,
  { path, ...file }: Claimed,
): Promise<Arrival | undefined> {
  const [known] = await intake.find(file.workspaceId, [file.key]);
  if (known) return known;
  try {
    const stat = await lstat(path);
    if (stat.size > maxFileBytes) throw tooLarge(maxFileBytes);
    await intake.keep("folder", { ...file, path });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.info({ code: error.code }, "a file of the drop folder was not kept");
    if (error.code === "unavailable") return undefined;
    await intake.refuse("folder", file, error);
  }
  return undefined;
}

function shortened(name: string): string {
  const clean = name.normalize("NFC");
  return Buffer.byteLength(clean) <= NAME_BYTES
    ? clean
    : Buffer.from(clean)
        .subarray(-NAME_BYTES)
        .toString("utf8")
        .replace(/\uFFFD/g, "");
}
