// A line that says somebody is at it, where a platform shows no progress: posted once for a message, and only when its answer takes
// longer than a person looks on; from then on it says every so often how long it has been.

import { sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { DeliveryId, newId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import { withTx } from "../db/db.ts";
import { codeOf } from "../db/faults.ts";
import type { SharedFiles } from "./body.ts";
import type { Item } from "./item.ts";
import { OUTBOX } from "./outbox.ts";
import { stillReadingCard } from "./replies.ts";
import { delivery } from "./tables.ts";

export type Pace = { afterMs: number; everyMs: number };

const PACE: Pace = { afterMs: 3_000, everyMs: 15_000 };

type Place = Pick<Item, "id" | "conversationId" | "platform">;

/** Call `close` before the answer is stored, so that the line stands before it. */
export function openFirstLine(
  ctx: Ctx,
  item: Place,
  body: Pick<SharedFiles, "files" | "movedFrom">,
  { afterMs, everyMs }: Pace = PACE,
): { close: () => Promise<void> } {
  let told = Promise.resolve();
  let timer = setTimeout(() => tell(0), afterMs);

  function tell(seconds: number): void {
    timer = setTimeout(() => tell(seconds + everyMs / 1_000), everyMs);
    told = told
      .then(() => (seconds === 0 ? post(ctx, item, body) : lengthen(ctx, item, body, seconds)))
      .catch((error: unknown) =>
        ctx.log.warn({ inbound: item.id, code: codeOf(error) }, "a line of progress was not posted"),
      );
  }

  return {
    close: () => {
      clearTimeout(timer);
      return told;
    },
  };
}

/** Under the id of its message, as that was first kept: whoever takes it over says it no second time. */
async function post(ctx: Ctx, item: Place, body: Pick<SharedFiles, "files" | "movedFrom">): Promise<void> {
  const { conversationId: conversation } = item;
  await store(ctx, item, {
    id: lineOf(item, body),
    kind: "reply_now",
    target: { conversation },
    content: { card: stillReadingCard(namesOf(body), ctx.lang) },
  });
}

/** The line that stands says it: a new one every so often would bury the thread. */
async function lengthen(
  ctx: Ctx,
  item: Place,
  body: Pick<SharedFiles, "files" | "movedFrom">,
  seconds: number,
): Promise<void> {
  const { conversationId: conversation } = item;
  await store(ctx, item, {
    id: newId(DeliveryId),
    kind: "edit",
    target: { conversation, edits: { delivery: lineOf(item, body) } },
    content: { card: stillReadingCard(namesOf(body), ctx.lang, seconds) },
  });
}

function lineOf({ id }: Place, { movedFrom }: Pick<SharedFiles, "movedFrom">): string {
  return movedFrom ?? id;
}

function namesOf({ files }: Pick<SharedFiles, "files">): string[] {
  return files.map(({ name }) => name);
}

type Line = Pick<typeof delivery.$inferInsert, "id" | "kind" | "target" | "content">;

async function store(ctx: Ctx, { conversationId, platform }: Place, line: Line): Promise<void> {
  const { workspaceId } = ctx;
  await withTx(ctx, async (tx) => {
    await tx
      .insert(delivery)
      .values({ ...line, workspaceId, conversationId, platform, createdAt: sql`clock_timestamp()` })
      .onConflictDoNothing();
    await notifyWork(tx, OUTBOX);
  });
}
