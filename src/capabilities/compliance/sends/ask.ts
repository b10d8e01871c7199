// What whoever asks about a send needs of the rules: whether a message advertises, what its own duties lack, and the law behind a slug.

import { Copy, seenOf } from "../copy.ts";
import { homePacks } from "../judging.ts";
import { decideConsent, decideSend } from "./gate.ts";
import type { Send, SendDecision } from "./send.ts";

/** A message that says nothing of its purpose is judged by its words. */
export function purposeOfMessage(channel: Send["channel"], text: string): "ad" | "transactional" {
  const copy = Copy.parse({ text, runsOn: channel, date: "2026-01-01" });
  return seenOf(copy, homePacks().lists).facts["purpose"] === "transactional" ? "transactional" : "ad";
}

/** As the message is, and as it would be once it says all it must. */
export type Answer = { asIs: SendDecision; mended: SendDecision };

export function answerSend(send: Send): Answer {
  const asIs = decideSend(homePacks().lists, send);
  if (send.purpose !== "ad" || send.channel === "alimtalk") return { asIs, mended: asIs };
  return { asIs, mended: decideConsent(send) };
}

/** Act, article and what it says, of one rule of the packs; `undefined` for a slug without a file. */
export function ruleCited(
  slug: string,
): { act: string; article: string; confirmed: boolean; fix: { ko: string; en: string } } | undefined {
  const policy = homePacks().rules.find((rule) => rule.policy.id === slug)?.policy;
  if (!policy) return undefined;
  const { act, article, confirmed_by: by } = policy.citation;
  return { act, article, confirmed: by !== null, fix: policy.fix };
}
