// Our own database away or without time for a turn: it is tried again, and people hear of it only when that did not help.

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Answered, type Answerer, type Chat } from "../../src/chat/chat.ts";
import { Failure } from "../../src/core/failure.ts";
import type { Db } from "../../src/db/db.ts";
import { fault, gateError } from "../../src/db/faults.ts";
import { askingCard } from "../core/card/made-cards.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { acted, echo, endOf, makeAnswerer, textCard } from "./made-answerer.ts";
import { converse, makePlace, openTestChat, until } from "./support.ts";

let db: Db;
let chat: Chat;

beforeAll(async () => {
  db = await openTestDb();
});
afterEach(() => chat.close());
afterAll(() => closeTestDb(db));

/** What the gate throws when no connection became free in time. */
const noTime = () =>
  gateError(fault("TX_QUEUE", "no free connection"), { role: "co9ma_system", job: "test" });

async function answerOf(answerer: Answerer, text = "지난주"): Promise<Answered> {
  chat = await openTestChat(db, answerer);
  const place = makePlace(await makeWorkspace(db));
  const { inboundId } = await chat.send(place, { key: randomUUID(), text });
  return until(() => chat.answerTo(place, inboundId));
}

test("a question that finds the database busy once is answered as if nothing had been", async () => {
  let tries = 0;
  const answered = await answerOf(
    makeAnswerer(async function* (ctx, input) {
      if ((tries += 1) === 1) throw noTime();
      yield* echo(ctx, input);
    }),
  );

  expect([tries, answered.outcome, answered.cards.length]).toEqual([2, "answered", 1]);
  expect(JSON.stringify(answered.cards)).toContain("answer to: 지난주");
});

test("so is one of which a tool found it busy", async () => {
  let tries = 0;
  const answered = await answerOf(
    makeAnswerer(async function* (ctx, input) {
      if ((tries += 1) > 1) return yield* echo(ctx, input);
      yield { kind: "card", card: textCard("제때 답하지 못했어요") };
      yield {
        ...endOf(),
        outcome: "failed",
        failure: new Failure("invalid", "wrapped", { cause: noTime() }),
      };
    }),
  );

  expect([tries, answered.outcome]).toEqual([2, "answered"]);
  expect(JSON.stringify(answered.cards)).not.toContain("제때");
});

test("a database that stays busy is told of after three tries, with a next step", async () => {
  let tries = 0;
  const answered = await answerOf(
    makeAnswerer(async function* () {
      tries += 1;
      yield* [];
      throw noTime();
    }),
  );

  expect([tries, answered.outcome]).toEqual([3, "failed"]);
  expect(JSON.stringify(answered.cards)).toMatch(/데이터베이스가 제때 답하지 못했어요.*다시 시도/);
});

test("what will not pass by itself is told at once", async () => {
  let tries = 0;
  const answered = await answerOf(
    makeAnswerer(async function* () {
      tries += 1;
      yield* [];
      throw new Failure("unavailable", "the medium does not answer");
    }),
  );

  expect([tries, answered.outcome]).toEqual([1, "failed"]);
});

test("a press that found it busy is acted on once, by the try that got through", async () => {
  let tries = 0;
  chat = await openTestChat(
    db,
    makeAnswerer(
      async function* (ctx) {
        yield { kind: "card", card: askingCard(ctx.lang) };
        yield endOf();
      },
      async (ctx, tool) => {
        if ((tries += 1) === 1) throw noTime();
        return acted(ctx, tool);
      },
    ),
  );
  const place = makePlace(await makeWorkspace(db));
  await converse(chat, place, ["합칠까?"]);
  const [asked] = await chat.answers(place);
  const token = /"token":"([\w-]{22})"/.exec(JSON.stringify(asked?.cards))?.[1] ?? "";

  const { inboundId } = await chat.press(place, { key: randomUUID(), token });
  const answered = await until(() => chat.answerTo(place, inboundId));

  expect([tries, answered.outcome]).toEqual([2, "answered"]);
  expect(JSON.stringify(answered.cards)).toContain("did merge_campaigns");
  expect(await asOwner(db, `select used_in from button where token = '${token}'`)).toEqual([
    { used_in: inboundId },
  ]);
});
