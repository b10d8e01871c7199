// How a browser that is nobody yet becomes someone: by a one-use link made on another device, or by the admin code of the start.

import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import {
  closeOtherSessions,
  CODE_MINUTES,
  issueSignInCode,
  meetPerson,
  openDemo,
  openSession,
  redeemAdminCode,
  redeemSignInCode,
  spokenCodeIn,
} from "../capabilities/workspace/workspace.ts";
import type { PersonId, WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";

const adminName = words("관리자", "Admin");

export { closeOtherSessions, spokenCodeIn };

/** A session: its token for the browser's cookie, and the workspace the person is in then. */
export type Entry = { token: string; workspaceId: WorkspaceId };

/** @throws Failure "forbidden" for a code that is wrong, used or expired */
export async function signIn(
  handles: { db: Db; log: Logger; now: () => Temporal.Instant },
  { code, lang, zone }: { code: string; lang: Lang; zone: string },
): Promise<Entry> {
  const { db, log } = handles;
  const adminCode = spokenCodeIn(code);
  if (adminCode === undefined) return redeemSignInCode(db, code.trim());
  const now = handles.now();
  const { workspaceId } = await openDemo(db, { now, zone });
  const sender = (): Promise<PersonId> => meetAdmin(db, lang, now);
  const personId = await redeemAdminCode({ db, log }, { code: adminCode, sender, workspaceId, now });
  return { token: await openSession(db, { personId }), workspaceId };
}

/** The link's code stands behind the #: no server, proxy or log on the way sees it, and no page is told where one came from. */
export async function makeSignInLink(
  db: Db,
  publicUrl: URL,
  person: { personId: PersonId; workspaceId: WorkspaceId },
): Promise<{ url: string; minutes: number }> {
  const url = new URL("/", publicUrl);
  url.hash = `sign-in=${await issueSignInCode(db, person)}`;
  return { url: url.href, minutes: CODE_MINUTES };
}

async function meetAdmin(db: Db, lang: Lang, now: Temporal.Instant): Promise<PersonId> {
  const name = adminName[lang];
  const { id } = await meetPerson(db, { platform: "web", platformId: randomUUID(), name, lang, now });
  return id;
}
