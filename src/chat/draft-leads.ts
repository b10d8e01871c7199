// Who looks at the drafts of a room, and what they see of one: all that its room would, in words where that has buttons.

import type { Ctx } from "../capabilities/context.ts";
import {
  type AdminOn,
  adminsOn,
  memberIn,
  platformIdOf,
  type RoomPolicy,
} from "../capabilities/workspace/workspace.ts";
import type { Part } from "../core/card/card.ts";
import { cardText } from "../core/card/plain/plain.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import { withTx } from "../db/db.ts";
import type { Draft } from "./draft.ts";
import { readable } from "./draft-cards.ts";
import { directRoom } from "./rooms.ts";

export type Lead = Pick<AdminOn, "personId" | "platformId" | "lang">;

/** Who looks at the drafts of a room: who is named, where the platform knows them and they may still decide here; else the admins. */
export async function leadsOf(
  { db, workspaceId }: Pick<Ctx, "db" | "workspaceId">,
  platform: string,
  { leadId }: RoomPolicy,
): Promise<Lead[]> {
  const member = leadId && (await withTx({ db, workspaceId }, (tx) => memberIn(tx, workspaceId, leadId)));
  const platformId = leadId && (await platformIdOf(db, { workspaceId, personId: leadId, platform }));
  if (leadId && platformId && member && member.role !== "viewer")
    return [{ personId: leadId, platformId, lang: undefined }];
  return adminsOn(db, { workspaceId, platform });
}

export function placeOf(workspaceId: WorkspaceId, platform: string, { personId, platformId }: Lead) {
  return { workspaceId, platform, personId, roomRef: directRoom(platformId), threadRef: "" };
}

/** What the room would see, without its buttons: nobody presses for somebody else. What has buttons stands there in words. */
export function shownOf({ cards, words: said }: Pick<Draft, "cards" | "words">): Part[] {
  const parts = cards.flatMap(({ lang, parts: all }) =>
    all.flatMap((part): Part[] => {
      if (readable.has(part.kind)) return [part];
      const text = part.kind === "proposal" || part.kind === "form" ? inWords(part, lang) : "";
      return text === "" ? [] : [{ kind: "text", tone: "plain", runs: [text] }];
    }),
  );
  return said.trim() === "" ? parts : [...parts, { kind: "text", tone: "plain", runs: [said] }];
}

function inWords(part: Part, lang: Lang): string {
  return cardText({ lang, parts: [part] }, { whole: true, width: 200 });
}
