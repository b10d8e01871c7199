// The work behind the inbox: each row is claimed, answered, stored and told to whoever listens.
// A crash anywhere before the commit leaves the row to whoever takes it over; after it there is nothing left to do.

import type { Job, NewRow, Work as QueueWork } from "../db/claim.ts";
import { openClaimLoop } from "../db/claim-loop.ts";
import { codeOf } from "../db/faults.ts";
import { fillDraft } from "./answer.ts";
import { saidOf } from "./body.ts";
import { commitAnswer } from "./commit.ts";
import { deliveryWork, isPosted, type Messengers } from "./deliver.ts";
import { makeDraft } from "./draft.ts";
import type { Hub } from "./hub.ts";
import { INBOX, placeKey } from "./inbox.ts";
import { type Item, readItem } from "./item.ts";
import type { Marks } from "./marks.ts";
import { offerRoom } from "./room-offer.ts";
import type { Stops } from "./stops.ts";
import type { Workshop } from "./workshop.ts";

/** Conversations answered at once in one process; a turn mostly waits for the database or a model. */
const AT_ONCE = 32;
/** A report of a million rows on the embedded database takes minutes; turns of words have their own, shorter limits. */
const MAX_RUN_MS = 900_000;

export type Work = {
  wake: (row: NewRow) => void;
  close: (graceMs?: number) => Promise<void>;
};

type Workroom = Workshop & { hub: Hub; stops: Stops; marks: Marks };

/** @param only the rows to answer, where this process may not answer everybody's; it posts nothing then */
export async function openWork(
  shop: Workroom & { messengers: Messengers; works?: readonly QueueWork[] },
  only?: ReadonlySet<string>,
): Promise<Work> {
  const answer = (job: Job): Promise<void> => answerInbound(shop, job);
  const queue = {
    table: INBOX,
    serialBy: "conversation_id",
    durableClaims: false,
    atOnce: AT_ONCE,
    run: answer,
    onDead: answer,
    ...(only && { only }),
  };
  const posts = only || Object.keys(shop.messengers).length === 0 ? [] : [deliveryWork(shop)];
  const loop = await openClaimLoop(shop.db, [queue, ...posts, ...(shop.works ?? [])], {
    log: shop.log,
    maxRunMs: MAX_RUN_MS,
  });
  return {
    wake: (row) => loop.wake(INBOX, row),
    close: (graceMs) => loop.close(graceMs),
  };
}

async function answerInbound({ stops, ...shop }: Workroom, job: Job): Promise<void> {
  const item = await readItem(shop.db, job);
  try {
    await stops.during(item, (stop) => answerItem(shop, item, stop));
  } catch (error) {
    shop.hub.forget(placeKey(item), item.id);
    throw error;
  }
}

async function answerItem(
  { hub, marks, ...shop }: Omit<Workroom, "stops">,
  item: Item,
  stop: AbortSignal,
): Promise<void> {
  const startedMs = performance.now();
  const { id } = item;
  const place = placeKey(item);
  const { said, files } = saidOf(item.body);
  hub.tell(place, { kind: "said", id, said, files });
  const draft = makeDraft((event) => hub.tell(place, { ...event, id }));
  const ctx = await fillDraft(shop, item, draft, stop);
  item.claim.signal.throwIfAborted();
  const told = said === "" ? files.join(", ") : said;
  const answering = { item, said: told, tookMs: performance.now() - startedMs };
  const { cards, before } = await commitAnswer(ctx, answering, draft);
  if (hub.heard(place)) marks.delivered(cards.map((card) => card.id));
  const { outcome, calls } = draft;
  hub.tell(place, { kind: "end", id, said, files, outcome, cards, calls, before });
  if (isPosted(item.platform) && item.member && !draft.handedOver)
    await offerRoom(shop.db, item, ctx.lang).catch((error: unknown) =>
      shop.log.warn({ inbound: id, code: codeOf(error) }, "a room was not offered"),
    );
}
