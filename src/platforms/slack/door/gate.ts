// The gate of Slack's door: what is too long, unsigned, of another time, seen before or for another installation goes no further.
// What is nobody's question is acknowledged here. Only what is to be kept, and the checks of the address, reach Bolt.

import type { Request, RequestHandler } from "express";
import type { Logger } from "pino";
import type { Heard } from "../inbound/heard.ts";
import { isSigned, WINDOW_S } from "../inbound/signature.ts";
import { buildPulse, OWN_CHALLENGE, PULSE_HEADER } from "./pulse.ts";
import { rawBody } from "./raw-body.ts";
import { buildReplays } from "./replays.ts";
import { buildTake, type TakeParts } from "./take.ts";

/** No event or payload of Slack's comes near; files are fetched, not posted. */
const MOST_BYTES = 1_000_000;

/** What the gate found, for whoever keeps it. */
export type Gated = Request & {
  rawBody?: Buffer;
  heard?: Heard;
  /** Resolves once Slack has its answer, or has hung up. */
  acked?: Promise<void>;
};

export type GateParts = TakeParts & {
  signingSecret: string;
  log: Logger;
  /** Seconds since 1970 by the wall: a clock that stands still while the machine sleeps would refuse everything after. */
  nowS: () => number;
};

export function buildGate({ signingSecret, log, nowS, ...parts }: GateParts): RequestHandler {
  const take = buildTake(parts);
  const replays = buildReplays(WINDOW_S);
  const pulse = buildPulse(log);
  return async (req: Gated, res, next) => {
    const refuse = (status: number, why: string): void => {
      log.warn({ status, reason: why }, "a request at Slack's door was refused");
      res.set("Connection", "close").status(status).end();
    };
    const raw = await rawBody(req, MOST_BYTES).catch(() => Buffer.alloc(0));
    if (raw === undefined) return refuse(413, "too long");
    const signature = req.get("x-slack-signature") ?? "";
    const timestamp = req.get("x-slack-request-timestamp");
    const signed = { signature, timestamp, raw };
    if (!isSigned(signed, signingSecret, nowS())) {
      pulse.refuse(signed, signingSecret, nowS());
      return refuse(401, "not signed, or of another time");
    }
    const body = parsed(raw, req.get("content-type") ?? "");
    if (body === undefined) return refuse(400, "no body");
    if (!replays.take(signature, nowS())) return refuse(401, "seen before");
    res.on("close", () => {
      if (!res.writableFinished || res.statusCode >= 400) replays.forget(signature);
    });
    req.rawBody = raw;
    if (!isOwnCheck(body)) pulse.take();
    if (isAddressCheck(body)) {
      res.set(PULSE_HEADER, pulse.text());
      return next();
    }
    const taken = await take(body);
    if (taken.kind === "later") return refuse(503, "whose it is cannot be said now");
    if (taken.kind === "foreign") return refuse(403, "of another installation");
    if (taken.kind === "done") return res.status(200).end();
    req.heard = taken.heard;
    req.acked = new Promise((resolve) => res.once("close", resolve));
    return next();
  };
}

function parsed(raw: Buffer, type: string): unknown {
  try {
    if (!type.startsWith("application/x-www-form-urlencoded")) return JSON.parse(raw.toString()) as unknown;
    const form = Object.fromEntries(new URLSearchParams(raw.toString()));
    return form["payload"] === undefined ? form : (JSON.parse(form["payload"]) as unknown);
  } catch {
    return undefined;
  }
}

function isAddressCheck(body: unknown): boolean {
  return (
    challengeOf(body) !== undefined || (typeof body === "object" && body !== null && "ssl_check" in body)
  );
}

/** Somebody ran the self-check: Slack has not found us by that. */
function isOwnCheck(body: unknown): boolean {
  const challenge = challengeOf(body);
  return typeof challenge === "string" && challenge.startsWith(OWN_CHALLENGE);
}

function challengeOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("challenge" in body) || !("type" in body))
    return undefined;
  return body.type === "url_verification" ? body.challenge : undefined;
}
