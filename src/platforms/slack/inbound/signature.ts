// Whether a request is Slack's and of now: the v0 signature over its raw body, and a time near ours on both sides.
// Source: docs.slack.dev, "Verifying requests from Slack", read 2026-11. Bolt checks the signature too, and takes times of the future.

import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds that a request may be older or newer than our clock. */
export const WINDOW_S = 300;

export type Signed = {
  /** `x-slack-signature` and `x-slack-request-timestamp` as they came. */
  signature: string | undefined;
  timestamp: string | undefined;
  raw: Uint8Array;
};

/** @param nowS seconds since 1970 */
export function isSigned({ signature, timestamp, raw }: Signed, secret: string, nowS: number): boolean {
  if (signature === undefined || timestamp === undefined || secret === "") return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > WINDOW_S) return false;
  const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(raw).digest();
  // Whole and in one spelling: requests that were taken are known by it.
  const given = /^v0=([\da-f]{64})$/.exec(signature)?.[1];
  return given !== undefined && timingSafeEqual(expected, Buffer.from(given, "hex"));
}
