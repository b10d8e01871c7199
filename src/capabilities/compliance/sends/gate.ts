// The send gate: may this message go to this person now, must it wait until an exact instant, or may it never go like this?

import type { Lists } from "../terms.ts";
import { consentRefusals } from "./consent.ts";
import { waitOf } from "./hours.ts";
import { isAdvertisement, messageRefusals } from "./message.ts";
import type { Send, SendDecision } from "./send.ts";

/**
 * Illegal goods, channel, withdrawal, consent and its renewal, what the message must say: each refuses for good, and a refusal beats any
 * waiting. Hours come last. What is no advertisement needs none of it.
 */
export function decideSend(lists: Lists, send: Send): SendDecision {
  const rules = refusals(lists, send);
  if (rules.length > 0) return { kind: "block", rules };
  const wait = isAdvertisement(lists, send) ? waitOf(send) : undefined;
  return wait ? { kind: "defer", rules: [wait.rule], until: wait.until } : { kind: "allow", rules: [] };
}

/** The same for an advertisement whose message is faultless: what the person's own consent and the hour allow. */
export function decideConsent(send: Omit<Send, "message" | "purpose">): SendDecision {
  const asked: Send = { ...send, purpose: "ad", message: { body: "" } };
  const rules = consentRefusals(asked);
  if (rules.length > 0) return { kind: "block", rules };
  const wait = waitOf(asked);
  return wait ? { kind: "defer", rules: [wait.rule], until: wait.until } : { kind: "allow", rules: [] };
}

function refusals(lists: Lists, send: Send): string[] {
  const illegal = hasIllegalGoods(send) ? ["kr.nw.illegal-goods"] : [];
  if (!isAdvertisement(lists, send)) return illegal;
  const channel = send.channel === "alimtalk" ? ["pf.kakao.alimtalk-ad"] : [];
  return [...illegal, ...channel, ...consentRefusals(send), ...messageRefusals(lists, send)];
}

/** What the facts of the send call unlawful (`illegal_gambling`); the law binds the Korean sender wherever the recipient lives. */
function hasIllegalGoods({ goods }: Send): boolean {
  return goods !== undefined && /^(?:illegal|unlawful|prohibited|counterfeit|narcotic)/i.test(goods);
}
