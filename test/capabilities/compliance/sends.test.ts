// The send gate: labelled sends exactly, and what must hold for any send whatever.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideSend,
  loadLists,
  Send,
  type SendDecision,
} from "../../../src/capabilities/compliance/compliance.ts";
import { readSend } from "../../../src/commands/eval/send-line.ts";
import { sendRows } from "../../support/send-rows.ts";

const lists = loadLists();
const decide = (send: Send): SendDecision => decideSend(lists, send);

describe("labelled sends", () => {
  it("are at least 150, over every place and channel with rules", () => {
    const rows = sendRows();
    const rules = new Set(rows.flatMap((row) => row.rules));

    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect([...rules].toSorted()).toEqual([
      "eu.eprivacy.consent",
      "jp.mail.consent",
      "jp.mail.sender",
      "kr.nw.ad-label",
      "kr.nw.consent",
      "kr.nw.illegal-goods",
      "kr.nw.label-evasion",
      "kr.nw.night",
      "kr.nw.optout-free",
      "kr.nw.recheck-2y",
      "kr.nw.result-notice",
      "kr.nw.sender-id",
      "kr.nw.withdrawn",
      "pf.kakao.alimtalk-ad",
      "us.canspam.address",
      "us.state.quiet-hours",
      "us.tcpa.consent",
      "us.tcpa.quiet-hours",
    ]);
  });

  it("are all decided as labelled, waits to the exact instant, the label's rules in its order", () => {
    const wrong = sendRows().flatMap(({ id, input, decision, until, rules }) => {
      const made = decide(readSend(input));
      const told = made.rules.filter((rule) => rules.includes(rule));
      const right =
        made.kind === decision &&
        (made.kind === "defer" ? made.until : undefined) === until &&
        told.join() === rules.join() &&
        (made.kind === "allow" || made.rules[0] === rules[0]);
      return right ? [] : [{ id, made, decision, until, rules }];
    });

    expect(wrong).toEqual([]);
  });
});

/** Places with hours, with their offset and, for reference, weekday and Sunday hours told apart from the table under test. */
const places = [
  {
    jurisdiction: "KR",
    channels: ["sms", "lms", "push", "kakao_brand_message", "call"],
    open: 8,
    close: 21,
    sunday: 8,
  },
  { jurisdiction: "US-NY", channels: ["sms", "call"], open: 8, close: 21, sunday: 8 },
  { jurisdiction: "US-FL", channels: ["sms", "call"], open: 8, close: 20, sunday: 8 },
  { jurisdiction: "US-CT", channels: ["sms"], open: 9, close: 20, sunday: 9 },
  { jurisdiction: "US-TX", channels: ["sms"], open: 9, close: 21, sunday: 12 },
  { jurisdiction: "US-RI", channels: ["sms"], open: 9, close: 18, sunday: 9 },
] as const;
type Place = (typeof places)[number];

const offsets = ["+09:00", "-05:00", "-08:00", "+00:00", "+05:30", "-03:30"];
/** Seconds after the first of November 2026, over seven weeks. */
const second = fc.integer({ min: 0, max: 49 * 86_400 });
const base = Temporal.PlainDateTime.from("2026-11-01T00:00:00");

const Case = fc.record({
  place: fc.constantFrom(...places),
  channel: fc.nat(),
  offset: fc.constantFrom(...offsets),
  after: second,
  minutes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500 })),
});
type Case = { place: Place; channel: number; offset: string; after: number; minutes: number };

function sendAt({ place, channel, offset, after, minutes }: Case): Send {
  const at = base.add({ seconds: after }).toString({ smallestUnit: "second" }) + offset;
  const korean = place.jurisdiction === "KR";
  return Send.parse({
    at,
    minutes,
    jurisdiction: place.jurisdiction,
    channel: place.channels[channel % place.channels.length],
    purpose: "ad",
    consent: { kind: korean ? "optin" : "pewc", at: "2026-01-10" },
    message: { body: "(광고)[빛나서점] 신간 안내\n무료수신거부 080-600-7000" },
    sender: "빛나서점",
  });
}

function isOpen({ open, close, sunday }: Place, at: Temporal.PlainDateTime): boolean {
  return at.hour >= (at.dayOfWeek === 7 ? sunday : open) && at.hour < close;
}

/** When the send really starts: at once, or at the opening it waits for. */
function startOf(send: Send): Temporal.PlainDateTime {
  const made = decide(send);
  return Temporal.PlainDateTime.from((made.kind === "defer" ? made.until : send.at).slice(0, 19));
}

