// Slack over a socket that we open: for a machine without a public address. What comes is taken and kept like a request, and
// acknowledged once it is kept; what is not acknowledged Slack sends again. A socket that goes, or falls silent, is opened anew.

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Logger } from "pino";
import { z } from "zod";
import { ackOf, type Keep } from "../door/bolt.ts";
import type { Take } from "../door/take.ts";
import type { WebApi } from "../post/web-api.ts";

export type Socket = {
  /** Resolves once Slack greeted us for the first time. */
  opened: Promise<void>;
  close: () => Promise<void>;
};

type SocketParts = {
  /** With the app-level token. */
  api: WebApi;
  take: Take;
  keep: Keep;
  log: Logger;
  limits?: Partial<SocketLimits>;
};

export type SocketLimits = {
  /** Before a socket that went is opened again: longer after each failure. */
  pauseMs: { least: number; most: number };
  /** Slack pings every few seconds: a socket without any sign of it for so long is gone. */
  silenceMs: number;
  /** How long what is being kept may hold up the end. */
  graceMs: number;
};

const LIMITS: SocketLimits = { pauseMs: { least: 500, most: 30_000 }, silenceMs: 30_000, graceMs: 3_000 };

/** As at the door. */
const MOST_CHARACTERS = 1_000_000;

const Envelope = z.object({
  type: z.string(),
  envelope_id: z.string().max(200).optional(),
  payload: z.unknown().optional(),
  reason: z.string().max(100).optional(),
});

const bodies: ReadonlySet<string> = new Set(["events_api", "interactive", "slash_commands"]);

/** The undici of Node says here what a WebSocket keeps to itself. */
const PING = "undici:websocket:ping";

export function openSocket({ api, take, keep, log, limits: over }: SocketParts): Socket {
  const limits = { ...LIMITS, ...over };
  const ending = new AbortController();
  const sockets = new Set<WebSocket>();
  const inHand = new Set<Promise<void>>();
  const first = Promise.withResolvers<void>();
  let failures = 0;

  /** One line of sockets, each opened when the one before goes. */
  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await live(await addressOf(api, ending.signal));
      } catch {
        if (!ending.signal.aborted) log.warn("Slack's socket could not be opened");
      }
      failures += 1;
      await rest(pauseAfter(failures, limits), ending.signal);
    }
  }

  /** Resolves when another socket is to be opened: this one is gone, or Slack is about to close it. */
  function live(url: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      sockets.add(socket);
      const watch = watchSilence(limits.silenceMs, () => {
        log.warn("Slack's socket fell silent");
        end();
      });
      const onPing = (message: unknown): void => {
        if ((message as { websocket?: unknown }).websocket === socket) watch.heard();
      };
      subscribe(PING, onPing);
      const end = (): void => {
        watch.stop();
        unsubscribe(PING, onPing);
        sockets.delete(socket);
        if (socket.readyState < WebSocket.CLOSING) socket.close();
        resolve();
      };
      socket.addEventListener("close", end);
      socket.addEventListener("error", end);
      socket.addEventListener("message", ({ data }: MessageEvent) => {
        watch.heard();
        const envelope = envelopeIn(data);
        if (!envelope) return;
        if (envelope.type === "hello") return greeted();
        // Slack lets what it sent on the old socket be acknowledged there for a while.
        if (envelope.type === "disconnect") return refreshed(envelope.reason, resolve, end);
        if (bodies.has(envelope.type)) hold(handle(socket, envelope));
      });
    });
  }

  function greeted(): void {
    failures = 0;
    first.resolve();
    log.info("Slack's socket is open");
  }

  function refreshed(reason: string | undefined, resolve: () => void, end: () => void): void {
    log.info({ reason: reason === "warning" ? "warning" : "refresh" }, "Slack asks for another socket");
    failures = -1;
    if (reason === "warning") resolve();
    else end();
  }

  function hold(work: Promise<void>): void {
    inHand.add(work);
    void work.finally(() => inHand.delete(work));
  }

  async function handle(socket: WebSocket, envelope: z.output<typeof Envelope>): Promise<void> {
    const { envelope_id: id, payload } = envelope;
    if (id === undefined) return;
    const acked = Promise.withResolvers<void>();
    try {
      const taken = await take(payload);
      if (taken.kind === "later") return log.warn("what came over Slack's socket could not be taken yet");
      if (taken.kind === "foreign") log.warn("what came over Slack's socket is of another installation");
      const answer = taken.kind === "heard" ? ackOf(await keep(taken.heard, acked.promise)) : undefined;
      if (socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ envelope_id: id, ...(answer && { payload: answer }) }));
    } catch {
      log.error("what came over Slack's socket could not be kept");
    } finally {
      acked.resolve();
    }
  }

  const running = run();
  return {
    opened: first.promise,
    async close() {
      ending.abort();
      await Promise.race([Promise.allSettled(inHand), rest(limits.graceMs)]);
      for (const socket of sockets) socket.close();
      await running;
    },
  };
}

async function addressOf(api: WebApi, signal: AbortSignal): Promise<string> {
  const { url } = await api.call("apps.connections.open", {}, signal);
  return z.url({ protocol: /^wss?$/ }).parse(url);
}

function envelopeIn(data: unknown): z.output<typeof Envelope> | undefined {
  if (typeof data !== "string" || data.length > MOST_CHARACTERS) return undefined;
  try {
    return Envelope.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function pauseAfter(failures: number, { pauseMs }: SocketLimits): number {
  if (failures <= 0) return 0;
  const longest = Math.min(pauseMs.least * 2 ** (failures - 1), pauseMs.most);
  return longest / 2 + (Math.random() * longest) / 2; // replicas do not come back in step
}

function rest(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms === 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

function watchSilence(silenceMs: number, onSilence: () => void): { heard: () => void; stop: () => void } {
  const timer = setTimeout(onSilence, silenceMs);
  return { heard: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
