// The name of the workspace beside its figures, for a person who has several and could mistake one for another.

import type { PersonId } from "../../core/ids.ts";
import type { Db } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { listWorkspaces, workspaceName } from "../workspace/workspace.ts";

type Known = { names: ReadonlyMap<string, string>; untilMs: number };

const known = new WeakMap<Db, Map<string, Known>>();

/** Memberships change rarely: they are asked for once in this time, not with every answer. */
const FRESH_MS = 30_000;
const MOST_PEOPLE = 10_000;

/** `undefined` for a person with one workspace, and for anything that is no person. */
export async function nameAmongSeveral(ctx: Ctx): Promise<string | undefined> {
  if (ctx.actor.kind !== "person") return undefined;
  const names = await namesFor(ctx, ctx.actor.personId);
  return names.size > 1 ? names.get(ctx.workspaceId) : undefined;
}

async function namesFor({ db, lang }: Ctx, personId: PersonId): Promise<ReadonlyMap<string, string>> {
  const people = known.get(db) ?? new Map<string, Known>();
  known.set(db, people);
  const key = `${lang} ${personId}`;
  const fresh = people.get(key);
  if (fresh && fresh.untilMs > performance.now()) return fresh.names;
  const all = await listWorkspaces(db, personId);
  const names = new Map<string, string>(
    all.map(({ workspace }) => [workspace.id, workspaceName(workspace, lang)]),
  );
  if (people.size > MOST_PEOPLE) people.clear();
  people.set(key, { names, untilMs: performance.now() + FRESH_MS });
  return names;
}
