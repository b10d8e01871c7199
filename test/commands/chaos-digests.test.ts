// The checker of digests finds what it is there to find, and the plan of a seed is one plan.

import { expect, test } from "vitest";
import { checkDigests, type Kept } from "../../src/commands/chaos/digests/check.ts";
import { planDigests } from "../../src/commands/chaos/digests/plan.ts";
import type { Seen } from "../../src/commands/slack/web-api.ts";

const seen = (key: string, text = "요약"): Seen => ({
  kind: "message",
  channel: "C1",
  thread: undefined,
  ts: "1.0",
  text,
  key: `${key}:0`,
  buttons: [],
  thumb: undefined,
  atMs: 0,
});
const kept = (atMs: number, outcome: string | null, key: string | null = null): Kept => ({
  schedule: "a",
  atMs,
  outcome,
  key,
});

const judge = (rows: Kept[], posts: Seen[]) => checkDigests(["a"], [1, 2], rows, posts);

test("what was seen once, or skipped and told, is right", () => {
  const right = judge(
    [kept(1, "overtaken"), kept(2, "late", "d2")],
    [seen("d2", "늦게 보내요: … 보내지 못하고 건너뛴 회차: …")],
  );

  expect(right).toEqual({ due: 2, sent: 0, late: 1, skipped: 1, missed: 0, double: 0, words: [] });
});

test.each<[string, Kept[], Seen[], string]>([
  ["nobody stored", [kept(1, "sent", "d1")], [seen("d1")], "MISSED"],
  ["nobody saw", [kept(1, "sent", "d1"), kept(2, "sent", "d2")], [seen("d1")], "MISSED"],
  ["that failed", [kept(1, "failed"), kept(2, "sent", "d2")], [seen("d2")], "MISSED"],
  [
    "seen twice",
    [kept(1, "sent", "d1"), kept(2, "sent", "d2")],
    [seen("d1"), seen("d1"), seen("d2")],
    "DOUBLE",
  ],
  [
    "stored twice",
    [kept(1, "sent", "d1"), kept(1, "idle"), kept(2, "sent", "d2")],
    [seen("d1"), seen("d2")],
    "DOUBLE",
  ],
  ["nobody was told of", [kept(1, "skipped"), kept(2, "sent", "d2")], [seen("d2")], "UNTOLD"],
  ["late without a word", [kept(1, "sent", "d1"), kept(2, "late", "d2")], [seen("d1"), seen("d2")], "UNTOLD"],
])("a moment %s is found", (_, rows, posts, finding) => {
  expect(judge(rows, posts).words.join("\n")).toContain(finding);
});

test("a seed is one plan", () => {
  const size = { seed: 7, kills: 5, slots: 200, replicas: 3 };

  expect(planDigests(size)).toEqual(planDigests(size));
  expect(planDigests(size)).toMatchObject({ schedules: 20, rounds: 10 });
  expect(planDigests({ ...size, seed: 8 }).kills).not.toEqual(planDigests(size).kills);
});
