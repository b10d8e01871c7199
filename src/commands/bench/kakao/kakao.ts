// Kakao's door under people whose questions take from 0.1 to 90 s, in real time: what each request waited, and what people saw at last.
// The app runs on Postgres with an answerer that takes as long as it is told; engine, app and people share one process.

import { setTimeout as pause } from "node:timers/promises";
import express from "express";
import pino from "pino";
import { keptId, openDemo } from "../../../capabilities/workspace/workspace.ts";
import { type Answerer, openChat } from "../../../chat/chat.ts";
import type { WorkspaceId } from "../../../core/ids.ts";
import { openDb } from "../../../db/open.ts";
import { unit } from "../../../media/market/noise.ts";
import { keyOf } from "../../../platforms/kakao/door/key.ts";
import { openKakao } from "../../../platforms/kakao/kakao.ts";
import { listenWeb } from "../../../platforms/web/web.ts";
import { codeOf } from "../../kakao/code.ts";
import { type Door, type Engine, startEngine, type Turned } from "../../kakao/engine.ts";
import { dropDatabase, makeEmpty, type Server, withClient } from "../databases.ts";
import { benchNow, ZONE } from "../dataset.ts";
import { type Figure, percentile, timesMs } from "../measure.ts";

const DATABASE = "co9ma_bench_kakao";
const SECRET = "0123456789abcdef0123456789abcdef";
const PEOPLE = 180;
const BEGIN_WITHIN_MS = 80_000;
const TURN_S = { least: 0.1, most: 90 };
/** A person looks so long after their answer must be there. */
const LOOK_MS = 2_000;
const LOOKS = 12;
const BARE = 200;

type Say = (text: string) => void;

/** Says the code after as many seconds as it was asked. */
const answerer: Answerer = {
  async *turn(ctx, { said }) {
    const [, code = "", seconds = "0"] = /코드 (\S+) ([\d.]+)초/.exec(said) ?? [];
    await pause(Number(seconds) * 1_000, undefined, { signal: ctx.signal });
    const runs = [`확인한 코드는 ${code}예요.`];
    yield { kind: "card", card: { lang: "ko", parts: [{ kind: "text", tone: "lead", runs }] } };
    yield { kind: "end", calls: [], modelCalls: [], answer: "", outcome: "answered", tainted: false };
  },
  act: async () => {
    throw new Error("nothing is pressed here");
  },
};

export async function kakaoFigures(server: Server, say: Say): Promise<Figure[]> {
  const url = await makeEmpty(server, DATABASE);
  const engine = await startEngine();
  const log = pino({ level: "silent" });
  const db = await openDb({ kind: "postgres", url }, { log });
  const kakao = openKakao({ skillSecret: SECRET, apiUrl: engine.url });
  const now = benchNow;
  const works = [kakao.callbacks({ db, log })];
  const { workspaceId } = await openDemo(db, { now: now(), zone: ZONE });
  await enterPeople(url, workspaceId);
  const chat = await openChat({ db, log, now, answerer, works });
  const bare = express().get("/bare", (_req, res) => void res.json({}));
  const nowS = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1_000);
  const web = await listenWeb(kakao.beside(bare, { chat, log, nowS }), { host: "127.0.0.1", port: 0 });
  try {
    const door = {
      url: web.url.replace("localhost", "127.0.0.1"),
      workspace: workspaceId,
      key: keyOf(SECRET, workspaceId),
    };
    return await run(engine, door, say);
  } finally {
    await web.close();
    await chat.close(0);
    await db.close();
    await engine.close();
    await dropDatabase(server, DATABASE);
  }
}

async function enterPeople(url: string, workspaceId: WorkspaceId): Promise<void> {
  const names = Array.from({ length: PEOPLE + 1 }, (_, index) =>
    keptId("kakao", `bot1:U${index}`, workspaceId),
  );
  await withClient(
    url,
    (sql) => sql`with made as (
        insert into identity (platform, platform_id, person_id)
        select 'kakao', name, gen_random_uuid() from unnest(${names}::text[]) name returning person_id),
      people as (
        insert into person (id, name, last_workspace_id, created_at)
        select person_id, 'bench', ${workspaceId}::uuid, now() from made)
      insert into membership (workspace_id, person_id, role, created_at)
      select ${workspaceId}::uuid, person_id, 'member', now() from made`,
  );
}

