// Reads an arrival as any dropped report, with nobody to ask: what is doubtful is assumed and said.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { ImportId } from "../../core/ids.ts";
import type { Ctx } from "../context.ts";
import { importReport, refusalOf, shownImport } from "../imports/imports.ts";
import type { Arrival, Outcome } from "./arrivals.ts";

const Facts = z.object({
  importId: ImportId.optional(),
  alreadyThere: z.boolean().optional(),
});

/**
 * @param again a former try may have come as far as the import itself
 * @returns what became of it
 * @throws what may pass, so that it is tried again
 */
export async function takeArrival(
  ctx: Ctx,
  { documentId, outcome }: Arrival,
  { again }: { again: boolean },
): Promise<Outcome> {
  if (outcome) return outcome;
  if (documentId === undefined) return { kind: "failed" };
  try {
    const { card, facts } = await importReport(ctx, { documentId, oneShot: true }, () => {});
    const { importId, alreadyThere } = Facts.parse(facts);
    if (importId === undefined) return { kind: "declined", card };
    if (!alreadyThere) return { kind: "taken", importId, card };
    if (!again) return { kind: "same", importId, card };
    return { kind: "taken", importId, card: (await shownImport(ctx, importId)).card };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "unavailable") throw error;
    return { kind: "refused", refusal: refusalOf(error) };
  }
}
