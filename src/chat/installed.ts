// Teams of a platform that people put the app into: found with their tokens, added for a workspace, and what is told when one goes.

import {
  adminsOf,
  bindRoom,
  findInstallation,
  findInstallationNamed,
  findRoomWorkspace,
  findWorkspace,
  type InstallFor,
  type Installation,
  issueInstallToken,
  issueInvite,
  readInstallToken,
  removeInstallation,
  saveInstallation,
  saveRefreshed,
  scopeFor,
  takeRefresh,
  type Tokens,
  workspaceName,
} from "../capabilities/workspace/workspace.ts";
import type { WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import type { Logger } from "pino";
import { type Db, withTx } from "../db/db.ts";
import { type Line, placeToTell } from "./reach.ts";
import { tellThere } from "./tell.ts";

export { findInstallation, findInstallationNamed, issueInstallToken, readInstallToken };
export { saveInstallation, saveRefreshed, takeRefresh };
export type { InstallFor, Installation, Tokens };

type Handles = { db: Db; log: Logger; now: () => Temporal.Instant };

/** What became of binding a team to the workspace it was installed for. */
export type Bound =
  | { kind: "bound"; name: string; code: string }
  /** To another one, which is not named. */
  | { kind: "elsewhere" }
  /** Whoever made the link is no admin there any more. */
  | { kind: "not_admin" }
  | { kind: "demo" };

/** Lets the rooms of a team speak of a workspace, in the name of the admin who asked for that. */
export async function bindTeam(
  { db, log, now }: Handles,
  { platform, teamRef }: { platform: string; teamRef: string },
  whose: InstallFor | undefined,
): Promise<Bound> {
  const before = await findRoomWorkspace(db, { platform, roomRef: teamRef });
  if (!whose) return before ? { kind: "elsewhere" } : { kind: "demo" };
  if (before && before !== whose.workspaceId) return { kind: "elsewhere" };
  const { workspaceId, invitedBy: personId } = whose;
  const scope = await scopeFor(db, { personId, workspaceId, now: now() }).catch(() => undefined);
  if (scope?.role !== "company_admin") return { kind: "not_admin" };
  if (!before) await bindRoom({ ...scope, db, log }, { platform, roomRef: teamRef });
  const code = await issueInvite(db, { workspaceId, invitedBy: personId, personId });
  const workspace = await findWorkspace(db, workspaceId);
  return { kind: "bound", name: workspace ? workspaceName(workspace, workspace.lang) : "", code };
}

/** The name of the workspace that a link puts a team in; `undefined` where it is gone, or the link names none. */
export async function installedFor(
  db: Db,
  whose: InstallFor | undefined,
  lang: Lang,
): Promise<string | undefined> {
  const workspace = whose && (await findWorkspace(db, whose.workspaceId));
  return workspace && workspaceName(workspace, lang);
}

/** The conversation on the page in which admins are told of it. */
const line: Line = { ref: "surfaces", title: words("연결 알림", "Connection notices") };

/**
 * Takes a team's tokens out and tells the admins of its workspaces where they can still be told.
 * @returns false where nothing was installed
 */
export async function removeTeam(
  { db, log }: Pick<Handles, "db" | "log">,
  {
    platform,
    teamRef,
    key,
    atS,
  }: {
    platform: string;
    teamRef: string;
    /** Of what told us: told again it is told nobody. */
    key: string;
    /** When it was taken out, in seconds since 1970: who put it in after that keeps it. */
    atS?: number | undefined;
  },
): Promise<boolean> {
  const workspaces = await removeInstallation(db, { platform, teamRef }, atS);
  for (const workspaceId of workspaces ?? []) await tellAdmins(db, log, workspaceId, key);
  return workspaces !== undefined;
}

async function tellAdmins(db: Db, log: Logger, workspaceId: WorkspaceId, key: string): Promise<void> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) return;
  await withTx({ db, workspaceId }, async (tx) => {
    for (const personId of await adminsOf(tx, workspaceId)) {
      const reached = { personId, lang: workspace.lang, slackId: undefined };
      const conversationId = await placeToTell(tx, { workspaceId }, reached, line);
      if (conversationId === undefined) continue;
      const told = { conversationId, action: "tell_disconnected", input: {}, key: `${key}:${personId}` };
      await tellThere(tx, { workspaceId }, told);
    }
  });
  log.info("the app was taken out of a team");
}
