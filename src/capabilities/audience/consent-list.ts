// A list of consents as people keep it in a sheet: one line a contact, who agreed to what, when, by which form.

import type { Consent, SendChannel } from "../compliance/compliance.ts";
import { type Address, addressIn } from "./address.ts";

type ListedConsent = {
  address: Address;
  channels: SendChannel[];
  record: Consent;
  form: string | undefined;
  formVersion: string | undefined;
};

/** `skipped`: lines that hold no usable contact, or a consent without its day, which proves nothing. */
export type ConsentList = { consents: ListedConsent[]; skipped: { contact: number; day: number } };

/** Who was sent a notice or a confirmation on which day; no channels named = all they have. */
type ListedSent = {
  address: Address;
  channels: SendChannel[];
  notice?: string;
  reconfirmed?: string;
};

/** `unknown`: contacts no list ever named. */
export type SentList = { sent: ListedSent[]; skipped: { contact: number; day: number; unknown: number } };

const headers = {
  phone:
    /^(?:휴대폰|휴대폰번호|휴대전화|전화번호|연락처|핸드폰|핸드폰번호|phone|phonenumber|mobile|mobilephone|tel)$/,
  email: /^(?:이메일|이메일주소|메일|email|emailaddress|mail)$/,
  agreed:
    /^(?:(?:마케팅|광고)?(?:정보)?(?:수신)?동의(?:여부|상태)?|(?:marketing)?consent|optin|optinstatus|subscribed)$/,
  channel: /^(?:수신)?(?:채널|수단|channel|channels)$/,
  at: /^(?:수신)?동의(?:일|일자|일시|날짜)|^(?:consent|optin)(?:date|at|on|time)$/,
  night: /^야간(?:수신|광고)?(?:수신)?동의(?:여부)?$|^야간$|^night(?:consent)?$/,
  withdrawn:
    /^(?:수신)?(?:철회|거부|해지)(?:일|일자|일시)|^(?:withdrawn|optout|unsubscribed)(?:date|at|on)?$/,
  reconfirmed:
    /^(?:2년)?재?(?:확인|동의확인|동의)(?:발송)?(?:일|일자)$|^재확인일?$|^reconfirmed(?:at|on|date)?$/,
  notice:
    /^(?:처리)?결과(?:통지|안내|고지)(?:발송)?일?자?$|^(?:통지|안내|고지)(?:발송)?일자?$|^(?:result)?notice(?:date|at|on|sent)?$/,
  deal: /^(?:마지막|최근|최종)?(?:거래|구매|주문|결제)(?:종료|완료)?(?:일|일자|일시)$|^(?:last)?(?:deal|purchase|order)(?:date|at|on)?$/,
  sameKind: /^(?:동종|같은종류|유사)(?:상품|재화|품목)?(?:여부)?$|^same(?:kind|goods)$/,
  direct: /^(?:직접수집|거래중수집|직접)(?:여부)?$|^(?:contact)?direct$/,
  form: /^동의(?:문|문구|내용|서식)$|^(?:form|formtext|consenttext)$/,
  version: /^(?:동의)?(?:문구|서식|문)?(?:버전|판)$|^(?:form)?version$/,
} as const;
type Column = keyof typeof headers;

const YES = /^(?:y|yes|true|1|o|예|네|동의|동의함|수신|수신동의|허용|agreed|subscribed|opt-?in)$/i;

/** The columns of such a list; `undefined` for any other table. */
export function consentColumns(header: readonly string[]): Map<Column, number> | undefined {
  const found = new Map<Column, number>();
  for (const [at, cell] of header.entries()) {
    const key = cell
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_\-·.()/]/g, "");
    const column = (Object.keys(headers) as Column[]).find((name) => headers[name].test(key));
    if (column !== undefined && !found.has(column)) found.set(column, at);
  }
  const reaches = found.has("phone") || found.has("email");
  return reaches && (isOfConsents(found) || isOfSent(found)) ? found : undefined;
}

type Columns = ReadonlyMap<Column, number>;

function isOfConsents(found: Columns): boolean {
  const bought = found.has("deal") && (found.has("sameKind") || found.has("direct"));
  return found.has("agreed") || found.has("at") || found.has("withdrawn") || bought;
}

/** Contacts with the day of a notice or a confirmation and nothing of their consent: a list of whom it was sent to. */
export function isOfSent(found: Columns): boolean {
  return (found.has("notice") || found.has("reconfirmed")) && !isOfConsents(found);
}

