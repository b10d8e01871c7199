// The demo workspace and its four people, one per role: made once, with fixed ids, so that two starters make the same rows.

import { and, eq, sql } from "drizzle-orm";
import { PersonId, WorkspaceId } from "../../core/ids.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import { type Db, type Tx, withSystemTx } from "../../db/db.ts";
import { membership, person, workspace } from "./tables.ts";

export const DEMO_WORKSPACE = WorkspaceId.parse("0c09a000-0000-7000-8000-000000000001");

const demoName: Words = words("데모 워크스페이스", "Demo workspace");

/** The name as a reader of this language sees it: the demo has two, people's own workspaces the one they gave. */
export function workspaceName({ kind, name }: { kind: "demo" | "own"; name: string }, lang: Lang): string {
  return kind === "demo" ? demoName[lang] : name;
}

const DEMO_SEED = 20_261;

/** Invented people. */
export const demoPeople: readonly { id: PersonId; role: Role; name: string; latin: string }[] = [
  { id: demoPerson(1), role: "company_admin", name: "윤서진", latin: "Yoon Seojin" },
  { id: demoPerson(2), role: "project_manager", name: "강도현", latin: "Kang Dohyun" },
  { id: demoPerson(3), role: "member", name: "배하린", latin: "Bae Harin" },
  { id: demoPerson(4), role: "viewer", name: "문지오", latin: "Moon Jio" },
];

export type Demo = { workspaceId: WorkspaceId; people: Record<Role, PersonId> };

/** Databases that were seen with a whole demo: nothing ever takes one away. */
const whole = new WeakSet<Db>();

/**
 * Makes the demo workspace when it is missing; otherwise changes nothing, and does not ask the database twice.
 * @param zone IANA zone of its days; kept from the first call on
 */
export async function openDemo(
  db: Db,
  { now, zone }: { now: Temporal.Instant; zone: string },
): Promise<Demo> {
  if (!whole.has(db))
    await withSystemTx(db, "demo.open", async (tx) => {
      if (!(await isMade(tx))) await makeDemo(tx, now, zone);
    });
  whole.add(db);
  const people = Object.fromEntries(demoPeople.map(({ role, id }) => [role, id])) as Demo["people"];
  return { workspaceId: DEMO_WORKSPACE, people };
}

/** The last row that `makeDemo` writes stands for all of them. */
async function isMade(tx: Tx): Promise<boolean> {
  const last = demoPeople.at(-1)?.id ?? "";
  const rows = await tx
    .select({ one: sql`1` })
    .from(membership)
    .where(and(eq(membership.workspaceId, DEMO_WORKSPACE), eq(membership.personId, last)));
  return rows.length > 0;
}

async function makeDemo(tx: Tx, now: Temporal.Instant, zone: string): Promise<void> {
  const made = { createdAt: now };
  await tx
    .insert(workspace)
    .values({
      ...made,
      id: DEMO_WORKSPACE,
      name: demoName.ko,
      kind: "demo",
      zone,
      currency: "KRW",
      lang: "ko",
      seed: DEMO_SEED,
    })
    .onConflictDoNothing();
  const people = demoPeople.map(({ id, name }) => ({ ...made, id, name, lastWorkspaceId: DEMO_WORKSPACE }));
  await tx.insert(person).values(people).onConflictDoNothing();
  const roles = demoPeople.map(({ id, role }) => ({
    ...made,
    workspaceId: DEMO_WORKSPACE,
    personId: id,
    role,
  }));
  await tx.insert(membership).values(roles).onConflictDoNothing();
}

function demoPerson(number: number): PersonId {
  return PersonId.parse(`0c09a000-0000-7000-8000-00000000010${number}`);
}
