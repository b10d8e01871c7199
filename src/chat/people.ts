// Who speaks: what a surface may know of a person, and how a browser becomes someone.

import {
  closeSession,
  demoPeople,
  findSessionPerson,
  listWorkspaces,
  openSession,
  setLastWorkspace,
  type Workspace,
  workspaceName,
} from "../capabilities/workspace/workspace.ts";
import { Failure } from "../core/failure.ts";
import { type PersonId, WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Role } from "../core/roles.ts";
import type { Db } from "../db/db.ts";

export { closeSession, openSession, setLastWorkspace };

export type Home = { id: WorkspaceId; name: string; demo: boolean; zone: string };

export type Visitor = { personId: PersonId; role: Role; workspace: Home; workspaces: Home[] };

/**
 * The person in a workspace of theirs: the one asked for, else the one they were in last.
 * @throws Failure "forbidden" for somebody without a workspace, or asking for another's
 */
export async function findVisitor(
  db: Db,
  input: { personId: PersonId; workspaceId?: WorkspaceId; lang: Lang },
): Promise<Visitor> {
  return visitorAmong(await listWorkspaces(db, input.personId), input);
}

/** The person of a session in the same way; `undefined` when the token is unknown, closed or expired. */
export async function findVisitorBehind(
  db: Db,
  token: string,
  asked: { workspaceId?: WorkspaceId; lang: Lang },
): Promise<Visitor | undefined> {
  const found = await findSessionPerson(db, token);
  return found && visitorAmong(found.memberships, { ...asked, personId: found.personId });
}

/** A workspace that somebody signed in is an admin of. */
export type AdminHome = Home & { personId: PersonId };

/** The own workspaces whose admin the person of a session is; none without one. */
export async function adminHomes(db: Db, token: string | undefined, lang: Lang): Promise<AdminHome[]> {
  const found = token === undefined ? undefined : await findSessionPerson(db, token);
  if (!found) return [];
  const { personId } = found;
  return found.memberships
    .filter(({ workspace, role }) => workspace.kind === "own" && role === "company_admin")
    .map(({ workspace }) => ({ ...homeOf(workspace, lang), personId }));
}

/** Whether a session is still this person's, and they still are in this workspace: asked again while a page stays open. */
export async function staysIn(
  db: Db,
  token: string,
  { personId, workspaceId }: { personId: PersonId; workspaceId: WorkspaceId },
): Promise<boolean> {
  const found = await findSessionPerson(db, token);
  return (
    found?.personId === personId && found.memberships.some(({ workspace }) => workspace.id === workspaceId)
  );
}

function visitorAmong(
  all: readonly { workspace: Workspace; role: Role }[],
  { personId, workspaceId, lang }: { personId: PersonId; workspaceId?: WorkspaceId; lang: Lang },
): Visitor {
  const homes = all.map(({ workspace, role }) => ({ role, home: homeOf(workspace, lang) }));
  const here = workspaceId ? homes.find(({ home }) => home.id === workspaceId) : homes[0];
  if (!here) throw new Failure("forbidden", `person ${personId} has no such workspace`);
  return {
    personId,
    role: here.role,
    workspace: here.home,
    workspaces: homes.map(({ home }) => home),
  };
}

function homeOf(workspace: Workspace, lang: Lang): Home {
  return {
    id: workspace.id,
    name: workspaceName(workspace, lang),
    demo: workspace.kind === "demo",
    zone: workspace.zone,
  };
}

export type Persona = { id: PersonId; name: string; role: Role };

/** The demo's four invented people, by the name of the page's language. */
export function personas(lang: Lang): Persona[] {
  return demoPeople.map(({ id, role, name, latin }) => ({ id, role, name: lang === "ko" ? name : latin }));
}

/** Whom a first visit on this machine is. */
export function firstPersona(): PersonId {
  const [first] = demoPeople;
  if (!first) throw new Error("the demo has no people");
  return first.id;
}
