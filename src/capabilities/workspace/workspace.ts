// The door to tenants and people: who belongs where, in which role, and the scope a run gets from that.

import { eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import type { Scope } from "../../core/scope.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import { isMember, membershipsOf, type Workspace } from "./directory.ts";
import { person } from "./tables.ts";

export { askAdmission } from "./admissions.ts";
export { findArrival } from "./arrivals.ts";
export { CODE_MINUTES, issueAdminCode, issueSignInCode, redeemSignInCode } from "./codes.ts";
export { demoPeople, openDemo, workspaceName } from "./demo-people.ts";
export { findWorkspace, type Workspace } from "./directory.ts";
export { holdingMarket } from "./market-lease.ts";
export { personByName } from "./names.ts";
export {
  adminsOn,
  admitPerson,
  findPerson,
  listMembers,
  meetPerson,
  type Person,
  personName,
  setRole,
} from "./people.ts";
export { noteOutsideRoom, noteTold, outsideRoomState, type OutsideRoomState } from "./outside-rooms.ts";
export { openOwnWorkspace, redeemAdminCode } from "./own-workspace.ts";
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
  const { personId, workspaceId, now } = input;
  const all = await withSystemTx(db, "scope", (tx) => membershipsOf(tx, personId), { single: true });
  const found = workspaceId ? all.find((each) => each.workspace.id === workspaceId) : all[0];
  if (!found) throw notAdmitted(personId);
  const { id, zone, lang } = found.workspace;
  return {
    workspaceId: id,
    actor: { kind: "person", personId },
    role: found.role,
    lang: input.lang ?? found.personLang ?? lang,
    zone,
    now,
  };
}

/** Every workspace of a person with their role there: where they were last first, then the newest. */
export async function listWorkspaces(
  db: Db,
  personId: PersonId,
): Promise<{ workspace: Workspace; role: Role }[]> {
  const all = await withSystemTx(db, "workspace.list", (tx) => membershipsOf(tx, personId), { single: true });
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
