// Several nights in one message: each thing once, as it was before the first and is after the last.

import { expect, test } from "vitest";
import type { Difference } from "../../../../src/capabilities/compliance/nights/difference.ts";
import { eachOnce } from "../../../../src/capabilities/compliance/nights/merge.ts";
import type { Change } from "../../../../src/capabilities/compliance/nights/nights.ts";
import type { Severity } from "../../../../src/capabilities/compliance/policy.ts";
import { words } from "../../../../src/core/locale.ts";

const [one, two] = [words("네이버 · A", "Naver · A"), words("네이버 · B", "Naver · B")];

function moved(before: Severity | undefined, after: Severity | undefined, labels = [one]): Difference {
  const rule = "kr.fla.sandal-test";
  return {
    rule,
    ...(before && { before }),
    ...(after && { after }),
    labels,
    words: "샌들",
    reason: { kind: "facts" },
  };
}

function night(subject: string, version: number, ...differences: Difference[]): Change {
  const createdAt = Temporal.Instant.from("2026-11-28T03:00:00+09:00");
  const ids = {
    workspaceId: "w",
    nightId: `n${version}`,
    reviewId: `r${version}`,
    ownerId: null,
    toldBy: "t",
  };
  return { ...ids, subject, version, label: "여름 샌들", differences, createdAt };
}

test("what came on one night and grew on the next is told once, by the newest version", () => {
  const told = eachOnce([
    night("a", 1, moved(undefined, "note")),
    night("b", 1, moved("block", "fix")),
    night("a", 2, moved("note", "fix")),
  ]);

  expect(told.map(({ subject, version, differences }) => ({ subject, version, differences }))).toEqual([
    { subject: "a", version: 2, differences: [moved(undefined, "fix")] },
    { subject: "b", version: 1, differences: [moved("block", "fix")] },
  ]);
});

test("what came on one night and went on the next is not told at all", () => {
  expect(eachOnce([night("a", 1, moved(undefined, "fix")), night("a", 1, moved("fix", undefined))])).toEqual(
    [],
  );
});

test("of several texts those that went back are left out, the others stay", () => {
  const [told] = eachOnce([
    night("a", 1, moved(undefined, "fix", [one, two])),
    night("a", 1, moved("fix", undefined, [two])),
  ]);

  expect(told?.differences).toEqual([moved(undefined, "fix", [one])]);
});
