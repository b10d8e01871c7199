// What keeps a Korean consent alive: its confirmation every two years and the notice of how it was handled.
// Network Act 50(7) and 50(8), decree 62-2 and 62-3. The product is stricter than the statute: what is overdue stops advertising until cured.

import type { Consent } from "./send.ts";

const CONFIRM_EVERY_YEARS = 2;
const NOTICE_WITHIN_DAYS = 14;

type Dated = Pick<Consent, "at" | "reconfirmed" | "resultNotice">;

/** Last day on which the consent still counts as confirmed, that day inside; `undefined` without a day of consent. */
export function confirmedThrough({ at, reconfirmed }: Dated): Temporal.PlainDate | undefined {
  if (at === undefined) return undefined;
  const confirmed = reconfirmed !== undefined && reconfirmed !== "none" && reconfirmed > at;
  return Temporal.PlainDate.from(confirmed ? reconfirmed : at).add({ years: CONFIRM_EVERY_YEARS });
}

/** Last day of the notice of how the consent was handled. */
export function noticeDueBy({ at }: Dated): Temporal.PlainDate | undefined {
  return at === undefined ? undefined : Temporal.PlainDate.from(at).add({ days: NOTICE_WITHIN_DAYS });
}

export function reconfirmationOverdue(consent: Dated, day: Temporal.PlainDate): boolean {
  const { at, reconfirmed } = consent;
  const sent = reconfirmed !== undefined && reconfirmed !== "none" && isBy(reconfirmed, day);
  const through = confirmedThrough({ at, ...(sent ? { reconfirmed } : {}) });
  return through !== undefined && Temporal.PlainDate.compare(day, through) > 0;
}

/** Nothing said of a notice means it was sent. */
export function noticeOverdue(consent: Dated, day: Temporal.PlainDate): boolean {
  const { resultNotice } = consent;
  if (resultNotice === undefined || (resultNotice !== "none" && isBy(resultNotice, day))) return false;
  const by = noticeDueBy(consent);
  return by === undefined || Temporal.PlainDate.compare(day, by) > 0;
}

function isBy(done: string, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(done, day) <= 0;
}
