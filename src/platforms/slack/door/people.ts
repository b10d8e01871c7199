// What Slack says of people and rooms when it is asked: whether somebody is a guest, what a room is called. Asked once in a while, and not
// waited for: what Slack does not say soon is not known, and Slack's own events go on meanwhile.

import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { WebApi } from "../post/web-api.ts";

export type Directory = {
  /** `false` also where Slack does not say. */
  isGuest: (user: string) => Promise<boolean>;
  nameOf: (user: string) => Promise<string | undefined>;
  /** Without its sign; `undefined` where Slack does not say. */
  roomName: (channel: string) => Promise<string | undefined>;
};

/** One question is waited for so long, by however many events: Slack wants its answer within three seconds. */
const PATIENCE_MS = 300;
const KNOWN_MS = 3_600_000;
const UNKNOWN_MS = 60_000;
const MOST = 10_000;

const User = z.object({
  user: z.object({
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
});
const Channel = z.object({ channel: z.object({ name: z.string().optional() }) });

export function buildDirectory(api: WebApi): Directory {
  const users = remember((user) => ask(api, "users.info", { user }, User));
  const rooms = remember((channel) => ask(api, "conversations.info", { channel }, Channel));
  return {
    async isGuest(id) {
      const { user } = (await users(id)) ?? {};
      return user?.is_restricted === true || user?.is_ultra_restricted === true;
    },
    async nameOf(id) {
      const { user } = (await users(id)) ?? {};
      return user?.profile?.display_name || user?.real_name || undefined;
    },
    roomName: async (channel) => (await rooms(channel))?.channel.name,
  };
}

async function ask<T>(
  api: WebApi,
  method: string,
  args: Record<string, unknown>,
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    return shape.safeParse(await api.call(method, args, new AbortController().signal)).data;
  } catch {
    return undefined;
  }
}

type Kept<T> = { answer: Promise<T | undefined>; askedMs: number; untilMs: number };

/** The oldest is forgotten first; what Slack did not say is asked again soon. */
function remember<T>(look: (key: string) => Promise<T | undefined>): (key: string) => Promise<T | undefined> {
  const kept = new Map<string, Kept<T>>();

  function lookAnew(key: string): Kept<T> {
    const askedMs = performance.now();
    const one: Kept<T> = { answer: look(key), askedMs, untilMs: askedMs + KNOWN_MS };
    kept.delete(key);
    kept.set(key, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(oldest);
    }
    void one.answer.then((said) => {
      if (said === undefined) one.untilMs = performance.now() + UNKNOWN_MS;
    });
    return one;
  }

  return (key) => {
    const known = kept.get(key);
    const { answer, askedMs } = known && known.untilMs > performance.now() ? known : lookAnew(key);
    const leftMs = Math.max(askedMs + PATIENCE_MS - performance.now(), 0);
    return Promise.race([answer, pause(leftMs, undefined, { ref: false })]);
  };
}
