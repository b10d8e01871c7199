// The work behind the inbox: each row is claimed, answered, stored and told to whoever listens.
// A crash anywhere before the commit leaves the row to whoever takes it over; after it there is nothing left to do.

import type { Job } from "../db/claim.ts";
import { openClaimLoop } from "../db/claim-loop.ts";
import { fillDraft, type Workshop } from "./answer.ts";
import { saidOf } from "./body.ts";
import { commitAnswer, markDelivered } from "./commit.ts";
import { makeDraft } from "./draft.ts";
import type { Hub } from "./hub.ts";
import { INBOX, placeKey } from "./inbox.ts";
import { type Item, readItem } from "./item.ts";

/** Conversations answered at once in one process; a turn mostly waits for the database or a model. */
const AT_ONCE = 32;
/** A report of a million rows on the embedded database takes minutes; turns of words have their own, shorter limits. */
const MAX_RUN_MS = 900_000;

export type Work = { wake: () => void; close: (graceMs?: number) => Promise<void> };

/** @param only the rows to answer, where this process may not answer everybody's */
export async function openWork(shop: Workshop & { hub: Hub }, only?: ReadonlySet<string>): Promise<Work> {
  const answer = (job: Job): Promise<void> => answerInbound(shop, job);
  const queue = {
    table: INBOX,
    serialBy: "conversation_id",
    atOnce: AT_ONCE,
    run: answer,
    onDead: answer,
    ...(only && { only }),
  };
  const loop = await openClaimLoop(shop.db, [queue], { log: shop.log, maxRunMs: MAX_RUN_MS });
  return { wake: () => loop.wake(INBOX), close: (graceMs) => loop.close(graceMs) };
}

async function answerInbound(shop: Workshop & { hub: Hub }, job: Job): Promise<void> {
  const item = await readItem(shop.db, job);
  try {
    await answerItem(shop, item);
  } catch (error) {
    shop.hub.forget(placeKey(item), item.id);
    throw error;
  }
}

async function answerItem({ hub, ...shop }: Workshop & { hub: Hub }, item: Item): Promise<void> {
  const startedMs = performance.now();
  const { id } = item;
  const place = placeKey(item);
  const { said, files } = saidOf(item.body);
  hub.tell(place, { kind: "said", id, said, files });
  const draft = makeDraft((event) => hub.tell(place, { ...event, id }));
  const ctx = await fillDraft(shop, item, draft);
  item.claim.signal.throwIfAborted();
  const told = said === "" ? files.join(", ") : said;
  const cards = await commitAnswer(ctx, { item, said: told, tookMs: performance.now() - startedMs }, draft);
  const heard = hub.heard(place);
  hub.tell(place, { kind: "end", id, said, files, outcome: draft.outcome, cards, calls: draft.calls });
  if (!heard) return;
  await markDelivered(
    ctx,
    cards.map((card) => card.id),
  );
}
