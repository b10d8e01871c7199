// Slack as it knocks at our door: events, presses, commands and the check of an address, signed; repeated, late, early, forged, encoded anew.

import { createHmac } from "node:crypto";

type Json = Record<string, unknown>;

/** Written apart from the product's own reading, so that one fault cannot hide in both. */
export function signatureOf(secret: string, timestamp: string, raw: Uint8Array | string): string {
  const body = Buffer.concat([Buffer.from(`v0:${timestamp}:`), Buffer.from(raw)]);
  return `v0=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** Seconds since 1970. */
export function wallSeconds(): number {
  return Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
}

/** How a knock differs from an honest first delivery. */
export type Manner = {
  /** Seconds from now: negative for late ones, positive for the future. */
  offsetS?: number;
  /** Signed with another secret. */
  secret?: string;
  retry?: { num: number; reason: "http_timeout" | "http_error" | "connection_failed" };
  /** What is sent in the place of the signed bytes. */
  sent?: (raw: string) => string;
  headers?: Record<string, string>;
};

type Knock = { raw: string; headers: Record<string, string> };

export type SlackDriver = {
  /** An `event_callback` or any other JSON body. */
  event: (body: Json, manner?: Manner) => Promise<Response>;
  /** A `block_actions` payload or another interaction. */
  interaction: (payload: Json, manner?: Manner) => Promise<Response>;
  command: (fields: Readonly<Record<string, string>>, manner?: Manner) => Promise<Response>;
  verify: (challenge: string, manner?: Manner) => Promise<Response>;
  /** Any bytes, signed. */
  raw: (body: string, type: string) => Promise<Response>;
  /** The last knock once more, byte for byte. */
  replay: () => Promise<Response>;
};

/** @param door the whole address that Slack posts to */
export function buildSlackDriver(door: string, secret: string): SlackDriver {
  let last: Knock | undefined;

  function post({ raw, headers }: Knock): Promise<Response> {
    return fetch(door, { method: "POST", headers, body: raw });
  }

  function knock(raw: string, type: string, manner: Manner = {}): Promise<Response> {
    const { offsetS = 0, retry, sent, headers = {} } = manner;
    const timestamp = String(wallSeconds() + offsetS);
    last = {
      raw: sent ? sent(raw) : raw,
      headers: {
        "content-type": type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signatureOf(manner.secret ?? secret, timestamp, raw),
        ...(retry && { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason }),
        ...headers,
      },
    };
    return post(last);
  }

  const form = "application/x-www-form-urlencoded";
  return {
    event: (body, manner) => knock(JSON.stringify(body), "application/json", manner),
    interaction: (payload, manner) =>
      knock(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form, manner),
    command: (fields, manner) => knock(new URLSearchParams(fields).toString(), form, manner),
    verify: (challenge, manner) =>
      knock(JSON.stringify({ type: "url_verification", token: "x", challenge }), "application/json", manner),
    raw: (body, type) => knock(body, type),
    replay: () => {
      if (!last) throw new Error("nothing was sent yet");
      return post(last);
    },
  };
}
