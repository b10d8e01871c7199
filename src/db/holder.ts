// One process per data folder: a second embedded database on the same folder would destroy it.
// The lock is the operating system's (by way of SQLite's exclusive transaction), so it ends with the process that holds it,
// whatever killed it, and two starters can never both have it: there is no stale lock to judge and to take over.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import { fault } from "./faults.ts";

export type FolderHolder = { release: () => void };

/** SQLite's codes for "somebody else has it". */
const heldCodes = new Set([5, 6]);

/**
 * @throws Failure "conflict" at once when another process, or this one, holds the folder;
 *   an error with code `READONLY` when the lock file cannot be written
 */
export function takeFolder(dir: string): FolderHolder {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dir, "holder.lock"));
    lock.exec("pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    lock?.close();
    throw heldCodes.has((error as { errcode?: number }).errcode ?? 0)
      ? heldFailure(dir, error)
      : fault("READONLY", `the folder ${dir} cannot be locked`, error);
  }
  const held = lock;
  return { release: () => (held.isOpen ? held.close() : undefined) };
}

function heldFailure(dir: string, cause: unknown): Failure {
  return new Failure("conflict", `another process holds the data folder ${dir}`, {
    say: words("다른 CO9MA가 이 데이터 폴더를 쓰고 있어요.", "Another CO9MA is using this data folder."),
    next: words(
      "그 프로그램을 끄거나, CO9MA_DATA_DIR로 다른 폴더를 지정해 주세요.",
      "Stop that one, or name another folder with CO9MA_DATA_DIR.",
    ),
    cause,
  });
}
