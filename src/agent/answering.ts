// Who answers a turn: the model's loop, its words proved; the interpreter in its place when it fails or rests.

import { setImmediate as othersTurn } from "node:timers/promises";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Card } from "../core/card/card.ts";
import { failureCard } from "../core/card/failure-card.ts";
import { Failure } from "../core/failure.ts";
import { say, words } from "../core/locale.ts";
import { dayIn } from "../core/time.ts";
import type { Ctx } from "../capabilities/context.ts";
import { type Agent, isBuiltIn } from "./agent.ts";
import { withAskings } from "./askings.ts";
import { messagesOf, type PastTurn, type ToolCallRecord } from "./history.ts";
import { runLoop } from "./loop.ts";
import { type ModelCallRecord, newCall } from "./model-call.ts";
import { openSaid } from "./own-words.ts";
import { openRelease } from "./proof/release.ts";
import { isTainted } from "./taint.ts";
import type { Desk } from "./toolset.ts";
import { ModelTrouble, type TroubleKind, troubleNote, troubleOf } from "./trouble.ts";
import { openWatch, type Watch } from "./watched-model.ts";

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
      /** What is told as having failed, if anything is. */
      failure?: unknown;
      /** Text from outside has entered the conversation by now. */
      tainted: boolean;
    };

/** One turn while it is answered. */
export type Answering = {
  agent: Agent;
  desk: Desk;
  watch: Watch;
  /** Calls of models for ad copy and pictures, beside those of the turn's own loop. */
  copyCalls: ModelCallRecord[];
  said: string;
  history: PastTurn[];
  answer: string;
  failure?: unknown;
  send: (event: TurnEvent) => void;
  signal: AbortSignal;
};

/** @param ctx with the signal that stops the turn */
export function openAnswering(
  ctx: Ctx & { signal: AbortSignal },
  agent: Agent,
  { said, history }: { said: string; history: PastTurn[] },
  send: (event: TurnEvent) => void,
): Answering {
  const watch = openWatch();
  const copyCalls: ModelCallRecord[] = [];
  const desk: Desk = {
    ctx: withAskings(ctx, agent, copyCalls),
    tools: agent.tools,
    limits: agent.limits,
    calls: [],
    cards: [],
    failures: [],
    failed: false,
    asked: 0,
    leftOut: 0,
    firstCall: 0,
    spentMs: 0,
    step: () => watch.records.length,
    tainted: isTainted(history),
    show: (card) => send({ kind: "card", card }),
    progress: (card) => send({ kind: "progress", card }),
  };
  return { agent, desk, watch, copyCalls, said, history, answer: "", send, signal: ctx.signal };
}

/** Never rejects: what fails becomes words or a card. */
export async function answerTurn(turn: Answering): Promise<void> {
  const { model, breaker } = turn.agent;
  if (isBuiltIn(turn.agent, model)) return answerOrFail(turn);
  const begun = { begunMs: breaker.nowMs() };
  const resting = breaker.resting();
  if (resting) return replace(turn, resting, "resting");
  try {
    await answerWith(turn, model);
    breaker.succeeded(begun);
  } catch (error) {
    if (turn.signal.aborted) return;
    breaker.failed(troubleOf(error), begun);
    await recover(turn, error);
  }
}

const leftOut = words(
  "한 번에 할 수 있는 만큼만 했어요. 나머지는 나눠서 물어봐 주세요.",
  "I did as much as one answer can hold. Please ask for the rest separately.",
);

