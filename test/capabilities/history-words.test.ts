// Records of the history as people read them.

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actionText } from "../../src/capabilities/history-actions.ts";
import { changeText } from "../../src/capabilities/history-words.ts";

describe("a record of the history", () => {
  it.each([
    [
      "paused",
      { medium: "meta", entity: "카페 오픈_meta", tag: "co9-1", id: "9", status: "active" },
      "메타 · 카페 오픈_meta: 일시정지 → 집행 중",
      "Meta · 카페 오픈_meta: paused → active",
    ],
    [
      { minor: "42000", currency: "KRW", vat: "excluded" },
      { medium: "naver", entity: "샌들", dailyBudget: { minor: "50400", currency: "KRW", vat: "excluded" } },
      "네이버 · 샌들: 42,000원 → 50,400원",
      "Naver · 샌들: ₩42,000 → ₩50,400",
    ],
    [{ state: "waiting" }, { state: "rejected" }, "승인 대기 → 반려", "waiting → rejected"],
    [{ halted: false }, { halted: true }, "움직임 → 멈춤", "going → halted"],
    [
      null,
      { kind: "campaign.budget", planHash: "ab", totalMinor: "142800", currency: "KRW" },
      "예산 변경 · 142,800원",
      "budget changes · ₩142,800",
    ],
    [
      null,
      { kind: "campaign.budget", totalMinor: "142800" },
      "예산 변경 · 142,800",
      "budget changes · 142,800",
    ],
    [
      null,
      { source: "market", demo: true, rows: 63_578, pointers: 6_800 },
      "출처 시뮬레이션 매체 · 데모 · 행 63,578",
      "source the simulated market · demo (데모) · rows 63,578",
    ],
    [
      null,
      { version: 4, documentId: "d", approved: false },
      "버전 4 · 승인 전",
      "version 4 · not approved yet",
    ],
    [
      { version: 1 },
      { version: 2, totalMinor: 3_000_000, currency: "KRW", changes: [] },
      "버전 1 → 버전 2 · 3,000,000원",
      "version 1 → version 2 · ₩3,000,000",
    ],
    [undefined, { role: "viewer" }, "역할 뷰어", "role viewer"],
    [
      null,
      { texts: 3, number: 1, writer: "built_in", product: "겨울 니트" },
      "문구 수 3 · 번호 1 · 쓴 쪽 내장 작성기 · 상품 겨울 니트",
      "texts 3 · number 1 · written by the built-in writer · product 겨울 니트",
    ],
    [
      null,
      { kind: "creative", verdict: "pass", packDigest: "bfeff57031b305d80e54" },
      "소재 · 의견 통과",
      "creatives · opinion pass",
    ],
    [undefined, undefined, "", ""],
  ])("%j → %j", (before, after, ko, en) => {
    expect(changeText(before, after, "ko")).toBe(ko);
    expect(changeText(before, after, "en")).toBe(en);
  });

  it("keeps what it has no word for, in short", () => {
    expect(changeText(null, { strange: "x".repeat(200) }, "ko")).toBe(`${"x".repeat(80)}…`);
    expect(changeText(null, { strange: 1, other: true }, "en")).toBe("strange 1 · other yes");
  });
});

describe("an action of the history", () => {
  const written = globSync("src/**/*.ts").flatMap((path) => {
    const text = readFileSync(path, "utf8");
    const calls = [
      ...text.matchAll(
        /\b(?:write|writeConsents)(?:<\w+>)?\(\s*[^;"]{1,90}?((?:[^;"(]*"[a-z_]+\.[a-z_]+"){1,2})/g,
      ),
    ];
    const named = calls.flatMap(([, said = ""]) => said.match(/[a-z_]+\.[a-z_]+(?=")/g) ?? []);
    const held = [...text.matchAll(/const action = ([^;]+);/g)];
    return [...named, ...held.flatMap(([, said = ""]) => said.match(/[a-z_]+\.[a-z_]+(?=")/g) ?? [])];
  });

  it("has words in both languages, whoever writes it", () => {
    expect(new Set(written).size).toBeGreaterThan(45);
    const bare = (action: string) => [actionText(action, "ko"), actionText(action, "en")].includes(action);
    expect([...new Set(written)].filter(bare)).toEqual([]);
  });
});
