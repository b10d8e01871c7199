// The table of cards on their way, by the name under which the claim loop serves it and whoever adds a card wakes it; and which platforms
// it serves.

export const OUTBOX = "delivery";

/** Platforms that take posts; every other surface fetches its answers, which are held for it. */
const posted: ReadonlySet<string> = new Set(["slack"]);

/** Whether answers on this platform are posted, be it by this process or by another that has its messenger. */
export function isPosted(platform: string): boolean {
  return posted.has(platform);
}

/** Platforms where anybody may write: whoever belongs to no workspace is a stranger there. */
const open: ReadonlySet<string> = new Set(["slack", "kakao"]);

export function takesStrangers(platform: string): boolean {
  return open.has(platform);
}

/** Platforms that open a way back for one answer. */
const answeredLater: ReadonlySet<string> = new Set(["kakao"]);

export function hasCallbacks(platform: string): boolean {
  return answeredLater.has(platform);
}
