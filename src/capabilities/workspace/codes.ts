// One-use codes of ten minutes: the admin code printed at the start, and the sign-in link of one person.
// Their clock is the database's, so that replicas agree on it.

import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { isMember } from "./directory.ts";
import { hashOf, makeSpokenCode, makeToken, sameHash, spokenCodeIn } from "./secrets.ts";
import { addSession } from "./sessions.ts";
import { linkCode, person } from "./tables.ts";

/** How long a code can be used. */
export const CODE_MINUTES = 10;

const LIFE = sql`now() + make_interval(mins => ${CODE_MINUTES})`;

/**
 * Wrong guesses an open admin code bears: at 39 bits so many hit with a chance of one in a hundred million.
 * Fewer would let a stranger close the owner's code, though surfaces bound the guesses of one address.
 */
export const MAX_MISSES = 5_000;

/** A code for the start-up text: whoever sends it first becomes admin. Older open codes stay valid, for the other replicas. */
export async function issueAdminCode(db: Db): Promise<string> {
  const code = makeSpokenCode();
  await withSystemTx(db, "code.issue", (tx) => addCode(tx, code, { purpose: "admin" }));
  return code;
}

/**
 * A code for the one-time link that signs `personId` in, where they are in `workspaceId`. The workspace is part of the
 * code, so its hash holds for no other. Earlier links of the person that nobody used are worth nothing from now on.
 */
export async function issueSignInCode(
  db: Db,
  { personId, workspaceId }: { personId: PersonId; workspaceId: WorkspaceId },
): Promise<string> {
  const code = `${workspaceId}.${makeToken()}`;
  await withSystemTx(db, "code.issue", async (tx) => {
    await tx.delete(linkCode).where(and(eq(linkCode.personId, personId), isNull(linkCode.usedAt)));
    await addCode(tx, code, { purpose: "sign_in", personId });
  });
  return code;
}

/**
 * Uses up an admin code. A wrong one counts as a miss of every open code.
 * @throws Failure "forbidden", the same for wrong, used, expired and closed codes
 */
export async function spendAdminCode(db: Db, text: string): Promise<void> {
  const code = spokenCodeIn(text);
  const spent = await withSystemTx(db, "code.spend", async (tx) => {
    const open = await tx
      .select({ codeHash: linkCode.codeHash })
      .from(linkCode)
      .where(and(isOpen("admin"), lt(linkCode.misses, MAX_MISSES)))
      .orderBy(linkCode.codeHash)
      .for("update");
    const given = hashOf(code ?? "");
    const hit = open.filter(({ codeHash }) => sameHash(codeHash, given))[0];
    if (hit) await markUsed(tx, hit.codeHash);
    else
      await tx
        .update(linkCode)
        .set({ misses: sql`${linkCode.misses} + 1` })
        .where(isOpen("admin"));
    return hit !== undefined;
  });
  if (!spent) throw refusal("admin");
}

export type SignedIn = {
  /** Of the session, known outside by the person's browser only. */
  token: string;
  personId: PersonId;
  /** Where the person is then. */
  workspaceId: WorkspaceId;
};

/**
 * Turns a sign-in code into a session.
 * @throws Failure "forbidden" when the code is unknown, used or expired, or its person has left the workspace
 */
export async function redeemSignInCode(db: Db, code: string): Promise<SignedIn> {
  const given = hashOf(code);
  const session = await withSystemTx(db, "sign_in", async (tx) => {
    const [found] = await tx
      .select()
      .from(linkCode)
      .where(and(eq(linkCode.codeHash, given), isOpen("sign_in")))
      .for("update");
    if (!found?.personId || !sameHash(found.codeHash, given)) return undefined;
    await markUsed(tx, found.codeHash);
    const personId = PersonId.parse(found.personId);
    const workspaceId = WorkspaceId.parse(code.split(".")[0]);
    if (!(await isMember(tx, workspaceId, personId))) return undefined;
    await tx.update(person).set({ lastWorkspaceId: workspaceId }).where(eq(person.id, personId));
    return { token: await addSession(tx, personId), personId, workspaceId };
  });
  if (!session) throw refusal("sign_in");
  return session;
}

async function addCode(
  tx: Tx,
  code: string,
  row: { purpose: "admin" | "sign_in"; personId?: PersonId },
): Promise<void> {
  await tx.delete(linkCode).where(lt(linkCode.expiresAt, sql`now() - interval '1 day'`));
  await tx
    .insert(linkCode)
    .values({ ...row, codeHash: hashOf(code), expiresAt: LIFE, createdAt: sql`now()` });
}

function isOpen(purpose: "admin" | "sign_in") {
  return and(eq(linkCode.purpose, purpose), isNull(linkCode.usedAt), gt(linkCode.expiresAt, sql`now()`));
}

async function markUsed(tx: Tx, codeHash: string): Promise<void> {
  await tx
    .update(linkCode)
    .set({ usedAt: sql`now()` })
    .where(eq(linkCode.codeHash, codeHash));
}

const nextSteps = {
  admin: words(
    "서버를 다시 시작하면 새 관리자 코드가 출력돼요.",
    "Restart the server: it prints a new admin code.",
  ),
  sign_in: words(
    "로그인된 기기의 ‘다른 기기에서 열기’에서 새 링크를 만들어 주세요.",
    "Make a new link where you are signed in: “Open on another device”.",
  ),
};

function refusal(purpose: "admin" | "sign_in"): Failure {
  return new Failure("forbidden", `${purpose} code is wrong, used or expired`, {
    say: words("코드가 맞지 않거나, 이미 사용했거나, 만료됐어요.", "This code is wrong, used or expired."),
    next: nextSteps[purpose],
  });
}
