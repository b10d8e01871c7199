import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notYet, type Parcel, type Place } from "../../src/chat/chat.ts";
import { Failure } from "../../src/core/failure.ts";
import type { WorkspaceId } from "../../src/core/ids.ts";
import { workChannel } from "../../src/db/claim.ts";
import type { Db } from "../../src/db/db.ts";
import { fault, gateError } from "../../src/db/faults.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { openPosting, soon } from "./posting.ts";
import { makePlace, until } from "./support.ts";

let db: Db;

beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function slackPlace(): Promise<Place> {
  return { ...makePlace(await makeWorkspace(db)), platform: "slack", roomRef: "@T1/U1" };
}

const textOf = ({ card }: Parcel): string => JSON.stringify(card.parts);

const rowsOf = (workspaceId: WorkspaceId) =>
  asOwner<{ state: string; platform_ref: string | null; trouble: string | null; attempts: number }>(
    db,
    `select state, platform_ref, trouble, attempts from delivery where workspace_id = '${workspaceId}' order by created_at`,
  );

/** As if the pause between two tries were over. */
async function hurry(workspaceId: WorkspaceId): Promise<void> {
  await asOwner(
    db,
    `update delivery set next_at = now() - interval '1 s' where workspace_id = '${workspaceId}' and state = 'waiting'`,
  );
  await asOwner(db, `select pg_notify('${workChannel}', 'delivery')`);
}

test("answers on a platform that takes posts are posted where the question stood, in order, and keep what the platform calls them", async () => {
  const posts: Parcel[] = [];
  const chat = await openPosting(db, async (parcel) => {
    posts.push(parcel);
    return { ref: `ts-${posts.length}` };
  });
  const place = await slackPlace();

  for (const text of ["하나", "둘", "셋"]) await chat.send(place, { key: randomUUID(), text });
  await expect.poll(() => posts.length, soon).toBe(3);

  expect(posts.map(({ roomRef, threadRef }) => [roomRef, threadRef])).toEqual(
    Array(3).fill(["@T1/U1", place.threadRef]),
  );
  expect(posts.map((post) => /answer to: (\S+?)"/.exec(textOf(post))?.[1])).toEqual(["하나", "둘", "셋"]);
  expect(posts.every(({ tried }) => !tried)).toBe(true);
  await expect
    .poll(async () => (await rowsOf(place.workspaceId)).map((row) => [row.state, row.platform_ref]), soon)
    .toEqual([
      ["done", "ts-1"],
      ["done", "ts-2"],
      ["done", "ts-3"],
    ]);
});

test("a web answer is held for its page and never given to a messenger", async () => {
  const posts: Parcel[] = [];
  const chat = await openPosting(db, async (parcel) => {
    posts.push(parcel);
    return { ref: "none" };
  });
  const place = makePlace(await makeWorkspace(db));

  const sent = await chat.send(place, { key: randomUUID(), text: "웹" });
  await until(async () => ((await rowsOf(place.workspaceId)).length > 0 ? true : undefined));
  expect(await rowsOf(place.workspaceId)).toMatchObject([{ state: "held" }]);
  await chat.answerTo(place, sent.inboundId);
  await chat.answers(place);

  await expect.poll(() => rowsOf(place.workspaceId)).toMatchObject([{ state: "done", platform_ref: null }]);
  expect(posts).toEqual([]);
});

test("an answer waits as long as the platform says, and that is no failed try", async () => {
  let calls = 0;
  const chat = await openPosting(db, async () => {
    calls += 1;
    if (calls <= 7) throw notYet(30_000);
    return { ref: "late" };
  });
  const place = await slackPlace();
  await chat.send(place, { key: randomUUID(), text: "429" });

  for (let call = 1; call <= 7; call += 1) {
    await expect.poll(() => calls, soon).toBe(call);
    await expect.poll(async () => (await rowsOf(place.workspaceId))[0]?.state, soon).toBe("waiting");
    await hurry(place.workspaceId);
  }

  await expect
    .poll(() => rowsOf(place.workspaceId), soon)
    .toEqual([{ state: "done", platform_ref: "late", trouble: null, attempts: 1 }]);
});

test("a platform that is out of order gets the answer when it is back, told that it may have it already", async () => {
  const seen: boolean[] = [];
  const chat = await openPosting(db, async ({ tried }) => {
    seen.push(tried);
    if (seen.length <= 6) throw new Failure("unavailable", "no answer");
    return { ref: "back" };
  });
  const place = await slackPlace();
  await chat.send(place, { key: randomUUID(), text: "장애" });

  for (let call = 1; call <= 6; call += 1) {
    await expect.poll(() => seen.length, soon).toBe(call);
    await expect
      .poll(async () => (await rowsOf(place.workspaceId))[0], soon)
      .toMatchObject({ state: "waiting", trouble: "unavailable" });
    await hurry(place.workspaceId);
  }

  await expect.poll(async () => (await rowsOf(place.workspaceId))[0]?.state, soon).toBe("done");
  expect(seen).toEqual([false, true, true, true, true, true, true]);
});

test("a card that has waited an hour is tried again seconds after an outage, not minutes", async () => {
  let calls = 0;
  const chat = await openPosting(db, async () => {
    calls += 1;
    if (calls > 1) throw new Failure("unavailable", "no answer");
    throw notYet(10);
  });
  const place = await slackPlace();
  const mine = `where workspace_id = '${place.workspaceId}'`;
  await chat.send(place, { key: randomUUID(), text: "줄" });
  await expect.poll(() => calls, soon).toBeGreaterThan(0);
  await asOwner(db, `update delivery set created_at = now() - interval '1 hour' ${mine}`);
  const before = calls;

  await expect.poll(() => calls, soon).toBeGreaterThan(before);
  await expect.poll(async () => (await rowsOf(place.workspaceId))[0]?.state, soon).toBe("waiting");
  const [pause] = await asOwner<{ s: number }>(
    db,
    `select extract(epoch from next_at - clock_timestamp())::float8 as s from delivery ${mine}`,
  );

  expect(pause?.s).toBeLessThan(20);
  await chat.close(0);
  await asOwner(db, `update delivery set state = 'dead' ${mine}`); // nobody else is to post it
});

test("what a platform refuses five times is undelivered: admins see what it was and why, and can send it again", async () => {
  let refusing = true;
  let calls = 0;
  const chat = await openPosting(db, async () => {
    calls += 1;
    if (refusing) throw Object.assign(new Error("refused"), { code: "not_in_channel" });
    return { ref: "at last" };
  });
  const place = await slackPlace();
  const { workspaceId } = place;
  await chat.send(place, { key: randomUUID(), text: "거절되는 답" });
  const found = await until(async () => {
    await hurry(workspaceId);
    return (await chat.undelivered(workspaceId))[0];
  });

  expect(calls).toBe(5);
  expect(found).toMatchObject({
    platform: "slack",
    roomRef: "@T1/U1",
    said: "거절되는 답",
    trouble: "not_in_channel",
  });

  refusing = false;
  const other = await makeWorkspace(db);
  expect(await chat.deliverAgain(other.workspaceId, found.id)).toBe(false);
  expect(await chat.deliverAgain(workspaceId, found.id)).toBe(true);
  await expect.poll(async () => (await rowsOf(workspaceId))[0]?.state, soon).toBe("done");
  expect(await chat.undelivered(workspaceId)).toEqual([]);
});

test("an answer that a platform did not take for a day is undelivered", async () => {
  const chat = await openPosting(db, async () => {
    throw new Failure("unavailable", "no answer");
  });
  const place = await slackPlace();
  await chat.send(place, { key: randomUUID(), text: "하루" });
  await expect.poll(async () => (await rowsOf(place.workspaceId))[0]?.trouble, soon).toBe("unavailable");

  await asOwner(
    db,
    `update delivery set created_at = now() - interval '25 hours' where workspace_id = '${place.workspaceId}'`,
  );
  await hurry(place.workspaceId);

  await expect
    .poll(() => rowsOf(place.workspaceId), soon)
    .toMatchObject([{ state: "dead", trouble: "unavailable" }]);
});

test("one conversation whose posts hang holds up no other", async () => {
  const posts: string[] = [];
  const chat = await openPosting(db, async ({ threadRef, signal }) => {
    if (threadRef === "hung")
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason as Error)),
      );
    posts.push(threadRef);
    return { ref: "x" };
  });
  const place = await slackPlace();
  await chat.send({ ...place, threadRef: "hung" }, { key: randomUUID(), text: "멈춤" });
  await chat.send({ ...place, threadRef: "free" }, { key: randomUUID(), text: "자유" });

  await expect.poll(() => posts, soon).toEqual(["free"]);
});

