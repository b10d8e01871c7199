// How people write at a bot that dies under them: whoever sees Kakao's error instead of a reply looks whether their words came through, and
// writes them again where they did not.

import { setTimeout as pause } from "node:timers/promises";
import { unit } from "../../../media/market/noise.ts";
import { codeOf } from "../../kakao/code.ts";
import type { Door, Engine, Turned } from "../../kakao/engine.ts";
import type { PlannedMessage, Size } from "../plan.ts";
import type { Sending } from "../sending.ts";
import type { Asked } from "./check.ts";

/** Of somebody who reads an error and presses again. */
const AGAIN_MS = 1_000;

/** What a door says that has kept nothing, or does not know whether it did. */
const notTaken = /서버가 바빠서|문제가 생겼어요|읽을 수 없었어요/;
const nothingThere = "새로 도착한 답이 없어요";

export const look = "답변 확인";

export function toldNothing({ seen }: Turned): boolean {
  return seen?.text.includes(nothingThere) ?? false;
}

/** Half of the people have a bot with callbacks; an impatient one looks meanwhile. */
export function buildTalk(
  { seed }: Size,
  { engine, doors, signal }: { engine: Engine; doors: readonly Door[]; signal: AbortSignal },
): Sending & { asked: Asked[] } {
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
    const one: Asked = { key, conversation, user, code, firstMs: performance.now(), minutes: new Set() };
    asked.push(one);
    departure(key).resolve();
    const text = `코드 ${code} ${seconds.toFixed(1)}초 뒤에 말해줘`;
    if (again)
      running.push(pause(again.afterMs).then(() => engine.say(doorOf(again.replica), { user, text: look })));
    await writeUntilTaken(one, { user, text, callback: conversation % 2 === 0 }, replica);
  }

  async function writeUntilTaken(
    one: Asked,
    what: { user: string; text: string; callback: boolean },
    replica: number,
  ): Promise<void> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      noteMinute(one);
      const turned = await engine.say(doorOf(replica + tries), what);
      if (!turned.shut) noteMinute(one);
      const taken = turned.waits || (turned.seen && !notTaken.test(turned.seen.text));
      if (!taken) await pause(AGAIN_MS);
      if (taken || (!turned.shut && (await cameThrough(one, replica + tries)))) {
        one.ackedMs = performance.now();
        return;
      }
    }
  }

  /** @returns false once they are told that nothing is there or to come: then it did not */
  async function cameThrough({ user, code }: Asked, replica: number): Promise<boolean> {
    for (let tries = 1; !signal.aborted; tries += 1) {
      const turned = await engine.say(doorOf(replica + tries), { user, text: look });
      if (engine.seen.some((one) => one.user === user && one.text.includes(code))) return true;
      if (toldNothing(turned)) return false;
      await pause(AGAIN_MS);
    }
    return false;
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

/** Kakao names no message: the same words of another minute are another message. */
function noteMinute({ minutes }: Asked): void {
  minutes.add(Math.floor((performance.timeOrigin + performance.now()) / 60_000));
}
