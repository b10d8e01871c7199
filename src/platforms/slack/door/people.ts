// What Slack says of people and rooms when it is asked: whether somebody is a guest, what a room is called. Asked once in a while, and not
// waited for: what Slack does not say soon is not known, and Slack's own events go on meanwhile.

import { z } from "zod";
import { Lang } from "../../../core/locale.ts";
import { isRefusal, SlackError, type WebApi } from "../post/web-api.ts";

export type Directory = {
  /**
   * Guests, and people Slack does not show us as its team's own. `unknown` while Slack does not say, `hidden` where our token has no right
   * to ask: nobody is answered in a room before it is known that they belong there.
   */
  standing: (user: string) => Promise<Standing>;
  nameOf: (user: string) => Promise<string | undefined>;
  /** Of their Slack, where it is one of ours. */
  langOf: (user: string) => Promise<Lang | undefined>;
  /** Without its sign; `undefined` where Slack does not say. */
  roomName: (channel: string) => Promise<string | undefined>;
};

export type Standing = "colleague" | "guest" | "unknown" | "hidden";

/**
 * One question is waited for so long, by however many events: Slack wants its answer within three seconds. Of a person something hangs on
 * it, of a name nothing.
 */
const PATIENCE_MS = { person: 1_500, room: 300 };
const KNOWN_MS = 3_600_000;
/** Where Slack names no pause: a message that waits for it comes again within a minute. */
const UNKNOWN_MS = 2_000;
const MOST = 10_000;

const User = z.object({
  user: z.object({
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    real_name: z.string().optional(),
    locale: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
});
const Channel = z.object({ channel: z.object({ name: z.string().optional() }) });

type Answered<T> = { said: T } | { refused: string } | { untilMs: number };

export function buildDirectory(api: WebApi): Directory {
  const users = remember(
    (user) => ask(api, "users.info", { user, include_locale: true }, User),
    PATIENCE_MS.person,
  );
  const rooms = remember((channel) => ask(api, "conversations.info", { channel }, Channel), PATIENCE_MS.room);
  return {
    async standing(id) {
      const found = await users(id);
      if (!found || "untilMs" in found) return "unknown";
      if ("refused" in found) return notOurs.has(found.refused) ? "guest" : "hidden";
      const { is_restricted, is_ultra_restricted } = found.said.user;
      return is_restricted || is_ultra_restricted ? "guest" : "colleague";
    },
    async nameOf(id) {
      const { user } = saidIn(await users(id)) ?? {};
      return user?.profile?.display_name || user?.real_name || undefined;
    },
    async langOf(id) {
      return Lang.safeParse(saidIn(await users(id))?.user.locale?.slice(0, 2)).data;
    },
    roomName: async (channel) => saidIn(await rooms(channel))?.channel.name,
  };
}

/** Slack's words for somebody who is none of the team's people, as far as we may see. */
const notOurs: ReadonlySet<string> = new Set(["user_not_found", "user_not_visible", "users_not_found"]);

function saidIn<T>(found: Answered<T> | undefined): T | undefined {
  return found && "said" in found ? found.said : undefined;
}

async function ask<T>(
  api: WebApi,
  method: string,
  args: Record<string, unknown>,
  shape: z.ZodType<T>,
): Promise<Answered<T>> {
  try {
    const parsed = shape.safeParse(await api.call(method, args, new AbortController().signal));
    return parsed.success ? { said: parsed.data } : later();
  } catch (error) {
    if (isRefusal(error)) return { refused: error.code };
    return later(error instanceof SlackError ? error.retryAfterS : undefined);
  }
}

function later(afterS?: number): { untilMs: number } {
  return { untilMs: performance.now() + (afterS === undefined ? UNKNOWN_MS : afterS * 1_000) };
}

type Kept<T> = { answer: Promise<Answered<T>>; askedMs: number; untilMs: number };

/** The oldest is forgotten first; what Slack did not say is asked again soon, and what it said before stands until then. */
function remember<T>(
  look: (key: string) => Promise<Answered<T>>,
  patienceMs: number,
): (key: string) => Promise<Answered<T> | undefined> {
  const kept = new Map<string, Kept<T>>();

  function lookAnew(key: string, before: Kept<T> | undefined): Kept<T> {
    const askedMs = performance.now();
    const one: Kept<T> = { answer: look(key), askedMs, untilMs: askedMs + KNOWN_MS };
    kept.delete(key);
    kept.set(key, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(oldest);
    }
    one.answer = one.answer.then(async (found) => {
      if ("said" in found) return found;
      one.untilMs = "untilMs" in found ? found.untilMs : performance.now() + UNKNOWN_MS * 30;
      const known = "untilMs" in found ? await before?.answer : undefined;
      return known && "said" in known ? known : found;
    });
    return one;
  }

  return (key) => {
    const known = kept.get(key);
    const { answer, askedMs } = known && known.untilMs > performance.now() ? known : lookAnew(key, known);
    const leftMs = Math.max(askedMs + patienceMs - performance.now(), 0);
    return Promise.race([answer, after(leftMs)]);
  };
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
