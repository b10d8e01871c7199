// How a person gets a workspace of their own, with them as its admin.

import { and, asc, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { newId, type PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { isCurrency } from "../../core/money.ts";
import { type Tx, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { type Workspace, workspaceOf } from "./directory.ts";
import { arriving } from "./entries.ts";
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
  await write(
    arriving(handles, own, { ...input, role: "company_admin" }),
    "workspace.open",
    "write",
    async () => ({
      result: undefined,
      subject: own.id,
      after: { name, currency, zone },
    }),
  );
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
