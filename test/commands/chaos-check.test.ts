import { expect, test } from "vitest";
import type { Entry } from "../../src/commands/chaos/browser.ts";
import { check, type Finding, type Reading, type Sent } from "../../src/commands/chaos/check.ts";
import { exitCode, reportOf } from "../../src/commands/chaos/report.ts";

/** Message `n` of conversation 0: left at n seconds, taken half a second later. */
function sentMessage(n: number, over: Partial<Sent> = {}): Sent {
  const acks = [{ id: `id-${n}`, atMs: n * 1_000 + 500 }];
  return { key: `m${n}`, conversation: 0, text: `question ${n}`, firstMs: n * 1_000, acks, ...over };
}

function answered(n: number, over: Partial<Entry> = {}): Entry {
  return { id: `id-${n}`, said: `question ${n}`, outcome: "answered", cards: [{ id: `card-${n}` }], ...over };
}

function reading(entries: Entry[], over: Partial<Reading> = {}): Reading {
  return { conversation: 0, reader: "replica 1", entries, ...over };
}

const three = [1, 2, 3].map((n) => sentMessage(n));
const kindsOf = (found: readonly Finding[]): string[] => found.map(({ kind, key }) => `${kind} ${key}`);

test("a run in which each message has one answer in order has no findings", () => {
  const entries = [answered(1), answered(2), answered(3)];

  expect(check(three, [reading(entries), reading(entries, { reader: "replica 2" })])).toEqual([]);
});

test("an acknowledged message that is not there is lost, with its id and what was seen", () => {
  expect(check(three, [reading([answered(1), answered(3)])])).toEqual([
    { kind: "lost", key: "m2", conversation: 0, seen: "acknowledged as id-2, replica 1 does not show it" },
  ]);
});

test("a message that still waits, or is answered by no card, or holds other words, is lost", () => {
  const waiting: Entry = { id: "id-1", said: "question 1", cards: [] };
  const found = check(three, [
    reading([waiting, answered(2, { cards: [] }), answered(3, { said: "something else" })]),
  ]);

  expect(kindsOf(found).filter((one) => one.startsWith("lost"))).toEqual(["lost m1", "lost m2", "lost m3"]);
});

test("what only one replica shows is lost for those who ask the other", () => {
  const whole = reading([answered(1), answered(2), answered(3)]);
  const short = reading([answered(1), answered(2)], { reader: "replica 2" });

  expect(kindsOf(check(three, [whole, short]))).toEqual(["lost m3"]);
});

test("two answers to one message are a double", () => {
  const entries = [answered(1), answered(1, { cards: [{ id: "card-9" }] }), answered(2), answered(3)];

  expect(kindsOf(check(three, [reading(entries)]))).toEqual(["double m1"]);
});

test("a message kept under two ids is a double, whether both were acknowledged or only shown", () => {
  const twice = sentMessage(1, {
    acks: [
      { id: "id-1", atMs: 1_100 },
      { id: "id-8", atMs: 1_200 },
    ],
  });
  const copy = answered(1, { id: "id-8", cards: [{ id: "card-8" }] });

  expect(kindsOf(check([twice], [reading([answered(1), copy])]))).toEqual(["double m1"]);
  expect(kindsOf(check([sentMessage(1)], [reading([answered(1), copy])]))).toEqual(["double m1"]);
});

test("the same card under two messages, and other cards for another reader, are doubles", () => {
  const shared = reading([answered(1), answered(2, { cards: [{ id: "card-1" }] }), answered(3)]);
  const here = reading([answered(1), answered(2), answered(3)]);
  const there = reading([answered(1), answered(2), answered(3, { cards: [{ id: "card-7" }] })]);

  expect(kindsOf(check(three, [shared]))).toEqual(["double m2"]);
  expect(kindsOf(check(three, [here, there]))).toEqual(["double m3"]);
});

test("words that nobody sent, or that were sent in another conversation, are doubles", () => {
  const elsewhere = sentMessage(4, { conversation: 1 });
  const nobody = answered(9);
  const found = check(
    [sentMessage(1), elsewhere],
    [
      reading([answered(1), nobody, answered(4, { cards: [{ id: "card-40" }] })]),
      reading([answered(4)], { conversation: 1 }),
    ],
  );

  expect(kindsOf(found).toSorted()).toEqual(["double id-9", "double m4"]);
});

test("two messages under one id: the later one is lost", () => {
  const swallowed = sentMessage(2, { acks: [{ id: "id-1", atMs: 2_500 }] });

  expect(kindsOf(check([sentMessage(1), swallowed], [reading([answered(1)])]))).toContain("lost m2");
});

test("a message answered before one that was acknowledged earlier is out of order", () => {
  expect(kindsOf(check(three, [reading([answered(1), answered(3), answered(2)])]))).toEqual(["order m2"]);
});

test("messages that were on their way together may be answered in either order", () => {
  const together = [sentMessage(1), sentMessage(2, { firstMs: 1_200 })];

  expect(check(together, [reading([answered(2), answered(1)])])).toEqual([]);
});

test("a message that was never acknowledged may have one answer or none, not two", () => {
  const silent = sentMessage(1, { acks: [], refused: "status 503" });

  expect(kindsOf(check([silent], [reading([])]))).toEqual(["refused m1"]);
  expect(kindsOf(check([silent], [reading([answered(1)])]))).toEqual(["refused m1"]);
  expect(kindsOf(check([silent], [reading([answered(1), answered(1)])])).toSorted()).toEqual([
    "double m1",
    "refused m1",
  ]);
});

test("the report says what was lost in words and ends with one line of figures", () => {
  const findings = check(three, [reading([answered(1), answered(1), answered(3)])]);
  const failed = [{ key: "m1", said: "잠시 뒤 다시 보내 주세요." }];
  const outcome = { findings, kills: 2, sent: 3, acks: 4, failed, crashes: 0, cut: true, seconds: 12 };
  const size = { scenario: "messages" as const, seed: 5, kills: 40, messages: 500, resent: 0.3, replicas: 2 };

  const lines = reportOf(size, outcome).split("\n");

  expect(lines).toContain(
    "LOST: message m2, conversation 0: acknowledged as id-2, replica 1 does not show it",
  );
  expect(lines).toContain("answered with a failure: message m1: 잠시 뒤 다시 보내 주세요.");
  expect(lines).toContain("CUT: ended before the plan's 40 kills and 500 messages were done");
  expect(lines.at(-1)).toBe("scenario=messages seed=5 kills=2 messages=3 lost=1 double=1");
  expect(exitCode(outcome)).toBe(1);
});

test("only a whole run without findings or crashes leaves with 0", () => {
  const clean = { findings: [], kills: 2, sent: 3, acks: 3, failed: [], crashes: 0, cut: false, seconds: 1 };

  expect(exitCode(clean)).toBe(0);
  expect(exitCode({ ...clean, crashes: 1 })).toBe(1);
  expect(exitCode({ ...clean, cut: true })).toBe(1);
});
