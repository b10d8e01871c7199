// The work behind the inbox: each row is claimed, answered, stored and told to whoever listens.
// A crash anywhere before the commit leaves the row to whoever takes it over; after it there is nothing left to do.

import type { Ctx } from "../capabilities/context.ts";
import { languageOf } from "../core/locale.ts";
import type { Job, NewRow, Work as QueueWork } from "../db/claim.ts";
import { openClaimLoop } from "../db/claim-loop.ts";
import { codeOf } from "../db/faults.ts";
import { fillDraft } from "./answer.ts";
import { saidOf } from "./body.ts";
import { joined, linesAfter } from "./burst.ts";
import { commitAnswer } from "./commit.ts";
import { deliveryWork, isPosted, type Messengers } from "./deliver.ts";
import { type Draft, makeDraft } from "./draft.ts";
import type { Hub } from "./hub.ts";
import { INBOX, placeKey } from "./inbox.ts";
import { type Item, readItem } from "./item.ts";
import { leadsOf } from "./draft-leads.ts";
import { type Lives, openLive } from "./live.ts";
import { aloneWith, capForRoom, pastFor, ruleAt } from "./room-cap.ts";
import { withholdCodes } from "./room-codes.ts";
import type { Marks } from "./marks.ts";
import { hasCallbacks } from "./outbox.ts";
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

type Workroom = Workshop & { hub: Hub; stops: Stops; marks: Marks; lives: Lives };

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
  { hub, marks, lives, ...shop }: Omit<Workroom, "stops">,
  line: Item,
  stop: AbortSignal,
): Promise<void> {
  const whole = joined(line, await linesAfter(shop.db, line, stop));
  const rule = await ruleAt(shop.db, whole);
  const item = { ...whole, past: pastFor(whole, rule) };
  const startedMs = performance.now();
  const { id } = item;
  const place = placeKey(item);
  const { said, files } = saidOf(item.body);
  hub.tell(place, { kind: "said", id, said, files });
  // What is looked at first, or is for one alone, does not grow before everybody.
  const live = openLive(rule.guarded ? {} : lives, item, languageOf(said, item.body.lang ?? "ko"));
  const draft: Draft = makeDraft((event) => {
    hub.tell(place, { ...event, id });
    if (!draft.aside) live?.tell(event);
  });
  let ctx: Ctx;
  try {
    ctx = await fillDraft(shop, item, draft, stop);
  } finally {
    await live?.end();
  }
  item.claim.signal.throwIfAborted();
  const shown = await live?.end();
  const told = said === "" ? files.join(", ") : said;
  withholdCodes(item, draft);
  const way = capForRoom(item, draft, rule);
  const alone = way === "alone" ? await aloneWith(shop.db, item, draft) : undefined;
  const leads = way === "lead" ? await leadsOf(ctx, item.platform, rule) : undefined;
  const tookMs = performance.now() - startedMs;
  const answering = { item, said: told, tookMs, shown, leads, alone };
  const { cards, before } = await commitAnswer(ctx, answering, draft);
  // What lies held for a slot is shown by that alone, whoever listens.
  if (hub.heard(place) && !hasCallbacks(item.platform)) marks.delivered(cards.map((card) => card.id));
  const { outcome, calls } = draft;
  hub.tell(place, { kind: "end", id, said, files, outcome, cards, calls, before });
  if (isPosted(item.platform) && item.member && !draft.handedOver)
    await offerRoom(shop.db, item, ctx.lang).catch((error: unknown) =>
      shop.log.warn({ inbound: id, code: codeOf(error) }, "a room was not offered"),
    );
}
