// The parts of an agent: which model answers, what stands in for it, and the tools.

import type { ImageModelV4, LanguageModelV4 } from "@ai-sdk/provider";
import type { Logger } from "pino";
import { isForWords, type Tool } from "../capabilities/tool.ts";
import { type Breaker, openBreaker } from "./breaker.ts";
import { explainFigure } from "./explain-figure.ts";
import { buildInterpreter } from "./interpreter/model.ts";
import { type Limits, turnLimits } from "./limits.ts";
import type { PriceOf } from "./model-call.ts";
import type { Painter } from "./picture-asking.ts";
import { openAiCost } from "./providers/price.ts";
import { talkTools } from "./talk/talk-tools.ts";

export type Agent = {
  model: LanguageModelV4;
  priceOf: PriceOf;
  /** Answers when the model does not. */
  fallback: LanguageModelV4;
  breaker: Breaker;
  /** For opinions behind reviews: what fails there keeps nobody from an answer. */
  judgeBreaker: Breaker;
  /** Makes photographs for creatives, and is left alone by itself. */
  painter?: Painter;
  /** Everything that exists, for the model, buttons and files. */
  tools: readonly Tool[];
  /** Those the model is offered. */
  offered: readonly Tool[];
  limits: Limits;
};

export function buildAgent(parts: {
  model: LanguageModelV4;
  /** With the longest it may take for a picture, where that is not the usual. */
  pictures?: { model: ImageModelV4; limitMs?: number };
  priceOf?: PriceOf;
  tools: readonly Tool[];
  log: Logger;
  limits?: Partial<Limits>;
  breaker?: Breaker;
}): Agent {
  const model = parts.model.modelId;
  const names = new Set(parts.tools.map(({ name }) => name));
  const own = [explainFigure, ...talkTools];
  const tools = [...parts.tools, ...own.filter(({ name }) => !names.has(name))];
  /** @param line what the log says of every rest */
  const breakerOf = (line: string, of = model): Breaker =>
    openBreaker({ rests: (kind, ms) => parts.log.warn({ model: of, reason: kind, ms }, line) });
  return {
    model: parts.model,
    priceOf: parts.priceOf ?? openAiCost,
    fallback: buildInterpreter(),
    breaker: parts.breaker ?? breakerOf("the model is left alone"),
    judgeBreaker: breakerOf("the model is left alone as a judge of reviews"),
    ...(parts.pictures && {
      painter: {
        ...parts.pictures,
        breaker: breakerOf("the image model is left alone", parts.pictures.model.modelId),
      },
    }),
    tools,
    offered: tools.filter(isForWords),
    limits: { ...turnLimits, ...parts.limits },
  };
}

/** Ours, which needs no watch over what it says. */
export function isBuiltIn({ fallback }: Agent, model: LanguageModelV4): boolean {
  return model.provider === fallback.provider;
}
