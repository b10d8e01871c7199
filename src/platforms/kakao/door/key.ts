// The one thing that authenticates Kakao: a header that was pasted into the skill's settings, of one workspace and of no other.

import { createHmac, timingSafeEqual } from "node:crypto";

export const KEY_HEADER = "x-co9ma-key";

/** As the set-up shows it, ready to paste. */
export function keyOf(secret: string, workspace: string): string {
  return createHmac("sha256", secret).update(workspace).digest("hex");
}

export function isKey(secret: string, workspace: string, given: string | undefined): boolean {
  const expected = Buffer.from(keyOf(secret, workspace));
  const shown = Buffer.from(given ?? "");
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}
