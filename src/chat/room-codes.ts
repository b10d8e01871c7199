// Codes that let their holder in stand nowhere where others read along: a room of slots has no way to say something to one alone.

import { say, words } from "../core/locale.ts";
import type { Draft } from "./draft.ts";
import type { Item } from "./item.ts";
import { hasCallbacks } from "./outbox.ts";
import { teamOf } from "./rooms.ts";

const handOut: ReadonlySet<string> = new Set(["link_identity", "invite_person"]);

/** Whether everything that is answered is read by all, and nothing can be told to one of them alone. */
export function isHeardByAll({ platform, roomRef }: Pick<Item, "platform" | "roomRef">): boolean {
  return hasCallbacks(platform) && teamOf(roomRef) !== undefined;
}

/** Takes a code out of an answer that everybody would see: nobody ever saw it then, and it ends by itself. */
export function withholdCodes(item: Item, draft: Draft): void {
  if (!isHeardByAll(item) || !draft.calls.some(({ tool }) => handOut.has(tool))) return;
  const lang = draft.cards[0]?.lang ?? "ko";
  draft.cards = [];
  draft.buttons = [];
  draft.words = "";
  draft.card({ lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, onlyAlone)] }] });
}

const onlyAlone = words(
  "이 방의 모두가 보게 되니 코드는 여기에 쓰지 않았어요. 저와의 1:1 채팅이나 웹 페이지에서 다시 받아 주세요.",
  "Everybody in this room would see the code, so it is not shown here. Get it in a one-to-one chat with me, or on the web page.",
);
