// Files that come by the folder or the address, as the doors keep them: nobody's, in the workspace they are for.

import type { Logger } from "pino";
import {
  type Arrival,
  arrivalState,
  type Door,
  findAddress,
  findArrivals,
  foldersOf,
  type IntakeFolder,
  keepArrival,
  keepRefusal,
  noteUse,
  revealAddress,
} from "../capabilities/intake/intake.ts";
import { refusalOf } from "../capabilities/imports/imports.ts";
import type { Ctx } from "../capabilities/context.ts";
import { findWorkspace } from "../capabilities/workspace/workspace.ts";
import type { Failure } from "../core/failure.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Db } from "../db/db.ts";

export type { Arrival, Outcome } from "../capabilities/intake/intake.ts";
export { failureOf } from "../capabilities/imports/imports.ts";

export type IntakeDesk = { db: Db; log: Logger; now: () => Temporal.Instant };

/** `key` is the door's own name of the file: sent again, it is kept once. */
type File = { workspaceId: WorkspaceId; key: string; name: string };

export type Intake = {
  folders: () => Promise<IntakeFolder[]>;
  /** @throws Failure when its bytes cannot be kept */
  keep: (door: Door, file: File & { path: string }) => Promise<string>;
  /** Tells people of a file that was turned away at the door. */
  refuse: (door: Door, file: File, why: Failure) => Promise<void>;
  /** Arrivals of the folder by their keys. */
  find: (workspaceId: WorkspaceId, keys: readonly string[]) => Promise<Arrival[]>;
  /** The workspace to which an address's token posts. */
  addressed: (token: string) => Promise<WorkspaceId | undefined>;
  used: (workspaceId: WorkspaceId) => Promise<void>;
  state: (workspaceId: WorkspaceId, id: string) => ReturnType<typeof arrivalState>;
  /** Opens a new address. @returns its token, once; `undefined` for a code that is over */
  reveal: (code: string) => Promise<string | undefined>;
};

export function buildIntake(desk: IntakeDesk): Intake {
  const { db } = desk;
  return {
    folders: () => foldersOf(db),
    keep: async (door, { workspaceId, ...file }) =>
      keepArrival(await intakeCtx(desk, workspaceId, door), { door, ...file }),
    refuse: async (door, { workspaceId, ...file }, why) => {
      await keepRefusal(await intakeCtx(desk, workspaceId, door), { door, ...file, refusal: refusalOf(why) });
    },
    find: (workspaceId, keys) => findArrivals({ db, workspaceId }, "folder", keys),
    addressed: (token) => findAddress(db, token),
    used: (workspaceId) => noteUse({ db, workspaceId }),
    state: (workspaceId, id) => arrivalState({ db, workspaceId }, id),
    reveal: (code) => revealAddress({ ...desk, now: desk.now() }, code),
  };
}

/** The context of a file that nobody brought: it may import, and nothing else. */
export async function intakeCtx(
  { db, log, now }: IntakeDesk,
  workspaceId: WorkspaceId,
  door: Door,
  signal?: AbortSignal,
): Promise<Ctx> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new Error(`no workspace ${workspaceId}`);
  const { zone, lang }: { zone: string; lang: Lang } = workspace;
  const actor = { kind: "intake" as const, door };
  return { workspaceId, actor, role: "member", lang, zone, now: now(), db, log, ...(signal && { signal }) };
}
