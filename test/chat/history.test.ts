import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PastTurn } from "../../src/agent/turn.ts";
import { ANSWERS_AT_ONCE, type Chat, type Place } from "../../src/chat/chat.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { echo, makeAnswerer } from "./made-answerer.ts";
import { converse, listen, makePlace, openTestChat, personOf } from "./support.ts";

let db: Db;

beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("what was said before", () => {
  it("is marked where somebody else said it", async () => {
    const told: unknown[][] = [];
    const answerer = makeAnswerer(async function* (ctx, input) {
      told.push(input.history);
      yield* echo(ctx, input);
    });
    const chat = await openTestChat(db, answerer);
    const first = await makeWorkspace(db);
    const second = await joinWorkspace(first, "member");
    const place = makePlace(first);
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "지난주 어땠어?" });
    await heard.ends(1);
    await chat.send({ ...place, personId: personOf(second) }, { key: randomUUID(), text: "고마워" });
    await heard.ends(2);
    await chat.send(place, { key: randomUUID(), text: "또 봐" });
    await heard.ends(3);
    await chat.close();

    const others = (told as PastTurn[][]).map((turns) => turns.map(({ said, byOther }) => [said, byOther]));
    expect(others).toEqual([
      [],
      [["지난주 어땠어?", true]],
      [
        ["지난주 어땠어?", false],
        ["고마워", true],
      ],
    ]);
  });
});

describe("a conversation of more answers than are given at once", () => {
  const MANY = 130;
  const texts = Array.from({ length: MANY }, (_, at) => `질문 ${at}`);

  let chat: Chat;
  let place: Place;

  /** Half of the answers are stored in one millisecond, as two replicas may. */
  beforeAll(async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    place = makePlace(ctx);
    await converse(chat, place, texts);
    await asOwner(
      db,
      `update turn set created_at = (select min(created_at) from turn where workspace_id = '${ctx.workspaceId}')
       where workspace_id = '${ctx.workspaceId}' and said in (${texts.slice(0, 65).map((text) => `'${text}'`)})`,
    );
  }, 60_000);
  afterAll(() => chat.close());

  it("is given in pages, each answer once, also where many were stored at one instant", async () => {
    const said: string[] = [];
    let page = await chat.page(place, { count: 20 });
    for (;;) {
      said.unshift(...page.answers.map((answer) => answer.said));
      expect(page.answers.every(({ cards }) => cards.length === 1)).toBe(true);
      if (!page.older) break;
      page = await chat.page(place, { before: page.older, count: 20 });
    }

    expect(said.length).toBe(MANY);
    expect(said.toSorted()).toEqual(texts.toSorted());
    expect(said.slice(65)).toEqual(texts.slice(65));
  });

  it("is given to who was away from the first missed one on, not from the last", async () => {
    const { answers } = await chat.page(place, { count: MANY });
    const seen = answers[10]?.cards.at(-1)?.id;

    const missed = await chat.answers(place, answers[70]?.cards.at(-1)?.id);
    const more = await chat.answers(place, seen);

    expect(missed.map(({ said }) => said)).toEqual(texts.slice(71));
    expect(more.length).toBe(ANSWERS_AT_ONCE);
    expect(more.map(({ said }) => said)).toContain(texts[65]);
    expect(more.map(({ said }) => said)).not.toContain(texts.at(-1));
  });
});
