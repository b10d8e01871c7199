// Tokens and codes: made from the system's randomness, kept as hashes only, compared in constant time.

import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** Letters that are not mistaken for one another when read aloud or typed. */
const letters = "ABCDEFGHJKMNPQRSTVWXYZ";
const digits = "23456789";
const alphabet = letters + digits;

const spoken = new RegExp(`^(?=.*[${digits}])[${alphabet}]{4}-[${alphabet}]{4}$`);

/** 256 bits for links and cookies; not to be guessed. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** `K7QM-2XVB`: about 39 bits, typed by a person; safe only together with its short life and its limit of misses. */
export function makeSpokenCode(): string {
  for (;;) {
    const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
    const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
    if (spoken.test(shown)) return shown;
  }
}

/** The code in a message that consists of nothing else, in the form it was made; `undefined` for any other message. */
export function spokenCodeIn(text: string): string | undefined {
  const code = text.normalize("NFKC").trim().toUpperCase();
  return spoken.test(code) ? code : undefined;
}

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

/** Both are hex hashes of one length; the time taken tells nothing about where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")];
  return left.length === right.length && timingSafeEqual(left, right);
}
