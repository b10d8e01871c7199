import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import { afterHelp, helpWith, Topic } from "../../../src/agent/talk/help.ts";
import { Metric } from "../../../src/core/metric.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const rows = readFileSync(new URL("help.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);
const topics = Topic.options.flatMap((option) => option.options);

describe("questions about the product", () => {
  it.each(rows)("are about %s: %s", (topic, message) => {
    expect(callsFor(interpret(message, {}, setting))).toEqual([{ tool: "help", input: { topic } }]);
  });

  it.each([
    "지난주 ROAS 뭐야",
    "메타 CPA가 뭐야 지금",
    "이 숫자는 어떻게 나온 거야?",
    "How are these numbers calculated?",
    "지난달 비용 얼마야",
    "What is our CPA last month?",
    "엑셀 광고 캠페인 클릭수",
    "파일 만들어줘 캠페인 ROAS 300 넘는 걸로",
  ])("are not seen in: %s", (message) => {
    expect(interpret(message, {}, setting).parts.map(({ intent }) => intent)).not.toContain("help");
  });
});

describe("help", () => {
  it.each(topics)("says something of its own and what to ask next: %s", (topic) => {
    for (const lang of ["ko", "en"] as const) {
      const others = topics.filter((other) => other !== topic).map((other) => helpWith(other, lang));

      expect(others).not.toContain(helpWith(topic, lang));
      expect(helpWith(topic, lang).length).toBeGreaterThan(20);
      expect(helpWith(topic, lang)).not.toMatch(/undefined|은\(는\)/);
      for (const question of afterHelp(topic, lang))
        expect(interpret(question, {}, setting).parts[0]?.intent).not.toBe("smalltalk_out_of_scope");
    }
  });

  it("tells a ratio from the registry", () => {
    expect(helpWith("roas", "ko")).toBe(
      "ROAS는 매출을 광고비로 나눈 값이에요. 먼저 모두 더한 다음 나눠요. 높을수록 좋아요.",
    );
    expect(helpWith("cpm", "en")).toBe(
      "CPM is spend divided by impressions, per thousand impressions: summed first, divided last. Lower is better.",
    );
  });

  it("knows every metric", () => {
    for (const metric of Metric.options) expect(helpWith(metric, "ko")).toMatch(/[은는] .+요\./);
  });
});
