// Which files of the drop folder may be taken: whole ones, in a folder whose workspace is known. Half-written ones are left until they are
// still; links, and files that belong to nobody, are turned away.

import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../core/failure.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { isGone } from "./fault.ts";

/** Size and time of change as the last look saw them, by path. */
export type Still = Map<string, string>;

export type Found =
  | { path: string; name: string; workspaceId: WorkspaceId }
  | { path: string; refused: Failure };

type Named = { workspaceId: WorkspaceId; name: string };

/** Files of one folder that are looked at; the rest waits for the next look. */
const MOST_LISTED = 2_000;
/** Names under which programs write what is not whole yet, and what systems lay beside files. */
const unfinished = /^[.~]|\.(?:part|partial|crdownload|download|tmp|filepart)$|^Thumbs\.db$|^desktop\.ini$/i;

/** @returns files that did not change since the last look, in the order of their names */
export async function stillFiles(dir: string, seen: Still, folders: readonly Named[]): Promise<Found[]> {
  const found: Found[] = [];
  const now: Still = new Map();
  for (const { path, owner } of await placesIn(dir, folders)) {
    for (const entry of await listed(path)) {
      const one = join(path, entry);
      const stat = await lstat(one).catch(ifGone);
      if (!stat || stat.isDirectory()) continue;
      const state = `${stat.size}:${stat.mtimeMs}:${stat.ino}`;
      now.set(one, state);
      if (seen.get(one) !== state) continue;
      if (!stat.isFile()) found.push({ path: one, refused: noFile() });
      else if (owner instanceof Failure) found.push({ path: one, refused: owner });
      else found.push({ path: one, name: entry, workspaceId: owner });
    }
  }
  seen.clear();
  for (const [path, state] of now) seen.set(path, state);
  return found;
}

/** The folder itself, and those in it that are named as a workspace; of others nothing is touched. */
async function placesIn(
  dir: string,
  folders: readonly Named[],
): Promise<{ path: string; owner: WorkspaceId | Failure }[]> {
  const places = [{ path: dir, owner: onlyOne(folders) }];
  for (const entry of await listed(dir)) {
    const owners = folders.filter(({ workspaceId, name }) => entry === workspaceId || sameName(entry, name));
    const isFolder = owners.length > 0 && (await lstat(join(dir, entry)).catch(ifGone))?.isDirectory();
    if (isFolder)
      places.push({ path: join(dir, entry), owner: owners.length === 1 ? first(owners) : several() });
  }
  return places;
}

async function listed(path: string): Promise<string[]> {
  const names = await readdir(path).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
  return names
    .filter((name) => !unfinished.test(name))
    .toSorted()
    .slice(0, MOST_LISTED);
}

function sameName(entry: string, name: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFC").replace(/[/\\]/g, " ").replace(/\s+/g, " ").trim().toLowerCase();
  return plain(entry) === plain(name);
}

function first([one]: readonly Named[]): WorkspaceId {
  if (!one) throw new Error("a folder of nobody");
  return one.workspaceId;
}

function onlyOne(folders: readonly Named[]): WorkspaceId | Failure {
  if (folders.length === 1) return first(folders);
  return folders.length === 0 ? nobodys() : several();
}

function ifGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

function noFile(): Failure {
  return new Failure("invalid", "a link or a device in the drop folder", {
    say: words("링크나 특수 파일은 받지 않아요.", "Links and special files are not taken."),
    next: words("파일 자체를 복사해 넣어 주세요.", "Copy the file itself into the folder."),
  });
}

function nobodys(): Failure {
  return new Failure("not_found", "a drop folder without a workspace", {
    say: words("파일을 받을 워크스페이스가 아직 없어요.", "There is no workspace yet that could take it."),
    next: words(
      "대화에 리포트를 하나 올려 워크스페이스를 연 다음 다시 넣어 주세요.",
      "Drop one report in the chat to open a workspace, then put the file here again.",
    ),
  });
}

function several(): Failure {
  return new Failure("conflict", "a drop folder of several workspaces", {
    say: words("어느 워크스페이스의 파일인지 알 수 없어요.", "It is not clear whose file this is."),
    next: words(
      "워크스페이스 이름(같은 이름이 여럿이면 ID)으로 폴더를 만들어 그 안에 넣어 주세요.",
      "Make a folder named as the workspace (by its id where names are the same) and put it in there.",
    ),
  });
}
