// A line that says somebody is at it, where a platform shows no progress: posted once for a message, and only when its answer takes
// longer than a person looks on.

import { sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { notifyWork } from "../db/claim.ts";
import { withTx } from "../db/db.ts";
import { codeOf } from "../db/faults.ts";
import type { SharedFiles } from "./body.ts";
import { OUTBOX } from "./deliver.ts";
import type { Item } from "./item.ts";
import { stillReadingCard } from "./replies.ts";
import { delivery } from "./tables.ts";

const AFTER_MS = 3_000;

/** Call `close` before the answer is stored, so that the line stands before it. */
export function openFirstLine(ctx: Ctx, item: Item, body: SharedFiles): { close: () => Promise<void> } {
  let posted = Promise.resolve();
  const timer = setTimeout(() => {
    posted = post(ctx, item, body).catch((error: unknown) =>
      ctx.log.warn({ inbound: item.id, code: codeOf(error) }, "a first line was not posted"),
    );
  }, AFTER_MS);
  return {
    close: () => {
      clearTimeout(timer);
      return posted;
    },
  };
}

/** Under the id of its message, as that was first kept: whoever takes it over says it no second time. */
async function post(ctx: Ctx, item: Item, { files, movedFrom }: SharedFiles): Promise<void> {
  const { workspaceId, lang } = ctx;
  const { id, conversationId, platform } = item;
  const names = files.map(({ name }) => name);
  await withTx(ctx, async (tx) => {
    await tx
      .insert(delivery)
      .values({
        id: movedFrom ?? id,
        workspaceId,
        conversationId,
        platform,
        kind: "reply_now",
        target: { conversation: conversationId },
        content: { card: stillReadingCard(names, lang) },
        createdAt: sql`clock_timestamp()`,
      })
      .onConflictDoNothing();
    await notifyWork(tx, OUTBOX);
  });
}
