// The door to tenants and people: who belongs where, in which role, and the scope a run gets from that.

import { and, eq, type SQL } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import type { Scope } from "../../core/scope.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { isMember, membershipsOf, type Workspace } from "./directory.ts";
import { membership, person, workspace as workspaces } from "./tables.ts";

export { askAdmission } from "./admissions.ts";
export { type Arrived, findArrival } from "./arrivals.ts";
export { CODE_MINUTES, issueAdminCode, issueInvite, issueSignInCode, redeemSignInCode } from "./codes.ts";
export { type InstallFor, issueInstallToken, readInstallToken } from "./install-links.ts";
export {
  findInstallation,
  findInstallationNamed,
  type Installation,
  removeInstallation,
  saveInstallation,
  saveRefreshed,
  takeRefresh,
  type Tokens,
} from "./installations.ts";
export { type Entered, redeemCode } from "./entries.ts";
export { demoPeople, openDemo, workspaceName } from "./demo-people.ts";
export { findWorkspace, type Workspace } from "./directory.ts";
export { identityHere, keptId } from "./identities.ts";
export { holdingMarket } from "./market-lease.ts";
export { personByName } from "./names.ts";
export {
  type AdminOn,
  adminsOf,
  adminsOn,
  admitPerson,
  deciderName,
  findPerson,
  listMembers,
  meetPerson,
  type Person,
  personName,
  platformIdOf,
  setRole,
} from "./people.ts";
export { noteOutsideRoom, noteTold, outsideRoomState, type OutsideRoomState } from "./outside-rooms.ts";
export { policyLabels, roomPolicyOf, type RoomPolicy } from "./room-policy.ts";
export { openOwnWorkspace } from "./own-workspace.ts";
export { bindRoom, boundRooms, findRoomWorkspace, unbindRoom } from "./rooms.ts";
export { spokenCodeIn } from "./secrets.ts";
export { closeOtherSessions, closeSession, findSession, findSessionPerson, openSession } from "./sessions.ts";

/**
 * The scope of a run of this person: in the workspace asked for, else where they were last, else their newest.
 * @param lang language of the message; the person's and the workspace's own stand behind it
 * @throws Failure "forbidden" for anyone who is no member there
 */
export async function scopeFor(
  db: Db,
  input: { personId: PersonId; workspaceId?: WorkspaceId; lang?: Lang; now: Temporal.Instant },
): Promise<Scope> {
  const { personId, workspaceId } = input;
  const all = await withSystemTx(db, "scope", (tx) => membershipsOf(tx, personId), {
    single: true,
    plans: "kept",
  });
  const found = workspaceId ? all.find((each) => each.workspace.id === workspaceId) : all[0];
  if (!found) throw notAdmitted(personId);
  const { workspace, role, personLang } = found;
  return scopeOf(
    { workspaceId: workspace.id, role, zone: workspace.zone, lang: workspace.lang, personLang },
    input,
  );
}

/** What a run needs of a member of its workspace. */
export type Member = {
  workspaceId: WorkspaceId;
  role: Role;
  zone: string;
  /** The workspace's. */
  lang: Lang;
  /** The person's own language, when they chose one. */
  personLang: Lang | undefined;
};

/**
 * The person as a member, read with the workspace's own eyes: for callers in a transaction that may know the person by a query only.
 * @returns `undefined` for anyone who is no member there
 */
export async function memberIn(
  tx: Tx,
  workspaceId: WorkspaceId,
  personId: PersonId | SQL,
): Promise<Member | undefined> {
  const [found] = await tx
    .select({ role: membership.role, zone: workspaces.zone, lang: workspaces.lang, personLang: person.lang })
    .from(membership)
    .innerJoin(workspaces, eq(workspaces.id, membership.workspaceId))
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, personId)));
  return found && { ...found, workspaceId, personLang: found.personLang ?? undefined };
}

/** @throws Failure "forbidden" for no member */
export function scopeOf(
  member: Member | undefined,
  { personId, lang, now }: { personId: PersonId; lang?: Lang; now: Temporal.Instant },
): Scope {
  if (!member) throw notAdmitted(personId);
  const { workspaceId, role, zone } = member;
  return {
    workspaceId,
    actor: { kind: "person", personId },
    role,
    lang: lang ?? member.personLang ?? member.lang,
    zone,
    now,
  };
}

/** Every workspace of a person with their role there: where they were last first, then the newest. */
export async function listWorkspaces(
  db: Db,
  personId: PersonId,
): Promise<{ workspace: Workspace; role: Role }[]> {
  const all = await withSystemTx(db, "workspace.list", (tx) => membershipsOf(tx, personId), {
    single: true,
    plans: "kept",
  });
  return all.map(({ workspace: own, role }) => ({ workspace: own, role }));
}

/** Where the person was last: what direct messages, the web page and the terminal use. */
export async function lastWorkspace(db: Db, personId: PersonId): Promise<Workspace | undefined> {
  return (await listWorkspaces(db, personId))[0]?.workspace;
}

/** @throws Failure "forbidden" when the person is no member there */
export async function setLastWorkspace(
  db: Db,
  { personId, workspaceId }: { personId: PersonId; workspaceId: WorkspaceId },
): Promise<void> {
  await withSystemTx(db, "workspace.enter", async (tx) => {
    if (!(await isMember(tx, workspaceId, personId))) throw notAdmitted(personId);
    await tx.update(person).set({ lastWorkspaceId: workspaceId }).where(eq(person.id, personId));
  });
}

function notAdmitted(personId: PersonId): Failure {
  return new Failure("forbidden", `person ${personId} is no member of that workspace`, {
    say: words("아직 이 워크스페이스의 멤버가 아니에요.", "You are not a member of this workspace yet."),
    next: words(
      "워크스페이스 관리자에게 초대를 요청해 주세요.",
      "Ask an admin of the workspace to let you in.",
    ),
  });
}
