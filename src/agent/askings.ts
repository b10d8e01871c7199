// What a tool may ask models for beside the loop of its turn: nothing where only the built-in parts answer.

import type { Ctx } from "../capabilities/context.ts";
import { type Agent, isBuiltIn } from "./agent.ts";
import { openCopyAsking } from "./copy-asking.ts";
import type { ModelCallRecord } from "./model-call.ts";
import { openPictureAsking } from "./picture-asking.ts";

/** @param calls where each call of a model is recorded */
export function withAskings<Here extends Ctx>(ctx: Here, agent: Agent, calls: ModelCallRecord[]): Here {
  if (isBuiltIn(agent, agent.model)) return ctx;
  return {
    ...ctx,
    openCopyAsking: () => openCopyAsking(ctx, agent, calls),
    ...(agent.painter && { askPicture: openPictureAsking(ctx, agent.painter, calls) }),
  };
}
