// Asks a model for the one photograph that a creative's pictures are laid out with: in its own time, recorded like every model call.

import { readFileSync } from "node:fs";
import { AISDKError, type ImageModelV4 } from "@ai-sdk/provider";
import { generateImage, NoImageGeneratedError } from "ai";
import type { Ctx } from "../capabilities/context.ts";
import type { AskPicture, PictureRequest } from "../capabilities/creatives/creatives.ts";
import type { Breaker } from "./breaker.ts";
import { within } from "./limits.ts";
import { countOf, type ModelCallRecord, newCall } from "./model-call.ts";
import { masked } from "./providers/mask.ts";
import { ModelTrouble, troubleNote, troubleOf } from "./trouble.ts";

const instructions = readFileSync(new URL("../../prompts/picture.md", import.meta.url), "utf8").replace(
  /^<!--.*-->\n/,
  "",
);

/** A picture takes ten seconds or more; people who wait see a line of progress. */
const LONGEST_MS = 45_000;
const SIZE = "1536x1024";
const MOST_LETTERS = 300;

export type Painter = { model: ImageModelV4; breaker: Breaker; limitMs?: number };

/** @param calls where the call is recorded */
export function openPictureAsking(ctx: Ctx, painter: Painter, calls: ModelCallRecord[]): AskPicture {
  return async (request) => {
    const { breaker, model } = painter;
    const record = newCall(`${model.provider}/${model.modelId}`);
    calls.push(record);
    const resting = breaker.resting();
    if (resting) {
      Object.assign(record, { outcome: "skipped", reason: resting });
      return { trouble: troubleNote(resting, "picture", request.lang) };
    }
    const begun = { begunMs: breaker.nowMs() };
    const started = performance.now();
    try {
      const bytes = await pictureOf(ctx, painter, request, record);
      breaker.succeeded(begun);
      return { bytes };
    } catch (error) {
      ctx.signal?.throwIfAborted();
      const trouble = pictureTrouble(error);
      breaker.failed(trouble, begun);
      Object.assign(record, { outcome: trouble.kind === "late" ? "late" : "failed", reason: trouble.kind });
      ctx.log.warn({ model: model.modelId, reason: trouble.kind, status: trouble.status }, "no picture came");
      return { trouble: troubleNote(trouble.kind, "picture", request.lang) };
    } finally {
      record.tookMs = Math.round(performance.now() - started);
    }
  };
}

async function pictureOf(
  ctx: Ctx,
  { model, limitMs = LONGEST_MS }: Painter,
  request: PictureRequest,
  record: ModelCallRecord,
): Promise<Uint8Array> {
  const abort = new AbortController();
  const signals = ctx.signal ? [ctx.signal, abort.signal] : [abort.signal];
  const painted = generateImage({
    model,
    prompt: promptOf(request),
    size: SIZE,
    maxRetries: 0,
    abortSignal: AbortSignal.any(signals),
    // a photograph as JPEG is a tenth of the same as PNG; a compatible server is told nothing it may not know
    providerOptions: { openai: { quality: "medium", outputFormat: "jpeg", outputCompression: 90 } },
  });
  try {
    const { image, usage } = await within(limitMs, painted, () => new ModelTrouble("late"));
    record.inputTokens = countOf(usage.inputTokens);
    record.outputTokens = countOf(usage.outputTokens);
    if (image.uint8Array.length === 0) throw new ModelTrouble("empty");
    return image.uint8Array;
  } catch (error) {
    painted.catch(() => undefined);
    abort.abort();
    throw error;
  }
}

/** An answer without a picture in it, or with something else, is an empty one. */
function pictureTrouble(error: unknown): ModelTrouble {
  if (NoImageGeneratedError.isInstance(error)) return new ModelTrouble("empty");
  const trouble = troubleOf(error);
  return trouble.kind === "failed" && AISDKError.isInstance(error) ? new ModelTrouble("empty") : trouble;
}

/** No text inside can end its block; contact data stays here. */
function promptOf({ product, trade, occasion, tone, colors }: PictureRequest): string {
  const subject = { product: cut(product), trade, occasion: cut(occasion), tone: cut(tone), colors };
  return `${instructions}\n<subject>\n${JSON.stringify(subject).replaceAll("<", "\\u003c")}\n</subject>`;
}

function cut(text: string | undefined): string | undefined {
  return text === undefined ? undefined : masked(text).slice(0, MOST_LETTERS);
}
