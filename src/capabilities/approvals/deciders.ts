// Who may decide about a request, and who of them can be reached on a platform: they get its card where they are.

import { and, asc, eq, inArray } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { mayDo, Role } from "../../core/roles.ts";
import { dayIn } from "../../core/time.ts";
import { withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { identity, membership, person } from "../workspace/tables.ts";
import { listDeputies } from "./deputies.ts";
import type { Approval } from "./stored.ts";
import { approvalDecision } from "./tables.ts";

export type DeciderOn = { personId: PersonId; platformId: string; lang: Lang | undefined };

/** Everybody but the one who asks, the longest-standing first. */
export async function decidersOn(
  { db, workspaceId, actor }: Pick<Ctx, "db" | "workspaceId" | "actor">,
  platform: string,
): Promise<DeciderOn[]> {
  const roles = Role.options.filter((role) => mayDo(role, "approval.decide", "spend"));
  const rows = await withSystemTx(db, "deciders.find", (tx) =>
    tx
      .select({ personId: person.id, platformId: identity.platformId, lang: person.lang })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .innerJoin(identity, and(eq(identity.personId, person.id), eq(identity.platform, platform)))
      .where(and(eq(membership.workspaceId, workspaceId), inArray(membership.role, roles)))
      .orderBy(asc(membership.createdAt), asc(person.id)),
  );
  return rows
    .filter(({ personId }) => !(actor.kind === "person" && actor.personId === personId))
    .map(({ personId, platformId, lang }) => ({
      personId: PersonId.parse(personId),
      platformId,
      lang: lang ?? undefined,
    }));
}

/** One whose approval is still lacking; `slackId` where Slack knows them. */
type Lacking = { personId: PersonId; lang: Lang; slackId: string | undefined };

/** Whose approval a request waits for now, those who stand in for them today among them; who has decided already is not. */
export async function decidersLacking(
  ctx: Pick<Ctx, "db" | "workspaceId" | "now" | "zone" | "lang">,
  { id, needs, requestedBy }: Approval,
): Promise<Lacking[]> {
  const [decided, deputies, people] = [
    await decidedBy(ctx, id),
    await listDeputies(ctx),
    await reachableMembers(ctx),
  ];
  const today = dayIn(ctx.zone, ctx.now);
  const may = (role: Role): boolean => mayDo(role, "approval.decide", "spend") && needs.roles.includes(role);
  const own = people.filter(({ role }) => may(role)).map(({ personId }) => personId);
  const standIns = deputies
    .filter(({ personId, from }) => own.includes(personId) && Temporal.PlainDate.compare(from, today) <= 0)
    .map(({ deputyId }) => deputyId);
  const requester = requestedBy.kind === "person" && needs.other ? requestedBy.personId : undefined;
  const lacking = new Set([...own, ...standIns].filter((one) => one !== requester && !decided.includes(one)));
  return people
    .filter(({ personId }) => lacking.has(personId))
    .map(({ personId, lang, slackId }) => ({
      personId: PersonId.parse(personId),
      lang: lang ?? ctx.lang,
      slackId: slackId ?? undefined,
    }));
}

async function decidedBy(ctx: Pick<Ctx, "db" | "workspaceId">, id: string): Promise<string[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ personId: approvalDecision.personId })
      .from(approvalDecision)
      .where(and(eq(approvalDecision.workspaceId, ctx.workspaceId), eq(approvalDecision.approvalId, id))),
  );
  return rows.map(({ personId }) => personId);
}

/** Everybody here with where they can be reached, the longest-standing first; `lang` is null for who chose none. */
export async function reachableMembers({
  db,
  workspaceId,
}: Pick<Ctx, "db" | "workspaceId">): Promise<
  { personId: string; role: Role; lang: Lang | null; slackId: string | null }[]
> {
  const rows = await withSystemTx(db, "deciders.lacking", (tx) =>
    tx
      .select({
        personId: person.id,
        role: membership.role,
        lang: person.lang,
        slackId: identity.platformId,
      })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .leftJoin(identity, and(eq(identity.personId, person.id), eq(identity.platform, "slack")))
      .where(eq(membership.workspaceId, workspaceId))
      .orderBy(asc(membership.createdAt), asc(person.id), asc(identity.platformId)),
  );
  // One place each, whoever has several accounts.
  return [...new Map(rows.toReversed().map((row) => [row.personId, row])).values()].toReversed();
}
