// Contacts at rest: sealed with AES-256-GCM, found again by a keyed hash; without the secret neither can be read or guessed.

import { createHmac } from "node:crypto";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { keyFor, openText, sealText } from "../../db/sealing.ts";
import type { Ctx } from "../context.ts";

export type Sealer = {
  seal: (address: string) => string;
  open: (sealed: string) => string;
  hash: (address: string) => string;
};

/**
 * Keys of one workspace, made of the installation's secret: a hash of one workspace says nothing about another's.
 * @throws Failure "unavailable" where no secret is set
 */
export function sealerOf({ db, workspaceId }: Pick<Ctx, "db" | "workspaceId">): Sealer {
  const { secret } = db;
  if (!secret) throw noSecret();
  const key = keyFor(secret, workspaceId, "contact.seal");
  const hashKey = keyFor(secret, workspaceId, "contact.hash");
  return {
    seal: (address) => sealText(key, address),
    open: (text) => openText(key, text),
    hash: (address) => createHmac("sha256", hashKey).update(address, "utf8").digest("hex"),
  };
}

/** @throws Failure "unavailable" where no secret is set: said before anything is asked that could not be kept */
export function mustHaveKey({ db }: Pick<Ctx, "db">): void {
  if (!db.secret) throw noSecret();
}

function noSecret(): Failure {
  return new Failure("unavailable", "no encryption key is set", {
    say: words(
      "연락처를 암호화할 열쇠가 없어서 다룰 수 없어요.",
      "There is no key to encrypt contacts with, so I cannot keep any.",
    ),
    next: words(
      "서버의 CO9MA_ENCRYPTION_KEY에 값을 넣고 다시 시작해 주세요 (openssl rand -base64 32).",
      "Set CO9MA_ENCRYPTION_KEY on the server and start it again (openssl rand -base64 32).",
    ),
  });
}
