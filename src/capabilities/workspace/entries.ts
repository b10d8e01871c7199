// Who comes in by a code: the first sender of the start's admin code, somebody who was invited, a member under another id of theirs.

import { and, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { PersonId, WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import type { Role } from "../../core/roles.ts";
import { type Tx, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { type Opened, spendSpokenCode } from "./codes.ts";
import { workspaceName } from "./demo-people.ts";
import { findWorkspace, isMember, membershipsOf, type Workspace } from "./directory.ts";
import { addMember } from "./people.ts";
import { identity, membership, person } from "./tables.ts";

/** The two handles a verb needs before there is a scope. */
type Handles = Pick<Ctx, "db" | "log">;

export type Entered = {
  how: Opened["purpose"];
  personId: PersonId;
  workspaceId: WorkspaceId;
  workspace: { ko: string; en: string };
  role: Role;
};

type Entry = {
  code: string;
  /** Gives the person; asked once the code is accepted, so that a wrong one makes nobody. */
  sender: (how: Opened["purpose"]) => Promise<PersonId>;
  /** Who sends it where somebody is known by the platform's own id already. */
  known?: { personId: PersonId; platform: string };
  /** Where an admin code makes its sender admin. */
  workspaceId: WorkspaceId;
  now: Temporal.Instant;
};

/**
 * Uses up a code that a person sent.
 * @throws Failure "forbidden" for a code that is wrong, used, expired or closed by too many misses, "conflict" where its sender has no use
 *   for it: the code stays as it is then
 */
export async function redeemCode(handles: Handles, entry: Entry): Promise<Entered> {
  const { code, known } = entry;
  const opened = await spendSpokenCode(handles.db, code, async (tx, found) => {
    if (known) await checkUse(tx, found, known.personId);
  });
  const place = await findWorkspace(
    handles.db,
    opened.purpose === "admin" ? entry.workspaceId : opened.workspaceId,
  );
  if (!place) throw new Failure("not_found", "the workspace of a code is gone");
  const { personId, role } = await letIn(handles, place, opened, entry);
  await withSystemTx(handles.db, "person.arrive", (tx) =>
    tx.update(person).set({ lastWorkspaceId: place.id }).where(eq(person.id, personId)),
  );
  const workspace = { ko: workspaceName(place, "ko"), en: workspaceName(place, "en") };
  return { how: opened.purpose, personId, workspaceId: place.id, workspace, role };
}

async function letIn(
  handles: Handles,
  place: Workspace,
  opened: Opened,
  entry: Entry,
): Promise<{ personId: PersonId; role: Role }> {
  switch (opened.purpose) {
    case "admin":
      return takeAdmin(handles, place, { personId: await entry.sender("admin"), now: entry.now });
    case "join":
      return join(handles, place, {
        personId: await entry.sender("join"),
        role: opened.role,
        now: entry.now,
      });
    case "link":
      return link(handles, place, { personId: opened.personId, from: entry.known, now: entry.now });
  }
}

type Arrival = { personId: PersonId; now: Temporal.Instant };

async function takeAdmin(
  handles: Handles,
  place: Workspace,
  { personId, now }: Arrival,
): Promise<{ personId: PersonId; role: Role }> {
  const role = "company_admin";
  await write(
    arriving(handles, place, { personId, role, now }),
    "workspace.take_admin",
    "write",
    async (tx) => {
      await tx
        .insert(membership)
        .values({ workspaceId: place.id, personId, role, createdAt: now })
        .onConflictDoUpdate({ target: [membership.workspaceId, membership.personId], set: { role } });
      return { result: undefined, subject: personId, after: { role } };
    },
  );
  return { personId, role };
}

/** Whoever is here already keeps their role: an invitation raises nobody. */
async function join(
  handles: Handles,
  place: Workspace,
  { personId, role, now }: Arrival & { role: Role },
): Promise<{ personId: PersonId; role: Role }> {
  const ctx = arriving(handles, place, { personId, role, now });
  await write(ctx, "person.join", "write", async (tx) => {
    if (!(await addMember(tx, ctx, personId, role))) throw hereAlready();
    return { result: undefined, subject: personId, after: { role } };
  });
  return { personId, role };
}

/** @param arrival.from the id that is the person's from now on; a browser is signed in instead */
async function link(
  handles: Handles,
  place: Workspace,
  { personId, from, now }: Arrival & { from: Entry["known"] },
): Promise<{ personId: PersonId; role: Role }> {
  const role = await withSystemTx(handles.db, "person.link", async (tx) => {
    const here = (await membershipsOf(tx, personId)).find(({ workspace }) => workspace.id === place.id);
    if (!here) throw new Failure("forbidden", "whoever asked for this code has left");
    if (from)
      await tx
        .update(identity)
        .set({ personId })
        .where(and(eq(identity.platform, from.platform), eq(identity.personId, from.personId)));
    return here.role;
  });
  await write(arriving(handles, place, { personId, role, now }), "person.link", "write", async () => ({
    result: undefined,
    subject: personId,
    after: { platform: from?.platform ?? "web" },
  }));
  return { personId, role };
}

async function checkUse(tx: Tx, opened: Opened, personId: PersonId): Promise<void> {
  if (opened.purpose === "join" && (await isMember(tx, opened.workspaceId, personId))) throw hereAlready();
  if (opened.purpose !== "link") return;
  if (opened.personId === personId || (await membershipsOf(tx, personId)).length > 0) throw somebodyElse();
}

/** The context of a person in the moment they come into `place`. */
export function arriving(
  handles: Handles,
  { id: workspaceId, lang, zone }: Workspace,
  { personId, role, now }: Arrival & { role: Role },
): Ctx {
  return { ...handles, workspaceId, actor: { kind: "person", personId }, role, lang, zone, now };
}

function hereAlready(): Failure {
  return new Failure("conflict", "already a member", {
    say: words("이미 이 워크스페이스의 멤버예요.", "You are a member of this workspace already."),
    next: words(
      "코드는 쓰지 않았으니 초대받은 분께 전해 주세요. 역할은 관리자가 바꿀 수 있어요.",
      "The code is still good: pass it on to whom it is for. An admin can change your role.",
    ),
  });
}

function somebodyElse(): Failure {
  return new Failure("conflict", "this id is a member's already", {
    say: words(
      "이 계정은 이미 멤버로 쓰고 있어서 연결하지 않았어요.",
      "This account is a member's already, so it was not linked.",
    ),
    next: words(
      "아직 쓰지 않은 계정에서 코드를 보내 주세요.",
      "Send the code from the account that is not used here yet.",
    ),
  });
}