/** @throws ModelTrouble when nothing that can be shown came of it */
async function answerWith(turn: Answering, model: LanguageModelV4): Promise<void> {
  const { agent, desk, watch, signal } = turn;
  const { lang, zone, now } = desk.ctx;
  const today = dayIn(zone, now);
  const release = openRelease({ cards: () => desk.cards, said: turn.said, today, lang });
  desk.isSaid = isBuiltIn(agent, model) ? undefined : openSaid(turn.said, turn.history, desk.calls);
  let spoke = false;
  const hear = async (piece?: string): Promise<void> => {
    release.take(piece);
    for (let released = release.step(); released !== undefined; released = release.step()) {
      const text = spoke ? released : released.trimStart();
      spoke ||= text !== "";
      speak(turn, text);
      await othersTurn();
    }
  };
  const { ranOut } = await runLoop({
    model,
    priceOf: agent.priceOf,
    messages: messagesOf(turn.history, turn.said),
    desk,
    offered: agent.offered,
    watch,
    signal,
    hear,
  });
  await hear();
  if (release.dropped) desk.ctx.log.warn({ model: model.modelId }, "unproved words dropped");
  const [failure] = desk.failures;
  if (desk.cards.length === 0) {
    if (failure && !isBuiltIn(agent, model) && !isForPeople(failure.error))
      throw new ModelTrouble("confused");
    if (!failure && !spoke) throw new ModelTrouble(release.dropped ? "unproved" : "empty");
  }
  if (failure) showFailure(turn, failure.error);
  if (desk.leftOut > 0 || ranOut) remark(turn, say(lang, leftOut));
}

/** Such as a role that may not; the rest, wrong arguments and bugs, another reading of the message may not meet. */
function isForPeople(error: unknown): boolean {
  return error instanceof Failure && error.code !== "invalid";
}

/** The cards that stand are kept; with none the interpreter answers. */
async function recover(turn: Answering, error: unknown): Promise<void> {
  const { agent, desk } = turn;
  const { kind, status } = troubleOf(error);
  const last = turn.watch.records.at(-1);
  if (last) last.reason ??= kind;
  desk.ctx.log.warn({ model: agent.model.modelId, reason: kind, status }, "the model failed");
  if (!(error instanceof ModelTrouble))
    desk.ctx.log.error({ err: withoutText(error) }, "the model's loop failed");
  if (desk.cards.length === 0) return replace(turn, kind, "replaced");
  remark(turn, troubleNote(kind, "midway", desk.ctx.lang));
}

async function replace(turn: Answering, kind: TroubleKind, ending: "replaced" | "resting"): Promise<void> {
  const { agent, desk, watch } = turn;
  if (ending === "resting") {
    const skipped = newCall(`${agent.model.provider}/${agent.model.modelId}`);
    watch.records.push({ ...skipped, outcome: "skipped", reason: kind });
  }
  remark(turn, `${troubleNote(kind, ending, desk.ctx.lang)} `);
  watch.spentMs = 0;
  watch.spentChars = 0;
  const [failure] = desk.failures;
  desk.failures = [];
  desk.asked = 0;
  desk.leftOut = 0;
  desk.firstCall = desk.calls.length;
  await answerOrFail(turn, failure?.error);
}

/**
 * The interpreter's answer; what fails here is a bug and is shown as one.
 * @param before what failed before and says more than an answer that came to nothing
 */
async function answerOrFail(turn: Answering, before?: unknown): Promise<void> {
  const { desk, agent } = turn;
  try {
    await answerWith(turn, agent.fallback);
  } catch (error) {
    if (turn.signal.aborted) return;
    if (!(error instanceof Failure)) desk.ctx.log.error({ err: error }, "turn failed");
    showFailure(turn, before ?? error);
  }
}

/** One at most: it stands behind everything that went well. */
function showFailure(turn: Answering, error: unknown): void {
  const { desk } = turn;
  desk.failed = true;
  turn.failure = error;
  desk.show(failureCard(error, desk.ctx.lang));
}

/** An error of a library may quote prompts and keys: its name and its place are enough to find it. */
function withoutText(error: unknown): Error {
  const named = new Error(error instanceof Error ? error.name : typeof error);
  const frames =
    error instanceof Error ? error.stack?.split("\n").filter((line) => line.trim().startsWith("at ")) : [];
  named.stack = [named.message, ...(frames ?? [])].join("\n");
  return named;
}

function speak(turn: Answering, text: string): void {
  if (text === "") return;
  turn.answer += text;
  turn.send({ kind: "words", text });
}

/** Our own words, apart from the model's. */
function remark(turn: Answering, text: string): void {
  speak(turn, turn.answer === "" || turn.answer.endsWith("\n") ? text : `\n${text}`);
}
