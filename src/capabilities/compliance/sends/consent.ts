// Whether what a person allowed carries an advertisement on that day, place by place.

import { noticeOverdue, reconfirmationOverdue } from "./renewal.ts";
import { localOf } from "./hours.ts";
import type { Consent, Send } from "./send.ts";

type Place = "KR" | "US" | "EU" | "JP";
type Asked = { consent: Consent; channel: Send["channel"]; day: Temporal.PlainDate };

/** Months after the end of a deal in which Korea lets the seller write about goods of the same kind. */
const DEAL_MONTHS = 6;

/** Slugs of what is wrong with the consent; empty when it carries the send. */
export function consentRefusals({ jurisdiction, consent, channel, at }: Send): string[] {
  const asked = { consent, channel, day: localOf(at).local.toPlainDate() };
  return byPlace[jurisdiction.slice(0, 2) as Place](asked);
}

const byPlace: Readonly<Record<Place, (asked: Asked) => string[]>> = {
  KR: koreanRefusals,
  US: ({ consent, channel, day }) => {
    if (channel === "email") return hasRefused(consent) ? ["us.canspam.address"] : [];
    if (channel === "push" || channel === "kakao_brand_message" || channel === "alimtalk")
      return hasRefused(consent) ? ["us.tcpa.consent"] : [];
    return consent.kind === "pewc" && isPrior(consent, day) && !hasRefused(consent)
      ? []
      : ["us.tcpa.consent"];
  },
  EU: ({ consent, day }) => {
    const carries = hasOptedIn(consent, day) || hasSoftOptIn(consent);
    return carries && !hasRefused(consent) ? [] : ["eu.eprivacy.consent"];
  },
  JP: ({ consent, day }) => (hasOptedIn(consent, day) && !hasRefused(consent) ? [] : ["jp.mail.consent"]),
};

function koreanRefusals({ consent, day }: Asked): string[] {
  if (hasRefused(consent)) return ["kr.nw.withdrawn"];
  if (consent.kind === "existing_customer" && hasRecentDeal(consent, day)) return [];
  if (consent.kind === "bundled_terms") return ["kr.nw.consent", "kr.pipa.consent-marketing"];
  if (!hasOptedIn(consent, day)) return ["kr.nw.consent"];
  return [
    ...(reconfirmationOverdue(consent, day) ? ["kr.nw.recheck-2y"] : []),
    ...(noticeOverdue(consent, day) ? ["kr.nw.result-notice"] : []),
  ];
}

/** Silence to the two-year confirmation keeps a consent; any reply that is no yes ends it. */
function hasRefused({ kind, optedOut, reconfirmReply }: Consent): boolean {
  return (
    kind === "withdrawn" ||
    optedOut === true ||
    /^(?:no|refus|withdr|declin|reject|opt.?out)(?!ne)/i.test(reconfirmReply ?? "")
  );
}

function hasOptedIn(consent: Consent, day: Temporal.PlainDate): boolean {
  return consent.kind === "optin" && isPrior(consent, day);
}

/** A consent of a later day is none yet. */
function isPrior({ at }: Consent, day: Temporal.PlainDate): boolean {
  return at === undefined || Temporal.PlainDate.compare(at, day) <= 0;
}

/** Own goods of the same kind, the contact from that deal, refusal offered then and now; no limit in time. */
function hasSoftOptIn({ kind, sameKind, contactDirect, optoutOffered }: Consent): boolean {
  return (
    kind === "existing_customer" && sameKind === true && optoutOffered === true && contactDirect !== false
  );
}

/** Six months to the day are inside; where the month is too short, its last day is that day. */
function hasRecentDeal({ lastDeal, sameKind, contactDirect }: Consent, day: Temporal.PlainDate): boolean {
  const through = dealThrough({ kind: "existing_customer", lastDeal, sameKind, contactDirect });
  if (lastDeal === undefined || through === undefined) return false;
  return Temporal.PlainDate.compare(lastDeal, day) <= 0 && Temporal.PlainDate.compare(day, through) <= 0;
}

/** Last day on which a past deal alone lets Korea's sellers write, that day inside; `undefined` where it does not. */
export function dealThrough({
  kind,
  lastDeal,
  sameKind,
  contactDirect,
}: Partial<Consent>): Temporal.PlainDate | undefined {
  const carries = kind === "existing_customer" && sameKind === true && contactDirect === true;
  if (!carries || lastDeal === undefined) return undefined;
  return Temporal.PlainDate.from(lastDeal).add({ months: DEAL_MONTHS });
}
