// Works on one claimed inbound row: reads it, answers it, stores the answer, tells the listeners.
// A crash anywhere before the commit leaves the row to whoever takes it over; after it there is nothing left to do.

import { fillDraft, type Workshop } from "./answer.ts";
import { saidOf } from "./body.ts";
import { commitAnswer, markDelivered } from "./commit.ts";
import { makeDraft } from "./draft.ts";
import type { Hub } from "./hub.ts";
import { placeKey } from "./inbox.ts";
import { type Claimed, readItem } from "./item.ts";

export async function answerInbound(shop: Workshop & { hub: Hub }, claimed: Claimed): Promise<void> {
  const startedMs = performance.now();
  const item = await readItem(shop.db, claimed);
  const { id } = item;
  const place = placeKey(item);
  const { said, files } = saidOf(item.body);
  shop.hub.tell(place, { kind: "said", id, said, files });
  const draft = makeDraft((event) => shop.hub.tell(place, { ...event, id }));
  const ctx = await fillDraft(shop, item, draft);
  const tookMs = performance.now() - startedMs;
  const cards = await commitAnswer(
    ctx,
    { ...item, inboundId: id, said: said || files.join(", "), tookMs },
    draft,
  );
  if (!cards) return;
  shop.hub.tell(place, { kind: "end", id, said, files, outcome: draft.outcome, cards, calls: draft.calls });
  if (shop.hub.heard(place)) {
    await markDelivered(
      ctx,
      cards.map((card) => card.id),
    );
  }
}

export async function openWork(
  shop: Workshop & { hub: Hub },
): Promise<{ wake: () => void; close: () => Promise<void> }> {
  const { openStub } = await import("./claim-stub.ts");
  return openStub(shop.db, (row) => answerInbound(shop, row));
}
