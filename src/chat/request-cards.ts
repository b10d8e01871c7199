// A new request goes to those who may decide about it, each in their own direct room: nobody has to look for it. Words
// from outside do not travel with it.

import { type DeciderOn, decidersOn, findApproval, noticePart } from "../capabilities/approvals/approvals.ts";
import type { Ctx } from "../capabilities/context.ts";
import { personName } from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { type Lang, say, words } from "../core/locale.ts";
import type { Tx } from "../db/db.ts";
import { isPosted } from "./deliver.ts";
import type { Item } from "./item.ts";
import { pushCard } from "./push.ts";
import { directRoom } from "./rooms.ts";
import { approvalsOn } from "./tell.ts";

export type RequestCards = (tx: Tx) => Promise<void>;

/** Looked up before the answer's transaction: it holds no other reads. @returns what to put on its way within it */
export async function requestCards(ctx: Ctx, item: Item, cards: readonly Card[]): Promise<RequestCards> {
  const ids = isPosted(item.platform) && ctx.actor.kind === "person" ? approvalsOn(cards) : [];
  const waiting = (await Promise.all(ids.map((id) => findApproval(ctx, id)))).filter(
    (one) => one?.state === "waiting" && one.conversationId === null,
  );
  if (waiting.length === 0) return async () => {};
  const people = await decidersOn(ctx, item.platform);
  const by = await personName(ctx.db, item.personId);
  return async (tx) => {
    for (const person of people) {
      const lang = person.lang ?? ctx.lang;
      const parts = waiting.flatMap((one) =>
        one ? [noticePart(one, { lang, zone: ctx.zone, now: ctx.now })] : [],
      );
      await pushCard(tx, placeOf(item, person), cardOf(by, parts, lang));
    }
  };
}

function placeOf({ workspaceId, platform }: Item, { personId, platformId }: DeciderOn) {
  return { workspaceId, platform, personId, roomRef: directRoom(platformId), threadRef: "" };
}

function cardOf(by: string, parts: Card["parts"], lang: Lang): Card {
  const lead = words(`${by} 님이 승인을 요청했어요.`, `${by} asks for approval.`);
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, lead)] }, ...parts] };
}
