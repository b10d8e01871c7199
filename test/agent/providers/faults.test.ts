import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { MarketingQuery } from "../../../src/core/query.ts";
import type { Reply } from "../../support/scripted-model.ts";
import { agentWith, cardOf, type Heard, hear, makeCtx, queryTool, toolOf } from "../support.ts";
import { asks, KEY, quick, wired } from "./support.ts";

const protocols = ["responses", "chat"] as const;
const question = "지난주 광고비 얼마야?";

/** Nobody waits for a fault that shows at once, nor longer than `quick` for one that does not; the rest is for a busy machine. */
const SOON_MS = 7_000;

async function timed(run: () => Promise<Heard>): Promise<{ heard: Heard; ms: number }> {
  const started = performance.now();
  const heard = await run();
  return { heard, ms: performance.now() - started };
}

/** Faults before anything was shown: what people read of them. */
const faults: readonly [string, Reply, string, string][] = [
  [
    "refuses the key",
    { status: 401, body: { error: { message: `Incorrect API key: ${KEY}` } } },
    "API 키를 받아 주지 않아",
    "refused",
  ],
  [
    "refuses the key with five megabytes",
    { status: 401, body: "x".repeat(5_000_000) },
    "API 키를 받아 주지 않아",
    "refused",
  ],
  [
    "refuses the key without end",
    { status: 401, body: {}, hangs: true },
    "API 키를 받아 주지 않아",
    "refused",
  ],
  ["asks to wait without end", { status: 429, body: {}, hangs: true }, "사용 한도에 걸려", "limited"],
  ["forbids the model", { status: 403 }, "API 키를 받아 주지 않아", "refused"],
  ["does not know the model", { status: 404 }, "요청을 받아 주지 않아", "rejected"],
  [
    "asks to wait an hour",
    { status: 429, headers: { "retry-after": "3600" } },
    "사용 한도에 걸려",
    "limited",
  ],
  ["fails", { status: 500 }, "서버에 오류가 나서", "broken"],
  ["fails with a page", { status: 502, body: "<html>".repeat(1_000) }, "서버에 오류가 나서", "broken"],
  ["is silent", "silence", "제때 답하지 않아", "late"],
  ["begins and falls silent", { words: ["음"], ends: "silent" }, "제때 답하지 않아", "late"],
  ["drips without end", { dripMs: 100 }, "제때 답하지 않아", "late"],
  ["closes in the middle", { words: ["광고비는"], ends: "closed" }, "도중에 끊겨", "cut"],
  ["breaks the connection", { words: ["광고비는"], ends: "reset" }, "도중에 끊겨", "cut"],
  ["breaks off behind a call", { ...(asks() as object), ends: "closed" }, "도중에 끊겨", "cut"],
  ["sends five megabytes", { flood: 5_000_000, inOneLine: false }, "끝없이 길어져", "tooMuch"],
  ["sends five megabytes in one line", { flood: 5_000_000, inOneLine: true }, "끝없이 길어져", "tooMuch"],
  ["answers empty", {}, "빈 답을 보내", "empty"],
  ["answers blank", { words: ["  \n "] }, "빈 답을 보내", "empty"],
  ["invents figures", { words: ["지난주 광고비는 9,999원이에요."] }, "확인되지 않은 숫자", "unproved"],
];

