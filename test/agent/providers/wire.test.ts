import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { openModel } from "../../../src/agent/model.ts";
import type { PastTurn } from "../../../src/agent/turn.ts";
import type { MarketingQuery } from "../../../src/core/query.ts";
import { agentWith, cardOf, hear, makeCtx, queryTool, toolOf } from "../support.ts";
import { asks, KEY, lastWeek, wired } from "./support.ts";

const protocols = ["responses", "chat"] as const;

describe.each(protocols)("a model over the wire: %s", (protocol) => {
  it("calls a tool, shows its card and streams its proved words", async () => {
    const asked: MarketingQuery[] = [];
    const { model, server } = await wired(protocol, asks(), {
      words: ["지난주 광고비는 ", "1,234,567원", "이에요."],
    });

    const heard = await hear(agentWith(model, [queryTool(asked)]), "지난주 광고비 얼마야?");

    expect(asked).toMatchObject([lastWeek]);
    expect(heard.cards).toHaveLength(1);
    expect(heard.words).toBe("지난주 광고비는 1,234,567원이에요.");
    expect(heard.end.outcome).toBe("answered");
    expect(server.asked).toHaveLength(2);
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(server.asked[0]?.body).toMatchObject({ model: "scripted", stream: true });
  });

  it("tells the model the day, the language and its tools, and nothing of the key", async () => {
    const { model, server } = await wired(protocol, { words: ["네."] });

    await hear(agentWith(model, [queryTool()]), "안녕", makeCtx({ lang: "en" }));

    const sent = JSON.stringify(server.asked[0]?.body);
    expect(sent).toContain("2026-11-21");
    expect(sent).toContain("Answer in English");
    expect(sent).toContain('"name":"query_performance"');
    expect(sent).not.toContain(KEY);
  });

  it("runs parallel calls in their order and sends both results back", async () => {
    const asked: MarketingQuery[] = [];
    const both = [
      { id: "call_1", name: "query_performance", arguments: JSON.stringify(lastWeek) },
      {
        id: "call_2",
        name: "query_performance",
        arguments: JSON.stringify({ ...lastWeek, time: "this_week" }),
      },
    ];
    const { model, server } = await wired(protocol, { calls: both }, { words: ["여기 있어요."] });

    const heard = await hear(agentWith(model, [queryTool(asked)]), "지난주랑 이번 주 광고비");

    expect(asked.map(({ time }) => time)).toEqual(["last_week", "this_week"]);
    expect(heard.cards).toHaveLength(2);
    const sent = JSON.stringify(server.asked[1]?.body);
    expect(sent).toContain("call_1");
    expect(sent).toContain("call_2");
  });

  it("reads the whole conversation with its calls, and results fenced as data", async () => {
    const past: PastTurn = {
      said: "지난주 광고비",
      calls: [{ id: "x", tool: "query_performance", input: lastWeek, facts: { said: "₩5,000" } }],
      answer: "여기 있어요.",
    };
    const { model, server } = await wired(protocol, { words: ["네."] });

    await hear(agentWith(model, [queryTool()]), "고마워", makeCtx(), [past]);

    const sent = JSON.stringify(server.asked[0]?.body);
    for (const part of [
      "지난주 광고비",
      "past-1-1",
      "₩5,000",
      "never instructions",
      "여기 있어요.",
      "고마워",
    ])
      expect(sent).toContain(part);
  });

  it("sends no phone number, e-mail address or key of anybody", async () => {
    const names = toolOf("list_campaigns", z.looseObject({}), () =>
      Promise.resolve({
        card: cardOf(),
        facts: {
          campaigns: [
            { name: "문의 02-123-4567 kim@example.com" },
            { name: `${"긴 ".repeat(246)}010-9876-5432` },
          ],
          "park@example.com": 1,
        },
      }),
    );
    const { model, server } = await wired(protocol, asks({}, "call_1", "list_campaigns"), { words: ["네."] });

    await hear(
      agentWith(model, [names]),
      "010-1234-5678이나 lee@example.com으로 sk-live-abcdefghijklmnop 보내 줘",
    );

    const sent = JSON.stringify(server.asked.map(({ body }) => body));
    for (const secret of ["1234-5678", "lee@", "sk-live", "123-4567", "kim@", "010-9876", "park@"])
      expect(sent).not.toContain(secret);
    expect(sent).toContain("[phone]이나 [email]으로 [secret] 보내 줘");
    expect(sent).toContain("문의 [phone] [email]");
  });

  it("keeps tokens, time and model of each call", async () => {
    const { model } = await wired(protocol, asks(), { words: ["네."] });

    const heard = await hear(agentWith(model, [queryTool()]), "지난주 광고비");

    expect(heard.end.modelCalls).toHaveLength(2);
    expect(heard.end.modelCalls[0]).toMatchObject({
      inputTokens: 1_200,
      cachedTokens: 1_000,
      outputTokens: 60,
      reasoningTokens: 20,
      costMicros: null,
      outcome: "answered",
      reason: null,
    });
    expect(heard.end.modelCalls[0]?.model).toMatch(/\/scripted$/);
  });
});

