// Tokens of links: 128 random bits with our mark of 128 more, so that a made-up one is told without a look into the database.

import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

const HALF = 16;
const shape = /^[\w-]{43}$/;

export type LinkTokens = {
  make: () => string;
  /** The same work for every text, so that its time tells nothing. */
  isOurs: (token: string) => boolean;
  /** What is kept of a token. */
  hashOf: (token: string) => string;
};

export function buildTokens(secret: Uint8Array): LinkTokens {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "link.sign", 32));
  const markOf = (random: Uint8Array): Buffer =>
    createHmac("sha256", key).update(random).digest().subarray(0, HALF);
  return {
    make() {
      const random = randomBytes(HALF);
      return Buffer.concat([random, markOf(random)]).toString("base64url");
    },
    isOurs(token) {
      const bytes = Buffer.alloc(2 * HALF);
      const fits = shape.test(token) && bytes.write(token, "base64url") === bytes.length;
      const bears = timingSafeEqual(markOf(bytes.subarray(0, HALF)), bytes.subarray(HALF));
      // One token, one spelling: the spare bits at its end stand for nothing.
      return bears && fits && bytes.toString("base64url") === token;
    },
    hashOf: (token) => createHash("sha256").update(token, "utf8").digest("base64url"),
  };
}