describe.each(protocols)("a model server that goes wrong: %s", (protocol) => {
  it.each(faults)("%s: the interpreter answers at once and says why", async (_, reply, note, reason) => {
    const asked: MarketingQuery[] = [];
    const { model } = await wired(protocol, reply);

    const { heard, ms } = await timed(() =>
      hear(agentWith(model, [queryTool(asked)], reason === "late" ? quick : {}), question),
    );

    expect(heard.words).toContain(note);
    expect(heard.words).toContain("기본 해석기로 답했어요");
    expect(asked).toHaveLength(1);
    expect(heard.cards).toHaveLength(1);
    expect(heard.end.outcome).toBe("answered");
    expect(ms).toBeLessThan(SOON_MS);
    expect(
      JSON.stringify(heard.events, (_key, value: unknown) =>
        typeof value === "bigint" ? `${value}` : value,
      ),
    ).not.toContain(KEY);
    const call = heard.end.modelCalls.find(({ model: name }) => name !== "built-in/interpreter");
    expect(call).toMatchObject({ reason });
  });

  it("tells of a refused key in English, too, with what an admin should look at", async () => {
    const { model } = await wired(protocol, { status: 401 });

    const heard = await hear(agentWith(model, [queryTool()]), "spend last week?", makeCtx({ lang: "en" }));

    expect(heard.words).toContain(
      "refused the API key, so the built-in interpreter answered. An admin should check OPENAI_API_KEY.",
    );
  });

  it("reports an error behind its first words: the interpreter answers and says why", async () => {
    const error = { type: "server_error", code: "server_error", message: `overloaded ${KEY}`, param: null };
    const raw = protocol === "responses" ? [{ type: "error", sequence_number: 3, error }] : [{ error }];
    const { model } = await wired(protocol, { words: [], raw, ends: "closed" });

    const heard = await hear(agentWith(model, [queryTool()]), question);

    expect(heard.words).toContain("서버에 오류가 나서 기본 해석기로 답했어요");
    expect(heard.words).not.toContain(KEY);
  });

  it("says that nobody answers at the address", async () => {
    const { model, server } = await wired(protocol, "silence");
    await server.close();

    const heard = await hear(agentWith(model, [queryTool()]), question);

    expect(heard.words).toContain("서버에 연결되지 않아");
  });

  it.each<[string, Reply, string]>([
    ["fails", { status: 500 }, "서버에 오류가 나서"],
    ["is silent", "silence", "제때 답하지 않아"],
    ["closes in the middle", { words: ["광고비"], ends: "closed" }, "도중에 끊겨"],
    ["sends five megabytes", { flood: 5_000_000, inOneLine: true }, "끝없이 길어져"],
  ])("%s behind a card: the card stands and the answer says so", async (_, reply, note) => {
    const asked: MarketingQuery[] = [];
    const { model } = await wired(protocol, asks(), reply);

    const { heard, ms } = await timed(() =>
      hear(agentWith(model, [queryTool(asked)], reply === "silence" ? quick : {}), question),
    );

    expect(asked).toHaveLength(1);
    expect(heard.cards).toHaveLength(1);
    expect(heard.words).toContain(`${note} 중간에 멈췄어요. 위 카드는 그대로 믿으셔도 돼요.`);
    expect(ms).toBeLessThan(SOON_MS);
  });

  it("follows nobody to another address: the key stays where it belongs", async () => {
    const other = await wired(protocol, { words: ["네."] });
    const { model } = await wired(protocol, {
      status: 307,
      headers: { location: `${other.server.url}/responses` },
    });

    const heard = await hear(agentWith(model, [queryTool()]), question);

    expect(other.server.asked).toEqual([]);
    expect(heard.words).toContain("서버에 연결되지 않아");
  });

  it("gives up the connection of an answer that it no longer waits for", async () => {
    const { model, server } = await wired(protocol, "silence");

    await hear(agentWith(model, [queryTool()], quick), question);

    await expect.poll(server.left).toBe(1);
  });

  it("runs nothing of a call whose answer was cut", async () => {
    const ran: string[] = [];
    const change = {
      ...toolOf(
        "change",
        z.looseObject({}),
        () => {
          ran.push("change");
          return Promise.resolve({ card: cardOf(), facts: {} });
        },
        "write",
      ),
      startedBy: "words" as const,
    };
    const { model } = await wired(protocol, { ...(asks({}, "call_1", "change") as object), ends: "closed" });

    await hear(agentWith(model, [change, queryTool()]), question);

    expect(ran).toEqual([]);
  });
});