describe("any send", () => {
  it("is never allowed inside closed hours, neither its start nor its end", () => {
    fc.assert(
      fc.property(Case, (one) => {
        const send = sendAt(one);
        const start = Temporal.PlainDateTime.from(send.at.slice(0, 19));
        if (decide(send).kind !== "allow") return;
        expect(isOpen(one.place, start)).toBe(true);
        expect(isOpen(one.place, start.add({ minutes: one.minutes }))).toBe(true);
        expect(start.add({ minutes: one.minutes }).toPlainDate().equals(start.toPlainDate())).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it("waits for an opening of the recipient's own clock, and may go when asked again then", () => {
    fc.assert(
      fc.property(Case, (one) => {
        const send = sendAt(one);
        const made = decide(send);
        if (made.kind !== "defer") return;
        const until = Temporal.PlainDateTime.from(made.until.slice(0, 19));
        const opening = until.dayOfWeek === 7 ? one.place.sunday : one.place.open;
        expect(made.until.slice(19)).toBe(one.offset);
        expect(until.toPlainTime().equals({ hour: opening })).toBe(true);
        expect(Temporal.Instant.compare(made.until, send.at)).toBe(1);
        expect(decide({ ...send, at: made.until }).kind).toBe("allow");
      }),
      { numRuns: 1_500 },
    );
  });

  it("never starts earlier because it was planned later or runs longer", () => {
    fc.assert(
      fc.property(Case, fc.integer({ min: 0, max: 3 * 86_400 }), fc.nat(300), (one, later, longer) => {
        const start = startOf(sendAt(one));
        const delayed = startOf(sendAt({ ...one, after: one.after + later }));
        const longest = startOf(sendAt({ ...one, minutes: Math.min(500, one.minutes + longer) }));
        expect(Temporal.PlainDateTime.compare(start, delayed)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDateTime.compare(start, longest)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is blocked, never deferred, once the person withdrew, at whatever hour", () => {
    fc.assert(
      fc.property(Case, (one) => {
        const made = decide({ ...sendAt(one), consent: { kind: "withdrawn", at: "2026-06-01" } });
        expect(made.kind).toBe("block");
      }),
      { numRuns: 500 },
    );
  });

  it("has the same answer when asked twice", () => {
    fc.assert(
      fc.property(Case, (one) => {
        expect(decide(sendAt(one))).toEqual(decide(sendAt(one)));
      }),
      { numRuns: 200 },
    );
  });
});

describe("a batch that fits into no day", () => {
  it("is told the next opening and is never let go", () => {
    const send = sendAt({ place: places[0], channel: 0, offset: "+09:00", after: 12 * 3_600, minutes: 0 });
    const long = { ...send, minutes: 14 * 60 };

    expect(decide(long)).toEqual({
      kind: "defer",
      rules: ["kr.nw.night"],
      until: "2026-11-02T08:00:00+09:00",
    });
    expect(decide({ ...long, at: "2026-11-02T08:00:00+09:00" }).kind).toBe("defer");
  });
});

describe("what the message says", () => {
  const notice = (body: string): string =>
    decide(
      Send.parse({
        at: "2026-11-24T10:00:00+09:00",
        jurisdiction: "KR",
        channel: "sms",
        purpose: "transactional",
        consent: { kind: "none" },
        message: { body },
        sender: "빛나서점",
      }),
    ).kind;

  it.each([
    "[빛나서점] 주문하신 책이 도착했습니다",
    "[빛나서점] 쿠폰이 적용되어 9,000원이 결제되었습니다",
    "[빛나서점] 결제금액 12,000원(쿠폰 할인 -3,000원)",
    "[빛나서점] 취소 수수료 10%를 뺀 금액을 돌려드렸습니다",
    "[빛나서점] 예약하신 신간 출시 행사 좌석은 3열입니다",
    "Maple Books: your coupon has been applied, total 12.00",
  ])("of a deal already made needs no consent: %s", (body) => {
    expect(notice(body)).toBe("allow");
  });

  it.each([
    "[빛나서점] 주문하신 책이 도착했습니다. 지금 구매하시면 두 권째 반값!",
    "[빛나서점] 예약 확인. 책갈피도 담아 보세요",
    "[빛나서점] 결제가 완료되었습니다. 1+1 행사도 확인하세요",
    "[빛나서점] 쿠폰이 적용되었습니다. 다음 주문에 쓸 쿠폰도 드려요",
    "Maple Books: your order shipped. Shop now and save 20%",
  ])("and sells beside the deal is an advertisement: %s", (body) => {
    expect(notice(body)).toBe("block");
  });

  const ad = (way: string): readonly string[] =>
    decide(
      Send.parse({
        at: "2026-11-24T10:00:00+09:00",
        jurisdiction: "KR",
        channel: "sms",
        purpose: "ad",
        consent: { kind: "optin", at: "2026-01-10" },
        message: { body: `(광고)[빛나서점] 신간 안내\n${way}` },
        sender: "빛나서점",
      }),
    ).rules;

  it.each([
    "무료거부080-600-7000",
    "수신거부는 앱 설정에서 무료로 가능",
    "수신을 원치 않으시면 080-600-7000(무료)",
    "수신거부 회신(무료)",
  ])("offers a free way out: %s", (way) => {
    expect(ad(way)).toEqual([]);
  });

  it.each(["수신거부 02-600-7000", "무료배송 / 수신거부 02-600-7000", "수신거부 060-600-7000(유료)", ""])(
    "offers none: %s",
    (way) => {
      expect(ad(way)).toEqual(["kr.nw.optout-free"]);
    },
  );
});
