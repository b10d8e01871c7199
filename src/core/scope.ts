// Who asks, where and when: the part of a run's context that has no handles in it.

import { z } from "zod";
import { PersonId, type WorkspaceId } from "./ids.ts";
import type { Lang } from "./locale.ts";
import type { Role } from "./roles.ts";

/** Who causes an effect. `setup` is the program itself while it makes a workspace's first rows (the demo). */
export const Actor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), personId: PersonId }),
  z.object({ kind: z.literal("schedule"), scheduleId: z.uuid() }),
  z.object({ kind: z.literal("autopilot") }),
  z.object({ kind: z.literal("setup") }),
  /** A file that came without a person. */
  z.object({ kind: z.literal("intake"), door: z.enum(["folder", "address", "room"]) }),
]);
export type Actor = z.output<typeof Actor>;

export type Scope = {
  workspaceId: WorkspaceId;
  actor: Actor;
  role: Role;
  lang: Lang;
  /** IANA zone of the workspace: days, weeks and schedules are cut in it. */
  zone: string;
  /** Clock of periods, schedules and approvals; `CO9MA_NOW` sets it. */
  now: Temporal.Instant;
};
