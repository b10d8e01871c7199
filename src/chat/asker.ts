// Who asks, as whatever answers them needs it: their scope, the language of the answer, the handles.

import type { Ctx } from "../capabilities/context.ts";
import { scopeOf, spokenCodeIn } from "../capabilities/workspace/workspace.ts";
import type { Lang } from "../core/locale.ts";
import { messageLanguage } from "../language/message-language.ts";
import { type InboundBody, saidOf } from "./body.ts";
import type { Item } from "./item.ts";
import { isPosted, takesStrangers } from "./outbox.ts";
import { outsideScope } from "./outside.ts";
import { teamOf } from "./rooms.ts";
import type { Workshop } from "./workshop.ts";

/** `undefined` for a stranger on a platform where anybody may write. */
export async function ctxOf(
  { db, log, now, pushes, intake }: Workshop,
  item: Item,
  stop?: AbortSignal,
): Promise<Ctx | undefined> {
  const { personId, member, body, platform, contacts } = item;
  const outside = body.origin?.outside === true;
  if (!member && !outside && takesStrangers(platform)) return undefined;
  const signal = stop ? AbortSignal.any([item.claim.signal, stop]) : item.claim.signal;
  const known = outside ? await outsideScope({ db, now }, item) : scopeOf(member, { personId, now: now() });
  const scope = body.origin?.intake === true ? { ...known, ...ofRoom } : known;
  const { roomRef } = item;
  const room = isPosted(platform) && teamOf(roomRef) !== undefined && { room: { platform, roomRef } };
  const lang = langOf(body, body.lang ?? scope.lang);
  return { ...scope, ...room, lang, db, log, signal, contacts, pushes, ...(intake && { intake }) };
}

/** An admin opened the room for every file, whoever posts it. */
const ofRoom = { actor: { kind: "intake", door: "room" }, role: "member" } as const;

/** The message's own language (a code has none), else the surface's, else the person's or the workspace's. A button speaks its card's. */
function langOf(body: InboundBody, fallback: Lang): Lang {
  const said = body.kind === "click" || body.kind === "action" ? "" : saidOf(body).said;
  return spokenCodeIn(said) === undefined ? messageLanguage(said, fallback) : fallback;
}

/** Enough to tell somebody who may do nothing that they may do nothing. */
export function strangerCtx({ db, log, now }: Workshop, { workspaceId, personId, body }: Item): Ctx {
  const actor = { kind: "person" as const, personId };
  const lang = langOf(body, body.lang ?? "ko");
  return { workspaceId, actor, role: "viewer", lang, zone: "Asia/Seoul", now: now(), db, log };
}
