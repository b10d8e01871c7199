// Messages that bring a text of somebody else's with them: a medium's notice, a message to be sent, a page. Only the words around it are the
// person's own and say what is wanted.

import { consentCommandOf } from "./consent-commands.ts";
import type { Before, Part, Wish } from "./interpretation.ts";
import type { Setting } from "./interpret.ts";
import { pageWish } from "./page-said.ts";
import { answeredRejection, rejectionWish, withoutNotice } from "./rejection-said.ts";
import { neverDone } from "./rules/never.ts";
import { answeredSend, sendAsked, sendWish } from "./send-asked.ts";

/** @param reads the message as if nothing was said before it; @returns `undefined` for a message that brings no such text */
export function pastedPart(
  said: string,
  before: Before,
  setting: Setting,
  reads: (text: string) => readonly Part[],
): Part | undefined {
  if (consentCommandOf(said.trim().slice(0, 400))) return undefined;
  const last = before.last === "wish" ? before.wishes?.at(-1) : undefined;
  const isOther = (text: string): boolean => isRequest(text) && reads(text).some(isElsewhere);
  const rejected = rejectionWish(said);
  if (rejected) return part("a medium turned an ad down", rejected, withoutNotice(said));
  const send = sendWish(said, before, setting);
  if (send) return part("whether a message may be sent", send, sendAsked(said));
  const page = pageWish(said, last);
  if (page) return part("the words of a page", page, said);
  const answer = answeredRejection(said, last, isOther) ?? answeredSend(said, last, setting, isOther);
  return answer && part("an answer to what was asked", answer, "");
}

/** What is never done is refused though a text stands beside it; what stands in the text asks for nothing. */
function part(because: string, wish: Wish, own: string): Part | undefined {
  return own !== "" && neverDone(own) ? undefined : { intent: "review_compliance", because, wish };
}

const requestKo =
  /(?:줘|주세요|주실래요|줄래요?|알려|보여|해봐|할까|어때|뭐야|뭐지|얼마\S*|몇\s?\S+|왜\s.*|켜|꺼|멈춰|중지|되돌려)\s*[?.!~]*$/u;
const requestEn =
  /^(?:please |hey |ok |so )?(?:show|list|what|how|why|which|who|when|where|pause|stop|resume|compare|send me|give|create|make|set|raise|lower|can you|could you|help|undo|approve|reject|tell)\b/iu;

function isRequest(text: string): boolean {
  return !/^["“‘'「]/u.test(text) && (requestKo.test(text) || requestEn.test(text));
}

function isElsewhere({ intent }: Part): boolean {
  return !["smalltalk_out_of_scope", "generate_copy", "review_compliance"].includes(intent);
}