test("a card that is posted is never called undelivered because our own database was busy", async () => {
  let busy = false;
  let posts = 0;
  const tired: Db = {
    ...db,
    run: async (as, ...call) => {
      if (busy && as.role === "co9ma_app") throw gateError(fault("TX_QUEUE", "no free connection"), as);
      return db.run(as, ...call);
    },
  };
  const place = await slackPlace();
  const chat = await openPosting(tired, async ({ threadRef }) => {
    if (threadRef !== place.threadRef) return { ref: "of another test" };
    posts += 1;
    busy = posts <= 6;
    return { ref: "posted" };
  });
  await chat.send(place, { key: randomUUID(), text: "바쁜 날" });

  for (let post = 1; post <= 6; post += 1) {
    await expect.poll(() => posts, soon).toBe(post);
    await expect.poll(async () => (await rowsOf(place.workspaceId))[0]?.state, soon).toBe("waiting");
    busy = false;
    await hurry(place.workspaceId);
  }

  await expect
    .poll(() => rowsOf(place.workspaceId), soon)
    .toEqual([{ state: "done", platform_ref: "posted", trouble: null, attempts: 1 }]);
});

test("a try that only met a pause is known as one, and what came before it stays unknown", async () => {
  const seen: [boolean, boolean | undefined][] = [];
  const faults = [notYet(1), notYet(1), new Failure("unavailable", "out"), notYet(1)];
  const chat = await openPosting(db, async ({ tried, paused }) => {
    seen.push([tried, paused]);
    const fault = faults.shift();
    if (fault) throw fault;
    return { ref: "there" };
  });
  const place = await slackPlace();

  await chat.send(place, { key: randomUUID(), text: "하나" });
  await expect
    .poll(async () => {
      await hurry(place.workspaceId);
      return seen.length;
    }, soon)
    .toBe(5);

  expect(seen).toEqual([
    [false, false],
    [true, true],
    [true, true],
    [true, false],
    [true, false],
  ]);
});
