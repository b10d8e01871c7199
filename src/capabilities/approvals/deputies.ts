// Who decides in whose place, and on which days.

import { and, asc, eq, gte, lte } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { mayDo, type Role } from "../../core/roles.ts";
import { dayIn, type Period } from "../../core/time.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { listMembers } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { deputy } from "./tables.ts";

type Deputy = { personId: string; deputyId: string; from: Temporal.PlainDate; to: Temporal.PlainDate };

/** Lets `deputyId` decide in one's own place on these days. A viewer is nobody's deputy: they see no plans being made. */
export async function addDeputy(ctx: Ctx, input: { deputyId: PersonId; days: Period }): Promise<void> {
  const { deputyId, days } = input;
  if (ctx.actor.kind !== "person") throw new Failure("forbidden", "only a person has a deputy");
  const { personId } = ctx.actor;
  const members = await listMembers(ctx);
  const other = members.find((one) => one.personId === deputyId);
  if (!other || other.role === "viewer" || deputyId === personId) throw noDeputy();
  return write(ctx, "approval.deputy", "spend", async (tx) => {
    const row = { workspaceId: ctx.workspaceId, personId, deputyId, from: days.from, to: days.to };
    await tx
      .insert(deputy)
      .values(row)
      .onConflictDoUpdate({
        target: [deputy.workspaceId, deputy.personId, deputy.from],
        set: { deputyId, to: days.to },
      });
    return { result: undefined, subject: deputyId, after: { from: days.from, to: days.to } };
  });
}

export async function listDeputies(ctx: Pick<Ctx, "db" | "workspaceId" | "zone" | "now">): Promise<Deputy[]> {
  return withTx(ctx, (tx) =>
    tx
      .select({ personId: deputy.personId, deputyId: deputy.deputyId, from: deputy.from, to: deputy.to })
      .from(deputy)
      .where(and(eq(deputy.workspaceId, ctx.workspaceId), gte(deputy.to, dayIn(ctx.zone, ctx.now))))
      .orderBy(asc(deputy.from)),
  );
}

/** The higher role somebody stands in for today; `undefined` when their own decides already or nobody's does. */
export async function roleStoodInFor(
  ctx: Ctx,
  personId: PersonId,
): Promise<{ role: Role; deputyFor: string } | undefined> {
  if (mayDo(ctx.role, "approval.decide", "spend")) return undefined;
  const today = dayIn(ctx.zone, ctx.now);
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ personId: deputy.personId })
      .from(deputy)
      .where(
        and(
          eq(deputy.workspaceId, ctx.workspaceId),
          eq(deputy.deputyId, personId),
          lte(deputy.from, today),
          gte(deputy.to, today),
        ),
      ),
  );
  if (rows.length === 0) return undefined;
  const members = await listMembers(ctx);
  // As their roles are now: whoever lost theirs is stood in for no more.
  const principal = members
    .filter((one) => rows.some((row) => row.personId === one.personId))
    .find(({ role }) => mayDo(role, "approval.decide", "spend"));
  return principal && { role: principal.role, deputyFor: principal.personId };
}

function noDeputy(): Failure {
  return new Failure("invalid", "not a deputy", {
    say: words("그분은 대신 결정할 수 없어요.", "That person cannot decide in your place."),
    next: words(
      "이 워크스페이스의 다른 관리자, 매니저, 멤버 중에서 골라 주세요.",
      "Choose another admin, manager or member of this workspace.",
    ),
  });
}
