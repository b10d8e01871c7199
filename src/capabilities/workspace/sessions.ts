// Signed-in browsers: a random token in the cookie, its hash in the table, thirty days by the database's clock.

import { and, eq, gt, lt, sql } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { hashOf, makeToken, sameHash } from "./secrets.ts";
import { session } from "./tables.ts";

const SESSION_DAYS = 30;

/** @returns the token for the person's browser; it is kept nowhere else */
export async function openSession(db: Db, { personId }: { personId: PersonId }): Promise<string> {
  return withSystemTx(db, "sign_in", (tx) => addSession(tx, personId));
}

/** Whose session this is; `undefined` when the token is unknown, closed or expired. */
export async function findSession(db: Db, token: string): Promise<PersonId | undefined> {
  const given = hashOf(token);
  return withSystemTx(db, "session.find", async (tx) => {
    const [found] = await tx
      .select()
      .from(session)
      .where(and(eq(session.tokenHash, given), gt(session.expiresAt, sql`now()`)));
    return found && sameHash(found.tokenHash, given) ? PersonId.parse(found.personId) : undefined;
  });
}

/** Signs the browser out; an unknown token changes nothing. */
export async function closeSession(db: Db, token: string): Promise<void> {
  await withSystemTx(db, "session.close", (tx) =>
    tx.delete(session).where(eq(session.tokenHash, hashOf(token))),
  );
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
