// The address of a workspace to which reports are posted: asked for by an admin's press, shown once on a page of its own, replaced or taken
// back by another press. Its token stands in no card, no log and no row: only its hash is kept.

import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { type Db, withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { scopeFor } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { intakeAddress } from "./tables.ts";

/** How long the page that shows a new address waits to be opened. */
export const REVEAL_MINUTES = 10;

export type AddressState = {
  /** Since when it is open; `undefined` while nothing may be posted. */
  shownAt: Temporal.Instant | undefined;
  lastUsedAt: Temporal.Instant | undefined;
};

export async function addressState(here: Pick<Ctx, "db" | "workspaceId">): Promise<AddressState> {
  const [row] = await withTx(here, (tx) =>
    tx.select().from(intakeAddress).where(eq(intakeAddress.workspaceId, here.workspaceId)),
  );
  const open = row?.tokenHash ? row : undefined;
  return { shownAt: open?.shownAt ?? undefined, lastUsedAt: open?.lastUsedAt ?? undefined };
}

/** @returns the code that opens the page; the address of before stays open until that page was */
export async function offerAddress(ctx: Ctx): Promise<string> {
  const { actor, workspaceId, now } = ctx;
  if (actor.kind !== "person") throw new Error("a press without a person");
  const code = makeToken();
  await write(ctx, "intake.offer", "write", async (tx) => {
    const asked = {
      revealHash: hashOf(code),
      revealUntil: sql`now() + make_interval(mins => ${REVEAL_MINUTES})`,
      askedBy: actor.personId,
      askedAt: now,
    };
    await tx
      .insert(intakeAddress)
      .values({ workspaceId, ...asked })
      .onConflictDoUpdate({ target: intakeAddress.workspaceId, set: asked });
    return { result: undefined };
  });
  return code;
}

/**
 * Makes the address and shows it, once: in the name of whoever asked for it, who must still be an admin.
 * @returns its token and the name of its workspace's id; `undefined` for a code that is over
 */
export async function revealAddress(
  handles: Pick<Ctx, "db" | "log" | "now">,
  code: string,
): Promise<string | undefined> {
  const { db, now } = handles;
  const workspaceId = await workspaceBy(db, "revealHash", code);
  if (!workspaceId) return undefined;
  const open = and(
    eq(intakeAddress.workspaceId, workspaceId),
    eq(intakeAddress.revealHash, hashOf(code)),
    gt(intakeAddress.revealUntil, sql`now()`),
  );
  const [asked] = await withTx({ db, workspaceId }, (tx) =>
    tx.select({ by: intakeAddress.askedBy }).from(intakeAddress).where(open),
  );
  if (!asked) return undefined;
  const scope = await scopeFor(db, { personId: PersonId.parse(asked.by), workspaceId, now });
  const token = makeToken();
  return write({ ...handles, ...scope }, "intake.open", "write", async (tx) => {
    const made = await tx
      .update(intakeAddress)
      .set({
        tokenHash: hashOf(token),
        shownAt: sql`now()`,
        lastUsedAt: null,
        revealHash: null,
        revealUntil: null,
      })
      .where(open)
      .returning();
    if (made.length === 0) throw new Failure("conflict", "an address was shown already");
    return { result: token };
  });
}

/** @throws Failure "conflict" when there is none */
export async function revokeAddress(ctx: Ctx): Promise<void> {
  await write(ctx, "intake.revoke", "write", async (tx) => {
    const gone = await tx
      .delete(intakeAddress)
      .where(eq(intakeAddress.workspaceId, ctx.workspaceId))
      .returning();
    if (gone.length === 0) throw noAddress();
    return { result: undefined };
  });
}

/** The workspace to which a token posts; `undefined` for any other text. */
export function findAddress(db: Db, token: string): Promise<WorkspaceId | undefined> {
  return workspaceBy(db, "tokenHash", token);
}

/** For the admin who asks whether anything comes; once a minute is enough. */
export async function noteUse(here: Pick<Ctx, "db" | "workspaceId">): Promise<void> {
  await withTx(here, (tx) =>
    tx
      .update(intakeAddress)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(
          eq(intakeAddress.workspaceId, here.workspaceId),
          sql`coalesce(last_used_at < now() - interval '1 minute', true)`,
        ),
      ),
  );
}

const shape = /^[\w-]{43}$/;

async function workspaceBy(
  db: Db,
  column: "tokenHash" | "revealHash",
  secret: string,
): Promise<WorkspaceId | undefined> {
  if (!shape.test(secret)) return undefined;
  const [row] = await withSystemTx(
    db,
    "intake.find",
    (tx) =>
      tx
        .select({ workspaceId: intakeAddress.workspaceId })
        .from(intakeAddress)
        .where(eq(intakeAddress[column], hashOf(secret))),
    { single: true },
  );
  return row && WorkspaceId.parse(row.workspaceId);
}

/** 256 bits; not to be guessed. */
function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("base64url");
}

function noAddress(): Failure {
  return new Failure("conflict", "no upload address", {
    say: words("지금 열린 업로드 주소가 없어요.", "There is no upload address now."),
    next: words(
      "만들려면 ‘업로드 주소 만들어줘’라고 해 주세요.",
      "Say “make an upload address” to make one.",
    ),
  });
}
