// A model under watch: its time, its tokens, and nothing that it claims to have run itself.

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from "@ai-sdk/provider";
import { type Limits, within } from "./limits.ts";

/** One row of `model_call`. */
export type ModelCallRecord = {
  model: string;
  inputTokens: number | null;
  outputTokens: number | null;
  costMicros: bigint | null;
  tookMs: number;
  outcome: "answered" | "late" | "failed";
};

export class ModelTrouble extends Error {
  readonly late: boolean;
  constructor(message: string, late: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = "ModelTrouble";
    this.late = late;
  }
}

/** What one turn's calls of a model have used so far. */
export type Watch = { spentMs: number; records: ModelCallRecord[]; trouble: ModelTrouble | undefined };

export function watched(model: LanguageModelV4, watch: Watch, limits: Limits): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) =>
      within(
        limits.modelMs - watch.spentMs,
        model.doGenerate(options),
        () => new ModelTrouble("too slow", true),
      ),
    doStream: (options) => streamed(model, options, watch, limits),
  };
}

type Call = { started: number; abort: AbortController; record: ModelCallRecord; closed: boolean };

async function streamed(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
  watch: Watch,
  limits: Limits,
): Promise<LanguageModelV4StreamResult> {
  const call = openCall(model, watch);
  const signals = options.abortSignal ? [options.abortSignal, call.abort.signal] : [call.abort.signal];
  const firstMs = Math.min(limits.firstChunkMs, limits.modelMs - watch.spentMs);
  try {
    const opened = model.doStream({ ...options, abortSignal: AbortSignal.any(signals) });
    const result = await within(firstMs, opened, () => new ModelTrouble("no answer", true));
    return { ...result, stream: guarded(result.stream, call, watch, limits) };
  } catch (error) {
    throw fail(call, watch, error);
  }
}

function openCall(model: LanguageModelV4, watch: Watch): Call {
  const record: ModelCallRecord = {
    model: `${model.provider}/${model.modelId}`,
    inputTokens: null,
    outputTokens: null,
    costMicros: null,
    tookMs: 0,
    outcome: "answered",
  };
  watch.records.push(record);
  return { started: performance.now(), abort: new AbortController(), record, closed: false };
}

function guarded(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  call: Call,
  watch: Watch,
  limits: Limits,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = stream.getReader();
  let spoken = false;
  const waitMs = (): number => {
    const used = performance.now() - call.started;
    return Math.min(
      spoken ? limits.silenceMs : limits.firstChunkMs - used,
      limits.modelMs - watch.spentMs - used,
    );
  };
  return new ReadableStream<LanguageModelV4StreamPart>({
    async pull(controller) {
      try {
        const { done, value } = await within(
          waitMs(),
          reader.read(),
          () => new ModelTrouble("silence", true),
        );
        if (done) {
          close(call, watch);
          controller.close();
          return;
        }
        spoken ||= isSpeech(value);
        note(call, value);
        if (isOwn(value)) controller.enqueue(value);
        else await this.pull?.(controller);
      } catch (error) {
        controller.error(fail(call, watch, error));
      }
    },
    async cancel(reason) {
      close(call, watch);
      call.abort.abort();
      await reader.cancel(reason);
    },
  });
}

function isSpeech({ type }: LanguageModelV4StreamPart): boolean {
  return type !== "stream-start" && type !== "response-metadata";
}

/** Calls that a provider says it ran, and their results, are not believed. */
function isOwn(part: LanguageModelV4StreamPart): boolean {
  if (part.type === "tool-result" || part.type === "tool-approval-request") return false;
  return !("providerExecuted" in part && part.providerExecuted === true);
}

function note(call: Call, part: LanguageModelV4StreamPart): void {
  if (part.type === "finish") {
    call.record.inputTokens = part.usage.inputTokens.total ?? null;
    call.record.outputTokens = part.usage.outputTokens.total ?? null;
  }
  if (part.type === "error") throw new ModelTrouble("the model reported an error", false, part.error);
}

function close(call: Call, watch: Watch): void {
  if (call.closed) return;
  call.closed = true;
  const tookMs = performance.now() - call.started;
  watch.spentMs += tookMs;
  call.record.tookMs = Math.round(tookMs);
}

function fail(call: Call, watch: Watch, error: unknown): ModelTrouble {
  const trouble = error instanceof ModelTrouble ? error : new ModelTrouble("the model failed", false, error);
  call.record.outcome = trouble.late ? "late" : "failed";
  watch.trouble = trouble;
  close(call, watch);
  call.abort.abort();
  return trouble;
}
