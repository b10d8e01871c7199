// Whether answers helped: kept as each person's last word about each answer, and listed for those who look after the team.

import { and, desc, eq, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { withTx } from "../../db/db.ts";
import { concealed, maskContacts, noContacts } from "../../language/contacts.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { feedback } from "./tables.ts";

export type Verdict = "good" | "bad";

export type Said = {
  /** The answer that is meant. */
  turnId: string;
  verdict: Verdict;
  template?: string | undefined;
  /** In their own words. */
  reason?: string | undefined;
  /** What the answer was asked for. */
  asked: string;
};

export type Heard = typeof feedback.$inferSelect;

/** Takes the place of what the same person said of the same answer before. */
export async function giveFeedback(ctx: Ctx, said: Said): Promise<void> {
  const { actor, workspaceId, now } = ctx;
  if (actor.kind !== "person") throw new Failure("forbidden", "only a person says whether it helped");
  const { personId } = actor;
  const { turnId, verdict, template = null } = said;
  const reason = clean(ctx, said.reason) || null;
  const row = { verdict, template, reason, asked: clean(ctx, said.asked), at: now };
  await write(ctx, "feedback.give", "write", async (tx) => {
    const key = { workspaceId, personId, turnId };
    const [before] = await tx
      .select({ verdict: feedback.verdict })
      .from(feedback)
      .where(
        and(
          eq(feedback.workspaceId, workspaceId),
          eq(feedback.personId, personId),
          eq(feedback.turnId, turnId),
        ),
      );
    await tx
      .insert(feedback)
      .values({ ...key, ...row })
      .onConflictDoUpdate({
        target: [feedback.workspaceId, feedback.personId, feedback.turnId],
        set: row,
      });
    return { result: undefined, subject: turnId, before: before ?? null, after: { verdict, template } };
  });
}

/** A contact that somebody typed is nobody's to read in a list. */
function clean({ contacts = noContacts }: Ctx, text = ""): string {
  return maskContacts(concealed(text, contacts)).text.trim();
}

/** The newest first, and how many there are of each. */
export async function listFeedback(
  ctx: Ctx,
  count: number,
): Promise<{ heard: Heard[]; counts: Record<Verdict, number> }> {
  const here = eq(feedback.workspaceId, ctx.workspaceId);
  return withTx(ctx, async (tx) => {
    const heard = await tx.select().from(feedback).where(here).orderBy(desc(feedback.at)).limit(count);
    const sums = await tx
      .select({ verdict: feedback.verdict, count: sql<string>`count(*)` })
      .from(feedback)
      .where(here)
      .groupBy(feedback.verdict);
    const of = (verdict: Verdict): number => Number(sums.find((one) => one.verdict === verdict)?.count ?? 0);
    return { heard, counts: { good: of("good"), bad: of("bad") } };
  });
}
