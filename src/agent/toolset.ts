// The product's tools as the model's loop wants them. Every call goes through act(); what fails is told to the model in a word and kept for the person.

import { type JSONSchema7, jsonSchema, tool, type ToolSet, zodSchema } from "ai";
import type { z } from "zod";
import { canonicalJson, storableJson } from "../core/canonical.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { Tool, ToolResult } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import { act } from "./act.ts";
import type { ToolCallRecord } from "./history.ts";
import { ownAssumptions } from "./assumptions.ts";
import { type IsSaid, inOwnWords } from "./own-words.ts";
import { type Limits, within } from "./limits.ts";

/** Where the tools of one turn leave what they did. */
export type Desk = {
  ctx: Ctx;
  tools: readonly Tool[];
  limits: Limits;
  calls: ToolCallRecord[];
  /** Those that went well. */
  cards: Card[];
  /** Calls that failed and were not made well since; shown when the loop has ended. */
  failures: { tool: string; step: number; error: unknown }[];
  /** A failure was shown. */
  failed: boolean;
  /** Calls of whoever answers now, repeated ones too. */
  asked: number;
  /** Calls beyond the turn's budget. */
  leftOut: number;
  /** Where in `calls` those of whoever answers now begin. */
  firstCall: number;
  /** Time of all tools of the turn so far. */
  spentMs: number;
  /** Model calls of the turn so far: a later step may mend what an earlier one did wrong. */
  step: () => number;
  /** Text from outside is part of this turn. */
  tainted: boolean;
  /** Whether a text was said or found in this conversation; left out for our own interpreter, which writes no others. */
  isSaid?: IsSaid | undefined;
  show: (card: Card) => void;
  progress: (card: Card) => void;
};

/** @param offered names the model may call; the others exist for buttons and files */
export function toolSetFor(desk: Desk, offered: readonly Tool[]): ToolSet {
  return Object.fromEntries(
    offered.map(({ name, about, input }) => [
      name,
      tool({
        description: about,
        inputSchema: schemaOf(input),
        execute: (given, { toolCallId }) =>
          execute(desk, input, { id: toolCallId, tool: name, input: storableJson(given) }),
      }),
    ]),
  );
}

type InputSchema = ReturnType<typeof zodSchema>;

/** JSON schemas by their zod types: making those of forty tools anew cost 10 ms a turn. */
const schemas = new WeakMap<z.ZodType, InputSchema>();

function schemaOf(input: z.ZodType): InputSchema {
  const known = schemas.get(input);
  if (known) return known;
  const whole = zodSchema(input);
  const told = async (): Promise<JSONSchema7> => withoutDouble(await whole.jsonSchema) as JSONSchema7;
  const schema = jsonSchema(told, whole.validate && { validate: whole.validate });
  schemas.set(input, schema);
  return schema;
}

/**
 * What a model reads of a schema, said once: a pattern beside a format says the same in two hundred letters, the dialect is every
 * schema's own. What a model sends is checked by the whole schema.
 */
function withoutDouble(held: unknown): unknown {
  if (Array.isArray(held)) return held.map(withoutDouble);
  if (typeof held !== "object" || held === null) return held;
  const isDouble = (key: string): boolean => key === "$schema" || (key === "pattern" && "format" in held);
  const entries = Object.entries(held).filter(([key, value]) => !isDouble(key) || typeof value !== "string");
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutDouble(value)]));
}

type Call = Omit<ToolCallRecord, "facts" | "outside">;

