// One opinion from its question to what is left of its answer, for whoever holds a model.

import type { Ctx } from "../../context.ts";
import { packsFor } from "../brand/packs.ts";
import { homePacks } from "../judging.ts";
import type { Packs } from "../packs.ts";
import { piecesOf } from "./candidates.ts";
import type { OpinionAsked, OpinionGiven, OpinionRequest } from "./opinion.ts";
import { partlyOf, requestOf } from "./request.ts";
import { givenFrom } from "./sift.ts";

export type OpinionAsking = {
  request: OpinionRequest;
  /** @returns `undefined` for an answer that is no answer */
  read: (value: unknown) => Promise<OpinionGiven | undefined>;
};

/** The product's rules are asked about; a rewrite must pass the workspace's own as well. */
export async function openAsking(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  asked: OpinionAsked,
): Promise<OpinionAsking> {
  return askingOf(homePacks(), asked, await packsFor(ctx, asked.about));
}

/** @param all by which rewrites are reviewed */
export async function askingOf(packs: Packs, asked: OpinionAsked, all = packs): Promise<OpinionAsking> {
  const { pieces, left } = await piecesOf(packs, asked);
  const request = requestOf(pieces, asked.facts);
  const partly = partlyOf({ pieces, left }, request);
  return {
    request,
    read: async (value) => {
      const given = await givenFrom(all, { pieces, sent: request.texts }, value);
      return given && { ...given, ...(partly && { partly }) };
    },
  };
}
