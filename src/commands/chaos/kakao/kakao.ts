// The scenario `kakao`: replicas are killed while people write at a bot whose skill has five seconds and whose callbacks are good once; in
// the end each saw the answer to every message that was taken, once and in order.

import { setTimeout as pause } from "node:timers/promises";
import { unit } from "../../../media/market/noise.ts";
import { codeOf } from "../../kakao/code.ts";
import type { Door, Engine } from "../../kakao/engine.ts";
import { carryOut, limitOf, type Run } from "../carry-out.ts";
import type { Ran } from "../messages.ts";
import { type PlannedMessage, planRun, type Size } from "../plan.ts";
import type { Sending } from "../sending.ts";
import { type Asked, checkKakao } from "./check.ts";
import { enterPeople } from "./people.ts";

/** A row of a killed process is taken over after 15 s. */
const SETTLE_MS = 90_000;
const LOOK_MS = 500;

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
  const sending = buildTalk(size, engine, doors);
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

/** Half of the people have a bot with callbacks; an impatient one looks meanwhile. Nobody sends again: Kakao does not. */
function buildTalk({ seed }: Size, engine: Engine, doors: readonly Door[]): Sending & { asked: Asked[] } {
  const asked: Asked[] = [];
  const running: Promise<unknown>[] = [];
  const departures = new Map<string, PromiseWithResolvers<void>>();
  const departure = (key: string): PromiseWithResolvers<void> => {
    const known = departures.get(key) ?? Promise.withResolvers<void>();
    departures.set(key, known);
    return known;
  };
  const doorOf = (replica: number): Door => doors[replica % doors.length] as Door;

  async function ask({ key, conversation, replica, again }: PlannedMessage): Promise<void> {
    const index = asked.length;
    const draw = (purpose: number): number => unit(seed, index, 6, purpose);
    const seconds = draw(0) < 0.4 ? draw(1) * 0.5 : 2.5 + draw(1) * 3;
    const [user, code] = [`U${conversation}`, codeOf(index + 1)];
    const one: Asked = { key, conversation, user, code, firstMs: performance.now() };
    asked.push(one);
    departure(key).resolve();
    const text = `코드 ${code} ${seconds.toFixed(1)}초 뒤에 말해줘`;
    if (again)
      running.push(
        pause(again.afterMs).then(() => engine.say(doorOf(again.replica), { user, text: "답변 확인" })),
      );
    const what = { user, text, callback: conversation % 2 === 0 };
    const planned = await engine.say(doorOf(replica), what);
    const turned = planned.shut ? await engine.say(doorOf(replica + 1), what) : planned;
    const kept = turned.waits || (turned.seen && !turned.seen.text.includes("서버가 바빠서"));
    if (kept) one.ackedMs = performance.now();
    else one.refused = `status ${turned.status}`;
  }

  return {
    sent: [],
    asked,
    send: (message) => void running.push(ask(message)),
    left: (key) => departure(key).promise,
    done: async () => {
      for (const one of running) await one;
    },
  };
}

/** People press 답변 확인 until they have what they were promised. */
async function lookForAll(
  engine: Engine,
  doors: readonly Door[],
  { missing, signal }: { missing: () => Asked[]; signal: AbortSignal },
): Promise<void> {
  const untilMs = performance.now() + SETTLE_MS;
  for (let round = 0; performance.now() < untilMs && !signal.aborted; round += 1) {
    const users = new Set(missing().map(({ user }) => user));
    if (users.size === 0) break;
    const door = doors[round % doors.length] as Door;
    await Promise.all([...users].map((user) => engine.say(door, { user, text: "답변 확인" })));
    await pause(LOOK_MS);
  }
  // Whatever would come twice shows itself to whoever looks once more.
  const users = new Set(engine.seen.map(({ user }) => user));
  await Promise.all([...users].map((user) => engine.say(doors[0] as Door, { user, text: "답변 확인" })));
}
