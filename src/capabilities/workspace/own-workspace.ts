// How a workspace gets its first admin: the person who opens their own, or the first sender of the start's admin code.

import { and, asc, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { newId, type PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { isCurrency } from "../../core/money.ts";
import { type Tx, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { spendAdminCode } from "./codes.ts";
import { findWorkspace, type Workspace, workspaceOf } from "./directory.ts";
import { membership, person, workspace } from "./tables.ts";

/** The two handles a verb needs before there is a scope. */
type Handles = Pick<Ctx, "db" | "log">;

export type OwnWorkspace = {
  personId: PersonId;
  name: string;
  lang: Lang;
  currency: string;
  zone: string;
  now: Temporal.Instant;
};

/**
 * The person's own workspace, made at the first call with them as its admin; they are in it from then on.
 * Two calls at once make one: the person's row is locked first.
 * @throws Failure "invalid" for a currency or zone nobody knows
 */
export async function openOwnWorkspace({ db, log }: Handles, input: OwnWorkspace): Promise<Workspace> {
  checkPlace(input);
  const { own, made } = await withSystemTx(db, "workspace.open", async (tx) => {
    await lockPerson(tx, input.personId);
    const known = await ownWorkspaceOf(tx, input.personId);
    const place = known ?? (await addWorkspace(tx, input));
    await tx.update(person).set({ lastWorkspaceId: place.id }).where(eq(person.id, input.personId));
    return { own: place, made: known === undefined };
  });
  if (made) await noteOpening({ db, log }, own, input);
  return own;
}

/**
 * Uses up the admin code of the start: its first sender becomes admin of the workspace, whatever they were before.
 * @param input.sender gives the person; asked once the code is accepted, so that a wrong one makes nobody
 * @throws Failure "forbidden" for a code that is wrong, used, expired or closed by too many misses
 */
export async function redeemAdminCode(
  { db, log }: Handles,
  input: {
    code: string;
    sender: () => Promise<PersonId>;
    workspaceId: WorkspaceId;
    now: Temporal.Instant;
  },
): Promise<PersonId> {
  const { code, sender, workspaceId, now } = input;
  const place = await findWorkspace(db, workspaceId);
  if (!place) throw new Failure("not_found", `no workspace ${workspaceId}`);
  await spendAdminCode(db, code);
  const personId = await sender();
  await write(asAdmin({ db, log }, place, { personId, now }), "workspace.take_admin", "write", async (tx) => {
    await tx
      .insert(membership)
      .values({ workspaceId, personId, role: "company_admin", createdAt: now })
      .onConflictDoUpdate({
        target: [membership.workspaceId, membership.personId],
        set: { role: "company_admin" },
      });
    return { result: undefined, subject: personId, after: { role: "company_admin" } };
  });
  return personId;
}

/** The context of a person in the moment they become admin of `place`. */
function asAdmin(
  handles: Handles,
  place: Workspace,
  { personId, now }: { personId: PersonId; now: Temporal.Instant },
): Ctx {
  const { id: workspaceId, lang, zone } = place;
  return {
    ...handles,
    workspaceId,
    actor: { kind: "person", personId },
    role: "company_admin",
    lang,
    zone,
    now,
  };
}

async function lockPerson(tx: Tx, personId: PersonId): Promise<void> {
  const rows = await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
  if (rows.length === 0) throw new Failure("not_found", `no person ${personId}`);
}

async function ownWorkspaceOf(tx: Tx, personId: PersonId): Promise<Workspace | undefined> {
  const [row] = await tx
    .select({ workspace })
    .from(workspace)
    .innerJoin(membership, eq(membership.workspaceId, workspace.id))
    .where(
      and(eq(workspace.kind, "own"), eq(membership.personId, personId), eq(membership.role, "company_admin")),
    )
    .orderBy(asc(workspace.createdAt), asc(workspace.id))
    .limit(1);
  return row && workspaceOf(row.workspace);
}

async function addWorkspace(tx: Tx, input: OwnWorkspace): Promise<Workspace> {
  const { personId, name, lang, currency, zone, now } = input;
  const id = newId(WorkspaceId);
  const [row] = await tx
    .insert(workspace)
    .values({ id, name, kind: "own", zone, currency, lang, createdAt: now })
    .returning();
  await tx.insert(membership).values({ workspaceId: id, personId, role: "company_admin", createdAt: now });
  if (!row) throw new Error("an inserted workspace came back empty");
  return workspaceOf(row);
}

/** The first row of the new workspace's ledger. */
async function noteOpening(handles: Handles, own: Workspace, input: OwnWorkspace): Promise<void> {
  const { name, currency, zone } = own;
  await write(asAdmin(handles, own, input), "workspace.open", "write", async () => ({
    result: undefined,
    subject: own.id,
    after: { name, currency, zone },
  }));
}

function checkPlace({ currency, zone, now }: OwnWorkspace): void {
  if (!isCurrency(currency)) {
    throw new Failure("invalid", `unknown currency ${currency}`, {
      say: words(`${currency}은(는) 아는 통화 코드가 아니에요.`, `${currency} is no currency code I know.`),
      next: words("KRW, USD 같은 ISO 코드로 알려 주세요.", "Give an ISO code such as KRW or USD."),
    });
  }
  try {
    now.toZonedDateTimeISO(zone);
  } catch (cause) {
    throw new Failure("invalid", `unknown time zone ${zone}`, {
      cause,
      say: words(`${zone}은(는) 아는 시간대가 아니에요.`, `${zone} is no time zone I know.`),
      next: words("Asia/Seoul 같은 이름으로 알려 주세요.", "Give a name such as Asia/Seoul."),
    });
  }
}
