// What must be true after the bench, by what people saw in Slack: one answer for each message, in its place, and when its first sign was there.

import type { Seen } from "../../slack/web-api.ts";
import type { Written } from "../../slack/events.ts";

export type Answers = {
  /** Milliseconds since 1970, for each message: its first sign of any kind, and its answer. */
  signMs: number[];
  answeredMs: number[];
  /** In words. */
  wrong: string[];
};

/** Answers are told apart by the key of their post: `id:part`. In a room's line or thread the first belongs to the first message. */
export function checkAnswers(messages: readonly Written[], seen: readonly Seen[]): Answers {
  const found: Answers = { signMs: [], answeredMs: [], wrong: [] };
  const reactions = new Map(
    seen.flatMap(({ kind, channel, thread, atMs }) =>
      kind === "reaction" ? [[`${channel} ${thread}`, atMs] as const] : [],
    ),
  );
  const posts = postsByPlace(seen);
  const places = Map.groupBy(messages.keys(), (index) => placeOf(messages[index] as Written));
  for (const [place, here] of places) {
    const answers = posts.get(place) ?? [];
    if (answers.length !== here.length)
      found.wrong.push(`${place}: ${here.length} messages, ${answers.length} answers`);
    for (const [nth, index] of here.entries()) {
      const { channel, ts } = messages[index] as Written;
      const answeredMs = answers[nth] ?? Number.NaN;
      found.answeredMs[index] = answeredMs;
      found.signMs[index] = Math.min(reactions.get(`${channel} ${ts}`) ?? Infinity, answeredMs);
    }
  }
  return found;
}

/** When each answer's first post was there, by place, the first first. */
function postsByPlace(seen: readonly Seen[]): Map<string, number[]> {
  const known = new Set<string>();
  const posts = new Map<string, number[]>();
  for (const { kind, channel, thread, key, atMs } of seen) {
    const id = key?.split(":")[0];
    if (kind !== "message" || id === undefined || known.has(id)) continue;
    known.add(id);
    const place = `${channel} ${thread ?? ""}`;
    posts.set(place, [...(posts.get(place) ?? []), atMs]);
  }
  return posts;
}

function placeOf({ channel, ts, thread, mention }: Written): string {
  return `${channel} ${thread ?? (mention ? ts : "")}`;
}

/** Posts of the same key, or of one that is none: each is something people saw twice. */
export function repeatedPosts(seen: readonly Seen[]): string[] {
  const known = new Set<string>();
  return seen.flatMap(({ kind, key }) => {
    if (kind !== "message") return [];
    if (key === undefined) return ["a post without its key"];
    if (known.has(key)) return [`posted twice: ${key}`];
    known.add(key);
    return [];
  });
}

/** Somebody's thread in a room, and what they asked in it, the first first; each asks for a day of its own. */
export type Thread = Pick<Written, "channel" | "user" | "ts"> & {
  asked: { written: Written; leftMs: number; day: string }[];
  /** Messages so far, those that get no answer with figures among them. */
  sent?: number;
  /** Its last message on its way. */
  last?: Promise<unknown>;
};

/**
 * `times` are milliseconds until each answer, by the `ts` of its question; `inversions` neighbours that stand in another order than they were
 * asked in.
 */
export function checkThreads(
  threads: readonly Thread[],
  seen: readonly Seen[],
): { lacking: number; inversions: number; times: ReadonlyMap<string, number> } {
  const times = new Map<string, number>();
  const found = { lacking: 0, inversions: 0, times };
  const posts = Map.groupBy(
    seen.filter(({ kind }) => kind === "message"),
    ({ channel, thread }) => `${channel} ${thread}`,
  );
  for (const { channel, ts, asked } of threads) {
    const answers = (posts.get(`${channel} ${ts}`) ?? []).map(({ text, atMs }) => ({
      day: /(?:기간|Period) (\d{4}-\d{2}-\d{2})/.exec(text)?.[1],
      atMs,
    }));
    const ranks = asked.map(({ day }) => answers.findIndex((one) => one.day === day));
    found.lacking += ranks.filter((rank) => rank < 0).length;
    const there = ranks.filter((rank) => rank >= 0);
    found.inversions += there.filter((rank, nth) => nth > 0 && rank < (there[nth - 1] ?? -1)).length;
    for (const [nth, { written, leftMs }] of asked.entries()) {
      const answer = answers[ranks[nth] ?? -1];
      if (answer) times.set(written.ts, answer.atMs - leftMs);
    }
  }
  return found;
}
