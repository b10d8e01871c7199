// What a card says of a schedule beside its own row: names, ways, the rules of its room.

import type { PersonId } from "../../../core/ids.ts";
import type { Ctx } from "../../context.ts";
import { takenLines } from "../../taken.ts";
import { findWorkspace, listMembers, roomPolicyOf } from "../../workspace/workspace.ts";
import type { Shown } from "./cards.ts";
import { wayTo } from "./place.ts";
import { mayChange, type Schedule } from "./schedules.ts";

/** One for each, in their order. */
export async function shownOf(ctx: Ctx, rows: readonly Schedule[]): Promise<Shown[]> {
  const [members, workspace] = [await listMembers(ctx), await findWorkspace(ctx.db, ctx.workspaceId)];
  const names = new Map<string, string>(members.map(({ personId, name }) => [personId, name]));
  const shown: Shown[] = [];
  for (const row of rows) {
    const { target, question } = row;
    shown.push({
      schedule: row,
      ownerName: names.get(row.ownerId) ?? "–",
      question: takenLines(question, { lang: ctx.lang, currency: workspace?.currency ?? "KRW" }),
      here: ctx.room,
      mayChange: mayChange(ctx, row),
      ...(target.kind === "person"
        ? { way: await wayTo(ctx, row.ownerId as PersonId) }
        : { policy: (await roomPolicyOf(ctx, target)).policy }),
    });
  }
  return shown;
}

/** Somebody's own reports are seen by them and by whoever decides here; those of rooms by everybody. */
export function maySee(ctx: Ctx, row: Schedule): boolean {
  return row.target.kind === "room" || mayChange(ctx, row);
}
