// What became of a request, for the places where its buttons stood.

import { and, desc, eq } from "drizzle-orm";
import { momentIn } from "../../core/card/plain/sources.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { Tx } from "../../db/db.ts";
import { deciderName } from "../workspace/workspace.ts";
import type { Ctx } from "../context.ts";
import { stateWords } from "./part.ts";
import { approval, approvalDecision } from "./tables.ts";

/** One line that stands in the place of the buttons from now on: who pressed what and when, or why nobody can any more. */
type Settlement = (lang: Lang) => string;

/** @returns nothing while it waits */
export async function settlement(
  tx: Tx,
  { workspaceId, zone }: Pick<Ctx, "workspaceId" | "zone">,
  id: string,
): Promise<Settlement | undefined> {
  const here = and(eq(approval.workspaceId, workspaceId), eq(approval.id, id));
  const [row] = await tx.select().from(approval).where(here);
  if (!row || row.state === "waiting") return undefined;
  const { state } = row;
  if (state === "expired" || state === "superseded") return (lang) => say(lang, stateWords[state]);
  const [last] = await tx
    .select({ personId: approvalDecision.personId })
    .from(approvalDecision)
    .where(and(eq(approvalDecision.workspaceId, workspaceId), eq(approvalDecision.approvalId, id)))
    .orderBy(desc(approvalDecision.at))
    .limit(1);
  if (!last || row.decidedAt === null) return (lang) => say(lang, stateWords[state]);
  const name = await deciderName(tx, last.personId);
  const at = momentIn(zone, row.decidedAt.toString());
  const label = labels[state];
  return (lang) =>
    say(lang, words(`✔ ‘${label.ko}’ · ${name} 님 · ${at}`, `✔ “${label.en}” · ${name} · ${at}`));
}

const labels = { approved: words("승인", "Approve"), rejected: words("반려", "Reject") };
