// A turn without a database: a context, tools that answer from memory, and models that follow a script.

import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import pino from "pino";
import type { z } from "zod";
import type { Ctx } from "../../src/capabilities/context.ts";
import { tools as productTools } from "../../src/capabilities/registry.ts";
import { defineTool, isForWords, type Tool } from "../../src/capabilities/tool.ts";
import type { Card } from "../../src/core/card/card.ts";
import { newId, PersonId, QueryId, WorkspaceId } from "../../src/core/ids.ts";
import type { Quantity } from "../../src/core/quantity.ts";
import { MarketingQuery } from "../../src/core/query.ts";
import type { Role } from "../../src/core/roles.ts";
import { type Agent, buildAgent, type PastTurn, runTurn, type TurnEvent } from "../../src/agent/turn.ts";

const silent = pino({ level: "silent" });

/** No tool of these tests reads the database: a touch of it fails loudly. */
export function makeCtx(over: Partial<Pick<Ctx, "role" | "lang">> = {}): Ctx {
  const ctx = {
    workspaceId: newId(WorkspaceId),
    actor: { kind: "person", personId: newId(PersonId) },
    role: "member" satisfies Role,
    lang: "ko",
    zone: "Asia/Seoul",
    now: Temporal.Instant.from("2026-11-21T10:00:00+09:00"),
    log: silent,
    ...over,
  };
  return ctx as unknown as Ctx;
}

export function won(value: number): Quantity {
  return { value, unit: "currency", currency: "KRW", metric: "spend", scope: {} };
}

export function cardOf(...quantities: Quantity[]): Card {
  return { lang: "ko", parts: [{ kind: "text", tone: "lead", runs: ["", ...quantities] }] };
}

/** ₩1,234,567 for the week before the one of `makeCtx`. */
export const lastWeeksSpend: Card = cardOf({
  ...won(1_234_567),
  scope: { from: "2026-11-09", to: "2026-11-15" },
  queryId: newId(QueryId),
});

/** `query_performance` that notes its queries and shows `lastWeeksSpend`. */
export function queryTool(asked: MarketingQuery[] = []): Tool {
  return defineTool({
    name: "query_performance",
    about: "Figures.",
    effect: "read",
    input: MarketingQuery,
    run: (_, query) => {
      asked.push(query);
      return Promise.resolve({ card: lastWeeksSpend, facts: { query } });
    },
  });
}

export function toolOf<Input extends z.ZodType>(
  name: string,
  input: Input,
  run: Tool<Input>["run"],
  effect: Tool["effect"] = "read",
): Tool {
  return defineTool({ name, about: name, effect, input, run });
}

type Step = readonly LanguageModelV4StreamPart[] | "hang" | Error;

/** Answers its calls in the order of the script. */
export function scripted(...steps: Step[]): LanguageModelV4 {
  let at = 0;
  return {
    specificationVersion: "v4",
    provider: "scripted",
    modelId: "script",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("not used")),
    doStream: () => {
      const step = steps[Math.min(at, steps.length - 1)] ?? [];
      at++;
      if (step instanceof Error) return Promise.reject(step);
      if (step === "hang") return new Promise(() => undefined);
      return Promise.resolve({
        stream: ReadableStream.from([{ type: "stream-start", warnings: [] }, ...step]),
      });
    },
  };
}

const usage = {
  inputTokens: { total: 11, noCache: 11, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 7, text: 7, reasoning: 0 },
};

export function says(text: string): LanguageModelV4StreamPart[] {
  return [
    { type: "text-start", id: "t" },
    { type: "text-delta", id: "t", delta: text },
    { type: "text-end", id: "t" },
    { type: "finish", usage, finishReason: { unified: "stop", raw: undefined } },
  ];
}

export function calls(...made: { id: string; tool: string; input: unknown }[]): LanguageModelV4StreamPart[] {
  return [
    ...made.map(({ id, tool, input }) => ({
      type: "tool-call" as const,
      toolCallId: id,
      toolName: tool,
      input: JSON.stringify(input),
    })),
    { type: "finish", usage, finishReason: { unified: "tool-calls", raw: undefined } },
  ];
}

/** The wishes; here they answer without the database that they look names up in. */
function isWish(tool: Tool): boolean {
  return isForWords(tool) && !["query_performance", "list_campaigns"].includes(tool.name);
}

export function agentWith(
  model: LanguageModelV4,
  tools: Tool[],
  limits: Partial<Agent["limits"]> = {},
): Agent {
  const names = new Set(tools.map(({ name }) => name));
  const wishes = productTools
    .filter((tool) => isWish(tool) && !names.has(tool.name))
    .map((tool) => ({
      ...tool,
      run: () => Promise.resolve({ card: cardOf(), facts: { notYet: tool.name } }),
    }));
  return buildAgent({ model, tools: [...tools, ...wishes], log: silent, limits });
}

export type Heard = {
  events: TurnEvent[];
  cards: Card[];
  words: string;
  end: Extract<TurnEvent, { kind: "end" }>;
};

export async function hear(
  agent: Agent,
  said: string,
  ctx: Ctx = makeCtx(),
  history: PastTurn[] = [],
): Promise<Heard> {
  const events: TurnEvent[] = [];
  for await (const event of runTurn(ctx, agent, { said, history })) events.push(event);
  const end = events.at(-1);
  if (end?.kind !== "end") throw new Error("a turn ends with its end");
  const cards = events.flatMap((event) => (event.kind === "card" ? [event.card] : []));
  const words = events.map((event) => (event.kind === "words" ? event.text : "")).join("");
  return { events, cards, words, end };
}
