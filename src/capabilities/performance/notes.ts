// Change notes beside the figures: what was changed on a medium on which day, whoever made the change.

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Words } from "../../core/locale.ts";
import type { Medium } from "../../core/medium.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";

/** Names as the catalog holds them; a note without a campaign is about its account, one without a medium about everything. */
export type ChangeNote = { day: Temporal.PlainDate; medium?: Medium; campaign?: string; text: Words };

/** Keeps notes about the simulated market's accounts. A note's id is made from what it says, so that keeping it twice changes nothing. */
export async function noteChanges(ctx: Ctx, notes: readonly ChangeNote[]): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map((note) => ({ ...note, id: noteId(note) }));
  await withTx(ctx, (tx) =>
    tx.execute(
      sql`insert into change_event (workspace_id, id, account_id, campaign_id, day, text, created_at)
          select ${ctx.workspaceId}::uuid, n.id, a.id, c.id, n.day, n.text, ${ctx.now.toString()}::timestamptz
          from json_to_recordset(${JSON.stringify(rows)}::text::json)
            as n(id uuid, day date, medium text, campaign text, text jsonb)
          left join ad_account a
            on a.workspace_id = ${ctx.workspaceId} and a.connection = 'sandbox' and a.medium = n.medium
          left join campaign c on c.workspace_id = a.workspace_id and c.account_id = a.id and c.name = n.campaign
          on conflict do nothing`,
    ),
  );
}

/** Forgets the notes after a day: a market whose clock was set back does not know them yet. */
export async function forgetChangesAfter(ctx: Ctx, last: Temporal.PlainDate): Promise<void> {
  await withTx(ctx, (tx) =>
    tx.execute(
      sql`delete from change_event where workspace_id = ${ctx.workspaceId} and day > ${last.toString()}::date`,
    ),
  );
}

function noteId(note: ChangeNote): string {
  const hex = createHash("sha256").update(JSON.stringify(note)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
