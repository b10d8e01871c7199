// Slack as it knocks at our door: one signed request over a kept connection, and when it was acknowledged.

import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { signingSecret } from "./team.ts";

export type Json = Record<string, unknown>;

/** `num` counts the deliveries after the first, as Slack's header does. */
export type Retry = { num: number; reason: "http_timeout" | "http_error" };

export type Knock = {
  /** An event of the Events API. @returns its status @throws when nothing came back */
  event: (url: string, body: Json, retry?: Retry) => Promise<number>;
  /** A press or another interaction. */
  interaction: (url: string, payload: Json) => Promise<number>;
  close: () => void;
};

const PATH = "/slack/events";
/** Slack waits so long for an acknowledgement. */
const PATIENCE_MS = 3_000;

/** @param patienceMs after which nothing came back */
export function buildKnock(patienceMs = PATIENCE_MS): Knock {
  const agent = new Agent({ keepAlive: true });
  const post = (url: string, type: string, raw: string, retry?: Retry): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { ...signed(raw), ...retryHeaders(retry), "content-type": type };
      const sent = request(
        `${url}${PATH}`,
        { method: "POST", agent, headers, timeout: patienceMs },
        (answer) => {
          answer.resume();
          answer.once("end", () => resolve(answer.statusCode ?? 0));
          answer.once("error", reject);
        },
      );
      sent.once("timeout", () => sent.destroy(new Error("no acknowledgement")));
      sent.once("error", reject);
      sent.end(raw);
    });
  return {
    event: (url, body, retry) => post(url, "application/json", JSON.stringify(body), retry),
    interaction: (url, payload) =>
      post(
        url,
        "application/x-www-form-urlencoded",
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      ),
    close: () => agent.destroy(),
  };
}

function signed(raw: string): Record<string, string> {
  const timestamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1_000));
  const body = `v0:${timestamp}:${raw}`;
  const signature = createHmac("sha256", signingSecret).update(body).digest("hex");
  return {
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
    "content-length": String(Buffer.byteLength(raw)),
  };
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  return retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {};
}
