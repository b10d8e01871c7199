// Reading a message: the built-in interpreter over all own rows, and what the model's loop around a tool costs with 40 tools.

import { fileURLToPath } from "node:url";
import pino from "pino";
import { z } from "zod";
import { callsFor } from "../../agent/interpreter/calls.ts";
import { interpret } from "../../agent/interpreter/interpret.ts";
import { type Agent, buildAgent, runTurn } from "../../agent/turn.ts";
import type { Ctx } from "../../capabilities/context.ts";
import { defineTool, type Tool } from "../../capabilities/tool.ts";
import { newId, PersonId, WorkspaceId } from "../../core/ids.ts";
import { MarketingQuery } from "../../core/query.ts";
import { readRows } from "../eval/score/gold.ts";
import { type Figure, percentile, timesMs } from "./measure.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const rowFiles = ["questions.ko.tsv", "questions.en.tsv"];

const ROUNDS = 5;
const TOOLS = 40;
const TURNS = 300;

export async function interpreterFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  const files = rowFiles.map((name) =>
    fileURLToPath(new URL(`../../../test/evals/${name}`, import.meta.url)),
  );
  const rows = (await Promise.all(files.map(readRows))).flat();
  const messages = rows.map(({ utterance }) => utterance);
  say(`reading ${messages.length} messages`);
  return [...readingFigures(messages), await loopFigure()];
}

function readingFigures(messages: readonly string[]): Figure[] {
  for (const said of messages) understand(said);
  const times = Array.from({ length: ROUNDS }, () => messages.map(timeOf)).flat();
  const note = `${messages.length} messages, after warm-up`;
  return [
    { name: "interpreter_p50", unit: "ms", value: percentile(times, 0.5), note },
    { name: "interpreter_p99", unit: "ms", value: percentile(times, 0.99), note },
  ];
}

function timeOf(said: string): number {
  const start = performance.now();
  understand(said);
  return performance.now() - start;
}

function understand(said: string): unknown {
  return callsFor(interpret(said, {}, setting));
}

/** A turn of an instant model that calls one of 40 tools, against that tool called directly. */
async function loopFigure(): Promise<Figure> {
  const tools = Array.from({ length: TOOLS }, (_, index) => instantTool(`tool_${index + 1}`));
  const agent = buildAgent({ model: instantModel("tool_1"), tools, log: silent });
  const ctx = benchScope();
  const turn = async (): Promise<void> => {
    for await (const event of runTurn(ctx, agent, { said: "성과", history: [] })) void event;
  };
  const direct = async (): Promise<unknown> => tools[0]?.run(ctx, query, () => {});
  await timesMs(TURNS, turn);
  await timesMs(TURNS, direct);
  const baseline = percentile(await timesMs(TURNS, direct), 0.5);
  const value = percentile(await timesMs(TURNS, turn), 0.5);
  return { name: `loop_${TOOLS}_tools_p50`, unit: "ms", value, baseline, note: "against the tool alone" };
}

const query = { kind: "total", metrics: ["spend"], time: "last_week" };

function instantTool(name: string): Tool {
  return defineTool({
    name,
    about: `Figures of kind ${name}.`,
    effect: "read",
    input: MarketingQuery.extend({ note: z.string().optional() }),
    run: ({ lang }) =>
      Promise.resolve({
        card: { lang, parts: [{ kind: "text", tone: "lead", runs: ["–"] }] },
        facts: {},
        outside: false,
      }),
  });
}

const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

type Model = Agent["model"];
type Streamed = Awaited<ReturnType<Model["doStream"]>>["stream"];
type Piece = Streamed extends ReadableStream<infer One> ? One : never;

/** Calls the tool once, then ends: no time of its own. */
function instantModel(toolName: string): Model {
  const call: Piece[] = [
    { type: "tool-call", toolCallId: "call-1", toolName, input: JSON.stringify(query) },
    { type: "finish", usage, finishReason: { unified: "tool-calls", raw: undefined } },
  ];
  const end: Piece[] = [{ type: "finish", usage, finishReason: { unified: "stop", raw: undefined } }];
  return {
    specificationVersion: "v4",
    provider: "bench",
    modelId: "instant",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("only streams are used")),
    doStream: ({ prompt }) => {
      const parts = prompt.at(-1)?.role === "tool" ? end : call;
      return Promise.resolve({
        stream: ReadableStream.from([{ type: "stream-start", warnings: [] }, ...parts]),
      });
    },
  };
}

const silent = pino({ level: "silent" });

/** Nothing of this touches a database: there is none behind it. */
function benchScope(): Ctx {
  const scope: Omit<Ctx, "db"> = {
    workspaceId: newId(WorkspaceId),
    actor: { kind: "person", personId: newId(PersonId) },
    role: "member",
    lang: "ko",
    zone: "Asia/Seoul",
    now: Temporal.Instant.from("2026-11-21T10:00:00+09:00"),
    log: silent,
  };
  return scope as Ctx;
}
