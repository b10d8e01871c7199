import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TurnEvent } from "../../src/agent/turn.ts";
import type { Chat, Place } from "../../src/chat/chat.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import type { Db } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { askingCard } from "../core/card/made-cards.ts";
import { acted, echo, endOf, makeAnswerer, makeGate, textCard } from "./made-answerer.ts";
import { listen, makePlace, openTestChat, personOf, until } from "./support.ts";

let db: Db;
let chat: Chat;
let ctx: Ctx;
const acting = makeGate();
const finish = makeGate();

beforeAll(async () => {
  db = await openTestDb();
  ctx = await makeWorkspace(db);
  chat = await openTestChat(
    db,
    makeAnswerer(
      async function* (turn, input) {
        if (input.said === "buttons") {
          yield { kind: "card", card: askingCard(turn.lang) };
          return yield endOf();
        }
        yield* input.said === "forever" ? forever(turn) : echo(turn, input);
      },
      async (turn, tool) => {
        acting.open();
        await finish.passed;
        turn.signal?.throwIfAborted();
        return acted(turn, tool);
      },
    ),
  );
});
afterAll(async () => {
  await chat.close();
  await closeTestDb(db);
});

/** Shows something, and then nothing more. */
async function* forever({ signal }: Ctx): AsyncGenerator<TurnEvent> {
  yield { kind: "card", card: textCard("the first half") };
  await setTimeout(60_000, undefined, { signal: signal! });
  yield endOf();
}

/** Sends words that are never answered whole, and waits until their first half is. */
async function begin(place: Place): Promise<ReturnType<typeof listen>> {
  const heard = listen(chat, place);
  await chat.send(place, { key: crypto.randomUUID(), text: "forever" });
  await until(async () => heard.events.find(({ kind }) => kind === "card"));
  return heard;
}

describe("stopping an answer", () => {
  test("keeps what was shown, says so, and the next question is answered", async () => {
    const place = makePlace(ctx);
    const heard = await begin(place);

    expect(await chat.stop(place)).toBe(true);
    const [stopped] = await heard.ends(1);
    await chat.send(place, { key: "next", text: "and now?" });
    const [, next] = await heard.ends(2);

    expect(stopped?.cards).toHaveLength(2);
    expect(JSON.stringify(stopped?.cards)).toMatch(/the first half.*멈췄어요|the first half.*Stopped/);
    expect(JSON.stringify(next?.cards)).toContain("and now?");
    heard.stop();
  });

  test("is stored as the answer, so that it is not begun again", async () => {
    const place = makePlace(ctx);
    const heard = await begin(place);

    await chat.stop(place);
    const [stopped] = await heard.ends(1);

    expect(await chat.waiting(place)).toEqual([]);
    expect((await chat.answers(place)).map(({ id }) => id)).toEqual([stopped?.id]);
    heard.stop();
  });

  test("is only for who asked", async () => {
    const place = makePlace(ctx);
    const heard = await begin(place);
    const other = { ...place, personId: personOf(await joinWorkspace(ctx, "member")) };

    expect(await chat.stop(other)).toBe(false);
    expect(await chat.stop(makePlace(ctx))).toBe(false);

    await chat.stop(place);
    await heard.ends(1);
    heard.stop();
  });

  test("does not break off what a button began", async () => {
    const place = makePlace(ctx);
    const heard = listen(chat, place);
    await chat.send(place, { key: "buttons", text: "buttons" });
    const [asked] = await heard.ends(1);
    const token = /"token":"([\w-]{22})"/.exec(JSON.stringify(asked?.cards))?.[1] ?? "";
    await chat.press(place, { key: "press", token });
    await acting.passed;

    expect(await chat.stop(place)).toBe(false);
    finish.open();
    const [, done] = await heard.ends(2);

    expect(JSON.stringify(done?.cards)).toContain("did merge_campaigns");
    heard.stop();
  });

  test("does nothing where nothing runs", async () => {
    expect(await chat.stop(makePlace(ctx))).toBe(false);
  });

  test("does nothing once the answer is stored", async () => {
    const place = makePlace(ctx);
    const heard = listen(chat, place);
    await chat.send(place, { key: crypto.randomUUID(), text: "quick" });
    await heard.ends(1);

    expect(await chat.stop(place)).toBe(false);
    heard.stop();
  });
});

describe("stopping an answer from another replica", () => {
  /** A replica that answers nothing itself. */
  const openOther = (): Promise<Chat> => openTestChat(db, makeAnswerer(), "own");

  test("ends it where it runs", async () => {
    const other = await openOther();
    const place = makePlace(ctx);
    const heard = await begin(place);

    expect(await other.stop(place)).toBe(true);
    const [stopped] = await heard.ends(1);

    expect(JSON.stringify(stopped?.cards)).toMatch(/the first half.*(멈췄어요|Stopped)/);
    expect((await other.answers(place)).map(({ id }) => id)).toEqual([stopped?.id]);
    expect(await other.stop(place)).toBe(false);
    heard.stop();
    await other.close();
  });

  test("ends it also when the notice is lost", async () => {
    const deaf: Db = { ...db, listen: async () => async () => {} };
    const other = await openTestChat(deaf, makeAnswerer(forever));
    const place = makePlace(await makeWorkspace(db));
    await chat.close();
    const heard = listen(other, place);
    await other.send(place, { key: crypto.randomUUID(), text: "forever" });
    await until(async () => heard.events.find(({ kind }) => kind === "card"));

    expect(await chat.stop(place)).toBe(true);
    const [stopped] = await heard.ends(1);

    expect(JSON.stringify(stopped?.cards)).toContain("the first half");
    heard.stop();
    await other.close();
  });

  test("ends what a dead one had in work as soon as another takes it over", async () => {
    const place = makePlace(ctx);
    const sent = await chat.send(place, { key: crypto.randomUUID(), text: "forever" });
    expect(await chat.stop(place)).toBe(true);

    const next = await openTestChat(db, makeAnswerer(forever));
    const stopped = await until(() => next.answerTo(place, sent.inboundId));

    expect(stopped.cards).toHaveLength(1);
    expect(JSON.stringify(stopped.cards)).toMatch(/멈췄어요|Stopped/);
    await next.close();
  });
});
