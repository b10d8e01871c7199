// A file that lies with the platform it was shared on: the inbox holds only where, and it is fetched when its turn comes.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { storageFailure } from "../capabilities/documents/documents.ts";
import type { Ctx } from "../capabilities/context.ts";

/** As the platform tells of it: what it is and how long is found out from its bytes. */
export const RemoteFile = z.object({
  name: z.string(),
  id: z.string(),
  bytes: z.number().optional(),
  url: z.string().optional(),
  type: z.string().optional(),
  /** Whose token reads it, on a platform with many teams. */
  team: z.string().optional(),
});
export type RemoteFile = z.output<typeof RemoteFile>;

/**
 * Writes the bytes of a file into a new one in `dir`.
 * @returns its path
 * @throws Failure with what to do when the platform does not hand it out, or when it is too large
 */
export type Fetcher = (file: RemoteFile, dir: string, signal: AbortSignal) => Promise<string>;

/** By platform; one without can share no files. */
export type Fetchers = Readonly<Record<string, Fetcher>>;

/** Fetches into a folder of its own that only this process's user can read, and removes it when `body` is done. */
export async function withFetched<T>(
  { signal }: Pick<Ctx, "signal">,
  fetcher: Fetcher,
  file: RemoteFile,
  body: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "co9ma-")).catch((error: unknown) => {
    throw storageFailure(error);
  });
  try {
    const path = await fetcher(file, folder, signal ?? new AbortController().signal).catch(
      (error: unknown) => {
        throw storageFailure(error);
      },
    );
    return await body(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
