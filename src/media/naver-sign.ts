// Naver SearchAd's signature: base64(HMAC-SHA256(secret, "{timestamp}.{METHOD}.{path}")). The query is sent and not signed.
// Source: github.com/naver/searchad-apidoc, signaturehelper.py and RestClient.java, 2026-11-21.

import { createHmac } from "node:crypto";

export type NaverKey = { apiKey: string; secretKey: string };

/** @param timestamp milliseconds since 1970, as sent in X-Timestamp */
export function naverSignature(secretKey: string, timestamp: string, method: string, path: string): string {
  return createHmac("sha256", secretKey).update(`${timestamp}.${method}.${path}`).digest("base64");
}
