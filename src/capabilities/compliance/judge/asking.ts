// One opinion from its question to what is left of its answer, for whoever holds a model.

import { homePacks } from "../judging.ts";
import type { Packs } from "../packs.ts";
import { piecesOf } from "./candidates.ts";
import type { OpinionAsked, OpinionGiven, OpinionRequest } from "./opinion.ts";
import { requestOf } from "./request.ts";
import { givenFrom } from "./sift.ts";

export type OpinionAsking = {
  request: OpinionRequest;
  /** @returns `undefined` for an answer that is no answer */
  read: (value: unknown) => OpinionGiven | undefined;
};

export function openAsking(asked: OpinionAsked): OpinionAsking {
  return askingOf(homePacks(), asked);
}

/** @param all by which rewrites are reviewed */
export function askingOf(packs: Packs, asked: OpinionAsked, all = packs): OpinionAsking {
  return {
    request: requestOf(piecesOf(packs, asked), asked.facts),
    read: (value) => givenFrom({ packs, all }, asked, value),
  };
}
