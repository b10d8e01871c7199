// Replies that carry no card: one line, and what to press next.

import { type Lang, say, type Words } from "../../../core/locale.ts";
import type { Profile } from "../skill/limits.ts";
import type { SkillTemplate } from "../skill/response.ts";
import { type Line, lineText } from "./words.ts";

/** As it goes back to Kakao, or to a callback of its. */
export type Reply =
  | { version: "2.0"; template: SkillTemplate }
  | { version: "2.0"; useCallback: true; data: { text: string } };

export type Listener = { profile: Profile; lang: Lang };

export function replyOf(template: SkillTemplate): Reply {
  return { version: "2.0", template };
}

/** @param offer said again when it is pressed: nothing hangs on who types it */
export function lineReply({ profile, lang }: Listener, line: Line, offer?: Words): Reply {
  return replyOf(
    withOffer({ outputs: [{ simpleText: { text: lineText(line, lang) } }] }, { profile, lang }, offer),
  );
}

/** A team chat has no quick replies: there the offer is a card behind the others, where there is room for it. */
export function withOffer(
  template: SkillTemplate,
  { profile, lang }: Listener,
  offer?: Words,
): SkillTemplate {
  if (!offer) return template;
  const said = say(lang, offer);
  const pressed = { action: "message" as const, label: said, messageText: said };
  if (profile === "person")
    return { ...template, quickReplies: [pressed, ...(template.quickReplies ?? [])].slice(0, 10) };
  if (template.outputs.length >= 3) return template;
  return { ...template, outputs: [...template.outputs, { textCard: { title: said, buttons: [pressed] } }] };
}

/** The reply to an event that nobody is to see anything of. */
export const silence: Reply = replyOf({ outputs: [] });

/** Shown by Kakao until the callback comes, where the block is set to. */
export function callbackReply(lang: Lang, behind: boolean): Reply {
  return { version: "2.0", useCallback: true, data: { text: lineText(behind ? "behind" : "waiting", lang) } };
}
