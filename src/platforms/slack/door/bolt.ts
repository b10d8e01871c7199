// Bolt behind the gate: it answers the checks of the address and acknowledges what was kept. Its handler only keeps; when that fails
// the answer is 500, and Slack comes again.

import { App, ExpressReceiver, type Logger as BoltLogger, type LogLevel } from "@slack/bolt";
import type { Application } from "express";
import type { Logger } from "pino";
import type { Heard } from "../inbound/heard.ts";
import type { Gated } from "./gate.ts";

export const EVENTS_PATH = "/slack/events";

/** What goes with an acknowledgement: a line for whoever typed a command, or what Slack is to do with a modal. */
export type Reply = string | Readonly<Record<string, unknown>>;

/** @param acked resolves once Slack has its answer: what else is said to Slack comes after it */
export type Keep = (heard: Heard, acked: Promise<void>) => Promise<Reply | undefined>;

export function ackOf(reply: Reply | undefined): Readonly<Record<string, unknown>> | undefined {
  return typeof reply === "string" ? { response_type: "ephemeral", text: reply } : reply;
}

/** Adds Slack's route to `app`. No call is made to Slack. */
export function addBolt(app: Application, parts: { signingSecret: string; keep: Keep; log: Logger }): void {
  const { signingSecret, keep, log } = parts;
  const logger = quiet(log);
  const receiver = new ExpressReceiver({
    signingSecret,
    app,
    endpoints: EVENTS_PATH,
    processBeforeResponse: true,
    logger,
    customPropertiesExtractor: (req) => ({ heard: (req as Gated).heard, acked: (req as Gated).acked }),
  });
  const slack = new App({
    receiver,
    processBeforeResponse: true,
    // An authorisation that fails would be acknowledged, and the message lost: this one cannot.
    authorize: () => Promise.resolve({}),
    convoStore: false,
    ignoreSelf: false,
    logger,
  });
  slack.use(async (args) => {
    const { heard, acked = Promise.resolve() } = args.context as Pick<Gated, "heard" | "acked">;
    const told = heard && (await keep(heard, acked));
    if (!("ack" in args) || typeof args.ack !== "function") return;
    const ack = args.ack as (answer?: unknown) => Promise<void>;
    await ack(ackOf(told));
  });
  slack.error((error) => Promise.reject(error));
}

/** Bolt's own lines may hold what a request said: only that there was one is logged. */
function quiet(log: Logger): BoltLogger {
  const level = "warn" as LogLevel;
  const nothing = (): void => {};
  return {
    debug: nothing,
    info: nothing,
    warn: () => log.warn("Bolt warns of a request"),
    error: () => log.error("Bolt failed on a request"),
    setLevel: nothing,
    getLevel: () => level,
    setName: nothing,
  };
}
