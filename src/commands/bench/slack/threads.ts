// Fifty threads that go on at three replicas, and the same beside one that hangs: answers keep the order of their questions, and other
// threads are none the slower for it. People write at a pace the machine can bear, whichever replica hears them.

import { setTimeout as pause } from "node:timers/promises";
import { unit } from "../../../media/market/noise.ts";
import { eventsOf, type Written } from "../../slack/events.ts";
import type { Json, Knock } from "../../slack/knock.ts";
import { HANG_MS, HANGING } from "../conversation/questions.ts";
import type { Server } from "../databases.ts";
import { benchNow, ZONE } from "../dataset.ts";
import { type Figure, percentile } from "../measure.ts";
import { checkThreads, type Thread } from "./check.ts";
import { roomOf, userOf } from "./people.ts";
import { inTeam, type Stage, urlsOf } from "./slack.ts";

const REPLICAS = 3;
const THREADS = 50;
const PER_SECOND = 10;
const IN_A_ROW = 5;
const WARM_S = 15;
const CALM_S = 25;
const BESIDE_S = HANG_MS / 1_000 - 5;
/** In the thread that hangs, behind the message that does. */
const BEHIND = 3;

export async function threadFigures(server: Server, say: (text: string) => void): Promise<Figure[]> {
  return inTeam(server, REPLICAS, async (_, stage) => {
    const threads = Array.from({ length: THREADS + 1 }, (_, index) => threadOf(index));
    const [stuck, ...others] = threads as [Thread, ...Thread[]];
    say(`${THREADS + 1} threads are opened`);
    await each(threads, (thread) => ask(stage, thread, true));
    await answered(stage, threads);
    // Twice, as the first round of each replica costs more.
    await each(others, (thread) => ask(stage, thread));
    await answered(stage, threads);
    const written = { ...stage, others, say };
    await goOn(written, WARM_S, "warming up");
    const before = await goOn(written, CALM_S, "without a thread that hangs");
    await send(stage, stuck, HANGING, 0);
    for (let nth = 0; nth < BEHIND; nth += 1) await ask(stage, stuck);
    const beside = await goOn(written, BESIDE_S, `beside one that hangs for ${HANG_MS / 1_000} s`);
    const after = await goOn(written, CALM_S, "without it again");
    say("waiting for the last answers");
    const { inversions, times } = await answered(stage, threads);
    const p95 = (asked: readonly Written[]): number =>
      percentile(
        asked.map(({ ts }) => times.get(ts) ?? Number.NaN),
        0.95,
      );
    const without = p95([...before, ...after]);
    const messages = threads.reduce((sum, { asked }) => sum + asked.length, 0);
    return [
      {
        name: "slack_threads_inversions",
        unit: "",
        value: inversions,
        note: `${messages} messages in ${threads.length} threads at ${REPLICAS} replicas`,
      },
      { name: "slack_threads_p95", unit: "ms", value: without, note: `${PER_SECOND} messages a second` },
      {
        name: "slack_beside_hung_p95",
        unit: "ms",
        value: p95(beside),
        baseline: without,
        note: "baseline: without it, before and after",
      },
    ];
  });
}

function threadOf(index: number): Thread {
  const ts = `1763900000.${String(index).padStart(6, "0")}`;
  return { channel: roomOf(index), user: userOf(index), ts, asked: [] };
}

type Sending = Pick<Stage, "knock" | "apps">;

/** Each asks for a day of its own, by which its answer is known. */
function ask(stage: Sending, thread: Thread, opens = false): Promise<Written> {
  const nth = thread.asked.length;
  const day = benchNow()
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .subtract({ days: nth + 1 });
  return send(stage, thread, `${day.toString()} 광고비 얼마야?`, nth, opens);
}

/** @returns once it is acknowledged: what is written next in its thread comes after it */
async function send(
  { knock, apps }: Sending,
  thread: Thread,
  text: string,
  nth: number,
  opens = false,
): Promise<Written> {
  const { channel, user, ts: root } = thread;
  const urls = urlsOf(apps);
  const count = thread.sent ?? 0;
  thread.sent = count + 1;
  const at = opens ? root : `${root.split(".")[0]?.slice(0, -3)}${String(100 + count)}.${root.split(".")[1]}`;
  const written = { channel, user, ts: at, mention: opens, text, ...(!opens && { thread: root }) };
  const leftMs = performance.timeOrigin + performance.now();
  const replica = Math.floor(unit(Number(root.split(".")[1]), count, 8, nth) * urls.length);
  if (text !== HANGING) thread.asked.push({ written, leftMs, day: text.split(" ")[0] ?? "" });
  for (const event of eventsOf(written)) await taken(knock, urls[replica] ?? "", event);
  return written;
}

async function taken(knock: Knock, url: string, event: Json): Promise<void> {
  const status = await knock.event(url, event);
  if (status !== 200) throw new Error(`a message was not acknowledged: ${status}`);
}

async function each(threads: readonly Thread[], work: (thread: Thread) => Promise<unknown>): Promise<void> {
  for (const thread of threads) await work(thread);
}

/** At an even pace, several messages of one thread behind each other before the next thread is written in. */
async function goOn(
  stage: Sending & { others: readonly Thread[]; say: (text: string) => void },
  seconds: number,
  what: string,
): Promise<Written[]> {
  stage.say(what);
  const begunMs = performance.now();
  const running: Promise<Written>[] = [];
  for (let nth = 0; nth < PER_SECOND * seconds; nth += 1) {
    const waitMs = begunMs + (nth / PER_SECOND) * 1_000 - performance.now();
    if (waitMs > 1) await pause(waitMs);
    const thread = stage.others[Math.floor(nth / IN_A_ROW) % stage.others.length];
    if (thread) running.push(inTurn(thread, () => ask(stage, thread)));
  }
  return Promise.all(running);
}

/** What was acknowledged before another one left has its order. */
function inTurn(thread: Thread, write: () => Promise<Written>): Promise<Written> {
  const next = (thread.last ?? Promise.resolve()).then(write);
  thread.last = next;
  return next;
}

const PATIENCE_MS = 90_000;

async function answered(
  { slack }: Pick<Stage, "slack">,
  threads: readonly Thread[],
): Promise<{ inversions: number; times: ReadonlyMap<string, number> }> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const { seen } = await slack.look();
    const found = checkThreads(threads, seen);
    if (found.lacking === 0) return found;
    if (performance.now() > untilMs) throw new Error(`${found.lacking} messages have no answer`);
    await pause(500);
  }
}
