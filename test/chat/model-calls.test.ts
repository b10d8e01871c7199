// A turn of the whole product with a model over the wire: what is stored of its calls, and what the log says.

import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { asc, eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { type Chat, openChat } from "../../src/chat/chat.ts";
import { firstPersona } from "../../src/chat/people.ts";
import { delivery, modelCall, turn } from "../../src/chat/tables.ts";
import type { InboundId, WorkspaceId } from "../../src/core/ids.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { openScriptedServer, type Reply } from "../support/scripted-model.ts";
import { fixedNow } from "../support/workspace.ts";
import { until } from "./support.ts";

const KEY = "sk-test-abcdefghijklmnopqrstuvwxyz0123456789";
let db: Db;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  db = await openTestDb();
  ({ workspaceId } = await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" }));
});
afterAll(() => closeTestDb(db));

function keptLog() {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, log: pino({ level: "debug" }, sink) };
}

const ask = (text: string, ...script: Reply[]) =>
  answerTo((chat, place) => chat.send(place, { key: randomUUID(), text }), script);

async function answerTo(
  begin: (chat: Chat, place: Parameters<Chat["send"]>[0]) => Promise<{ inboundId: InboundId }>,
  script: Reply[],
) {
  const server = await openScriptedServer("responses", script);
  const { lines, log } = keptLog();
  const choice = { kind: "openai" as const, model: "gpt-6-luna", apiKey: KEY, baseUrl: server.url };
  const chat = await openChat({
    db,
    log,
    now: () => fixedNow,
    answerer: buildAnswerer(log, choice),
    serve: "all",
  });
  const personId = firstPersona();
  const place = { workspaceId, personId, platform: "web", roomRef: personId, threadRef: randomUUID() };
  try {
    const sent = await begin(chat, place);
    const answered = await until(() => chat.answerTo(place, sent.inboundId));
    const stored = await withTx({ db, workspaceId }, async (tx) => {
      const [row] = await tx.select().from(turn).where(eq(turn.inboundId, sent.inboundId));
      if (!row) throw new Error("no turn");
      const calls = await tx
        .select()
        .from(modelCall)
        .where(eq(modelCall.turnId, row.id))
        .orderBy(asc(modelCall.createdAt));
      return { turn: row, calls, cards: await tx.select().from(delivery).where(eq(delivery.turnId, row.id)) };
    });
    return { answered, stored, lines };
  } finally {
    await chat.close();
    await server.close();
  }
}

const query = JSON.stringify({ kind: "total", metrics: ["spend"], time: "last_week" });

describe("the calls of a model", () => {
  it("are stored with their tokens, time and outcome", async () => {
    const call = { id: "call_1", name: "query_performance", arguments: query };
    const { stored, answered } = await ask("지난주 광고비", { calls: [call] }, { words: ["여기 있어요."] });

    expect(answered.outcome).toBe("answered");
    expect(stored.turn.answer).toBe("여기 있어요.");
    expect(stored.calls).toHaveLength(2);
    expect(stored.calls[0]).toMatchObject({
      model: "compatible.responses/gpt-6-luna",
      inputTokens: 1_200,
      cachedTokens: 1_000,
      outputTokens: 60,
      reasoningTokens: 20,
      costMicros: null,
      outcome: "answered",
      reason: null,
    });
  });

  it("tell why the interpreter answered; the log names the turn and the reason; the key is nowhere", async () => {
    const body = { error: { message: `Incorrect API key provided: ${KEY}`, type: "invalid_request_error" } };
    const { stored, lines, answered } = await ask("지난주 광고비", { status: 401, body });

    expect(stored.calls).toMatchObject([
      { outcome: "failed", reason: "refused", inputTokens: null },
      { model: "built-in/interpreter", outcome: "answered", reason: null },
      { model: "built-in/interpreter", outcome: "answered", reason: null },
    ]);
    expect(JSON.stringify(answered.cards)).toContain("API 키를 받아 주지 않아 기본 해석기로 답했어요");
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: "the model failed",
        turn: stored.turn.id,
        reason: "refused",
        status: 401,
      }),
    );
    const everything = JSON.stringify([stored, lines], (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    expect(everything).not.toContain(KEY);
    expect(everything).not.toContain("Incorrect API key");
  });
});

describe("a press", () => {
  it("has its copy from the model as words have, and its calls are stored with its answer", async () => {
    const input = { product: "여름 샌들", platforms: ["naver"] };
    const written = { naver_A_title: "발끝이 가벼운 여름 샌들" };
    const { stored, answered } = await answerTo(
      (chat, place) =>
        chat.act(place, { key: randomUUID(), action: "generate_copy", input, said: "문구 만들기" }),
      [{ words: [JSON.stringify(written)] }],
    );

    expect(JSON.stringify(answered.cards)).toContain(written.naver_A_title);
    expect(stored.calls).toMatchObject([{ outcome: "answered" }, { outcome: "answered" }]);
  });
});

describe("letters that no database holds", () => {
  it("in a model's words are left out, and a letter split in two is whole again", async () => {
    const { stored, answered } = await ask("고마워", { words: ["네\0", ", 좋아요 \ud83d", "\ude00\ud800."] });

    expect(stored.turn.answer).toBe("네, 좋아요 😀\ufffd.");
    expect(answered.outcome).toBe("answered");
  });

  it("in the arguments of a call do not keep the answer from anybody", async () => {
    const filters = [{ field: "campaign", op: "in", values: ["없는\0 이름\ud800"] }];
    const odd = JSON.stringify({ kind: "total", metrics: ["spend"], time: "last_week", filters });
    const call = { id: "call\0", name: "query_performance", arguments: odd };
    const { stored, answered } = await ask("지난주 광고비", { calls: [call] }, { words: ["네."] });

    expect(answered.outcome).toBe("answered");
    expect(stored.turn.answer).toContain("네.");
  });
});
