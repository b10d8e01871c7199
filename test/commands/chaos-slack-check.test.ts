// The outside checker of the Slack door must see what it is there for: each fault that it looks for, made by hand.

import { expect, test } from "vitest";
import { checkThreads } from "../../src/commands/bench/slack/check.ts";
import type { Sent } from "../../src/commands/chaos/check.ts";
import { allAnswered, checkSlack, otherPosts } from "../../src/commands/chaos/slack/check.ts";
import { planSlack, type SlackMessage } from "../../src/commands/chaos/slack/plan.ts";
import { planRun } from "../../src/commands/chaos/plan.ts";
import type { Seen } from "../../src/commands/slack/web-api.ts";

/** Question `n` in one thread, after a day of its own: left at n seconds, taken half a second later. */
function asked(n: number, over: Partial<Sent> = {}): Sent {
  const acks = [{ id: `m${n}`, atMs: n * 1_000 + 500 }];
  return { key: `m${n}`, conversation: 0, text: "", firstMs: n * 1_000, acks, ...over };
}

const dayOf = (n: number): string => `2026-11-0${n}`;

const messages = new Map<string, SlackMessage>(
  [1, 2, 3].map((n) => {
    const written = { channel: "C1", user: "U1", ts: `${n}.0`, thread: "1.0", mention: true, text: "" };
    return [`m${n}`, { written, day: dayOf(n), mentionFirst: false }];
  }),
);

function answerTo(n: number, over: Partial<Seen> = {}): Seen {
  return {
    kind: "message",
    channel: "C1",
    thread: "1.0",
    ts: `9.${n}`,
    text: `광고비 1원\n기간 ${dayOf(n)} · 시간대 Asia/Seoul`,
    key: `delivery-${n}:0`,
    buttons: [],
    thumb: undefined,
    atMs: n,
    ...over,
  };
}

const sent = [asked(1), asked(2), asked(3)];
const kindsIn = (seen: Seen[], all = sent): string[] =>
  checkSlack(all, messages, seen).map(({ kind, key }) => `${kind} ${key}`);

test("one answer each, in order, is nothing to tell of", () => {
  expect(kindsIn([answerTo(1), answerTo(2), answerTo(3)])).toEqual([]);
});

test("a message without an answer is lost, and one with two answers is double", () => {
  expect(kindsIn([answerTo(1), answerTo(2)])).toEqual(["lost m3"]);
  expect(kindsIn([answerTo(1), answerTo(2), answerTo(3), answerTo(2, { key: "other:0" })])).toEqual([
    "double m2",
  ]);
});

test("one post that people see twice is double, and so is one that says not whose it is", () => {
  expect(kindsIn([answerTo(1), answerTo(1), answerTo(2), answerTo(3)])).toEqual(["double delivery-1:0"]);
  expect(kindsIn([answerTo(1), answerTo(2), answerTo(3, { key: undefined })])).toEqual(["double C1"]);
});

test("an answer in another thread is lost to its asker, and told as nobody's", () => {
  expect(kindsIn([answerTo(1), answerTo(2), answerTo(3, { thread: "2.0" })])).toEqual([
    "lost m3",
    "double delivery-3",
  ]);
});

test("an answer before the one to an earlier question is out of order", () => {
  expect(kindsIn([answerTo(1), answerTo(3), answerTo(2)])).toEqual(["order m3"]);
});

test("two questions that were on their way at once may be answered either way", () => {
  const both = [asked(1), asked(2, { acks: [{ id: "m2", atMs: 3_200 }] }), asked(3)];

  expect(kindsIn([answerTo(1), answerTo(3), answerTo(2)], both)).toEqual([]);
});

test("what was never acknowledged need not be answered, and must not be twice", () => {
  const all = [asked(1), asked(2), asked(3, { acks: [], refused: "status 503" })];

  expect(kindsIn([answerTo(1), answerTo(2)], all)).toEqual(["refused m3"]);
  expect(allAnswered(all, messages, [answerTo(1), answerTo(2)])).toBe(true);
  expect(kindsIn([answerTo(1), answerTo(2), answerTo(3), answerTo(3, { key: "x:0" })], all)).toEqual([
    "double m3",
  ]);
});

test("words without figures are told as what they are", () => {
  const trouble = answerTo(1, { text: "문제가 생겼어요." });

  expect(otherPosts([trouble, answerTo(2)], messages)).toEqual([trouble]);
});

test("a plan asks every day once a line, names the app where a thread begins, and gives mentions a twin", () => {
  const size = { seed: 7, kills: 4, messages: 200, resent: 0.3, replicas: 2 };
  const today = Temporal.PlainDate.from("2026-11-22");
  const { plan, messages: planned } = planSlack(planRun(size), size, ["U1", "U2"], today);
  const all = plan.rounds.flatMap((round) => round.messages);
  const lines = [...planned.values()].map(
    ({ written: { channel, thread, mention, ts }, day }) =>
      `${channel} ${thread ?? (mention ? ts : "")} ${day}`,
  );

  expect(new Set(lines).size).toBe(200);
  for (const message of all) {
    const { written } = planned.get(message.key) as SlackMessage;
    expect(message.twin !== undefined).toBe(written.mention);
    expect(written.mention || written.thread !== undefined || written.channel.startsWith("D")).toBe(true);
  }
});

test("the bench's threads: an answer that stands before an earlier one is an inversion, a missing one is said", () => {
  const written = [1, 2, 3].map((n) => ({
    written: { channel: "C1", user: "U1", ts: `${n}.0`, thread: "1.0", mention: false, text: "" },
    leftMs: 0,
    day: dayOf(n),
  }));
  const thread = { channel: "C1", user: "U1", ts: "1.0", asked: written };

  const inOrder = checkThreads(
    [thread],
    [1, 2, 3].map((n) => answerTo(n)),
  );
  const turned = checkThreads(
    [thread],
    [2, 1].map((n) => answerTo(n)),
  );

  expect([inOrder.inversions, inOrder.lacking, inOrder.times.get("3.0")]).toEqual([0, 0, 3]);
  expect([turned.inversions, turned.lacking]).toEqual([1, 1]);
});
