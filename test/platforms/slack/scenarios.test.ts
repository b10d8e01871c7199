// Bugs that other bots are known for, each by its class: deliveries that are doubled, late, dropped or in each other's way, over two
// processes behind one address. Retries of one process, forged and foreign requests stand in `door/door.test.ts`.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { echo, makeAnswerer, makeGate } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { keptIn } from "./door/support.ts";
import { envelope, mention, message, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica } from "./support.ts";

let db: Db;
let api: SlackApi;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await makeTeam(db);
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

type Json = Record<string, unknown>;

const said = (): string[] =>
  api.sent.map(({ blocks }) => /answer to: ([^"]*)"/.exec(JSON.stringify(blocks))?.[1] ?? "");

/** Counts the turns it runs; `hold` keeps each of them from ending. */
function counting(hold?: Promise<void>): { answerer: Answerer; runs: string[] } {
  const runs: string[] = [];
  const answerer = makeAnswerer(async function* (ctx, input) {
    runs.push(input.said);
    await hold;
    yield* echo(ctx, input);
  });
  return { answerer, runs };
}

async function openTwo(answerer: Answerer): Promise<[SlackDriver, SlackDriver]> {
  const [one, other] = [await openReplica(db, api, answerer), await openReplica(db, api, answerer)];
  return [one.slack, other.slack];
}

let ids = 0;
const newId = (event: Json): Json => envelope(event, { event_id: `Ev-scenario-${++ids}` });

/** Everything that was kept is answered: what was to come twice has come by then. */
async function settled(): Promise<void> {
  const open = () =>
    asOwner(db, "select id from inbound where platform = 'slack' and state in ('waiting', 'working')");
  await expect.poll(open, soon).toEqual([]);
  const posts = () =>
    asOwner(db, "select id from delivery where platform = 'slack' and state in ('waiting', 'working')");
  await expect.poll(posts, soon).toEqual([]);
}

describe("a mention that loses its twin", () => {
  const twins = { message, mention };
  test.each<[keyof typeof twins, keyof typeof twins, number]>([
    ["message", "mention", 0],
    ["mention", "message", 0],
    ["message", "mention", 700],
    ["mention", "message", 2_000],
  ])(
    "%s, then %s %i ms later at another process: one answer, as to a mention",
    async (first, then, laterMs) => {
      const { answerer, runs } = counting();
      const [one, other] = await openTwo(answerer);

      const early = one.event(newId(twins[first]()));
      await new Promise((resolve) => setTimeout(resolve, laterMs));
      const late = await other.event(newId(twins[then]()));
      await settled();

      expect([(await early).status, late.status]).toEqual([200, 200]);
      expect(runs).toEqual(["지난주 어땠어?"]);
      expect(said()).toEqual(["지난주 어땠어?"]);
    },
  );
});

describe("one event that is answered once for each delivery", () => {
  test.each([1, 2, 3, 4])("%i times at once over two processes: one run, one answer", async (times) => {
    const { answerer, runs } = counting();
    const doors = await openTwo(answerer);
    const event = newId(message());

    const answers = await Promise.all(
      Array.from({ length: times }, (_, index) =>
        doors[index % 2]!.event(event, {
          offsetS: index,
          ...(index > 0 && { retry: { num: index, reason: "http_timeout" as const } }),
        }),
      ),
    );
    await settled();

    expect(answers.map((answer) => answer?.status)).toEqual(Array(times).fill(200));
    expect(runs).toHaveLength(1);
    expect(said()).toEqual(["지난주 어땠어?"]);
  });

  test("eleven times under as many ids, some without one, and no word of a retry", async () => {
    const { answerer, runs } = counting();
    const doors = await openTwo(answerer);

    await Promise.all(
      Array.from({ length: 11 }, (_, index) =>
        doors[index % 2]!.event(
          index % 3 === 2 ? envelope(message(), { event_id: undefined }) : newId(message()),
          {
            offsetS: index,
          },
        ),
      ),
    );
    await settled();

    expect(runs).toHaveLength(1);
    expect(said()).toHaveLength(1);
  });
});

describe("a retry that is dropped", () => {
  test("after six minutes in which nobody was there: its first delivery is answered now", async () => {
    const event = newId(message());
    const gone = await openReplica(db, api, counting().answerer);
    await gone.close();
    await expect(gone.slack.event(event)).rejects.toThrow("fetch failed");

    const { answerer, runs } = counting();
    const back = await openReplica(db, api, answerer);
    const manner = { offsetS: 290, retry: { num: 3, reason: "connection_failed" as const } };
    expect((await back.slack.event(event, manner)).status).toBe(200);
    await settled();

    expect(runs).toHaveLength(1);
    expect(said()).toEqual(["지난주 어땠어?"]);
  });

  test("of a message that was answered before a restart: the new process knows it by its row", async () => {
    const event = newId(message());
    const before = await openReplica(db, api, counting().answerer);
    await before.slack.event(event);
    await settled();
    await before.close();

    const { answerer, runs } = counting();
    const after = await openReplica(db, api, answerer);
    const retry = { num: 2, reason: "http_timeout" as const };
    expect((await after.slack.event(event, { offsetS: 60, retry })).status).toBe(200);
    await settled();

    expect(runs).toEqual([]);
    expect(said()).toHaveLength(1);
  });
});

describe("a message that finds its thread busy", () => {
  const inThread = (text: string, ts: string) => message({ text, ts, thread_ts: "1763800000.000100" });

  test("is not lost, and its retry meanwhile is the same message", async () => {
    const gate = makeGate();
    const { answerer } = counting(gate.passed);
    const [one, other] = await openTwo(answerer);
    await one.event(newId(message({ text: "<@UBOT> 하나" })));
    const second = newId(inThread("둘", "1763800001.000200"));
    await other.event(second);
    await one.event(second, { offsetS: 60, retry: { num: 1, reason: "http_timeout" } });

    gate.open();
    await settled();

    expect(said()).toEqual(["하나", "둘"]);
  });

  test("as the one before it has just ended is answered, too, within five seconds", async () => {
    const { answerer } = counting();
    const [one, other] = await openTwo(answerer);
    await one.event(newId(message({ text: "<@UBOT> 0" })));

    for (let nth = 1; nth <= 8; nth += 1) {
      await expect.poll(() => api.sent.length, { timeout: 5_000, interval: 1 }).toBe(nth);
      await (nth % 2 ? other : one).event(newId(inThread(String(nth), `1763800001.00000${nth}`)));
    }
    await expect.poll(() => api.sent.length, { timeout: 5_000, interval: 1 }).toBe(9);
    await settled();

    expect(said()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
  });

  test("twenty in two seconds into one thread are all answered, in their order", async () => {
    const { answerer } = counting();
    const [one, other] = await openTwo(answerer);
    await one.event(newId(message({ text: "<@UBOT> 0" })));

    for (let nth = 1; nth <= 20; nth += 1) {
      const ts = `1763800002.0000${String(nth).padStart(2, "0")}`;
      const pause = new Promise((resolve) => setTimeout(resolve, 100));
      await (nth % 2 ? other : one).event(newId(inThread(String(nth), ts)));
      await pause;
    }
    await settled();

    expect(said()).toEqual(Array.from({ length: 21 }, (_, nth) => String(nth)));
    expect(await keptIn(db)).toHaveLength(21);
  });
});

test("a handler that outlives its lease keeps it: nobody else runs it beside", async () => {
  const gate = makeGate();
  const { answerer, runs } = counting(gate.passed);
  const [one] = await openTwo(answerer);
  await one.event(newId(message()));
  await expect.poll(() => runs.length, soon).toBe(1);
  const until = async (): Promise<string> => {
    const [row] = await asOwner<{ lease_until: string }>(
      db,
      "select lease_until::text from inbound where platform = 'slack'",
    );
    return row?.lease_until ?? "";
  };

  const taken = await until();
  await expect.poll(until, { ...soon, interval: 200 }).not.toBe(taken);
  gate.open();
  await settled();

  expect(runs).toHaveLength(1);
  expect(said()).toHaveLength(1);
});

test("a handler that lost its lease says nothing: whoever took it over has answered", async () => {
  const gate = makeGate();
  const slow = counting(gate.passed);
  const still = standingStill(db);
  const one = await openReplica(still.db, api, slow.answerer);
  await one.slack.event(newId(message()));
  await expect.poll(() => slow.runs.length, soon).toBe(1);
  still.stop();
  // Forty seconds of a lease of thirty, as the database sees it.
  await asOwner(
    db,
    "update inbound set lease_until = now() - interval '10 s', next_at = now() - interval '10 s' where platform = 'slack'",
  );
  const taken = counting();
  await openReplica(db, api, taken.answerer);
  await expect.poll(() => api.sent.length, soon).toBe(1);
  gate.open();
  await one.close();
  await settled();

  expect([slow.runs.length, taken.runs.length]).toEqual([1, 1]);
  expect(said()).toEqual(["지난주 어땠어?"]);
});

/** The database of a process that stands still once it has taken a row: it lengthens no lease, and takes nothing more. */
function standingStill(living: Db): { db: Db; stop: () => void } {
  let still = false;
  const db: Db = {
    ...living,
    run: (as, ...call) => {
      const claims = as.role === "co9ma_system" && as.job.startsWith("claim");
      return still && claims ? Promise.reject(new Error("it stands still")) : living.run(as, ...call);
    },
  };
  return { db, stop: () => void (still = true) };
}
