// Who asks in a chaos run of Slack: the admins, by the codes of the start texts, and people whom an admin lets in by a press.

import { setTimeout as pause } from "node:timers/promises";
import { eventsOf, pressOf } from "../../slack/events.ts";
import type { Json, Knock } from "../../slack/knock.ts";
import type { Slack } from "../../slack/slack.ts";
import { directWith, type Seen } from "../../slack/web-api.ts";
import { adminCode } from "../people.ts";
import type { Replica } from "../replica.ts";

export type Stage = { slack: Slack; knock: Knock; replicas: readonly Replica[]; signal: AbortSignal };

const MEMBERS = ["U1", "U2", "U3", "U4"];
const WAIT_MS = 60_000;
const LOOK_MS = 200;

/** @returns their ids */
export async function enterPeople(stage: Stage): Promise<string[]> {
  const admins: string[] = [];
  for (const [index, replica] of stage.replicas.entries()) {
    const user = `UA${index}`;
    const code = adminCode(await replica.serving(stage.signal));
    await answered(stage, { user, ts: `1763700000.${String(index).padStart(6, "0")}`, text: code });
    admins.push(user);
  }
  for (const [index, user] of MEMBERS.entries()) await letIn(stage, user, index);
  return [...admins, ...MEMBERS];
}

/** Writes, is told to wait, and is let in by the first admin's press. */
async function letIn(stage: Stage, user: string, index: number): Promise<void> {
  const ts = `1763710000.${String(index).padStart(6, "0")}`;
  const channel = directWith("UA0");
  await answered(stage, { user, ts, text: "안녕하세요" });
  const card = await sight(
    stage,
    (seen) => seen.filter((one) => one.channel === channel && one.buttons.length > 0)[index],
  );
  const [button] = card.buttons;
  if (!button) throw new Error("no button to let somebody in");
  const press = pressOf({
    channel,
    user: "UA0",
    message: card.ts,
    ...button,
    ts: `17637200${index}0.000001`,
  });
  const before = (await stage.slack.look()).seen.length;
  await taken(stage, (url) => stage.knock.interaction(url, press));
  await sight(stage, (seen) => seen.slice(before).find((one) => one.channel === channel));
}

/** Says something alone with the app and waits for the first words back. */
export async function answered(
  stage: Stage,
  { user, ts, text }: { user: string; ts: string; text: string },
): Promise<void> {
  const channel = directWith(user);
  const before = (await stage.slack.look()).seen.length;
  const [event] = eventsOf({ channel, user, ts, mention: false, text });
  await taken(stage, (url) => stage.knock.event(url, event as Json));
  await sight(stage, (seen) =>
    seen.slice(before).find((one) => one.kind === "message" && one.channel === channel),
  );
}

async function taken({ replicas, signal }: Stage, knock: (url: string) => Promise<number>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    const url = replicas[tries % replicas.length]?.url ?? "";
    if ((await knock(url).catch(() => 0)) === 200) return;
    await pause(LOOK_MS);
  }
}

/** @throws when nobody saw it in time */
async function sight<T>(
  { slack, signal }: Stage,
  find: (seen: readonly Seen[]) => T | undefined,
): Promise<T> {
  const untilMs = performance.now() + WAIT_MS;
  for (;;) {
    const found = find((await slack.look()).seen);
    if (found !== undefined) return found;
    signal.throwIfAborted();
    if (performance.now() > untilMs) throw new Error("nothing was seen in Slack in time");
    await pause(LOOK_MS);
  }
}