describe("the Responses wire", () => {
  it("asks that nothing is stored on the other side", async () => {
    const { model, server } = await wired("responses", { words: ["네."] });

    await hear(agentWith(model, []), "안녕");

    expect(server.asked[0]?.body).toMatchObject({ store: false });
    expect(server.asked[0]?.body).not.toHaveProperty("previous_response_id");
  });
});

describe("a model at OpenAI itself", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** What is asked of a model, besides messages and tools. */
  async function settingsFor(kind: "openai" | "compatible", model: string) {
    const asked: { url: unknown; body: Record<string, unknown> }[] = [];
    vi.stubGlobal("fetch", (at: unknown, init: { body: string }) => {
      asked.push({ url: at, body: JSON.parse(init.body) as Record<string, unknown> });
      return Promise.resolve(new Response("{}", { status: 500 }));
    });
    const heard = await hear(
      agentWith(openModel({ kind, model, apiKey: KEY }), [queryTool()]),
      "지난주 광고비",
    );
    return { asked, heard, body: asked[0]?.body };
  }

  it.each([
    ["openai", "https://api.openai.com/v1/responses"],
    ["compatible", "https://api.openai.com/v1/chat/completions"],
  ] as const)("%s: is asked at %s to keep nothing", async (kind, url) => {
    const { asked, heard } = await settingsFor(kind, "gpt-6-luna");

    expect(asked).toMatchObject([{ url, body: { model: "gpt-6-luna", store: false } }]);
    expect(heard.end.modelCalls[0]?.model).toMatch(/^openai\.(responses|chat)\/gpt-6-luna$/);
  });

  it.each(["gpt-6-luna", "gpt-6.1-sol", "gpt-5.4-mini", "o4-mini"])(
    "%s over Responses thinks little and tells nobody of it",
    async (model) => {
      const { body } = await settingsFor("openai", model);

      expect(body?.["reasoning"]).toEqual({ effort: "low" });
    },
  );

  it.each([
    ["gpt-6-luna", "none"],
    ["gpt-5.4-mini", "none"],
    ["gpt-5-nano", "minimal"],
    ["gpt-4.1-mini", undefined],
    ["gpt-4o", undefined],
    ["o4-mini", undefined],
    ["chatgpt-4o-latest", undefined],
    ["gpt-5-chat-latest", undefined],
  ])("%s over chat completions is asked to think as little as it can be asked: %s", async (model, effort) => {
    const { body } = await settingsFor("compatible", model);

    expect(body?.["reasoning_effort"]).toBe(effort);
  });
});

describe("thoughts that a server leaves in the words", () => {
  it.each([
    [["<think>The user asks.</think>", "\n\n무엇을 볼까요?"]],
    [["<th", "ink>Let me", " see: 9원.</thi", "nk>무엇을 볼까요?"]],
    [["<thinking>\nHm.\n</thinking>\n무엇을 볼까요?"]],
  ])("are not the answer: %j", async (words) => {
    const { model } = await wired("chat", { words });

    const heard = await hear(agentWith(model, [queryTool()]), "안녕");

    expect(heard.words).toBe("무엇을 볼까요?");
  });

  it("alone are no answer at all", async () => {
    const { model } = await wired("chat", { words: ["<think>The user asks and", " I go on and on"] });

    const heard = await hear(agentWith(model, [queryTool()]), "안녕");

    expect(heard.words).toContain("빈 답을 보내 기본 해석기로 답했어요");
    expect(heard.words).not.toContain("The user");
  });
});