/** Never throws: what a tool throws would reach the model word for word. */
async function execute(desk: Desk, schema: z.ZodType, given: Call): Promise<unknown> {
  desk.asked++;
  if (desk.asked > desk.limits.toolCalls || desk.limits.toolMs - desk.spentMs < LEAST_MS) {
    desk.leftOut++;
    return { error: "no more tool calls in this turn" };
  }
  const { call, leftOut } = withoutOwnTexts(desk, given);
  if (leftOut.length > 0 && !standsAlone(schema, call.input, leftOut))
    return { error: "invalid", hint: NOT_SAID, leftOut: leftOut.slice(0, MOST_PLACES) };
  const made = desk.calls.slice(desk.firstCall);
  if (made.some(({ id }) => id === call.id)) return { error: "this call id was used already" };
  const same = made.find((past) => isSame(past, call));
  if (same) return same.facts;
  const record: ToolCallRecord = {
    ...call,
    facts: { error: "unfinished" },
    outside: false,
  };
  desk.calls.push(record);
  const step = desk.step();
  try {
    const { card, facts, outside = true } = await runTool(desk, call);
    record.facts = storableJson(withHint(facts, leftOut));
    record.outside = outside;
    desk.tainted ||= outside;
    desk.failures = desk.failures.filter((one) => one.tool !== call.tool || one.step >= step);
    desk.cards.push(card);
    desk.show(card);
  } catch (error) {
    record.facts = { error: error instanceof Failure ? error.code : "failed" };
    note(desk, { tool: call.tool, step, error });
  }
  return record.facts;
}

/** A timer may ring a moment early: what little is then left begins no further tool. */
const LEAST_MS = 10;

const NOT_SAID =
  "These texts were said by nobody here and are left out. Write names and texts as the person did.";
const MOST_PLACES = 5;

/** A model outside fills in what was said; texts of its own would stand on a card as if somebody had meant them. */
function withoutOwnTexts({ isSaid, ctx }: Desk, call: Call): { call: Call; leftOut: string[] } {
  if (!isSaid) return { call, leftOut: [] };
  const { assumptions, ...rest } = call.input as { assumptions?: unknown };
  const { input, leftOut } = inOwnWords(rest, isSaid);
  const assumed = Array.isArray(assumptions) && { assumptions: ownAssumptions(assumptions, ctx.lang) };
  return { call: { ...call, input: { ...(input as object), ...assumed } }, leftOut };
}

/** Whether it is still the same question: a filter less would be another. */
function standsAlone(schema: z.ZodType, input: unknown, leftOut: readonly string[]): boolean {
  return !leftOut.some((place) => place.startsWith("filters.")) && schema.safeParse(input).success;
}

function withHint(facts: unknown, leftOut: readonly string[]): unknown {
  if (leftOut.length === 0 || typeof facts !== "object" || facts === null) return facts;
  return { ...facts, hint: NOT_SAID, leftOut: leftOut.slice(0, MOST_PLACES) };
}

/** Asked for once more in the same turn: the answer is there already. */
function isSame(past: ToolCallRecord, call: Call): boolean {
  return past.tool === call.tool && canonicalJson(past.input) === canonicalJson(call.input);
}

async function runTool(desk: Desk, call: Call): Promise<ToolResult> {
  const { limits } = desk;
  const started = performance.now();
  let last = started;
  const progress = (card: Card): void => {
    last = performance.now();
    desk.progress(card);
  };
  const reminder = setInterval(() => {
    if (performance.now() - last >= limits.progressEveryMs - 50) progress(stillWorking(desk.ctx));
  }, limits.progressEveryMs);
  const late = new AbortController();
  const signal = desk.ctx.signal ? AbortSignal.any([desk.ctx.signal, late.signal]) : late.signal;
  try {
    const work = act(
      { ...desk.ctx, signal },
      desk.tools,
      { tool: call.tool, input: call.input },
      progress,
      desk,
    );
    return await within(limits.toolMs - desk.spentMs, work, () => tooSlow(call.tool));
  } catch (error) {
    late.abort(error);
    throw error;
  } finally {
    clearInterval(reminder);
    desk.spentMs += performance.now() - started;
  }
}

function note({ ctx, failures }: Desk, failure: Desk["failures"][number]): void {
  const { tool: name, error } = failure;
  if (ctx.signal?.aborted) return;
  if (!(error instanceof Failure)) ctx.log.error({ tool: name, err: error }, "tool failed");
  failures.push(failure);
}

function tooSlow(name: string): Failure {
  return new Failure("unavailable", `${name} took too long`, {
    say: words("시간 안에 끝내지 못했어요.", "It did not finish in time."),
    next: words("기간이나 범위를 줄여 다시 물어봐 주세요.", "Try a shorter period or a narrower question."),
  });
}

function stillWorking({ lang }: Ctx): Card {
  const text = lang === "ko" ? "아직 확인하고 있어요…" : "Still working on it…";
  return { lang, parts: [{ kind: "progress", runs: [text] }] };
}
