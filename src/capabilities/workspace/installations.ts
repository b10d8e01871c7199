// Installations of the app in teams of a platform: who we are there, and our tokens, sealed. Read before any workspace is known.

import { and, eq, isNull, like, lt, or, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { keyFor, openText, sealText } from "../../db/sealing.ts";
import type { InstallFor } from "./install-links.ts";
import { installation, room } from "./tables.ts";

type At = { platform: string; teamRef: string };

export type Installation = At & {
  token: string;
  botRef: string;
  appRef: string | undefined;
  expiresAt: Temporal.Instant | undefined;
  refreshes: boolean;
};

export type Tokens = {
  token: string;
  refresh: string | undefined;
  /** Seconds from now; tokens of teams that do not rotate them last until they are taken back. */
  lastsS: number | undefined;
};

type Made = At &
  Tokens & {
    botRef: string;
    appRef: string | undefined;
    scopes: string;
    whose: InstallFor | undefined;
  };

/** Puts the tokens of a team, or of an organisation, in the place of those it had. */
export async function saveInstallation(db: Db, made: Made): Promise<void> {
  const { platform, teamRef, botRef, appRef, scopes, whose } = made;
  const row = {
    ...sealedTokens(db, made),
    viaRef: null,
    botRef,
    appRef: appRef ?? null,
    scopes,
    updatedAt: sql`now()`,
    ...whose,
  };
  await withSystemTx(db, "installation.save", (tx) =>
    tx
      .insert(installation)
      .values({ platform, teamRef, ...row, createdAt: sql`now()` })
      .onConflictDoUpdate({ target: [installation.platform, installation.teamRef], set: row }),
  );
}

function sealedTokens(db: Db, { platform, teamRef, token, refresh, lastsS }: At & Tokens) {
  const key = tokenKey(db, { platform, teamRef });
  return {
    tokenSealed: sealText(key, token),
    refreshSealed: refresh === undefined ? null : sealText(key, refresh),
    expiresAt: lastsS === undefined ? null : sql`now() + make_interval(secs => ${lastsS})`,
    refreshUntil: null,
  };
}

type Row = typeof installation.$inferSelect;

/** The team's own installation, else that of the organisation it is known to belong to. */
export async function findInstallation(db: Db, at: At): Promise<Installation | undefined> {
  const row = await withSystemTx(db, "installation.find", (tx) => wholeRow(tx, at), { urgent: true });
  return row && openedRow(db, row);
}

/** As `findInstallation`; a team that is seen for the first time is noted as one of `enterpriseRef` where that has us installed. */
export async function findInstallationNamed(
  db: Db,
  at: At,
  enterpriseRef: string | undefined,
): Promise<Installation | undefined> {
  const own = await findInstallation(db, at);
  if (own || enterpriseRef === undefined) return own;
  const via = await findInstallation(db, { ...at, teamRef: enterpriseRef });
  if (!via) return undefined;
  await withSystemTx(db, "installation.note", (tx) =>
    tx
      .insert(installation)
      .values({
        ...at,
        viaRef: enterpriseRef,
        botRef: via.botRef,
        createdAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .onConflictDoNothing(),
  );
  return via;
}

async function wholeRow(tx: Tx, at: At): Promise<Row | undefined> {
  const [row] = await tx.select().from(installation).where(isAt(at));
  if (!row?.viaRef) return row;
  const [via] = await tx
    .select()
    .from(installation)
    .where(isAt({ ...at, teamRef: row.viaRef }));
  return via;
}

function openedRow(db: Db, row: Row): Installation | undefined {
  const { platform, teamRef, tokenSealed, botRef, appRef, expiresAt, refreshSealed } = row;
  if (tokenSealed === null) return undefined;
  return {
    platform,
    teamRef,
    token: openText(tokenKey(db, row), tokenSealed),
    botRef,
    appRef: appRef ?? undefined,
    expiresAt: expiresAt ?? undefined,
    refreshes: refreshSealed !== null,
  };
}

/** One process makes a token new at a time; one that died at it is waited for so long. */
const REFRESH_S = 60;

/**
 * @param beforeS how long before its end a token is made new
 * @returns what it is made new with, for the one process that may do so now
 */
export async function takeRefresh(db: Db, at: At, beforeS: number): Promise<string | undefined> {
  const [row] = await withSystemTx(db, "installation.refresh", (tx) =>
    tx
      .update(installation)
      .set({ refreshUntil: sql`now() + make_interval(secs => ${REFRESH_S})` })
      .where(
        and(
          isAt(at),
          lt(installation.expiresAt, sql`now() + make_interval(secs => ${beforeS})`),
          or(isNull(installation.refreshUntil), lt(installation.refreshUntil, sql`now()`)),
        ),
      )
      .returning(),
  );
  return row?.refreshSealed ? openText(tokenKey(db, row), row.refreshSealed) : undefined;
}

/** @returns false when somebody put other tokens in meanwhile: theirs stay */
export async function saveRefreshed(db: Db, at: At, used: string, made: Tokens): Promise<boolean> {
  return withSystemTx(db, "installation.refreshed", async (tx) => {
    const [row] = await tx.select().from(installation).where(isAt(at)).for("update");
    if (!row?.refreshSealed || openText(tokenKey(db, row), row.refreshSealed) !== used) return false;
    await tx
      .update(installation)
      .set(sealedTokens(db, { ...at, ...made }))
      .where(isAt(at));
    return true;
  });
}

/** Slack's clock and the database's differ by so much at the most. */
const SAME_S = 5;

/**
 * Takes the tokens of a team, or of an organisation with all its teams, out.
 * @param atS when they were taken back: tokens that somebody put in after that are others, and stay
 * @returns the workspaces that speak in its rooms; `undefined` where nothing was installed
 */
export async function removeInstallation(db: Db, at: At, atS?: number): Promise<WorkspaceId[] | undefined> {
  const { platform, teamRef } = at;
  return withSystemTx(db, "installation.remove", async (tx) => {
    const [own] = await tx
      .select({ at: installation.updatedAt })
      .from(installation)
      .where(isAt(at))
      .for("update");
    if (own && atS !== undefined && own.at.epochMilliseconds > (atS + SAME_S) * 1_000) return undefined;
    const gone = await tx
      .delete(installation)
      .where(
        and(
          eq(installation.platform, platform),
          or(eq(installation.teamRef, teamRef), eq(installation.viaRef, teamRef)),
        ),
      )
      .returning({ teamRef: installation.teamRef });
    if (gone.length === 0) return undefined;
    const refs = or(
      ...gone.map((one) => or(eq(room.roomRef, one.teamRef), like(room.roomRef, `${one.teamRef}/%`))),
    );
    const rooms = await tx
      .selectDistinct({ workspaceId: room.workspaceId })
      .from(room)
      .where(and(eq(room.platform, platform), refs));
    return rooms.map(({ workspaceId }) => WorkspaceId.parse(workspaceId));
  });
}

function isAt({ platform, teamRef }: At) {
  return and(eq(installation.platform, platform), eq(installation.teamRef, teamRef));
}

/** A token moved to another team's row does not open there. */
function tokenKey({ secret }: Db, { platform, teamRef }: At): Buffer {
  if (!secret) throw noSecret();
  return keyFor(secret, `${platform}:${teamRef}`, "installation.token");
}

function noSecret(): Failure {
  return new Failure("unavailable", "no encryption key is set", {
    say: words("토큰을 암호화할 열쇠가 없어요.", "There is no key to encrypt tokens with."),
    next: words(
      "서버의 CO9MA_ENCRYPTION_KEY에 값을 넣고 다시 시작해 주세요 (openssl rand -base64 32).",
      "Set CO9MA_ENCRYPTION_KEY on the server and start it again (openssl rand -base64 32).",
    ),
  });
}
