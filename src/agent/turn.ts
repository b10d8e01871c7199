// One turn, as events: cards, words, progress, and an end with everything that is to be stored.

import type { Ctx } from "../capabilities/context.ts";
import type { Agent } from "./agent.ts";
import { type Answering, answerTurn, openAnswering, type TurnEvent } from "./answering.ts";
import { openChannel } from "./channel.ts";
import type { PastTurn } from "./history.ts";

export { type Agent, buildAgent } from "./agent.ts";
export type { TurnEvent } from "./answering.ts";
export type { PastTurn, ToolCallRecord } from "./history.ts";
export type { ModelCallRecord } from "./model-call.ts";

/**
 * Cards as they are made, words as they are proved, then one `end`. Never throws for what a model or a tool does.
 * Whoever stops reading stops the turn: its tools are told by `ctx.signal`, and nothing more is begun.
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
  const signal = ctx.signal ? AbortSignal.any([abort.signal, ctx.signal]) : abort.signal;
  signal.addEventListener("abort", channel.close);
  const turn = openAnswering({ ...ctx, signal }, agent, input, channel.send);
  const work = answerTurn(turn).finally(channel.close);
  try {
    yield* channel.read();
    ctx.signal?.throwIfAborted();
    await work;
    yield endOf(turn);
  } finally {
    abort.abort();
  }
}

function endOf({ desk, watch, copyCalls, answer, failure }: Answering): TurnEvent {
  const outcome = desk.failed && desk.cards.length === 0 ? "failed" : "answered";
  const { calls, tainted } = desk;
  const modelCalls = [...watch.records, ...copyCalls];
  return { kind: "end", calls, modelCalls, answer, outcome, failure, tainted };
}
