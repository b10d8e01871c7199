// Naver SearchAd's dialect: signed requests, integer won, numbered errors; what may change is named by `?fields=`.

import { z } from "zod";
import { type Answer, call, type ClientParts, type Dialect, type Refusal } from "./call.ts";
import { checked } from "./given.ts";
import type { AccountRef } from "./medium.ts";
import { type NaverKey, naverSignature } from "./naver-sign.ts";
import type { WireRequest } from "./transport.ts";

export type NaverParts = ClientParts & {
  key: NaverKey;
  /** Milliseconds since 1970 by the machine's clock: signatures never take the clock of periods. */
  epochMs: () => number;
};

/** 1014 limit exceeded, 1016 too many connections. */
const THROTTLES = new Set([1014, 1016]);
const Trouble = z.object({ code: z.number(), title: z.string().optional(), detail: z.string().optional() });

export const NAVER_NOT_FOUND = "404";
const naverDialect: Dialect = { medium: "naver", refusalIn };
const CUSTOMER = /^\d{1,12}$/;

type Sent = Pick<WireRequest, "method" | "path" | "query"> & { json?: unknown };

/** A GET has no effect, everything else may have. */
export function naver<Shape extends z.ZodType>(
  parts: NaverParts,
  at: AccountRef,
  { method, path, query, json }: Sent,
  shape: Shape,
): Promise<z.output<Shape>> {
  const timestamp = `${parts.epochMs()}`;
  return call(parts, naverDialect, {
    method,
    path,
    ...(query && { query }),
    headers: {
      "x-timestamp": timestamp,
      "x-api-key": parts.key.apiKey,
      "x-customer": checked("naver", at.ref, CUSTOMER),
      "x-signature": naverSignature(parts.key.secretKey, timestamp, method, path),
      ...(json !== undefined && { "content-type": "application/json" }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    effect: method !== "GET",
    shape,
  });
}

function refusalIn({ status, json }: Answer): Refusal | undefined {
  const trouble = Trouble.safeParse(json);
  if (!trouble.success) return undefined;
  const { code, title, detail } = trouble.data;
  const known = status === 404 ? NAVER_NOT_FOUND : `${code}`;
  return { code: known, message: detail ?? title ?? "", throttled: THROTTLES.has(code) };
}
