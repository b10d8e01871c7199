import { expect, test } from "vitest";
import { parseChaosArguments } from "../../src/commands/chaos/arguments.ts";
import { planRun, type Size } from "../../src/commands/chaos/plan.ts";

const size: Size = { seed: 7, kills: 40, messages: 500, resent: 0.3, replicas: 2 };

const messagesOf = (plan: ReturnType<typeof planRun>) => plan.rounds.flatMap(({ messages }) => messages);
const killsOf = (plan: ReturnType<typeof planRun>) => plan.rounds.flatMap(({ kill }) => kill ?? []);

test("the same seed plans the same run, another seed another one", () => {
  expect(planRun(size)).toEqual(planRun(size));
  expect(planRun({ ...size, seed: 8 })).not.toEqual(planRun(size));
});

test("a plan holds every message and every kill that was asked for, no message twice", () => {
  const plan = planRun(size);

  expect(killsOf(plan)).toHaveLength(40);
  expect(new Set(messagesOf(plan).map(({ key }) => key)).size).toBe(500);
  expect(new Set(messagesOf(plan).map(({ text }) => text)).size).toBe(500);
  expect(Math.max(...messagesOf(plan).map(({ conversation }) => conversation))).toBeLessThan(
    plan.conversations,
  );
});

test("the asked share is sent again, some as twins at once, some to the other replica", () => {
  const again = messagesOf(planRun(size)).flatMap((message) =>
    message.again ? [{ first: message.replica, ...message.again }] : [],
  );

  expect(again.length / 500).toBeCloseTo(0.3, 1);
  expect(again.filter(({ afterMs }) => afterMs === 0).length).toBeGreaterThan(20);
  expect(again.filter(({ first, replica }) => first !== replica).length).toBeGreaterThan(40);
  expect(messagesOf(planRun({ ...size, resent: 0 })).filter(({ again: one }) => one)).toEqual([]);
});

test("a kill aims at a message of its own round and hits every replica", () => {
  const plan = planRun(size);

  for (const { messages, kill } of plan.rounds) expect(messages.map(({ key }) => key)).toContain(kill?.aim);
  expect(new Set(killsOf(plan).map(({ replica }) => replica))).toEqual(new Set([0, 1]));
  expect(killsOf(plan).some(({ early }) => early)).toBe(true);
});

test("more kills than messages, and no kill at all, are plans as well", () => {
  const many = planRun({ ...size, kills: 30, messages: 10 });
  const none = planRun({ ...size, kills: 0 });

  expect(killsOf(many)).toHaveLength(30);
  expect(messagesOf(many)).toHaveLength(10);
  expect(none.rounds).toHaveLength(1);
  expect(messagesOf(none)).toHaveLength(500);
});

const right = ["--scenario", "messages", "--kills", "4", "--messages", "20", "--seed", "3"];

test("a right call gets 30 % resent and two replicas", () => {
  const asked = { scenario: "messages", kills: 4, messages: 20, seed: 3, resent: 0.3, replicas: 2 };

  expect(parseChaosArguments(right)).toEqual({ ok: true, arguments: asked });
  expect(parseChaosArguments([...right, "--resent", "0.5", "--replicas", "3"])).toEqual({
    ok: true,
    arguments: { ...asked, resent: 0.5, replicas: 3 },
  });
});

test.each([
  [right.slice(2), "--scenario: ", "must be messages"],
  [right.with(1, "weather"), "--scenario weather: ", "must be messages"],
  [right.with(3, "many"), "--kills many: ", "must be a whole number from 0 to 10000"],
  [right.with(5, "0"), "--messages 0: ", "must be a whole number from 1 to 1000000"],
  [right.with(7, "4294967296"), "--seed 4294967296: ", "must be a whole number from 0 to 4294967295"],
  [right.with(7, "99999999999999999999"), "--seed 99999999999999999999: ", "from 0 to 4294967295"],
  [[...right, "--resent", "2"], "--resent 2: ", "must be a number from 0 to 1"],
  [[...right, "--resent", ""], "--resent : ", "must be a number from 0 to 1"],
  [[...right, "--replicas", "9"], "--replicas 9: ", "must be a whole number from 1 to 8"],
  [[...right, "--what"], "--what", ""],
])("a wrong call is told which word is wrong and what is allowed: %j", (wrong, word, allowed) => {
  const parsed = parseChaosArguments(wrong);

  expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(word) });
  expect(parsed).toMatchObject({ reason: expect.stringContaining(allowed) });
});

test("every wrong word of a call is named", () => {
  const parsed = parseChaosArguments(["--scenario", "messages", "--kills", "x", "--seed", "-"]);

  expect(parsed.ok ? [] : parsed.reason.split("\n").map((line) => line.split(":")[0])).toEqual([
    "--kills x",
    "--messages",
    "--seed -",
  ]);
});
