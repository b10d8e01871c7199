// Who asks in a chaos run of KakaoTalk: an admin by the code of the start texts, and people whom the admin lets in by a press.

import { setTimeout as pause } from "node:timers/promises";
import type { Door, Engine, Turned } from "../../kakao/engine.ts";
import { adminCode } from "../people.ts";
import type { Replica } from "../replica.ts";

export type Stage = {
  engine: Engine;
  doors: readonly Door[];
  replicas: readonly Replica[];
  signal: AbortSignal;
};

const ADMIN = "admin";
const PAUSE_MS = 200;
const TRIES = 100;

/** @throws when nobody is let in in time */
export async function enterPeople(stage: Stage, users: readonly string[]): Promise<void> {
  const { engine, doors, replicas, signal } = stage;
  const [replica, door] = [replicas[0], doors[0]];
  if (!replica || !door) throw new Error("no replica");
  const code = adminCode(await replica.serving(signal));
  await until(stage, "관리자예요", () => engine.say(door, { user: ADMIN, text: code }));
  for (const user of users) {
    await until(stage, "멤버가 아니라서", () => engine.say(door, { user, text: "안녕하세요" }));
    await until(stage, "처음 말을 걸었어요", (tries) =>
      engine.say(door, { user: ADMIN, text: tries === 0 ? `안녕 ${user}` : "답변 확인" }),
    );
    await until(stage, "추가했어요", () => engine.press(door, ADMIN, "멤버로 추가"));
  }
}

/** Asks until these words are seen by whoever asked. */
async function until(
  { signal, engine }: Stage,
  words: string,
  ask: (tries: number) => Promise<Turned>,
): Promise<void> {
  const from = engine.seen.length;
  for (let tries = 0; tries < TRIES; tries += 1) {
    signal.throwIfAborted();
    await ask(tries);
    if (engine.seen.slice(from).some(({ text }) => text.includes(words))) return;
    await pause(PAUSE_MS);
  }
  throw new Error(`nobody saw “${words}” in KakaoTalk in time`);
}
