// A team chat: everybody reads every answer, so what is one person's alone does not stand there, and what was said is remembered for all.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { PastTurn } from "../../../src/agent/turn.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import { buildLinks } from "../../../src/chat/links.ts";
import type { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer, makeGate, textCard } from "../../chat/made-answerer.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { nameOnKakao, openEngine, openKakaoReplica, patientTimes } from "../../support/kakao-engine.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const soon = { timeout: 60_000 };
const links = () =>
  buildLinks(db, { publicUrl: new URL("https://co9ma.example.com"), secret: Buffer.alloc(32, 3) });

const press = { action: "link_identity", input: {} };
const accounts: Card = {
  lang: "ko",
  parts: [
    {
      kind: "proposal",
      title: "내 계정",
      lines: [],
      choices: [{ label: "연결 코드 받기", style: "plain", press }],
    },
  ],
};
const brief: Card = {
  lang: "ko",
  parts: [
    {
      kind: "form",
      slot: "brief",
      question: ["어떤 캠페인인가요?"],
      choices: [{ label: "보내기", style: "primary", press: { action: "show_roles", input: {} } }],
      fields: [{ name: "title", label: "이름", kind: "text", value: "" }],
    },
  ],
};

async function openRoom(cards: readonly Card[] = []) {
  const admin = await makeWorkspace(db);
  const member = await joinWorkspace(admin, "member");
  const engine = await openEngine();
  const heard: PastTurn[][] = [];
  const gate = makeGate();
  const answerer = makeAnswerer(
    async function* (ctx, input) {
      heard.push(input.history as PastTurn[]);
      if (input.said.startsWith("느린")) await gate.passed;
      for (const card of cards) yield { kind: "card" as const, card };
      yield { kind: "card", card: textCard(`answer to: ${input.said}`, ctx.lang) };
      yield endOf();
    },
    (turn, tool, input) => act(turn, workspaceTools, { tool, input }, () => {}),
  );
  const { door } = await openKakaoReplica(db, admin, engine, answerer, {
    times: patientTimes,
    links: links(),
  });
  const [one, other] = [randomUUID(), randomUUID()];
  await nameOnKakao(db, admin, one);
  await nameOnKakao(db, member, other);
  return { engine, door, heard, gate, one, other };
}

const spokenCode = /[A-Z0-9]{4}-[A-Z0-9]{4}/;

test(
  "a code that lets its holder in is shown to nobody in the room, and one-to-one to its asker",
  soon,
  async () => {
    const { engine, door, one } = await openRoom([accounts]);

    await engine.say(door, { user: one, room: "room-1", text: "@CO9MA 내 권한 뭐야?" });
    const there = await engine.press(door, one, "연결 코드 받기", { room: "room-1" });
    await engine.say(door, { user: one, text: "내 권한 뭐야?" });
    const alone = await engine.press(door, one, "연결 코드 받기");

    expect(there.seen?.text).toContain("1:1 채팅");
    expect(there.seen?.text).not.toMatch(spokenCode);
    expect(alone.seen?.text).toMatch(spokenCode);
    expect(alone.seen?.text).toContain("10분");
  },
);

test(
  "the page of a form, which sends under the asker's name, is offered one-to-one alone",
  soon,
  async () => {
    const { engine, door, one } = await openRoom([brief]);

    const there = await engine.say(door, { user: one, room: "room-1", text: "@CO9MA 캠페인 만들어줘" });
    const alone = await engine.say(door, { user: one, text: "캠페인 만들어줘" });

    expect(JSON.stringify(there.reply)).not.toContain("/l/");
    expect(JSON.stringify(there.reply)).toContain("하나씩 답하기");
    expect(JSON.stringify(alone.reply)).toContain("https://co9ma.example.com/l/");
    expect(engine.refused).toEqual([]);
  },
);

test(
  "in the room its fields are asked for one after the other, and sent by the last word of whoever began",
  soon,
  async () => {
    const { engine, door, one, other } = await openRoom([brief]);
    const room = "room-1";

    await engine.say(door, { user: one, room, text: "@CO9MA 캠페인 만들어줘" });
    const first = await engine.press(door, one, "하나씩 답하기", { room });
    const beside = await engine.say(door, { user: other, room, text: "@CO9MA 지난주 어땠어?" });
    const last = await engine.say(door, { user: one, room, text: "@CO9MA 여름 샌들" });
    const sent = await engine.say(door, { user: one, room, text: "@CO9MA 보내기" });

    expect(first.seen?.text).toContain("(1/1) 이름");
    expect(beside.seen?.text).toContain("answer to: 지난주 어땠어?");
    expect(last.seen?.text).toContain("여름 샌들");
    expect(last.seen?.text).not.toContain("answer to");
    expect(sent.seen?.text).not.toContain("answer to");
    expect(engine.refused).toEqual([]);
  },
);

test("a question, an order and another press are no answers to its fields", soon, async () => {
  const { engine, door, one } = await openRoom([brief]);
  const room = "room-1";
  const begin = async () => {
    await engine.say(door, { user: one, room, text: "@CO9MA 캠페인 만들어줘" });
    await engine.press(door, one, "하나씩 답하기", { room });
  };

  await begin();
  const question = await engine.say(door, { user: one, room, text: "@CO9MA 지난주 어땠어?" });
  const order = await engine.say(door, { user: one, room, text: "@CO9MA 자동화 전부 멈춰" });
  await begin();
  const left = await engine.say(door, { user: one, room, text: "@CO9MA 멈춰" });

  expect(question.seen?.text).toContain("answer to: 지난주 어땠어?");
  expect(order.seen?.text).toContain("answer to: 자동화 전부 멈춰");
  expect(left.seen?.text).not.toContain("answer to");
  expect(left.seen?.text).not.toContain("(1/1)");
});

test("what one said in the room is remembered for the other there, and nowhere else", soon, async () => {
  const { engine, door, heard, one, other } = await openRoom();

  await engine.say(door, { user: one, room: "room-1", text: "@CO9MA 지난주 네이버 어땠어?" });
  await engine.say(door, { user: other, room: "room-1", text: "@CO9MA 메타는?" });
  await engine.say(door, { user: other, room: "room-2", text: "@CO9MA 메타는요?" });
  await engine.say(door, { user: other, text: "메타는 어때?" });

  const past = heard.map((history) => history.map(({ said, byOther }) => [said, byOther]));
  expect(past).toEqual([[], [["지난주 네이버 어땠어?", true]], [], []]);
});

test("while one waits in the room the other is answered", soon, async () => {
  const { engine, door, gate, one, other } = await openRoom();

  const slow = engine.say(door, { user: one, room: "room-1", text: "@CO9MA 느린 질문" });
  const quick = await engine.say(door, { user: other, room: "room-1", text: "@CO9MA 빠른 질문" });
  gate.open();

  expect(quick.seen?.text).toContain("answer to: 빠른 질문");
  expect((await slow).seen?.text).toContain("answer to: 느린 질문");
});
