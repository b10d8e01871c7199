// A model under watch: its time, its length, its tokens, and nothing that it claims to have run itself.

import { setImmediate as othersTurn } from "node:timers/promises";
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from "@ai-sdk/provider";
import { openCleaner } from "./clean-parts.ts";
import { type Limits, within } from "./limits.ts";
import { type ModelCallRecord, newCall, noteUsage, type PriceOf } from "./model-call.ts";
import { type Hints, withHints } from "./slips.ts";
import { ModelTrouble, troubleOf } from "./trouble.ts";

/** What one turn's calls of a model have used so far. */
export type Watch = {
  spentMs: number;
  spentChars: number;
  records: ModelCallRecord[];
  trouble: ModelTrouble | undefined;
};

export function openWatch(): Watch {
  return { spentMs: 0, spentChars: 0, records: [], trouble: undefined };
}

type Guard = { model: LanguageModelV4; watch: Watch; limits: Limits; priceOf: PriceOf; hints: Hints };

export function watched(guard: Guard): LanguageModelV4 {
  const { provider, modelId, supportedUrls } = guard.model;
  return {
    specificationVersion: "v4",
    provider,
    modelId,
    supportedUrls,
    doGenerate: () => Promise.reject(new Error("turns stream")),
    doStream: (options) => streamed(guard, options),
  };
}

type Call = { started: number; abort: AbortController; record: ModelCallRecord; closed: boolean };

async function streamed(
  guard: Guard,
  options: LanguageModelV4CallOptions,
): Promise<LanguageModelV4StreamResult> {
  const { model, watch, limits } = guard;
  const call = openCall(guard);
  const signals = options.abortSignal ? [options.abortSignal, call.abort.signal] : [call.abort.signal];
  const firstMs = Math.min(limits.firstChunkMs, limits.modelMs - watch.spentMs);
  const prompt = withHints(options.prompt, guard.hints);
  const opened = (async () =>
    model.doStream({ ...options, prompt, abortSignal: AbortSignal.any(signals) }))();
  try {
    const { stream } = await within(firstMs, opened, late);
    return { stream: guarded(stream.getReader(), call, guard) };
  } catch (error) {
    void opened.then(({ stream }) => stream.cancel()).catch(() => undefined);
    throw fail(call, watch, error);
  }
}

function late(): ModelTrouble {
  return new ModelTrouble("late");
}

function openCall({ model, watch }: Guard): Call {
  const record = newCall(`${model.provider}/${model.modelId}`);
  watch.records.push(record);
  return { started: performance.now(), abort: new AbortController(), record, closed: false };
}

type Part = LanguageModelV4StreamPart;

/** Parts read at a stretch. */
const BETWEEN_BREATHS = 64;

function guarded(reader: ReadableStreamDefaultReader<Part>, call: Call, guard: Guard): ReadableStream<Part> {
  const { watch } = guard;
  const nextPart = partsInTime(reader, call, guard);
  return new ReadableStream<Part>({
    async pull(controller) {
      try {
        const part = await nextPart();
        if (part) return controller.enqueue(part);
        close(call, watch);
        controller.close();
      } catch (error) {
        controller.error(fail(call, watch, error));
        reader.cancel().catch(() => undefined);
      }
    },
    cancel() {
      close(call, watch);
      call.abort.abort();
      reader.cancel().catch(() => undefined);
    },
  });
}

/**
 * The next part that is the model's own, `undefined` at the end.
 * Signs of life without content (pings, metadata) do not count as an answer.
 */
function partsInTime(
  reader: ReadableStreamDefaultReader<Part>,
  call: Call,
  { watch, limits, priceOf }: Guard,
): () => Promise<Part | undefined> {
  let lastSpoke: number | undefined;
  let finished = false;
  const clean = openCleaner();
  const calls = new Set<string>();
  let parts = 0;
  const leftMs = (): number => {
    const now = performance.now();
    const quiet =
      lastSpoke === undefined
        ? limits.firstChunkMs - (now - call.started)
        : limits.silenceMs - (now - lastSpoke);
    return Math.min(quiet, limits.modelMs - watch.spentMs - (now - call.started));
  };
  return async () => {
    for (;;) {
      // a stream that never lets go would keep every timer, ours too, from its turn
      if (++parts % BETWEEN_BREATHS === 0) {
        await othersTurn();
        if (leftMs() <= 0) throw late();
      }
      const { done, value: part } = await within(leftMs(), reader.read(), late);
      if (done && finished) return undefined;
      if (done) throw new ModelTrouble("cut");
      if (part.type === "error") throw reported(part.error);
      countChars(part, watch, limits);
      countCalls(part, calls, limits);
      if (isSpeech(part)) lastSpoke = performance.now();
      if (part.type === "finish") {
        finished = true;
        noteUsage(call.record, part.usage, priceOf);
        if (isCut(part.finishReason, calls.size)) throw new ModelTrouble("cut");
      }
      if (isOwn(part)) return clean(part);
    }
  };
}

/** An error in the middle of an answer comes in many shapes; where it tells nothing, the server had it. */
function reported(error: unknown): ModelTrouble {
  const trouble = troubleOf(error);
  return trouble.kind === "failed" ? new ModelTrouble("broken") : trouble;
}

function isSpeech({ type }: Part): boolean {
  return !["stream-start", "response-metadata", "ping", "raw"].includes(type);
}

function countChars(part: Part, watch: Watch, limits: Limits): void {
  if ("delta" in part) watch.spentChars += part.delta.length;
  if (part.type === "tool-call") watch.spentChars += part.input.length;
  if (watch.spentChars > limits.modelChars) throw new ModelTrouble("tooMuch");
}

function countCalls(part: Part, calls: Set<string>, limits: Limits): void {
  if (!isOwn(part)) return;
  if (part.type === "tool-call") calls.add(part.toolCallId);
  if (part.type === "tool-input-start") calls.add(part.id);
  if (calls.size > limits.stepCalls) throw new ModelTrouble("tooMuch");
}

/** The words of both protocols for an answer that is whole; Responses says nothing then. */
const wholeEnds: readonly (string | undefined)[] = [undefined, "stop", "tool_calls", "function_call"];

/** Everything that ended otherwise: filtered, too long, stopped, or without a reason that we know. */
function isCut({ unified, raw }: LanguageModelV4FinishReason, calls: number): boolean {
  if (!wholeEnds.includes(raw)) return true;
  return unified === "tool-calls" ? calls === 0 : unified !== "stop";
}

/** Calls that a provider says it ran, and their results, are not believed. */
function isOwn(part: Part): boolean {
  if (part.type === "tool-result" || part.type === "tool-approval-request") return false;
  return !("providerExecuted" in part && part.providerExecuted === true);
}

function close(call: Call, watch: Watch): void {
  if (call.closed) return;
  call.closed = true;
  const tookMs = performance.now() - call.started;
  watch.spentMs += tookMs;
  call.record.tookMs = Math.round(tookMs);
}

function fail(call: Call, watch: Watch, error: unknown): ModelTrouble {
  const trouble = troubleOf(error);
  call.record.outcome = trouble.kind === "late" ? "late" : "failed";
  call.record.reason = trouble.kind;
  watch.trouble = trouble;
  close(call, watch);
  call.abort.abort();
  return trouble;
}
