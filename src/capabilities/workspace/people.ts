// People and their roles in a workspace.

import { and, asc, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { newId, PersonId, type WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { Role, roleLabels } from "../../core/roles.ts";
import { type Db, type Tx, withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { identityHere } from "./identities.ts";
import { identity, membership, person } from "./tables.ts";

export type Person = { id: PersonId; name: string; lang: Lang | undefined };

export type Member = { personId: PersonId; name: string; role: Role };

/** The person behind an id on a platform. */
export async function findPerson(
  db: Db,
  { platform, platformId }: { platform: string; platformId: string },
): Promise<Person | undefined> {
  return withSystemTx(db, "person.find", (tx) => personBehind(tx, platform, platformId));
}

/**
 * The person behind an id on a platform, made when they come for the first time. Being known is not being a member:
 * they see nothing until someone admits them.
 */
export async function meetPerson(
  db: Db,
  input: { platform: string; platformId: string; name: string; lang?: Lang; now: Temporal.Instant },
): Promise<Person> {
  return withSystemTx(db, "person.meet", async (tx) => {
    const known = await personBehind(tx, input.platform, input.platformId);
    if (known) return known;
    const id = newId(PersonId);
    const claimed = await tx
      .insert(identity)
      .values({ platform: input.platform, platformId: input.platformId, personId: id })
      .onConflictDoNothing()
      .returning();
    // Someone else met them in the meantime: the insert waited for that commit, so the row is there to be read.
    if (claimed.length === 0) return present(await personBehind(tx, input.platform, input.platformId));
    const { name, lang, now } = input;
    await tx.insert(person).values({ id, name, lang: lang ?? null, createdAt: now });
    return { id, name, lang };
  });
}

/** Members of the workspace, the longest-standing first; of one instant by role, then by name. */
export async function listMembers(ctx: Ctx): Promise<Member[]> {
  return withTx(ctx, (tx) => members(tx, ctx.workspaceId));
}

/** Whoever may decide about the workspace. */
export async function adminsOf(tx: Tx, workspaceId: WorkspaceId): Promise<PersonId[]> {
  const all = await members(tx, workspaceId);
  return all.filter(({ role }) => role === "company_admin").map(({ personId }) => personId);
}

/** Lets a known person into the workspace. */
export async function admitPerson(ctx: Ctx, input: { personId: PersonId; role: Role }): Promise<Member> {
  const { personId, role } = input;
  const name = await personName(ctx.db, personId);
  return write(ctx, "person.admit", "write", async (tx) => {
    if (!(await addMember(tx, ctx, personId, role))) throw alreadyMember(name);
    return { result: { personId, name, role }, subject: personId, after: { role } };
  });
}

/** For callers that are in a transaction already. @returns false for a member, whose role stays */
export async function addMember(
  tx: Tx,
  { workspaceId, now }: Ctx,
  personId: PersonId,
  role: Role,
): Promise<boolean> {
  const added = await tx
    .insert(membership)
    .values({ workspaceId, personId, role, createdAt: now })
    .onConflictDoNothing()
    .returning();
  return added.length > 0;
}

/**
 * Gives a member another role. The memberships are locked, so two admins cannot take the role from each other at once.
 * @param input.was the role as the card showed it: what was changed meanwhile is not turned round by an old card
 * @throws Failure "invalid" when nobody would be left as admin, "forbidden" for whoever would raise themself
 */
export async function setRole(
  ctx: Ctx,
  input: { personId: PersonId; role: Role; was?: Role | undefined },
): Promise<Member> {
  return write(ctx, "workspace.set_role", "write", async (tx) => {
    const { all, member } = await lockMember(tx, ctx, input.personId);
    if (member.role === input.role) throw sameRole(member);
    if (input.was !== undefined && member.role !== input.was) throw changedMeanwhile(member);
    if (isSelf(ctx, member) && rank(input.role) > rank(member.role)) throw ownRole();
    if (isLastAdmin(all, member)) throw lastAdmin(member);
    await tx
      .update(membership)
      .set({ role: input.role })
      .where(and(eq(membership.workspaceId, ctx.workspaceId), eq(membership.personId, input.personId)));
    const after = { role: input.role };
    return {
      result: { ...member, ...after },
      subject: member.personId,
      before: { role: member.role },
      after,
    };
  });
}

export async function members(tx: Tx, workspaceId: WorkspaceId): Promise<Member[]> {
  const rows = await tx
    .select({
      personId: membership.personId,
      name: person.name,
      role: membership.role,
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(membership.workspaceId, workspaceId));
  return rows
    .toSorted(byStanding)
    .map(({ personId, name, role }) => ({ personId: PersonId.parse(personId), name, role }));
}

type Standing = { personId: string; name: string; role: Role; since: Temporal.Instant };

/** Of those who joined at one instant the stronger role comes first, then the name: the order of ids means nothing to anybody. */
function byStanding(a: Standing, b: Standing): number {
  return (
    Temporal.Instant.compare(a.since, b.since) ||
    rank(b.role) - rank(a.role) ||
    a.name.localeCompare(b.name, "ko") ||
    (a.personId < b.personId ? -1 : 1)
  );
}

export type Locked = { all: Member[]; member: Member };

/** The member, with all memberships of the workspace locked until the transaction ends. */
export async function lockMember(tx: Tx, { workspaceId }: Ctx, personId: PersonId): Promise<Locked> {
  await lockMemberships(tx, workspaceId);
  const all = await members(tx, workspaceId);
  const member = all.find((one) => one.personId === personId);
  if (!member) throw notMember(personId);
  return { all, member };
}

export function isLastAdmin(all: readonly Member[], { role }: Member): boolean {
  return role === "company_admin" && all.filter((one) => one.role === "company_admin").length === 1;
}

function isSelf({ actor }: Ctx, { personId }: Member): boolean {
  return actor.kind === "person" && actor.personId === personId;
}

function rank(role: Role): number {
  return -Role.options.indexOf(role);
}

async function lockMemberships(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await tx
    .select({ personId: membership.personId })
    .from(membership)
    .where(eq(membership.workspaceId, workspaceId))
    .orderBy(asc(membership.personId))
    .for("update");
}

/** Who decided something of this workspace; empty for somebody who is no member any more. */
export async function deciderName(tx: Tx, id: string | null): Promise<string> {
  if (id === null) return "";
  const [found] = await tx.select({ name: person.name }).from(person).where(eq(person.id, id));
  return found?.name ?? "";
}

export type AdminOn = { personId: PersonId; platformId: string; lang: Lang | undefined };

/** The workspace's admins whom a platform knows, the longest-standing first: who can be asked there. */
export async function adminsOn(
  db: Db,
  { workspaceId, platform }: { workspaceId: WorkspaceId; platform: string },
): Promise<AdminOn[]> {
  const known = identityHere(platform, workspaceId);
  const rows = await withSystemTx(db, "admins.find", (tx) =>
    tx
      .select({ personId: person.id, platformId: known.id, lang: person.lang })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .innerJoin(identity, and(eq(identity.personId, person.id), known.where))
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.role, "company_admin")))
      .orderBy(asc(membership.createdAt), asc(person.id)),
  );
  return rows.map(({ personId, platformId, lang }) => ({
    personId: PersonId.parse(personId),
    platformId,
    lang: lang ?? undefined,
  }));
}

/** The platform's own id of a person; `undefined` where it does not know them in this workspace. */
export async function platformIdOf(
  db: Db,
  { workspaceId, personId, platform }: { workspaceId: WorkspaceId; personId: PersonId; platform: string },
): Promise<string | undefined> {
  const known = identityHere(platform, workspaceId);
  const [row] = await withSystemTx(db, "person.find", (tx) =>
    tx
      .select({ platformId: known.id })
      .from(identity)
      .where(and(eq(identity.personId, personId), known.where)),
  );
  return row?.platformId;
}

async function personBehind(tx: Tx, platform: string, platformId: string): Promise<Person | undefined> {
  const [row] = await tx
    .select({ person })
    .from(identity)
    .innerJoin(person, eq(person.id, identity.personId))
    .where(and(eq(identity.platform, platform), eq(identity.platformId, platformId)));
  return (
    row && { id: PersonId.parse(row.person.id), name: row.person.name, lang: row.person.lang ?? undefined }
  );
}

/** @throws Failure "not_found" for an id that is nobody's */
export async function personName(db: Db, personId: PersonId): Promise<string> {
  const [row] = await withSystemTx(db, "person.find", (tx) =>
    tx.select({ name: person.name }).from(person).where(eq(person.id, personId)),
  );
  if (!row) throw new Failure("not_found", `no person ${personId}`);
  return row.name;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an identity without its person");
  return value;
}

function alreadyMember(name: string): Failure {
  return new Failure("conflict", "already a member", {
    say: words(
      `${name} 님은 이미 이 워크스페이스의 멤버예요.`,
      `${name} is a member of this workspace already.`,
    ),
    next: words("권한을 바꾸려면 권한 변경을 요청해 주세요.", "To change the role, ask for a role change."),
  });
}

function notMember(personId: PersonId): Failure {
  return new Failure("not_found", `${personId} is not a member`, {
    say: words("이 워크스페이스의 멤버가 아니에요.", "That person is not a member of this workspace."),
    next: words("먼저 멤버로 추가해 주세요.", "Admit them as a member first."),
  });
}

function sameRole({ name }: Member): Failure {
  return new Failure("conflict", "already has this role", {
    say: words(`${name} 님은 이미 그 권한이에요.`, `${name} has this role already.`),
    next: words(
      "바꿀 것이 없어요. 다른 권한이면 알려 주세요.",
      "Nothing to change; name another role if you meant one.",
    ),
  });
}

function changedMeanwhile({ name, role }: Member): Failure {
  const { ko, en } = roleLabels[role];
  return new Failure("conflict", "the role was changed meanwhile", {
    say: words(
      `그사이 ${name} 님의 역할이 ${ko}로 바뀌어서 아무것도 바꾸지 않았어요.`,
      `${name} has become ${en} in the meantime, so nothing was changed.`,
    ),
    next: words("필요하면 다시 요청해 주세요.", "Ask again if it is still needed."),
  });
}

function ownRole(): Failure {
  return new Failure("forbidden", "nobody raises themself", {
    say: words("자기 역할은 스스로 올릴 수 없어요.", "Nobody can raise their own role."),
    next: words("다른 관리자에게 부탁해 주세요.", "Please ask another admin."),
  });
}

export function lastAdmin({ name }: Member): Failure {
  return new Failure("invalid", "the last admin keeps the role", {
    say: words(
      `${name} 님은 이 워크스페이스의 마지막 관리자라 역할을 내리거나 내보낼 수 없어요.`,
      `${name} is the last admin of this workspace, and stays one.`,
    ),
    next: words("먼저 다른 멤버를 관리자로 지정해 주세요.", "Make another member an admin first."),
  });
}
