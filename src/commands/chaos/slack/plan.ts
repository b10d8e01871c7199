// What the planned messages are in Slack: threads that are opened by naming the app and go on with and without its name, direct
// messages, and questions in threads of their own. Each asks for a day of its own, by which its answer is known.

import { unit } from "../../../media/market/noise.ts";
import type { Written } from "../../slack/events.ts";
import { directWith } from "../../slack/web-api.ts";
import type { Plan, PlannedMessage } from "../plan.ts";

export type SlackMessage = {
  written: Written;
  /** As the answer's footer names it. */
  day: string;
  /** Of its two deliveries that of the mention leaves first. */
  mentionFirst: boolean;
};

/** By key of the planned message. */
export type SlackPlan = { plan: Plan; messages: ReadonlyMap<string, SlackMessage> };

const TWIN_MS = 2_000;

/**
 * @param people who may ask, by their ids
 * @param today the last day of the demo's history is the one before it
 */
export function planSlack(
  plan: Plan,
  { seed, replicas }: { seed: number; replicas: number },
  people: readonly string[],
  today: Temporal.PlainDate,
): SlackPlan {
  const messages = new Map<string, SlackMessage>();
  const roots = new Map<number, string>();
  const asked = new Map<string, number>();

  function place(message: PlannedMessage, index: number): PlannedMessage {
    const { conversation, key } = message;
    const draw = (purpose: number): number => unit(seed, index, 4, purpose);
    const user = people[conversation % people.length] ?? "";
    const ts = `1763800000.${String(index).padStart(6, "0")}`;
    const where = wherein(conversation, { user, ts, root: roots.get(conversation), named: draw(0) < 0.5 });
    if (where.mention && !roots.has(conversation)) roots.set(conversation, ts);
    const line = `${where.channel} ${where.thread ?? (where.mention ? ts : "")}`;
    const before = asked.get(line) ?? 0;
    asked.set(line, before + 1);
    const day = today.subtract({ days: 1 + before }).toString();
    const written = { ...where, user, ts, text: `${day} 광고비 얼마야?` };
    messages.set(key, { written, day, mentionFirst: draw(3) < 0.5 });
    if (!where.mention) return message;
    const twin = { afterMs: Math.round(draw(1) * TWIN_MS), replica: Math.floor(draw(2) * replicas) };
    return { ...message, twin };
  }

  let index = 0;
  const rounds = plan.rounds.map((round) => ({
    ...round,
    messages: round.messages.map((message) => place(message, index++)),
  }));
  return { plan: { ...plan, rounds }, messages };
}

type Where = Pick<Written, "channel" | "thread" | "mention">;

/** Two conversations of five are threads, one is a direct line, two ask everything in a thread of its own. */
function wherein(
  conversation: number,
  { user, root, named }: { user: string; ts: string; root: string | undefined; named: boolean },
): Where {
  const kind = conversation % 5;
  if (kind === 2) return { channel: directWith(user), mention: false };
  const channel = `C${conversation}`;
  if (kind > 2 || root === undefined) return { channel, mention: true };
  return { channel, thread: root, mention: named };
}
