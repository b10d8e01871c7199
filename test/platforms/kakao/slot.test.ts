// The reply slot as Kakao sees it: answers now, later by the callback, or ready for the next word; each once and in order.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { propose } from "../../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { words } from "../../../src/core/locale.ts";
import type { Engine } from "../../../src/commands/kakao/engine.ts";
import type { Db } from "../../../src/db/db.ts";
import { makeAnswerer, makeGate, endOf, textCard } from "../../chat/made-answerer.ts";
import { until } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import {
  hastyTimes,
  nameOnKakao,
  openEngine,
  openKakaoReplica,
  patientTimes,
} from "../../support/kakao-engine.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const soon = { timeout: 60_000 };

/** Somebody known at the bot, in a workspace of their own. */
async function makeKnown(): Promise<{ ctx: Ctx; user: string }> {
  const ctx = await makeWorkspace(db);
  const user = randomUUID();
  await nameOnKakao(db, ctx, user);
  return { ctx, user };
}

/** Questions that begin with "느린" wait for their gate. */
function gated() {
  const gates = new Map<string, ReturnType<typeof makeGate>>();
  const gateOf = (said: string): ReturnType<typeof makeGate> => {
    const known = gates.get(said) ?? makeGate();
    gates.set(said, known);
    return known;
  };
  const answerer = makeAnswerer(async function* (ctx, { said }) {
    if (said.startsWith("느린")) await gateOf(said).passed;
    yield { kind: "card", card: textCard(`answer to: ${said}`, ctx.lang) };
    yield endOf();
  });
  return { answerer, open: (said: string) => gateOf(said).open() };
}

const textsOf = (engine: Engine, user: string): string[] =>
  engine.seen.filter((one) => one.user === user).map(({ text }) => text);

const times = (engine: Engine, user: string, words: string): number =>
  textsOf(engine, user).filter((text) => text.includes(words)).length;

test("what is answered in time is the reply", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { door } = await openKakaoReplica(db, ctx, engine, gated().answerer, { times: patientTimes });

  const turned = await engine.say(door, { user, text: "질문" });

  expect(turned).toMatchObject({ status: 200, waits: false });
  expect(turned.seen?.text).toContain("answer to: 질문");
  expect(engine.refused).toEqual([]);
});

test("without a callback the answer is held, and shown once by 답변 확인", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { answerer, open } = gated();
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  const first = await engine.say(door, { user, text: "느린 질문" });
  open("느린 질문");
  const asked = await engine.press(door, user, "답변 확인");
  const again = await engine.press(door, user, "답변 확인");

  expect(first.seen?.text).toContain("아직 작업 중이에요");
  expect(asked.seen?.text).toContain("answer to: 느린 질문");
  expect(again.seen?.text).toContain("새로 도착한 답이 없어요");
  expect(times(engine, user, "answer to: 느린 질문")).toBe(1);
  expect(engine.refused).toEqual([]);
});

test("with a callback the answer comes by it, once", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { answerer, open } = gated();
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  const turned = await engine.say(door, { user, text: "느린 질문", callback: true });
  open("느린 질문");
  await until(async () => (times(engine, user, "answer to: 느린 질문") > 0 ? true : undefined));
  const asked = await engine.say(door, { user, text: "답변 확인" });

  expect(turned).toMatchObject({ waits: true, reply: { useCallback: true } });
  expect(turned.reply).not.toHaveProperty("template");
  expect(engine.seen.map(({ by }) => by)).toEqual(["callback", "reply"]);
  expect(asked.seen?.text).toContain("새로 도착한 답이 없어요");
  expect(engine.secondUses()).toBe(0);
  expect(engine.refused).toEqual([]);
});

test(
  "at its last moment the callback says that the work goes on, and the answer comes with the next word",
  soon,
  async () => {
    const { ctx, user } = await makeKnown();
    const engine = await openEngine();
    const { answerer, open } = gated();
    const { door } = await openKakaoReplica(db, ctx, engine, answerer, { times: hastyTimes });

    await engine.say(door, { user, text: "느린 질문", callback: true });
    await until(async () => (times(engine, user, "아직 작업 중이에요") > 0 ? true : undefined));
    open("느린 질문");
    const next = await engine.press(door, user, "답변 확인");

    expect(engine.seen[0]).toMatchObject({ by: "callback" });
    expect(next.seen?.text).toContain("answer to: 느린 질문");
    expect(times(engine, user, "answer to: 느린 질문")).toBe(1);
    expect(engine.secondUses()).toBe(0);
  },
);

