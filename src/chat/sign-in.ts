// How a browser that is nobody yet becomes someone: by a one-use link, or by the admin code of the start.

import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import {
  meetPerson,
  openDemo,
  openSession,
  redeemAdminCode,
  redeemSignInCode,
  spokenCodeIn,
} from "../capabilities/workspace/workspace.ts";
import type { PersonId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";

const adminName = words("관리자", "Admin");

/**
 * @returns the session's token for the browser's cookie
 * @throws Failure "forbidden" for a code that is wrong, used or expired
 */
export async function signIn(
  handles: { db: Db; log: Logger; now: () => Temporal.Instant },
  { code, lang, zone }: { code: string; lang: Lang; zone: string },
): Promise<string> {
  const { db, log } = handles;
  const adminCode = spokenCodeIn(code);
  if (adminCode === undefined) return (await redeemSignInCode(db, code.trim())).token;
  const now = handles.now();
  const { workspaceId } = await openDemo(db, { now, zone });
  const sender = (): Promise<PersonId> => meetAdmin(db, lang, now);
  const personId = await redeemAdminCode({ db, log }, { code: adminCode, sender, workspaceId, now });
  return openSession(db, { personId });
}

async function meetAdmin(db: Db, lang: Lang, now: Temporal.Instant): Promise<PersonId> {
  const name = adminName[lang];
  const { id } = await meetPerson(db, { platform: "web", platformId: randomUUID(), name, lang, now });
  return id;
}