/** Lines below the header of such a list. */
export function readSent(columns: Columns, lines: readonly (readonly string[])[]): SentList {
  const list: SentList = { sent: [], skipped: { contact: 0, day: 0, unknown: 0 } };
  for (const line of lines) {
    if (line.every((one) => one.trim() === "")) continue;
    const cell = cellOf(columns, line);
    const addresses = addressesIn(cell);
    const [notice, reconfirmed] = [dayIn(cell("notice")), dayIn(cell("reconfirmed"))];
    if (addresses.length === 0) list.skipped.contact += 1;
    else if (notice === undefined && reconfirmed === undefined) list.skipped.day += 1;
    else
      for (const address of addresses)
        list.sent.push({
          address,
          channels: cell("channel") === "" ? [] : channelsOf(address, cell("channel")),
          ...(notice !== undefined && { notice }),
          ...(reconfirmed !== undefined && { reconfirmed }),
        });
  }
  return list;
}

type CellOf = (name: Column) => string;

function cellOf(columns: Columns, line: readonly string[]): CellOf {
  return (name) => line[columns.get(name) ?? -1]?.trim() ?? "";
}

function addressesIn(cell: CellOf): Address[] {
  return [addressIn(cell("phone")), addressIn(cell("email"))].filter((one) => one !== undefined);
}

/** Lines below the header; a contact's telephone and mail are two contacts with the same consent. */
export function readConsents(columns: Columns, lines: readonly (readonly string[])[]): ConsentList {
  const list: ConsentList = { consents: [], skipped: { contact: 0, day: 0 } };
  for (const line of lines) {
    if (line.every((one) => one.trim() === "")) continue;
    const cell = cellOf(columns, line);
    const addresses = addressesIn(cell);
    const record = recordOf(columns, cell);
    if (addresses.length === 0) list.skipped.contact += 1;
    else if (record === undefined) list.skipped.day += 1;
    else
      for (const address of addresses)
        list.consents.push({
          address,
          channels: channelsOf(address, cell("channel")),
          record,
          form: cell("form") || undefined,
          formVersion: cell("version") || undefined,
        });
  }
  return list;
}

/** `undefined` for a consent without its day. */
function recordOf(columns: Columns, cell: CellOf): Consent | undefined {
  const noticed = columns.has("notice") && { resultNotice: dayIn(cell("notice")) ?? ("none" as const) };
  const withdrawn = dayIn(cell("withdrawn"));
  if (withdrawn) return { kind: "withdrawn", at: withdrawn, ...noticed };
  const at = dayIn(cell("at"));
  const agreed = columns.has("agreed") ? YES.test(cell("agreed")) : at !== undefined;
  if (!agreed) return dealOf(columns, cell) ?? { kind: "none", ...(at && { at, ...noticed }) };
  if (!at) return undefined;
  return {
    kind: "optin",
    at,
    ...(YES.test(cell("night")) && { night: true }),
    ...(columns.has("reconfirmed") && { reconfirmed: dayIn(cell("reconfirmed")) ?? "none" }),
    ...noticed,
  };
}

/** A past deal stands in for a consent of whoever was never asked; who was asked and said no has refused. */
function dealOf(columns: Columns, cell: CellOf): Consent | undefined {
  const lastDeal = dayIn(cell("deal"));
  if (lastDeal === undefined || cell("agreed") !== "") return undefined;
  return {
    kind: "existing_customer",
    lastDeal,
    ...(columns.has("sameKind") && { sameKind: YES.test(cell("sameKind")) }),
    ...(columns.has("direct") && { contactDirect: YES.test(cell("direct")) }),
  };
}

const spoken: readonly { form: RegExp; channel: SendChannel; to: Address["kind"] }[] = [
  { form: /sms|문자|단문/i, channel: "sms", to: "phone" },
  { form: /lms|장문/i, channel: "lms", to: "phone" },
  { form: /카카오|브랜드|kakao/i, channel: "kakao_brand_message", to: "phone" },
  { form: /전화|콜|call|tm/i, channel: "call", to: "phone" },
  { form: /메일|mail/i, channel: "email", to: "email" },
];

/** Channels the line names and the contact can be reached by; none named: text message or mail. */
function channelsOf({ kind }: Address, text: string): SendChannel[] {
  const named = spoken.filter(({ form }) => form.test(text));
  const fitting = named.filter(({ to }) => to === kind).map(({ channel }) => channel);
  return named.length > 0 ? fitting : kind === "phone" ? ["sms"] : ["email"];
}

/** `2026-01-10`, `2026.1.10 14:00`, `20260110`, or the number a workbook keeps a day as. */
function dayIn(text: string): string | undefined {
  const told =
    /^(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (told) return realDay(Number(told[1]), Number(told[2]), Number(told[3]));
  if (!/^[3-6]\d{4}(?:\.\d+)?$/.test(text)) return undefined;
  return Temporal.PlainDate.from("1899-12-30")
    .add({ days: Math.trunc(Number(text)) })
    .toString();
}

function realDay(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }).toString();
  } catch {
    return undefined;
  }
}
