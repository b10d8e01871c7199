// The send gate asked for each kind of consent, so that whoever has not said what the recipients allowed sees what each would.

import {
  type Answer,
  answerSend,
  type Consent,
  purposeOfMessage,
  type SendChannel,
} from "../../compliance/compliance.ts";
import type { SendConsent } from "./tool.ts";

/** `at` is an instant with the offset of the workspace's zone. */
export type Moment = { at: string; passed: boolean; assumedDay: boolean };

export type Asked = {
  channel: SendChannel;
  moment: Moment;
  text: string | undefined;
  subject: string | undefined;
  jurisdiction: string;
};

type Row = { consent: SendConsent; answer: Answer };
export type Decided = { purpose: "ad" | "transactional"; rows: readonly Row[] };

/** What people allow, place by place, the most first. */
const kinds: Readonly<Record<string, readonly SendConsent[]>> = {
  KR: ["optin_night", "optin", "existing_customer", "none", "withdrawn"],
  EU: ["optin", "existing_customer", "none", "withdrawn"],
  US: ["optin", "none", "withdrawn"],
  JP: ["optin", "none", "withdrawn"],
};

/** @param stated what was said of the recipients; left out, every kind is asked for */
export function decideFor(asked: Asked, stated: SendConsent | undefined): Decided {
  const purpose =
    asked.text === undefined
      ? "ad"
      : purposeOfMessage(asked.channel, `${asked.subject ?? ""}\n${asked.text}`);
  const place = asked.jurisdiction.slice(0, 2);
  const all = stated ? [stated] : (kinds[place] ?? []);
  const rows = all.map((consent) => ({ consent, answer: answerFor(asked, purpose, consent) }));
  return { purpose, rows };
}

function answerFor(
  { channel, moment, text, subject, jurisdiction }: Asked,
  purpose: Decided["purpose"],
  kind: SendConsent,
): Answer {
  const day = moment.at.slice(0, 10);
  const answer = answerSend({
    at: moment.at,
    minutes: 0,
    jurisdiction,
    channel,
    purpose,
    consent: consentOf(kind, jurisdiction, day),
    message: { body: text ?? "", ...(subject !== undefined && { subject }) },
  });
  return text === undefined ? { asIs: answer.mended, mended: answer.mended } : answer;
}

/** A past deal is taken as one that just counts: of that very day, for goods of the same kind, the contact given in it. */
function consentOf(kind: SendConsent, jurisdiction: string, day: string): Consent {
  switch (kind) {
    case "optin":
      return { kind: jurisdiction.startsWith("US") ? "pewc" : "optin" };
    case "optin_night":
      return { kind: jurisdiction.startsWith("US") ? "pewc" : "optin", night: true };
    case "existing_customer":
      return {
        kind: "existing_customer",
        lastDeal: day,
        sameKind: true,
        contactDirect: true,
        optoutOffered: true,
      };
    case "none":
      return { kind: "none" };
    case "withdrawn":
      return { kind: "withdrawn" };
  }
}
