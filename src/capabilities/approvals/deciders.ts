// Who may decide about a request, and who of them can be reached on a platform: they get its card where they are.

import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { mayDo, Role } from "../../core/roles.ts";
import { dayIn } from "../../core/time.ts";
import { withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { identity, membership, person } from "../workspace/tables.ts";
import { identityHere } from "../workspace/workspace.ts";
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
  const known = identityHere(platform, workspaceId);
  const rows = await withSystemTx(db, "deciders.find", (tx) =>
    tx
      .select({ personId: person.id, platformId: known.id, lang: person.lang })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .innerJoin(identity, and(eq(identity.personId, person.id), known.where))
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

/** A person and the platforms' own names of them, where these know them. */
export type Reachable = { personId: PersonId; slackId: string | undefined; kakaoId: string | undefined };

/** One whose approval is still lacking. */
type Lacking = Reachable & { lang: Lang };

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
  const own: string[] = people.filter(({ role }) => may(role)).map(({ personId }) => personId);
  const standIns = deputies
    .filter(({ personId, from }) => own.includes(personId) && Temporal.PlainDate.compare(from, today) <= 0)
    .map(({ deputyId }) => deputyId);
  const requester = requestedBy.kind === "person" && needs.other ? requestedBy.personId : undefined;
  const lacking = new Set([...own, ...standIns].filter((one) => one !== requester && !decided.includes(one)));
  return people
    .filter(({ personId }) => lacking.has(personId))
    .map(({ personId, slackId, kakaoId, lang }) => ({
      personId,
      slackId,
      kakaoId,
      lang: lang ?? ctx.lang,
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
}: Pick<Ctx, "db" | "workspaceId">): Promise<(Reachable & { role: Role; lang: Lang | null })[]> {
  // One place each, whoever has several accounts: the first by its name.
  const idOn = (platform: "slack" | "kakao"): SQL<string | null> => {
    const { id, where } = identityHere(platform, workspaceId);
    return sql`(select min(${id}) from ${identity} where ${identity.personId} = ${person.id} and ${where})`;
  };
  const rows = await withSystemTx(db, "deciders.lacking", (tx) =>
    tx
      .select({
        personId: person.id,
        role: membership.role,
        lang: person.lang,
        slackId: idOn("slack"),
        kakaoId: idOn("kakao"),
      })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(eq(membership.workspaceId, workspaceId))
      .orderBy(asc(membership.createdAt), asc(person.id)),
  );
  return rows.map(({ personId, slackId, kakaoId, ...row }) => ({
    ...row,
    personId: PersonId.parse(personId),
    slackId: slackId ?? undefined,
    kakaoId: kakaoId ?? undefined,
  }));
}
