// The scenario `kakao`: replicas are killed while people write at a bot whose skill has five seconds and whose callbacks are good once; in
// the end each saw the answer to every message that was taken, once and in order.

import { setTimeout as pause } from "node:timers/promises";
import type { Door, Engine } from "../../kakao/engine.ts";
import { carryOut, limitOf, type Run } from "../carry-out.ts";
import type { Ran } from "../messages.ts";
import { planRun, type Size } from "../plan.ts";
import { type Asked, checkKakao } from "./check.ts";
import { enterPeople } from "./people.ts";
import { buildTalk, look, toldNothing } from "./talk.ts";

/** Answers of one person come one after the other, and a row of a killed process is taken over after 15 s: a slow machine needs its time. */
const SETTLE_MS = 300_000;
const LOOK_MS = 500;
/** So often in a row somebody is told that nothing is there or to come before they give up. */
const NOTHING = 4;

type KakaoRan = Ran & { maybe: number; secondUses: number };

export async function runKakao(
  size: Size,
  run: Run & { engine: Engine; doors: readonly Door[] },
): Promise<KakaoRan> {
  const { engine, doors, signal, say } = run;
  const plan = planRun(size);
  const users = Array.from({ length: plan.conversations }, (_, index) => `U${index}`);
  await enterPeople(run, users);
  const begun = engine.seen.length;
  const limit = limitOf(size, signal);
  const sending = buildTalk(size, { engine, doors, signal: limit });
  const cut = await carryOut(plan, sending, { ...run, signal: limit });
  say("sending has ended; people look for their last answers");
  const missing = (): Asked[] => {
    const { findings } = checkKakao(sending.asked, engine.seen.slice(begun));
    const lost = new Set(findings.filter(({ kind }) => kind === "lost").map(({ key }) => key));
    return sending.asked.filter(({ key }) => lost.has(key));
  };
  await lookForAll(engine, doors, { missing, signal });
  const { findings, maybe } = checkKakao(sending.asked, engine.seen.slice(begun));
  const acks = sending.asked.filter(({ ackedMs }) => ackedMs !== undefined).length;
  const failed = engine.refused
    // What is refused since its reply died on the way is shown with the next word.
    .filter((text) => !/expired|used|not set/.test(text))
    .map((said) => ({ key: "the engine refused", said }));
  return { findings, sent: sending.asked.length, acks, failed, cut, maybe, secondUses: engine.secondUses() };
}

/** People press 답변 확인 until they have what they were promised, or are told for good that nothing is to come. */
async function lookForAll(
  engine: Engine,
  doors: readonly Door[],
  { missing, signal }: { missing: () => Asked[]; signal: AbortSignal },
): Promise<void> {
  const untilMs = performance.now() + SETTLE_MS;
  const nothing = new Map<string, number>();
  for (let round = 0; performance.now() < untilMs && !signal.aborted; round += 1) {
    const waiting = missing().filter(({ user }) => (nothing.get(user) ?? 0) < NOTHING);
    const users = new Set(waiting.map(({ user }) => user));
    if (users.size === 0) break;
    const door = doors[round % doors.length] as Door;
    await Promise.all(
      [...users].map(async (user) => {
        const turned = await engine.say(door, { user, text: look });
        if (turned.reply) nothing.set(user, toldNothing(turned) ? (nothing.get(user) ?? 0) + 1 : 0);
      }),
    );
    await pause(LOOK_MS);
  }
  // Whatever would come twice shows itself to whoever looks once more.
  const users = new Set(engine.seen.map(({ user }) => user));
  await Promise.all([...users].map((user) => engine.say(doors[0] as Door, { user, text: look })));
}
