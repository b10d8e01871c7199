// Links that put the app into a team of a platform for one workspace, and the going there and back: both are used once.

import { and, eq } from "drizzle-orm";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import { addCode, isOpen, markUsed } from "./codes.ts";
import { hashOf, makeToken } from "./secrets.ts";
import { linkCode } from "./tables.ts";

/** For which workspace the app is installed, and which admin of it says so. */
export type InstallFor = { workspaceId: WorkspaceId; invitedBy: PersonId };

type Purpose = "install" | "install_state";

/** @param whose left out where nobody says for which workspace */
export async function issueInstallToken(db: Db, purpose: Purpose, whose?: InstallFor): Promise<string> {
  const token = makeToken();
  await withSystemTx(db, "install.issue", (tx) => addCode(tx, token, { purpose, ...whose }));
  return token;
}

/** Whether a token is open, and for whom; used up when `use` says so. @returns `undefined` for one that is unknown, used or expired */
export async function readInstallToken(
  db: Db,
  purpose: Purpose,
  { token, use }: { token: string; use: boolean },
): Promise<{ whose: InstallFor | undefined } | undefined> {
  return withSystemTx(db, "install.read", async (tx) => {
    const [found] = await tx
      .select()
      .from(linkCode)
      .where(and(eq(linkCode.codeHash, hashOf(token)), isOpen(purpose)))
      .for("update");
    if (!found) return undefined;
    if (use) await markUsed(tx, found.codeHash);
    const { workspaceId, invitedBy } = found;
    if (workspaceId === null || invitedBy === null) return { whose: undefined };
    return {
      whose: { workspaceId: WorkspaceId.parse(workspaceId), invitedBy: PersonId.parse(invitedBy) },
    };
  });
}
