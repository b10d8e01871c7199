// Where files of the drop folder end: `taken/` by day, `refused/` with the reason beside each. Both are emptied of what is old.

import { lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Outcome } from "../../chat/intake.ts";
import { failureOf } from "../../chat/intake.ts";
import { Failure, failureText } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { isGone } from "./fault.ts";
import type { Claimed } from "./taking.ts";

/** What was taken is kept in the database; here it lies so long for whoever looks. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Puts a file where its row says. */
export async function endOf(dir: string, { path, key, name }: Claimed, outcome: Outcome): Promise<void> {
  const why = reasonOf(outcome);
  await putInto(join(dir, why ? "refused" : "taken"), path, `${key.slice(0, 8)}-${name}`, why);
}

/** A file that is turned away before anybody could be told. */
export function layAside(dir: string, path: string, why: Failure): Promise<void> {
  return putInto(join(dir, "refused"), path, basename(path), why);
}

/** The reason first: a file without one would say nothing to whoever finds it. A link is moved, never followed. */
async function putInto(folder: string, path: string, name: string, why: Failure | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const to = join(folder, name);
  if (why) await writeFile(`${to}.reason.txt`, reasonText(why), { mode: 0o600 });
  await rename(path, to).catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

function reasonOf(outcome: Outcome): Failure | undefined {
  switch (outcome.kind) {
    case "taken":
    case "same":
      return undefined;
    case "declined":
      return noReport();
    case "refused":
      return failureOf(outcome.refusal);
    case "failed":
      return unread();
  }
}

function reasonText(why: Failure): string {
  return (["ko", "en"] as const)
    .map((lang) => failureText(why, lang))
    .map(({ say, next }) => `${say}\n${next}\n`)
    .join("\n");
}

/** By the time of the move: what has lain there for long is of no more use. */
export async function clearOld(dir: string, nowS: number): Promise<void> {
  for (const name of ["taken", "refused"]) {
    const folder = join(dir, name);
    for (const entry of await readdir(folder)) {
      const path = join(folder, entry);
      const found = await lstat(path).catch(() => undefined);
      if (found && nowS * 1_000 - found.ctimeMs > KEPT_DAYS * DAY_MS) await rm(path, { force: true });
    }
  }
}

function noReport(): Failure {
  return new Failure("invalid", "no ad report", {
    say: words("광고 리포트가 아니라서 가져오지 않았어요.", "It is no ad report, so nothing was imported."),
    next: words(
      "매체에서 내려받은 성과 리포트(CSV, TSV, XLSX)를 넣어 주세요.",
      "Put in a performance report of a medium (CSV, TSV, XLSX).",
    ),
  });
}

function unread(): Failure {
  return new Failure("unavailable", "a file that could not be read", {
    say: words("읽다가 오류가 났어요. 바뀐 것은 없어요.", "Reading it failed. Nothing was changed."),
    next: words("파일을 확인하고 다시 넣어 주세요.", "Check the file and put it in again."),
  });
}
