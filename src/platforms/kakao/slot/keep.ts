// What was said becomes a row of the inbox, or a look at what is there already.

import { createHash } from "node:crypto";
import { openFor } from "../../../chat/callbacks/ears.ts";
import type { Kept } from "../../../chat/inbox.ts";
import type { InboundId } from "../../../core/ids.ts";
import type { Heard } from "../inbound/heard.ts";
import type { Desk, Visit } from "./desk.ts";
import { asksToLook, asksToStop } from "./words.ts";

/** `id` is the message whose answer is awaited. */
export type Asked =
  | { kind: "asked"; id: InboundId; kept: Kept }
  | { kind: "looked" | "stopped"; id: InboundId | undefined };

export async function keepSaid(desk: Desk, { ear, place }: Visit, heard: Heard): Promise<Asked | undefined> {
  const { chat } = desk;
  const { said } = heard;
  const key = keyOf(desk, ear.workspaceId, heard);
  if (said.kind === "press") {
    const { token, values } = said;
    return asked(await chat.press(place, { key, token, ...(values && { values }) }));
  }
  if (said.kind !== "words") return undefined;
  const { text } = said;
  if (asksToLook(text)) return { kind: "looked", id: (await openFor(chat.db, ear))[0] };
  // With nothing to stop they are words like others.
  if (asksToStop(text) && (await chat.stop(place)))
    return { kind: "stopped", id: (await openFor(chat.db, ear))[0] };
  return asked(await chat.send(place, { key, text }));
}

function asked(kept: Kept): Asked {
  return { kind: "asked", id: kept.inboundId, kept };
}

/** Kakao names no message: the same person saying the same within a minute says it once. */
function keyOf({ nowS }: Desk, workspaceId: string, { platformId, room, said }: Heard): string {
  const minute = Math.floor(nowS() / 60);
  const what = [workspaceId, platformId, room ?? "", said, minute];
  return createHash("sha256").update(JSON.stringify(what)).digest("base64url");
}
