// The packs a workspace is judged by now: the product's own, with its own rules.

import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { digestOf, homePacks } from "../judging.ts";
import type { Packs } from "../packs.ts";
import { withOwnRules } from "./compose.ts";
import { rulesInForce } from "./rules.ts";

/** @param about the thing judged, by its names: a rule for one client speaks of that client's ads only */
export async function packsFor(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  { label, product = "" }: { label: string; product?: string },
): Promise<Packs> {
  return withTx(ctx, (tx) => packsIn(tx, ctx, { label, product }));
}

/** The same within a transaction that is under way. */
export async function packsIn(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { label, product = "" }: { label: string; product?: string },
): Promise<Packs> {
  const own = await rulesInForce(tx, { workspaceId });
  return withOwnRules(homePacks(), { workspaceId, own }, `${label} ${product}`);
}

/** Words that rules of the workspace ban wherever they stand: no draft is written with them, no guide has to say them again. */
export async function bannedByRules(ctx: Pick<Ctx, "db" | "workspaceId">): Promise<string[]> {
  return withTx(ctx, (tx) => bannedIn(tx, ctx));
}

export async function bannedIn(tx: Tx, place: Pick<Ctx, "workspaceId">): Promise<string[]> {
  const own = await rulesInForce(tx, place);
  const everywhere = own.filter(
    ({ policy: { runs_on: places, industries, client, effective_from: from, effective_to: to } }) =>
      places === "all" && industries === "all" && client === null && from === null && to === null,
  );
  return [...new Set(everywhere.flatMap(({ policy }) => policy.check.existence?.terms ?? []))];
}

/** Of all rules as they stand now: a changed one makes another digest, whatever it speaks about. */
export async function digestNow(tx: Tx, place: Pick<Ctx, "workspaceId">): Promise<string> {
  const own = await rulesInForce(tx, place);
  return digestOf(withOwnRules(homePacks(), { workspaceId: place.workspaceId, own }, ""));
}