test(
  "a callback that shows an earlier answer at its last moment says that the work goes on",
  soon,
  async () => {
    const { ctx, user } = await makeKnown();
    const engine = await openEngine();
    const { answerer, open } = gated();
    const way = { dueMs: 5_000, shutMs: 15_000 };
    const laterTimes = { ...hastyTimes, callback: { person: way, team: way } };
    const { door } = await openKakaoReplica(db, ctx, engine, answerer, { times: laterTimes });

    await engine.say(door, { user, text: "느린 처음" });
    await engine.say(door, { user, text: "느린 다음", callback: true });
    open("느린 처음");
    const shown = await until(async () => engine.seen.find(({ by }) => by === "callback"));
    open("느린 다음");
    const next = await until(async () => {
      const { seen } = await engine.say(door, { user, text: "답변 확인" });
      return seen?.text.includes("answer to: 느린 다음") ? seen : undefined;
    });

    expect(shown.text).toMatch(/answer to: 느린 처음[^]*마지막 요청은 아직 작업 중/);
    expect(next.text).not.toContain("느린 처음");
    expect(engine.secondUses()).toBe(0);
  },
);

test(
  "callbacks that were used a week ago are forgotten, waiting ones and young ones are not",
  soon,
  async () => {
    const { ctx, user } = await makeKnown();
    const engine = await openEngine();
    const { answerer, open } = gated();
    const { door } = await openKakaoReplica(db, ctx, engine, answerer);
    const states = () =>
      asOwner<{ state: string }>(db, `select state from callback where workspace_id = '${ctx.workspaceId}'`);

    await engine.say(door, { user, text: "느린 질문", callback: true });
    open("느린 질문");
    await until(async () => ((await states())[0]?.state === "done" ? true : undefined));
    await asOwner(
      db,
      `update callback set shut_at = now() - interval '8 days' where workspace_id = '${ctx.workspaceId}'`,
    );
    await engine.say(door, { user, text: "느린 둘째", callback: true });

    expect(await states()).toEqual([{ state: "waiting" }]);
    open("느린 둘째");
  },
);

test("what Kakao refuses under status 200 is held for the next word", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  engine.trouble.push("refuse");
  const { answerer, open } = gated();
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  await engine.say(door, { user, text: "느린 질문", callback: true });
  open("느린 질문");
  await until(async () => (engine.trouble.length === 0 ? true : undefined));
  const shown = await until(async () => {
    const { seen } = await engine.say(door, { user, text: "답변 확인" });
    return seen?.text.includes("answer to") ? seen : undefined;
  });

  expect(shown.text).not.toContain("이미 보셨을 수도");
  expect(engine.secondUses()).toBe(0);
});

test(
  "where the callback's own answer is lost, the next word says that it may have been seen",
  soon,
  async () => {
    const { ctx, user } = await makeKnown();
    const engine = await openEngine();
    engine.trouble.push("drop");
    const { answerer, open } = gated();
    const { door } = await openKakaoReplica(db, ctx, engine, answerer);

    await engine.say(door, { user, text: "느린 질문", callback: true });
    open("느린 질문");
    await until(async () => (times(engine, user, "answer to") > 0 ? true : undefined));
    const shown = await until(async () => {
      const { seen } = await engine.say(door, { user, text: "답변 확인" });
      return seen?.text.includes("answer to") ? seen : undefined;
    });

    expect(shown.text).toContain("이미 보셨을 수도 있는 답이에요");
    expect(engine.secondUses()).toBe(0);
  },
);

