import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { issueAdminCode } from "../../src/capabilities/workspace/workspace.ts";
import type { Chat } from "../../src/chat/chat.ts";
import { runsText } from "../../src/core/card/text.ts";
import type { Answered } from "../../src/chat/chat.ts";
import { DeliveryId, newId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { echo, endOf, makeAnswerer, makeGate, textCard } from "./made-answerer.ts";
import { listen, makePlace, openTestChat } from "./support.ts";

let db: Db;
let chat: Chat;

beforeAll(async () => {
  db = await openTestDb();
});
afterEach(async () => {
  await chat.close();
});
afterAll(async () => {
  await closeTestDb(db);
});

function textsOf({ cards }: Answered): string[] {
  return cards.flatMap(({ card }) =>
    card.parts.map((part) => (part.kind === "text" ? runsText(part.runs, card.lang) : part.kind)),
  );
}

describe("a message", () => {
  test("is kept, answered and stored as one turn with its cards", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    const heard = listen(chat, place);

    const sent = await chat.send(place, { key: randomUUID(), text: "지난주 어땠어?" });
    const [answered] = await heard.ends(1);

    expect(heard.events.map(({ kind }) => kind)).toEqual(["said", "card", "end"]);
    expect(answered).toMatchObject({ id: sent.inboundId, said: "지난주 어땠어?", outcome: "answered" });
    const stored = await chat.answers(place);
    expect(stored.map(textsOf)).toEqual([["answer to: 지난주 어땠어?"]]);
    expect(stored[0]?.cards).toEqual(answered?.cards);
    expect(await asOwner(db, `select state from inbound where id = '${sent.inboundId}'`)).toEqual([
      { state: "done" },
    ]);
  });

  test("sent twice with one key is one turn", async () => {
    let turns = 0;
    chat = await openTestChat(
      db,
      makeAnswerer(async function* (ctx, input) {
        turns += 1;
        yield* echo(ctx, input);
      }),
    );
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);
    const message = { key: randomUUID(), text: "지난주 어땠어?" };

    const [first, twin] = await Promise.all([chat.send(place, message), chat.send(place, message)]);
    await heard.ends(1);
    const late = await chat.send(place, message);

    expect(new Set([first.inboundId, twin.inboundId, late.inboundId]).size).toBe(1);
    expect([first, twin].filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(turns).toBe(1);
    expect(await chat.answers(place)).toHaveLength(1);
  });

  test("is answered in its own language, and one without letters politely in the surface's", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const place = makePlace(await makeWorkspace(db, { lang: "ko" }));
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "how was last week?" });
    await chat.send(place, { key: randomUUID(), text: "👍👍", lang: "en" });
    await chat.send(place, { key: randomUUID(), text: "👍👍" });
    const [english, emoji, korean] = await heard.ends(3);

    expect(english?.cards[0]?.card.lang).toBe("en");
    expect(emoji && textsOf(emoji)).toEqual([
      "There are no words in that message, so I cannot tell what to look for. Try “How did the campaigns do last week?”.",
    ]);
    expect(korean && textsOf(korean)[0]).toContain("글자가 없는 메시지라");
  });

  test.each([
    ["of 10,000 letters", "가".repeat(10_000), "너무 길어서"],
    ["of zero-width letters", "\u200b\u200d\ufeff\u2060", "글자가 없는"],
    ["of emoji only", "🎉🎉🎉 👩‍👩‍👧", "글자가 없는"],
    ["of control characters", "\u0000\u0007\u001b", "글자가 없는"],
  ])("%s gets a polite answer with a next step", async (_, text, expected) => {
    chat = await openTestChat(db, makeAnswerer());
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text });
    const [answered] = await heard.ends(1);

    expect(answered?.outcome).toBe("failed");
    expect(answered && textsOf(answered)[0]).toContain(expected);
  });

  test("written from right to left reaches the agent without its steering letters", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "\u202eكيف كان الأسبوع الماضي؟\u202c" });
    const [answered] = await heard.ends(1);

    expect(answered && textsOf(answered)).toEqual(["answer to: كيف كان الأسبوع الماضي؟"]);
  });

  test("that nobody understood gets a next step instead of silence", async () => {
    chat = await openTestChat(
      db,
      makeAnswerer(async function* () {
        yield endOf();
      }),
    );
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "음" });
    const [answered] = await heard.ends(1);

    expect(answered && textsOf(answered)[0]).toContain("이해하지 못했어요");
  });

  test("that meets a bug is told so, without what the bug said", async () => {
    chat = await openTestChat(
      db,
      makeAnswerer(async function* () {
        yield { kind: "progress", card: textCard("…") };
        throw new Error("secret detail");
      }),
    );
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: "지난주" });
    const [answered] = await heard.ends(1);

    expect(answered?.outcome).toBe("failed");
    expect(JSON.stringify(answered)).not.toContain("secret detail");
    expect(answered && textsOf(answered)[0]).toContain("다시 물어봐 주세요");
  });

  test("that is the admin code of the start makes its first sender admin, and the second one nobody", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db, { role: "viewer" });
    const code = await issueAdminCode(db);
    const place = makePlace(ctx);
    const heard = listen(chat, place);

    await chat.send(place, { key: randomUUID(), text: code.toLowerCase() });
    await chat.send(place, { key: randomUUID(), text: code });
    const [first, second] = await heard.ends(2);

    expect(first && textsOf(first)[0]).toContain("이제 이 워크스페이스의 관리자예요");
    expect(second?.outcome).toBe("failed");
    expect(
      await asOwner(db, `select role from membership where workspace_id = '${ctx.workspaceId}'`),
    ).toEqual([{ role: "company_admin" }]);
  });

  test("of somebody who is no member any more is refused without data", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    const heard = listen(chat, place);
    await asOwner(db, `delete from membership where workspace_id = '${ctx.workspaceId}'`);

    await chat.send(place, { key: randomUUID(), text: "지난주" });
    const [answered] = await heard.ends(1);

    expect(answered?.outcome).toBe("failed");
    expect(answered && textsOf(answered)[0]).toContain("멤버가 아니에요");
  });
});