type Person = { user: string; code: string; turns: Turned[]; waited: boolean };

async function run(engine: Engine, door: Door, say: Say): Promise<Figure[]> {
  const warm = `U${PEOPLE}`;
  for (let index = 0; index < 20; index += 1)
    await engine.say(door, { user: warm, text: `코드 ${codeOf(4_000 + index)} 0초` });
  const bare = await timesMs(BARE, async () => (await fetch(`${door.url}/bare`)).text());
  say(`${PEOPLE} people, each answer ${TURN_S.least} to ${TURN_S.most} s, in real time: about three minutes`);
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => live(engine, door, index)));
  const all = people.flatMap(({ turns }) => turns);
  const times = all.map(({ ms }) => ms);
  const wrong = people.flatMap((one) => wrongOf(engine, one));
  if (engine.refused.length > 0) wrong.push(`the engine refused: ${engine.refused.slice(0, 5).join("; ")}`);
  if (wrong.length > 0) throw new Error(`not once each:\n${wrong.slice(0, 20).join("\n")}`);
  const [bareP50, bareP99] = [percentile(bare, 0.5), percentile(bare, 0.99)];
  const held = people.filter(({ waited }) => waited).length;
  return [
    { name: "kakao_reply_p50", unit: "ms", value: percentile(times, 0.5), baseline: bareP50, note: BASELINE },
    {
      name: "kakao_reply_p99",
      unit: "ms",
      value: percentile(times, 0.99),
      baseline: bareP99,
      note: BASELINE,
    },
    { name: "kakao_reply_longest", unit: "ms", value: Math.max(...times), note: "Kakao hangs up at 5,000" },
    { name: "kakao_requests", unit: "", value: all.length, note: "looks of people among them" },
    {
      name: "kakao_answered",
      unit: "%",
      value: 100,
      note: `${PEOPLE} answers, each seen once; ${held} came later`,
    },
    { name: "kakao_second_uses", unit: "", value: engine.secondUses(), note: "of a callback" },
  ];
}

const BASELINE = "baseline: express with a constant answer";

/** Asks at a moment of their own, half of them with a callback, then looks until the answer was seen. */
async function live(engine: Engine, door: Door, index: number): Promise<Person> {
  const draw = (purpose: number): number => unit(9, index, 7, purpose);
  const seconds = TURN_S.least * (TURN_S.most / TURN_S.least) ** draw(0);
  const [user, code] = [`U${index}`, codeOf(index + 1)];
  await pause(draw(1) * BEGIN_WITHIN_MS);
  const text = `코드 ${code} ${seconds.toFixed(1)}초 뒤에 말해줘`;
  const turns = [await engine.say(door, { user, text, callback: draw(2) < 0.5 })];
  const there = (): boolean => seenBy(engine, user, code).length > 0;
  const waited = !there();
  if (waited) await pause(seconds * 1_000 - 3_500 + LOOK_MS);
  for (let looks = 0; !there() && looks < LOOKS; looks += 1) {
    turns.push(await engine.say(door, { user, text: "답변 확인" }));
    await pause(LOOK_MS);
  }
  return { user, code, turns, waited };
}

function seenBy(engine: Engine, user: string, code: string): string[] {
  return engine.seen
    .filter((one) => one.user === user && one.text.includes(`코드는 ${code}`))
    .map(({ text }) => text);
}

function wrongOf(engine: Engine, { user, code, turns }: Person): string[] {
  const seen = seenBy(engine, user, code).length;
  return [
    ...(seen === 1 ? [] : [`${user} saw the answer ${seen} times`]),
    ...turns.flatMap(({ status, ms }) =>
      status === 200 ? [] : [`${user}: status ${status} after ${ms} ms`],
    ),
  ];
}
