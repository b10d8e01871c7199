// Who comes in: a stranger's first message asks the admins once, and the first of them who presses decides.

import { and, eq, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId, WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import type { Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { isMember } from "./directory.ts";
import { addMember, deciderName, personName } from "./people.ts";
import { admission } from "./tables.ts";

/**
 * Notes that a person wants to come in.
 * @param asked.carded whether the admins can be sent a card
 * @returns whether they are to be sent it: once, as soon as one of them can be, and never after it was decided
 */
export async function askAdmission(
  tx: Tx,
  asked: { workspaceId: WorkspaceId; personId: PersonId; now: Temporal.Instant; carded: boolean },
): Promise<boolean> {
  const { workspaceId, personId, now, carded } = asked;
  const added = await tx
    .insert(admission)
    .values({ workspaceId, personId, askedAt: now, carded })
    .onConflictDoUpdate({
      target: [admission.workspaceId, admission.personId],
      set: { carded },
      setWhere: sql`${carded} and not ${admission.carded} and ${admission.decidedAt} is null`,
    })
    .returning();
  return carded && added.length > 0;
}

export type Decided = { personId: PersonId; name: string; role: Role | undefined };

/**
 * Lets a person in with a role, or turns them away without one.
 * @throws Failure "not_found" when they never asked, "conflict" with who decided when it is decided already, or when they came in another way
 */
export async function decideAdmission(
  ctx: Ctx,
  { personId, role }: { personId: PersonId; role?: Role | undefined },
): Promise<Decided> {
  const name = await personName(ctx.db, personId);
  const action = role ? "person.admit" : "person.turn_away";
  return write(ctx, action, "write", async (tx) => {
    await lockOpen(ctx, tx, personId, name);
    const decidedBy = ctx.actor.kind === "person" ? ctx.actor.personId : null;
    await tx
      .update(admission)
      .set({ decidedAt: ctx.now, decidedBy, role: role ?? null })
      .where(of(ctx.workspaceId, personId));
    const outside = role
      ? await addMember(tx, ctx, personId, role)
      : !(await isMember(tx, ctx.workspaceId, personId));
    if (!outside) throw decidedBefore(name, "", true);
    return { result: { personId, name, role }, subject: personId, after: { role: role ?? "none" } };
  });
}

async function lockOpen(ctx: Ctx, tx: Tx, personId: PersonId, name: string): Promise<void> {
  const [row] = await tx.select().from(admission).where(of(ctx.workspaceId, personId)).for("update");
  if (!row) throw new Failure("not_found", `${personId} did not ask to come in`);
  if (row.decidedAt === null) return;
  throw decidedBefore(name, await deciderName(tx, row.decidedBy), row.role !== null);
}

function of(workspaceId: WorkspaceId, personId: PersonId) {
  return and(eq(admission.workspaceId, workspaceId), eq(admission.personId, personId));
}

function decidedBefore(name: string, by: string, admitted: boolean): Failure {
  const what = admitted
    ? words(`${name} 님은 이미 들어와 있어요.`, `${name} has been let in already.`)
    : words(`${name} 님의 요청은 이미 거절됐어요.`, `${name}'s request has been turned down already.`);
  return new Failure("conflict", "decided already", {
    say: words(
      by === "" ? what.ko : `${what.ko} ${by} 님이 결정했어요.`,
      by === "" ? what.en : `${what.en} ${by} decided.`,
    ),
    next: words("더 하실 일은 없어요.", "There is nothing more to do."),
  });
}
