// The list of rules as people see it: what holds, who stands for it, what comes, what moved since the last night.

import { describe, expect, test } from "vitest";
import { homePacks } from "../../../src/capabilities/compliance/judging.ts";
import { type Looked, packsCard } from "../../../src/capabilities/compliance/packs-card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";

const packs = homePacks();
const today = Temporal.PlainDate.from("2026-11-23");
const text = (last?: Looked, day = today, lang: "ko" | "en" = "ko"): string =>
  cardText(packsCard(lang, packs, day, last)).replaceAll(/\s+/g, " ");
const looked = (more: Partial<Looked> = {}): Looked => ({
  night: Temporal.PlainDate.from("2026-11-22"),
  packs: packs.packs.map(({ id, version, digest }) => ({ id, version, digest })),
  reviewed: 0,
  changed: 0,
  ...more,
});

describe("the list of rules", () => {
  test("says that nobody confirmed them, never nothing", () => {
    const unconfirmed = packs.rules.filter(({ policy }) => policy.citation.confirmed_by === null).length;

    expect(text()).toContain("아직 아무도");
    expect(text()).toContain(
      `규칙 ${unconfirmed}개는 변호사가 조문과 대조하기 전이에요. 조문 확인 전인 규칙의 보류는 거절이 아니라`,
    );
    expect(text(undefined, today, "en")).toContain("nobody yet");
  });

  test("lists what begins within sixty days and nothing later", () => {
    expect(text()).toContain("2026-11-27 kr.food.ai-expert");
    expect(text()).toContain("2026-12-10 kr.food.ai-expert");
    expect(text(undefined, Temporal.PlainDate.from("2026-10-01"))).not.toContain("2026-12-10");
    expect(text(undefined, Temporal.PlainDate.from("2026-10-11"))).toContain("2026-12-10");
    expect(text(undefined, Temporal.PlainDate.from("2026-12-10"))).not.toContain("곧 시작하는 규칙");
  });

  test("tells the last night in one line", () => {
    expect(text()).toContain("아직 밤 재검토가 없었어요.");
    expect(text(looked())).toContain("마지막 재검토: 2026-11-22 새벽. 기준도 날짜도 바뀐 것이 없어");
    expect(text(looked({ reviewed: 12, changed: 2 }))).toContain("12건을 다시 보고 2건의 의견이 달라졌어요.");
    expect(text(looked({ reviewed: 12, changed: 2 }), today, "en")).toContain(
      "Of 12 looked at again, 2 came out otherwise.",
    );
  });

  test("tells which packs moved since, and how", () => {
    const [first, second, ...rest] = looked().packs ?? [];
    if (!first || !second) throw new Error("no packs");
    const before = [{ ...first, version: "0.0.9", digest: "x" }, { ...second, digest: "y" }, ...rest];

    expect(text(looked())).not.toContain("그 뒤로 바뀐 기준");
    expect(text(looked({ packs: [...before, { id: "kr.gone", version: "1.0.0", digest: "z" }] }))).toContain(
      `그 뒤로 바뀐 기준(오늘 밤 다시 검토해요): ${first.id} ‘0.0.9’ → ‘${first.version}’, ${second.id} ‘${second.version}’ 내용이 바뀜, kr.gone 없어짐`,
    );
  });
});