test("a second message meanwhile is told so, and both are answered in order", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { answerer, open } = gated();
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  await engine.say(door, { user, text: "느린 하나" });
  const second = await engine.say(door, { user, text: "둘째" });
  open("느린 하나");
  await until(async () => {
    const { seen } = await engine.say(door, { user, text: "답변 확인" });
    return seen?.text.includes("answer to: 둘째") ? seen : undefined;
  });

  expect(second.seen?.text).toContain("앞선 요청을 아직 처리하고 있어요");
  const all = textsOf(engine, user).join("\n");
  expect(all.indexOf("answer to: 느린 하나")).toBeLessThan(all.indexOf("answer to: 둘째"));
  expect(all.match(/answer to/g)).toHaveLength(2);
});

test("what is held comes ahead of the answer to the next message", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { answerer, open } = gated();
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  await engine.say(door, { user, text: "느린 하나" });
  open("느린 하나");
  const { seen } = await engine.say(door, { user, text: "둘째" });

  expect(seen?.text).toMatch(/answer to: 느린 하나[^]*answer to: 둘째/);
});

test("the same within a minute is asked once and answered alike", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { door } = await openKakaoReplica(db, ctx, engine, gated().answerer, { nowS: () => 1_763_900_000 });

  const [first, twin] = [
    await engine.say(door, { user, text: "질문" }),
    await engine.say(door, { user, text: "질문" }),
  ];

  expect(first.seen?.text).toContain("answer to: 질문");
  expect(twin.seen?.text).toBe(first.seen?.text);
  const turns = await asOwner(db, `select id from turn where workspace_id = '${ctx.workspaceId}'`);
  expect(turns).toHaveLength(1);
});

test("취소 stops the answer in work", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const answerer = makeAnswerer(async function* (turn, { said }) {
    if (said === "긴 질문")
      await new Promise((_resolve, reject) =>
        turn.signal?.addEventListener("abort", () => reject(new Error("stopped"))),
      );
    yield endOf();
  });
  const { door } = await openKakaoReplica(db, ctx, engine, answerer);

  await engine.say(door, { user, text: "긴 질문" });
  const stopped = await engine.say(door, { user, text: "취소" });

  expect(stopped.seen?.text).toContain("여기서 멈췄어요");
});

test("another replica finishes the callback of one that is gone", soon, async () => {
  const { ctx, user } = await makeKnown();
  const engine = await openEngine();
  const { answerer, open } = gated();
  const first = await openKakaoReplica(db, ctx, engine, answerer);
  await engine.say(first.door, { user, text: "느린 질문", callback: true });

  await first.close();
  await openKakaoReplica(db, ctx, engine, answerer);
  open("느린 질문");
  await until(async () => (times(engine, user, "answer to: 느린 질문") > 0 ? true : undefined));

  expect(engine.seen.filter(({ user: who }) => who === user)).toHaveLength(1);
  expect(engine.secondUses()).toBe(0);
});

test("a waiting request heads the next reply of who may decide, once, and nobody else's", soon, async () => {
  const { ctx, user } = await makeKnown();
  const member = await joinWorkspace(ctx, "member");
  const colleague = randomUUID();
  await nameOnKakao(db, member, colleague);
  const engine = await openEngine();
  const { door } = await openKakaoReplica(db, ctx, engine, gated().answerer, { times: patientTimes });
  await propose(member, {
    kind: "campaign.launch",
    subject: "여름 세일",
    exact: { subject: "여름 세일" },
    title: words("여름 세일 시작", "Start the summer sale"),
    diff: [{ entity: "여름 세일", medium: "naver", field: "기간", before: null, after: "2주" }],
    total: { minor: 1_000_000n, currency: "KRW", vat: "excluded" },
    byMedium: [{ medium: "naver", money: { minor: 1_000_000n, currency: "KRW", vat: "excluded" } }],
  });

  const theirs = await engine.say(door, { user: colleague, text: "안녕" });
  const mine = await engine.say(door, { user, text: "안녕" });
  const next = await engine.say(door, { user, text: "또 안녕" });

  expect(theirs.seen?.text).not.toContain("여름 세일");
  expect(mine.seen?.text).toMatch(/여름 세일 시작[^]*answer to: 안녕/);
  expect(mine.seen?.buttons.map(({ label }) => label)).toContain("승인");
  expect(next.seen?.text).not.toContain("여름 세일");
  expect(engine.refused).toEqual([]);
});