describe("a conversation", () => {
  test("answers its messages one after another, in order, with the turns before as history", async () => {
    const gate = makeGate();
    const seen: { said: string; history: number; at: string }[] = [];
    chat = await openTestChat(
      db,
      makeAnswerer(async function* (ctx, input) {
        seen.push({ said: input.said, history: input.history.length, at: "start" });
        if (input.said === "하나") await gate.passed;
        seen.push({ said: input.said, history: input.history.length, at: "end" });
        yield* echo(ctx, input);
      }),
    );
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);

    for (const text of ["하나", "둘", "셋"]) await chat.send(place, { key: randomUUID(), text });
    gate.open();
    const answered = await heard.ends(3);

    expect(answered.map(({ said }) => said)).toEqual(["하나", "둘", "셋"]);
    expect(seen.map(({ said, at }) => `${said} ${at}`)).toEqual([
      "하나 start",
      "하나 end",
      "둘 start",
      "둘 end",
      "셋 start",
      "셋 end",
    ]);
    expect(seen.filter(({ at }) => at === "start").map(({ history }) => history)).toEqual([0, 1, 2]);
  });

  test("is not held up by another one that hangs", async () => {
    const gate = makeGate();
    chat = await openTestChat(
      db,
      makeAnswerer(async function* (ctx, input) {
        if (input.said === "멈춤") await gate.passed;
        yield* echo(ctx, input);
      }),
    );
    const ctx = await makeWorkspace(db);
    const [stuck, free] = [makePlace(ctx), makePlace(ctx)];
    const heard = { stuck: listen(chat, stuck), free: listen(chat, free) };

    await chat.send(stuck, { key: randomUUID(), text: "멈춤" });
    await chat.send(free, { key: randomUUID(), text: "지난주" });
    await heard.free.ends(1);

    expect(heard.stuck.events.some(({ kind }) => kind === "end")).toBe(false);
    gate.open();
    await heard.stuck.ends(1);
  });

  test("tells someone who comes in the middle of a turn what was said so far, the last progress only", async () => {
    const gate = makeGate();
    const said = makeGate();
    chat = await openTestChat(
      db,
      makeAnswerer(async function* (ctx, input) {
        yield { kind: "progress", card: textCard("첫째") };
        yield { kind: "progress", card: textCard("둘째") };
        yield { kind: "words", text: "거의 " };
        said.open();
        await gate.passed;
        yield* echo(ctx, input);
      }),
    );
    const place = makePlace(await makeWorkspace(db));
    await chat.send(place, { key: randomUUID(), text: "지난주" });
    await said.passed;

    const late = listen(chat, place);

    expect(late.events.map(({ kind }) => kind)).toEqual(["said", "progress", "words"]);
    expect(JSON.stringify(late.events)).not.toContain("첫째");
    gate.open();
    const [answered] = await late.ends(1);
    expect(answered && textsOf(answered)).toEqual(["answer to: 지난주", "거의 "]);
  });

  test("gives a lost surface exactly the answers after the last card it saw", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const place = makePlace(await makeWorkspace(db));
    const heard = listen(chat, place);
    for (const text of ["하나", "둘", "셋"]) await chat.send(place, { key: randomUUID(), text });
    const answered = await heard.ends(3);
    const seen = answered[0]?.cards.at(-1)?.id;

    const missed = await chat.answers(place, seen);

    expect(missed.map(({ said }) => said)).toEqual(["둘", "셋"]);
    expect(missed.map(({ id }) => id)).toEqual(answered.slice(1).map(({ id }) => id));
  });

  test("gives a surface everything when the card it names is not of this conversation", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    const [place, elsewhere] = [makePlace(ctx), makePlace(ctx)];
    const heard = listen(chat, place);
    await chat.send(place, { key: randomUUID(), text: "하나" });
    await heard.ends(1);
    const later = listen(chat, elsewhere);
    await chat.send(elsewhere, { key: randomUUID(), text: "다른 곳" });
    const [other] = await later.ends(1);

    for (const unknown of [newId(DeliveryId), other?.cards[0]?.id])
      expect((await chat.answers(place, unknown)).map(({ said }) => said)).toEqual(["하나"]);
  });

  test("marks cards as delivered when they were heard live or fetched later, and not before", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    const states = (): Promise<{ state: string }[]> =>
      asOwner(db, `select state from delivery where workspace_id = '${ctx.workspaceId}'`);
    await chat.send(place, { key: randomUUID(), text: "아무도 안 들음" });
    const quiet = listen(chat, makePlace(ctx, "another thread"));
    await expect.poll(states).toEqual([{ state: "held" }]);

    await chat.answers(place);

    await expect.poll(states).toEqual([{ state: "done" }]);
    quiet.stop();
  });

  test("lists a person's conversations by their first words", async () => {
    chat = await openTestChat(db, makeAnswerer());
    const ctx = await makeWorkspace(db);
    const [one, two] = [makePlace(ctx), makePlace(ctx)];
    for (const [place, text] of [
      [one, "첫 대화"],
      [two, "둘째 대화"],
      [one, "이어서"],
    ] as const) {
      const heard = listen(chat, place);
      await chat.send(place, { key: randomUUID(), text });
      await heard.ends(1);
      heard.stop();
    }

    expect(await chat.threads(one)).toEqual([
      { thread: two.threadRef, title: "둘째 대화" },
      { thread: one.threadRef, title: "첫 대화" },
    ]);
  });
});
