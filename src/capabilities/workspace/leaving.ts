// Taking a person out: what they leave behind is listed for whoever goes on with it, and nothing of theirs opens this workspace any more.

import { and, eq, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId } from "../../core/ids.ts";
import { type Words, words } from "../../core/locale.ts";
import { rowsOf, type Tx, withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { closeInvites } from "./codes.ts";
import { demoPeople } from "./demo-people.ts";
import { isLastAdmin, lastAdmin, lockMember, type Member } from "./people.ts";
import { membership, person, session } from "./tables.ts";

/** Something of a person's that somebody else has to go on with. */
export type Left = { what: Words; count: number };

/** Tables to the right of this folder are known by their names only: counting is all that is done with them here. */
const belongings: readonly { what: Words; query: (personId: PersonId) => ReturnType<typeof sql> }[] = [
  {
    what: words("결정을 기다리는 승인 요청", "requests that wait for a decision"),
    query: (id) =>
      sql`select count(*)::int as n from approval where state = 'waiting' and requested_by->>'personId' = ${id}`,
  },
  {
    what: words("승인을 요청하지 않은 캠페인 계획", "campaign plans nobody was asked about yet"),
    query: (id) =>
      sql`select count(*)::int as n from plan p join plan_version v
          on v.workspace_id = p.workspace_id and v.plan_id = p.id and v.version = p.version
        where p.approval_id is null and v.author->>'personId' = ${id}`,
  },
  {
    what: words("소재 초안", "creatives"),
    query: (id) => sql`select count(*)::int as n from creative where person_id = ${id}::uuid`,
  },
  {
    what: words("예약된 보고", "scheduled reports"),
    query: (id) =>
      sql`select count(*)::int as n from schedule where state <> 'ended' and owner_id = ${id}::uuid`,
  },
  {
    what: words("아직 답하지 않은 질문", "questions not answered yet"),
    query: (id) =>
      sql`select count(*)::int as n from inbound where state = 'waiting' and person_id = ${id}::uuid`,
  },
];

/** What a member of this workspace would leave behind; nothing of it is lost. */
export async function leftBy(ctx: Ctx, personId: PersonId): Promise<Left[]> {
  return withTx(ctx, (tx) => countLeft(tx, personId));
}

async function countLeft(tx: Tx, personId: PersonId): Promise<Left[]> {
  const found: Left[] = [];
  for (const { what, query } of belongings) {
    const [row] = await rowsOf<{ n: number }>(tx, query(personId));
    if (row && row.n > 0) found.push({ what, count: row.n });
  }
  return found;
}

/**
 * Takes a person out of the workspace. Every surface asks for the membership before each answer, and live pages with their next beat: it
 * ends there within a minute. Sessions of whoever is in no workspace any more are closed, links and invitations of theirs open nothing.
 * @throws Failure "invalid" for the last admin and for the people of the demo
 */
export async function removePerson(
  ctx: Ctx,
  { personId }: { personId: PersonId },
): Promise<{ member: Member; left: Left[] }> {
  if (demoPeople.some(({ id }) => id === personId)) throw ofTheDemo();
  const removed = await write(ctx, "person.remove", "write", async (tx) => {
    const { all, member } = await lockMember(tx, ctx, personId);
    if (isLastAdmin(all, member)) throw lastAdmin(member);
    const left = await countLeft(tx, personId);
    await tx
      .delete(membership)
      .where(and(eq(membership.workspaceId, ctx.workspaceId), eq(membership.personId, personId)));
    // Their number for 알림톡 with it.
    await tx.execute(sql`delete from reach_order where person_id = ${personId}::uuid`);
    await handSchedules(tx, ctx, personId, all);
    const counts = Object.fromEntries(left.map(({ what, count }) => [what.en, count]));
    return {
      result: { member, left },
      subject: personId,
      before: { role: member.role },
      after: { role: "none", left: counts },
    };
  });
  await closeDoors(ctx, personId);
  return removed;
}

/** Reports of rooms go on under whoever removes them, or the longest-standing admin; those that were for them alone end. */
async function handSchedules(
  tx: Tx,
  { actor }: Ctx,
  personId: PersonId,
  all: readonly Member[],
): Promise<void> {
  const admin = all.find((one) => one.role === "company_admin" && one.personId !== personId);
  const heir = actor.kind === "person" && actor.personId !== personId ? actor.personId : admin?.personId;
  const theirs = sql`owner_id = ${personId}::uuid and state <> 'ended'`;
  await tx.execute(sql`update schedule set state = 'ended', next_slot_at = null, version = version + 1
    where ${theirs} and target->>'kind' = 'person'`);
  if (heir !== undefined)
    await tx.execute(
      sql`update schedule set owner_id = ${heir}::uuid, version = version + 1 where ${theirs}`,
    );
}

async function closeDoors({ db, workspaceId }: Ctx, personId: PersonId): Promise<void> {
  await closeInvites(db, workspaceId, personId);
  await withSystemTx(db, "person.leave", async (tx) => {
    const rest = await tx
      .select({ workspaceId: membership.workspaceId })
      .from(membership)
      .where(eq(membership.personId, personId));
    if (rest.length === 0) await tx.delete(session).where(eq(session.personId, personId));
    await tx
      .update(person)
      .set({ lastWorkspaceId: null })
      .where(and(eq(person.id, personId), eq(person.lastWorkspaceId, workspaceId)));
  });
}

function ofTheDemo(): Failure {
  return new Failure("invalid", "the people of the demo stay", {
    say: words(
      "데모의 네 사람은 가상의 인물이라 내보낼 수 없어요.",
      "The four people of the demo are made up and stay in it.",
    ),
    next: words("초대한 사람은 내보낼 수 있어요.", "People you invited can be removed."),
  });
}
