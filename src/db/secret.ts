// The secrets of an embedded database's folder: made on first use, read ever after.

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const BYTES = 32;

export function newSecret(): Uint8Array {
  return randomBytes(BYTES);
}

/** What seals contacts, and what signs links: one may be changed without the other. */
export type SecretName = "encryption" | "sign-in";

/** The folder is held by this process alone, so nobody else makes one at the same time. */
export async function folderSecret(dir: string, name: SecretName): Promise<Uint8Array> {
  const path = join(dir, `${name}.key`);
  const kept = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const secret = kept === undefined ? newSecret() : Buffer.from(kept.trim(), "base64");
  if (secret.length !== BYTES) throw new Error(`${name}.key in the data folder is damaged`);
  if (kept === undefined) await writeFile(path, Buffer.from(secret).toString("base64"), { mode: 0o600 });
  return secret;
}
