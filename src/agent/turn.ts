// One turn: the model's loop over the tools, its words proved, the interpreter in its place when it fails.

import type { LanguageModelV4 } from "@ai-sdk/provider";
import { isStepCount, ToolLoopAgent } from "ai";
import type { Logger } from "pino";
import type { Ctx } from "../capabilities/context.ts";
import { isForWords, type Tool } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { failureCard } from "../core/card/failure-card.ts";
import { Failure } from "../core/failure.ts";
import { say, words } from "../core/locale.ts";
import { dayIn } from "../core/time.ts";
import { openChannel } from "./channel.ts";
import { explainFigure } from "./explain-figure.ts";
import { messagesOf, type PastTurn, type ToolCallRecord } from "./history.ts";
import { buildInterpreter } from "./interpreter/model.ts";
import { type Limits, turnLimits } from "./limits.ts";
import { notYetTools } from "./not-yet.ts";
import { proveWords } from "./prove-words.ts";
import { systemText } from "./system-text.ts";
import { type Desk, toolSetFor } from "./toolset.ts";
import { type ModelCallRecord, ModelTrouble, type Watch, watched } from "./watched-model.ts";

export type { PastTurn, ToolCallRecord } from "./history.ts";
export type { ModelCallRecord } from "./watched-model.ts";

export type TurnEvent =
  | { kind: "progress"; card: Card }
  | { kind: "card"; card: Card }
  | { kind: "words"; text: string }
  | {
      kind: "end";
      calls: ToolCallRecord[];
      modelCalls: ModelCallRecord[];
      answer: string;
      outcome: "answered" | "failed";
    };

export type Agent = {
  model: LanguageModelV4;
  /** Answers when the model does not. */
  fallback: LanguageModelV4;
  /** Everything that exists, for the model, buttons and files. */
  tools: readonly Tool[];
  /** Those the model is offered. */
  offered: readonly Tool[];
  log: Logger;
  limits: Limits;
};

export function buildAgent(parts: {
  model: LanguageModelV4;
  tools: readonly Tool[];
  log: Logger;
  limits?: Partial<Limits>;
}): Agent {
  const names = new Set(parts.tools.map(({ name }) => name));
  const own = [explainFigure, ...notYetTools];
  const tools = [...parts.tools, ...own.filter(({ name }) => !names.has(name))];
  return {
    model: parts.model,
    fallback: buildInterpreter(),
    tools,
    offered: tools.filter(isForWords),
    log: parts.log,
    limits: { ...turnLimits, ...parts.limits },
  };
}

/**
 * Cards as they are made, words as they are proved, then one `end`. Never throws for what a model or a tool does.
 * @throws the reason of `ctx.signal` as soon as it aborts, whatever still runs
 */
export async function* runTurn(
  ctx: Ctx,
  agent: Agent,
  input: { said: string; history: PastTurn[] },
): AsyncGenerator<TurnEvent> {
  ctx.signal?.throwIfAborted();
  const channel = openChannel<TurnEvent>();
  const abort = new AbortController();
  const stopped = ctx.signal ? AbortSignal.any([abort.signal, ctx.signal]) : abort.signal;
  stopped.addEventListener("abort", channel.close);
  const turn = openTurn(ctx, agent, input, channel.send, stopped);
  const work = drive(turn).finally(channel.close);
  try {
    yield* channel.read();
    ctx.signal?.throwIfAborted();
    await work;
    yield endOf(turn);
  } finally {
    abort.abort();
  }
}

type Turn = {
  agent: Agent;
  desk: Desk;
  watch: Watch;
  said: string;
  history: PastTurn[];
  answer: string;
  send: (event: TurnEvent) => void;
  signal: AbortSignal;
};

function openTurn(
  ctx: Ctx,
  agent: Agent,
  { said, history }: { said: string; history: PastTurn[] },
  send: (event: TurnEvent) => void,
  signal: AbortSignal,
): Turn {
  const desk: Desk = {
    ctx,
    tools: agent.tools,
    limits: agent.limits,
    calls: [],
    cards: [],
    failed: false,
    show: (card) => send({ kind: "card", card }),
    progress: (card) => send({ kind: "progress", card }),
  };
  return {
    agent,
    desk,
    watch: { spentMs: 0, records: [], trouble: undefined },
    said,
    history,
    answer: "",
    send,
    signal,
  };
}

async function drive(turn: Turn): Promise<void> {
  try {
    await answerWith(turn, turn.agent.model);
  } catch (error) {
    await recover(turn, error);
  }
}

async function answerWith(turn: Turn, model: LanguageModelV4): Promise<void> {
  const text = await loop(turn, model);
  const { desk } = turn;
  const proof = proveWords(text, desk.cards, turn.said, dayIn(desk.ctx.zone, desk.ctx.now));
  if (proof.dropped) turn.agent.log.warn({ model: model.modelId }, "unproved words dropped");
  if (proof.released !== "") speak(turn, proof.released);
  if (desk.cards.length === 0 && !desk.failed && turn.answer === "")
    throw new ModelTrouble("an empty answer", false);
}

/** Runs the model and its tools to the end; the words of its last step. */
async function loop(turn: Turn, model: LanguageModelV4): Promise<string> {
  const { agent, desk, watch } = turn;
  watch.trouble = undefined;
  const looped = new ToolLoopAgent({
    model: watched(model, watch, agent.limits),
    instructions: systemText(desk.ctx),
    tools: toolSetFor(desk, agent.offered),
    stopWhen: isStepCount(agent.limits.steps),
    toolCallConcurrency: 1,
    maxRetries: 0,
    onError: () => undefined,
  });
  const messages = messagesOf(turn.history, turn.said);
  const { stream } = await looped.stream({ messages, abortSignal: turn.signal });
  let text = "";
  for await (const part of stream) {
    if (part.type === "text-delta") text += part.text;
    else if (part.type === "error")
      throw watch.trouble ?? new ModelTrouble("the loop failed", false, part.error);
  }
  throwTrouble(watch);
  return text;
}

/** A stream cut by the watch may end without an error of its own. */
function throwTrouble({ trouble }: Watch): void {
  if (trouble) throw trouble;
}

const fallenBack = words(
  "언어 모델이 답하지 않아 기본 해석기로 답했어요.",
  "The language model did not answer, so the built-in interpreter did.",
);
const stoppedMidway = words(
  "언어 모델이 중간에 멈췄어요. 위 카드는 그대로 믿으셔도 돼요.",
  "The language model stopped midway. The cards above stand.",
);

async function recover(turn: Turn, error: unknown): Promise<void> {
  const { agent, desk, watch } = turn;
  const { lang, log } = desk.ctx;
  if (turn.signal.aborted) return;
  log.warn({ model: agent.model.modelId, err: error }, "the model failed");
  if (desk.cards.length > 0 || desk.failed) return speak(turn, say(lang, stoppedMidway));
  try {
    if (agent.model.provider === agent.fallback.provider) throw error;
    watch.spentMs = 0;
    speak(turn, `${say(lang, fallenBack)} `);
    await answerWith(turn, agent.fallback);
  } catch (second) {
    if (!(second instanceof Failure)) log.error({ err: second }, "turn failed");
    desk.failed = true;
    desk.show(failureCard(second, lang));
  }
}

function speak(turn: Turn, text: string): void {
  turn.answer += text;
  turn.send({ kind: "words", text });
}

function endOf({ desk, watch, answer }: Turn): TurnEvent {
  const outcome = desk.failed && desk.cards.length === 0 ? "failed" : "answered";
  return { kind: "end", calls: desk.calls, modelCalls: watch.records, answer, outcome };
}
