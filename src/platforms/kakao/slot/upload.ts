// A file cannot be handed to a bot in KakaoTalk: whoever wishes to gets the address of a page that takes one, for a while.

import { noUpload, uploadLink, uploadOffer, asksToUpload } from "../../../chat/upload.ts";
import { say } from "../../../core/locale.ts";
import type { Heard } from "../inbound/heard.ts";
import { linkButton } from "../render/press.ts";
import type { Desk, Visit } from "./desk.ts";
import { type Reply, replyOf } from "./reply.ts";

/** @returns nothing for other words, and for whoever is no member: they are told how to come in */
export async function uploadReply(
  { chat, links }: Desk,
  { place, reader: { lang } }: Visit,
  { said }: Heard,
): Promise<Reply | undefined> {
  if (said.kind !== "words" || !asksToUpload(said.text)) return undefined;
  const offered = await uploadLink(chat.db, links, place, lang);
  if (offered === "stranger") return undefined;
  if (!offered) return replyOf({ outputs: [{ simpleText: { text: say(lang, noUpload) } }] });
  const buttons = [linkButton(say(lang, uploadOffer.label), offered.href)];
  return replyOf({ outputs: [{ textCard: { description: say(lang, uploadOffer.say), buttons } }] });
}
