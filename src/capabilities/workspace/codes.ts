// One-use codes: the admin code printed at the start, the sign-in link of one person and what ties another account to them for ten minutes,
// an invitation for three days.
// Their clock is the database's, so that replicas agree on it.

import { and, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import type { Role } from "../../core/roles.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { isMember } from "./directory.ts";
import { hashOf, makeSpokenCode, makeToken, sameHash, spokenCodeIn } from "./secrets.ts";
import { addSession } from "./sessions.ts";
import { linkCode, person } from "./tables.ts";

/** How long a code can be used. */
export const CODE_MINUTES = 10;

/** An invitation is passed on by hand, and used when its receiver has time. */
export const INVITE_HOURS = 72;

const lives = {
  admin: sql`now() + make_interval(mins => ${CODE_MINUTES})`,
  sign_in: sql`now() + make_interval(mins => ${CODE_MINUTES})`,
  invite: sql`now() + make_interval(hours => ${INVITE_HOURS})`,
  install: sql`now() + make_interval(hours => ${INVITE_HOURS})`,
  install_state: sql`now() + make_interval(mins => ${CODE_MINUTES})`,
};

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

/** What a spoken code opens. */
export type Opened =
  | { purpose: "admin" }
  /** Somebody new comes in, or a person of a workspace is known from now on by the id they sent it under. */
  | { purpose: "join"; workspaceId: WorkspaceId; role: Role }
  | { purpose: "link"; workspaceId: WorkspaceId; personId: PersonId };

/** Open invitations of a workspace; more would only be more to guess. */
const MOST_INVITES = 30;

/**
 * A code that lets its first sender in, or ties the id it is sent under to a person already here: that one lives ten minutes, as whoever
 * has it is that person. Earlier links of that person are worth nothing from now on.
 * @throws Failure "limit" when too many are open
 */
export async function issueInvite(
  db: Db,
  invite: { workspaceId: WorkspaceId; invitedBy: PersonId } & ({ role: Role } | { personId: PersonId }),
): Promise<string> {
  const code = makeSpokenCode();
  await withSystemTx(db, "code.issue", async (tx) => {
    if ("personId" in invite)
      await tx.delete(linkCode).where(and(isOpen("invite"), eq(linkCode.personId, invite.personId)));
    const open = await tx
      .select({ codeHash: linkCode.codeHash })
      .from(linkCode)
      .where(and(isOpen("invite"), eq(linkCode.workspaceId, invite.workspaceId)));
    if (open.length >= MOST_INVITES) throw tooMany();
    await addCode(
      tx,
      code,
      { purpose: "invite", ...invite },
      "personId" in invite ? lives.sign_in : undefined,
    );
  });
  return code;
}

/** Invitations that a person made, or that were made for them, open nothing from now on. */
export async function closeInvites(db: Db, workspaceId: WorkspaceId, personId: PersonId): Promise<void> {
  const theirs = or(eq(linkCode.invitedBy, personId), eq(linkCode.personId, personId));
  await withSystemTx(db, "code.close", (tx) =>
    tx.delete(linkCode).where(and(eq(linkCode.workspaceId, workspaceId), isNull(linkCode.usedAt), theirs)),
  );
}

/**
 * Uses up a spoken code. A wrong one counts as a miss of every open code.
 * @param mayUse throws for whoever has no use for it: the code stays as it is then
 * @throws Failure "forbidden", the same for wrong, used, expired and closed codes
 */
export async function spendSpokenCode(
  db: Db,
  text: string,
  mayUse: (tx: Tx, opened: Opened) => Promise<void> = async () => {},
): Promise<Opened> {
  const code = spokenCodeIn(text);
  const spoken = or(isOpen("admin"), isOpen("invite"));
  const opened = await withSystemTx(db, "code.spend", async (tx) => {
    const open = await tx
      .select()
      .from(linkCode)
      .where(and(spoken, lt(linkCode.misses, MAX_MISSES)))
      .orderBy(linkCode.codeHash)
      .for("update");
    const given = hashOf(code ?? "");
    const hit = open.filter(({ codeHash }) => sameHash(codeHash, given))[0];
    if (!hit) {
      await tx
        .update(linkCode)
        .set({ misses: sql`${linkCode.misses} + 1` })
        .where(spoken);
      return undefined;
    }
    const found = openedBy(hit);
    await mayUse(tx, found);
    await markUsed(tx, hit.codeHash);
    return found;
  });
  if (!opened) throw refusal("admin");
  return opened;
}

function openedBy({ purpose, workspaceId, role, personId }: typeof linkCode.$inferSelect): Opened {
  if (purpose === "admin") return { purpose };
  const here = WorkspaceId.parse(workspaceId);
  if (personId !== null) return { purpose: "link", workspaceId: here, personId: PersonId.parse(personId) };
  if (role === null) throw new Error("an invitation without a role");
  return { purpose: "join", workspaceId: here, role };
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

export async function addCode(
  tx: Tx,
  code: string,
  row: Pick<typeof linkCode.$inferInsert, "purpose" | "personId" | "workspaceId" | "role" | "invitedBy">,
  life: SQL = lives[row.purpose],
): Promise<void> {
  await tx.delete(linkCode).where(lt(linkCode.expiresAt, sql`now() - interval '1 day'`));
  await tx
    .insert(linkCode)
    .values({ ...row, codeHash: hashOf(code), expiresAt: life, createdAt: sql`now()` });
}

export function isOpen(purpose: keyof typeof lives) {
  return and(eq(linkCode.purpose, purpose), isNull(linkCode.usedAt), gt(linkCode.expiresAt, sql`now()`));
}

export async function markUsed(tx: Tx, codeHash: string): Promise<void> {
  await tx
    .update(linkCode)
    .set({ usedAt: sql`now()` })
    .where(eq(linkCode.codeHash, codeHash));
}

const nextSteps = {
  admin: words(
    "관리자에게 새 초대 코드를 부탁해 주세요. 서버를 다시 시작하면 새 관리자 코드도 출력돼요.",
    "Ask an admin for a new invitation; a restart of the server prints a new admin code.",
  ),
  sign_in: words(
    "로그인된 기기의 ‘다른 기기에서 열기’에서 새 링크를 만들어 주세요.",
    "Make a new link where you are signed in: “Open on another device”.",
  ),
};

function tooMany(): Failure {
  return new Failure("limit", "too many open invitations", {
    say: words(
      `아직 쓰지 않은 초대가 ${MOST_INVITES}개라 더 만들지 않았어요.`,
      `${MOST_INVITES} invitations are open already, so I made no other.`,
    ),
    next: words(
      "받은 분이 쓰거나 3일이 지나면 다시 만들 수 있어요.",
      "Make another once one of them is used, or after three days.",
    ),
  });
}

function refusal(purpose: "admin" | "sign_in"): Failure {
  return new Failure("forbidden", `${purpose} code is wrong, used or expired`, {
    say: words("코드가 맞지 않거나, 이미 사용했거나, 만료됐어요.", "This code is wrong, used or expired."),
    next: nextSteps[purpose],
  });
}
