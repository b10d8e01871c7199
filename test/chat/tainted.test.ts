import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PastTurn } from "../../src/agent/turn.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import type { Db } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { endOf, makeAnswerer, type Script, textCard } from "./made-answerer.ts";
import { makePlace, openTestChat, until } from "./support.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await openTestDb();
  ctx = await makeWorkspace(db);
});
afterAll(() => closeTestDb(db));

/** Says "name" when text from outside entered with it, and notes what it was told of the turns before. */
function remembering(told: (boolean | undefined)[][]): Script {
  return async function* (_, { said, history }) {
    told.push((history as PastTurn[]).map(({ tainted }) => tainted));
    yield { kind: "card", card: textCard(said) };
    yield endOf([], said.startsWith("name"));
  };
}

describe("text from outside in a conversation", () => {
  it("stays in it through any number of turns without it, and does not enter another conversation", async () => {
    const told: (boolean | undefined)[][] = [];
    const chat = await openTestChat(db, makeAnswerer(remembering(told)));
    const [place, other] = [makePlace(ctx), makePlace(ctx)];
    const say = async (text: string, where = place): Promise<void> => {
      const { inboundId } = await chat.send(where, { key: randomUUID(), text });
      await until(() => chat.answerTo(where, inboundId));
    };

    await say("hello");
    await say("name of a campaign");
    for (let index = 0; index < 10; index++) await say("thanks");
    await say("hello", other);
    await say("hello again", other);
    await chat.close();

    expect(told[1]).toEqual([false]);
    expect(told[11]).toEqual(Array.from({ length: 8 }, () => true));
    expect(told.at(-1)).toEqual([false]);
  });
});
