// The judge of approvals: a run that is whole passes, and each kind of breach is told.

import { expect, test } from "vitest";
import { type Books, check, type CheckedCall } from "../../src/commands/chaos/approvals/check.ts";
import { planRequests, planRounds } from "../../src/commands/chaos/approvals/plan.ts";
import { parseChaosArguments } from "../../src/commands/chaos/arguments.ts";

const size = { seed: 4, kills: 40, approvals: 200, replicas: 2 };

const made: CheckedCall = {
  id: "call-1",
  approvalId: "approval-1",
  medium: "meta",
  op: "create_campaign",
  tag: "[co9-0000000a]",
  stage: "confirmed",
  step: {},
  result: { id: "c1" },
  trouble: null,
};
const lowered: CheckedCall = {
  ...made,
  id: "call-2",
  approvalId: "approval-2",
  op: "set_daily_budget",
  tag: "[co9-0000000b]",
  step: { budget: { minor: "24000" } },
  result: { id: "c0" },
};

function books(): Books {
  const old = { id: "c0", level: "campaign", name: "기존", on: true, dailyMicros: "24000000000" };
  const fresh = { id: "c1", level: "campaign", name: "여름 [co9-0000000a]", on: false };
  return {
    approvals: [
      { id: "approval-1", kind: "campaign.launch", state: "approved", outcome: "done", calls: 1 },
      { id: "approval-2", kind: "campaign.budget", state: "approved", outcome: "done", calls: 1 },
      { id: "approval-3", kind: "campaign.pause", state: "rejected", outcome: null, calls: 1 },
    ],
    calls: [made, lowered],
    accounts: [
      {
        medium: "meta",
        all: [old, fresh],
        made: [fresh],
        changes: [{ id: "c0", field: "dailyMicros", value: "24000000000" }],
      },
    ],
    ledger: [
      { subject: "approval-1", tag: "[co9-0000000a]", action: "media.create_campaign" },
      { subject: "approval-2", tag: "[co9-0000000b]", action: "media.set_daily_budget" },
    ],
    chain: "whole",
    overCap: [],
  };
}

test("what is approved and there once, and what is rejected and nowhere, is no finding", () => {
  expect(check(books())).toEqual({
    words: [],
    parkedFor: [],
    effects: 2,
    double: 0,
    stuck: 0,
    parked: 0,
    lost: 0,
    rejected: 1,
  });
});

const account = (change: Partial<Books["accounts"][number]>): Partial<Books> => ({
  accounts: books().accounts.map((one) => ({ ...one, ...change })),
});
const twin = { id: "c2", level: "campaign", name: "여름 [co9-0000000a]", on: false };
const outcomes = (state: string, outcome: string | null): Partial<Books> => ({
  approvals: books().approvals.with(0, {
    id: "approval-1",
    kind: "campaign.launch",
    state,
    outcome,
    calls: 1,
  }),
});

test.each<[string, Partial<Books>, RegExp]>([
  [
    "an object that is there twice",
    account({ made: [...books().accounts[0]!.made, twin] }),
    /^DOUBLE: .* 2 times/,
  ],
  [
    "an object nobody asked for",
    account({ made: [...books().accounts[0]!.made, { ...twin, id: "c3", name: "?" } as never] }),
    /^DOUBLE: .*belongs to no call/,
  ],
  [
    "a value that went to and fro",
    account({ changes: [1, 2].map((value) => ({ id: "c0", field: "dailyMicros", value })) }),
    /^DOUBLE: .*took effect 2 times/,
  ],
  ["an effect that is not there", account({ made: [] }), /^LOST: campaign.launch/],
  ["a value that is another", account({ all: [] }), /^LOST: campaign.budget/],
  ["an approval under way", outcomes("approved", "running"), /^STUCK: /],
  ["an approval nobody could decide", outcomes("waiting", null), /^STUCK: /],
  ["an outcome that failed", outcomes("approved", "failed"), /^LOST: /],
  ["a call without its ledger row", { ledger: [] }, /^LEDGER: .*stands there 0 times/],
  [
    "a ledger row without its call",
    { ledger: [...books().ledger, { subject: "x", tag: "y", action: "media.set_end" }] },
    /^LEDGER: .*was never called/,
  ],
  ["a broken chain", { chain: "broken" }, /^CHAIN: /],
  ["a cap that was passed", { overCap: ["2026-12-01"] }, /^CAP: /],
])("%s is told", (_, change, word) => {
  expect(check({ ...books(), ...change }).words.join("\n")).toMatch(new RegExp(word.source, "m"));
});

test("one that is left to a person is counted and no breach", () => {
  const parked = check({
    ...books(),
    ...outcomes("approved", "parked"),
    calls: [{ ...made, stage: "parked", trouble: "not found" }, lowered],
    ledger: books().ledger.slice(1),
  });

  expect(parked).toMatchObject({
    words: [],
    parked: 1,
    parkedFor: ["create_campaign of meta: not found; it is there"],
  });
});

test("the same seed plans the same requests, presses and kills", () => {
  expect(planRequests(size)).toEqual(planRequests(size));
  expect(planRounds(size)).toEqual(planRounds(size));
  expect(planRequests(size)).toHaveLength(200);
  expect(planRounds(size).flatMap(({ clicks }) => clicks)).toHaveLength(600);
  expect(planRounds(size).flatMap(({ kill }) => kill ?? [])).toHaveLength(40);
  expect(new Set(planRequests(size).map(({ kind }) => kind))).toEqual(
    new Set(["launch", "budget", "pause", "resume"]),
  );
});

test("a call names approvals instead of messages", () => {
  const right = ["--scenario", "approvals", "--kills", "6", "--approvals", "30", "--seed", "6"];

  expect(parseChaosArguments(right)).toEqual({
    ok: true,
    arguments: { scenario: "approvals", kills: 6, approvals: 30, seed: 6, replicas: 2 },
  });
  expect(parseChaosArguments([...right, "--messages", "5"])).toMatchObject({
    ok: false,
    reason: expect.stringContaining("--messages: "),
  });
});

test("the halt is run as the README says it: no kill and a plan of its own unless told", () => {
  expect(parseChaosArguments(["--scenario", "halt", "--approvals", "50", "--replicas", "3"])).toEqual({
    ok: true,
    arguments: { scenario: "halt", kills: 0, approvals: 50, seed: 1, replicas: 3 },
  });
});
