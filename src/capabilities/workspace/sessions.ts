// Signed-in browsers: a random token in the cookie, its hash in the table, thirty days by the database's clock.

import { and, desc, eq, gt, lt, ne, type SQL, sql } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { type Membership, membershipsIn } from "./directory.ts";
import { hashOf, makeToken, sameHash } from "./secrets.ts";
import { membership, person, session, workspace } from "./tables.ts";

const SESSION_DAYS = 30;

/** @returns the token for the person's browser; it is kept nowhere else */
export async function openSession(db: Db, { personId }: { personId: PersonId }): Promise<string> {
  return withSystemTx(db, "sign_in", (tx) => addSession(tx, personId));
}

/** Whose session this is; `undefined` when the token is unknown, closed or expired. */
export async function findSession(db: Db, token: string): Promise<PersonId | undefined> {
  const given = hashOf(token);
  const [found] = await withSystemTx(
    db,
    "session.find",
    async (tx) => tx.select().from(session).where(isOpen(given)),
    { single: true, plans: "kept" },
  );
  return found && sameHash(found.tokenHash, given) ? PersonId.parse(found.personId) : undefined;
}

/** The same with the person's memberships, in one way to the database: it stands before every request. */
export async function findSessionPerson(
  db: Db,
  token: string,
): Promise<{ personId: PersonId; memberships: Membership[] } | undefined> {
  const given = hashOf(token);
  const rows = await withSystemTx(
    db,
    "session.find",
    async (tx) =>
      tx
        .select({ session, membership, workspace, lang: person.lang, last: person.lastWorkspaceId })
        .from(session)
        .leftJoin(membership, eq(membership.personId, session.personId))
        .leftJoin(workspace, eq(workspace.id, membership.workspaceId))
        .leftJoin(person, eq(person.id, session.personId))
        .where(isOpen(given))
        .orderBy(desc(membership.createdAt), desc(workspace.id)),
    { single: true, plans: "kept" },
  );
  const [found] = rows;
  if (!found || !sameHash(found.session.tokenHash, given)) return undefined;
  const personId = PersonId.parse(found.session.personId);
  return { personId, memberships: membershipsIn(personId, rows) };
}

function isOpen(tokenHash: string): SQL | undefined {
  return and(eq(session.tokenHash, tokenHash), gt(session.expiresAt, sql`now()`));
}

/** Signs the browser out; an unknown token changes nothing. */
export async function closeSession(db: Db, token: string): Promise<void> {
  await withSystemTx(db, "session.close", (tx) =>
    tx.delete(session).where(eq(session.tokenHash, hashOf(token))),
  );
}

/** Signs the person out everywhere but in the browser of `token`. @returns how many browsers that were */
export async function closeOtherSessions(
  db: Db,
  { personId, token }: { personId: PersonId; token: string },
): Promise<number> {
  const closed = await withSystemTx(db, "session.close", (tx) =>
    tx
      .delete(session)
      .where(and(eq(session.personId, personId), ne(session.tokenHash, hashOf(token))))
      .returning({ expiresAt: session.expiresAt }),
  );
  return closed.length;
}

/** For callers that are in a transaction already. */
export async function addSession(tx: Tx, personId: PersonId): Promise<string> {
  const token = makeToken();
  await tx.delete(session).where(lt(session.expiresAt, sql`now()`));
  await tx.insert(session).values({
    tokenHash: hashOf(token),
    personId,
    expiresAt: sql`now() + make_interval(days => ${SESSION_DAYS})`,
    createdAt: sql`now()`,
  });
  return token;
}
