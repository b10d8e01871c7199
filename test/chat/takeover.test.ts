import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { askingCard } from "../core/card/made-cards.ts";
import { echo, endOf, makeAnswerer, makeGate, textCard } from "./made-answerer.ts";
import { listen, makePlace, openTestChat, until } from "./support.ts";

let db: Db;

beforeAll(async () => {
  db = await openTestDb();
});
afterAll(async () => {
  await closeTestDb(db);
});

/** The database of a process that is as good as dead: what it has in work is not kept for it. */
function ofTheDying(living: Db): Db {
  return {
    ...living,
    run: (as, ...call) =>
      as.role === "co9ma_system" && as.job === "claim.keep" ? new Promise(() => {}) : living.run(as, ...call),
  };
}

/** What a killed process leaves behind: its lease runs out. */
async function ageLease(inboundId: string): Promise<void> {
  await asOwner(
    db,
    `update inbound set lease_until = now() - interval '1 minute', next_at = now() - interval '1 minute' where id = '${inboundId}'`,
  );
}

test("a message whose process died is answered by another one, once, and the dead one stores nothing", async () => {
  const gate = makeGate();
  const begun = makeGate();
  const dying = await openTestChat(
    ofTheDying(db),
    makeAnswerer(async function* () {
      begun.open();
      await gate.passed;
      yield { kind: "card", card: textCard("from the dead") };
      yield endOf();
    }),
  );
  const place = makePlace(await makeWorkspace(db));
  const sent = await dying.send(place, { key: randomUUID(), text: "지난주" });
  await begun.passed;

  await ageLease(sent.inboundId);
  const next = await openTestChat(db, makeAnswerer());
  const answered = await until(() => next.answerTo(place, sent.inboundId));
  gate.open();
  await dying.close();

  expect(JSON.stringify(answered.cards)).toContain("answer to: 지난주");
  expect(await next.answers(place)).toHaveLength(1);
  expect(
    await asOwner(db, `select count(*)::int as n from turn where inbound_id = '${sent.inboundId}'`),
  ).toEqual([{ n: 1 }]);
  expect(JSON.stringify(await next.answers(place))).not.toContain("from the dead");
  await next.close();
});

test("a message that was kept while nobody worked is answered at the next start", async () => {
  const first = await openTestChat(db, makeAnswerer());
  await first.close();
  const place = makePlace(await makeWorkspace(db));
  const sent = await first.send(place, { key: randomUUID(), text: "밤사이" });

  const next = await openTestChat(db, makeAnswerer());
  const answered = await until(() => next.answerTo(place, sent.inboundId));

  expect(JSON.stringify(answered.cards)).toContain("answer to: 밤사이");
  await next.close();
});

test("a chat that serves its own messages leaves those of others waiting", async () => {
  const closed = await openTestChat(db, makeAnswerer());
  await closed.close();
  const [theirs, mine] = [makePlace(await makeWorkspace(db)), makePlace(await makeWorkspace(db))];
  const waiting = await closed.send(theirs, { key: randomUUID(), text: "남의 질문" });

  const oneShot = await openTestChat(db, makeAnswerer(), "own");
  const sent = await oneShot.send(mine, { key: randomUUID(), text: "내 질문" });
  await until(() => oneShot.answerTo(mine, sent.inboundId));
  await oneShot.close();

  expect(await asOwner(db, `select state, attempts from inbound where id = '${waiting.inboundId}'`)).toEqual([
    { state: "waiting", attempts: 0 },
  ]);
  const server = await openTestChat(db, makeAnswerer());
  await until(() => server.answerTo(theirs, waiting.inboundId));
  await server.close();
});

test("a closing chat stops the turn in hand and gives its message back, with no try lost and nothing stored", async () => {
  const begun = makeGate();
  const stopped = Promise.withResolvers<unknown>();
  const closing = await openTestChat(
    db,
    makeAnswerer(async function* ({ signal }) {
      begun.open();
      yield { kind: "card", card: textCard("half an answer") };
      await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve()));
      stopped.resolve(signal?.reason);
      yield endOf();
    }),
  );
  const place = makePlace(await makeWorkspace(db));
  const sent = await closing.send(place, { key: randomUUID(), text: "천천히" });
  await begun.passed;

  await closing.close(50);

  expect(await stopped.promise).toMatchObject({ code: "CLAIM_ENDED" });
  expect(await asOwner(db, `select state, attempts from inbound where id = '${sent.inboundId}'`)).toEqual([
    { state: "waiting", attempts: 0 },
  ]);
  const next = await openTestChat(db, makeAnswerer());
  const answered = await until(() => next.answerTo(place, sent.inboundId));
  expect(JSON.stringify(answered.cards)).not.toContain("half");
  await next.close();
});

test("a message that killed five processes is given up with a human line", async () => {
  const closed = await openTestChat(db, makeAnswerer());
  await closed.close();
  const place = makePlace(await makeWorkspace(db));
  const sent = await closed.send(place, { key: randomUUID(), text: "독" });
  await asOwner(db, `update inbound set attempts = 5 where id = '${sent.inboundId}'`);

  const next = await openTestChat(db, makeAnswerer());
  const answered = await until(() => next.answerTo(place, sent.inboundId));

  expect(answered.outcome).toBe("failed");
  expect(JSON.stringify(answered.cards)).toContain("여러 번 시도했지만");
  expect(await asOwner(db, `select state from inbound where id = '${sent.inboundId}'`)).toEqual([
    { state: "dead" },
  ]);
  await next.close();
});

test("a message that this version cannot read is given up with a human line, too", async () => {
  const closed = await openTestChat(db, makeAnswerer());
  await closed.close();
  const place = makePlace(await makeWorkspace(db));
  const sent = await closed.send(place, { key: randomUUID(), text: "새 버전" });
  await asOwner(
    db,
    `update inbound set attempts = 5, body = '{"drawing": true}' where id = '${sent.inboundId}'`,
  );

  const next = await openTestChat(db, makeAnswerer());
  const cards = await until(async () => {
    const rows = await asOwner(db, `select cards from turn where inbound_id = '${sent.inboundId}'`);
    return rows[0]?.["cards"];
  });

  expect(JSON.stringify(cards)).toContain("여러 번 시도했지만");
  await next.close();
});

test("a press whose process died after the button was used up is finished by the next one", async () => {
  const gate = makeGate();
  const begun = makeGate();
  const ask = async function* () {
    yield { kind: "card" as const, card: askingCard("ko") };
    yield endOf();
  };
  const dying = await openTestChat(
    ofTheDying(db),
    makeAnswerer(ask, async () => {
      begun.open();
      await gate.passed;
      return { card: textCard("too late"), facts: {} };
    }),
  );
  const place = makePlace(await makeWorkspace(db));
  const heard = listen(dying, place);
  await dying.send(place, { key: randomUUID(), text: "합칠까" });
  const [shown] = await heard.ends(1);
  const token = /"token":"([\w-]{22})"/.exec(JSON.stringify(shown?.cards))?.[1] ?? "";
  const press = await dying.press(place, { key: randomUUID(), token });
  await begun.passed;

  await ageLease(press.inboundId);
  const next = await openTestChat(db, makeAnswerer(echo));
  const answered = await until(() => next.answerTo(place, press.inboundId));
  gate.open();
  await dying.close();

  expect(answered.outcome).toBe("answered");
  expect(JSON.stringify(answered.cards)).toContain("did merge_campaigns");
  expect(await next.answers(place)).toHaveLength(2);
  await next.close();
});
