// How a browser that is nobody yet becomes someone: by a one-use link made on another device, by the admin code of the start, or by an
// invitation.

import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import {
  closeOtherSessions,
  CODE_MINUTES,
  type Entered,
  issueSignInCode,
  meetPerson,
  openDemo,
  openSession,
  redeemCode,
  redeemSignInCode,
  spokenCodeIn,
} from "../capabilities/workspace/workspace.ts";
import type { PersonId, WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";

const names = { admin: words("관리자", "Admin"), join: words("새 멤버", "New member") };

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
  const sender = (how: Entered["how"]): Promise<PersonId> =>
    meetSomebody(db, names[how === "admin" ? "admin" : "join"][lang], { lang, now });
  const entered = await redeemCode({ db, log }, { code: adminCode, sender, workspaceId, now });
  return { token: await openSession(db, entered), workspaceId: entered.workspaceId };
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

async function meetSomebody(
  db: Db,
  name: string,
  { lang, now }: { lang: Lang; now: Temporal.Instant },
): Promise<PersonId> {
  const { id } = await meetPerson(db, { platform: "web", platformId: randomUUID(), name, lang, now });
  return id;
}
