import { describe, expect, it } from "vitest";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before, Part } from "../../../src/agent/interpreter/interpretation.ts";
import { advance } from "../../../src/agent/interpreter/thread.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

function lastOf(...messages: string[]): Part | undefined {
  let before: Before = {};
  let last: Part | undefined;
  for (const message of messages)
    for (const part of interpret(message, before, setting).parts) {
      before = advance(before, part);
      last = part;
    }
  return last;
}

describe("a piece said after a wish around the work", () => {
  it.each([
    [
      ["매일 보고서 보내줘", "아침 9시에 그로스방에"],
      { tool: "schedule_digest", input: { cron: "0 9 * * *", deliverTo: ["그로스방"] } },
    ],
    [
      ["매일 매출 #a 에 보내줘", "6시로 바꿔줘"],
      { tool: "schedule_digest", input: { cron: "0 18 * * *", deliverTo: ["#a"], metrics: ["revenue"] } },
    ],
    [
      ["send me a weekly report", "mondays at 9, spend and roas"],
      { tool: "schedule_digest", input: { cron: "0 9 * * 1", metrics: ["spend", "roas"] } },
    ],
    [
      ["3 headlines for oat latte", "in korean please"],
      { tool: "generate_copy", input: { product: "oat latte", count: 3, languages: ["ko"] } },
    ],
    [
      ["배너 만들어줘 캠핑의자", "정사각형으로"],
      { tool: "generate_image", input: { product: "캠핑의자", aspect: "1:1" } },
    ],
    [
      ["헤드라인 3개 뽑아줘 귀리라떼", "이미지도 하나"],
      { tool: "generate_image", input: { product: "귀리라떼" } },
    ],
    [
      ["create an audience", "women in their 30s"],
      { tool: "create_audience", input: { targeting: { age: [{ min: 30, max: 39 }], gender: ["female"] } } },
    ],
  ])("is put into it: %j", (messages, wish) => {
    expect(lastOf(...messages)?.wish).toMatchObject(wish);
  });

  it("leaves a question about figures alone", () => {
    expect(lastOf("3 headlines for oat latte", "how did Oat Latte do last week?")?.intent).toBe(
      "query_performance",
    );
    expect(lastOf("매일 매출 #a 에 보내줘", "지난주 ROAS 알려줘")?.query?.metrics).toEqual(["roas"]);
  });
});
