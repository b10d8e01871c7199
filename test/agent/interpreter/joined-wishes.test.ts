import { describe, expect, it } from "vitest";
import { callsOf } from "./reading.ts";

describe("two wishes in one message", () => {
  it.each([
    [
      "크리스마스 케이크 카피 3개 뽑고 이미지도 한장 만들어줘",
      [
        { tool: "generate_copy", input: { product: "크리스마스 케이크", count: 3 } },
        { tool: "generate_image", input: { product: "크리스마스 케이크" } },
      ],
    ],
    [
      "월요일 보고는 해지하고, 대신 금요일 오후 4시에 매출 #boss 로 보내줘",
      [
        { tool: "cancel_schedule", input: { which: "monday" } },
        { tool: "schedule_digest", input: { cron: "0 16 * * 5", deliverTo: ["#boss"] } },
      ],
    ],
    [
      "say no to the candle video request and cancel the friday report",
      [
        { tool: "show_approvals", input: { action: "reject", target: "candle video" } },
        { tool: "cancel_schedule", input: { which: "friday" } },
      ],
    ],
    [
      "velvet tint reels = yes. okinawa landing copy = no, the price is wrong there",
      [
        { tool: "show_approvals", input: { action: "approve", target: "velvet tint reels" } },
        { tool: "show_approvals", input: { action: "reject", target: "okinawa landing copy" } },
      ],
    ],
    [
      "two taglines for the pilates class and a square picture",
      [
        { tool: "generate_copy", input: { product: "pilates class", count: 2, part: "tagline" } },
        { tool: "generate_image", input: { product: "pilates class", aspect: "1:1" } },
      ],
    ],
  ])("are told apart: %s", (message, calls) => {
    expect(callsOf(message)).toMatchObject(calls);
    expect(callsOf(message)).toHaveLength(calls.length);
  });

  it.each([
    "build an audience of people who clicked and never bought",
    "spend and roas to #growth every monday at 9",
    "'피부가 맑아진다고' 써도 되나요",
    "Need headlines for the yoga mat. Under 30 characters. Four options please",
    "승인받고 실행하는 모드로 바꿔줘",
  ])("are one: %s", (message) => {
    expect(callsOf(message)).toHaveLength(1);
  });

  it("a sentence that only adds slots joins its wish", () => {
    expect(
      callsOf("Need headlines for the yoga mat. Under 30 characters. Four options please")[0],
    ).toMatchObject({
      tool: "generate_copy",
      input: { product: "yoga mat", count: 4, maxChars: 30, part: "headline" },
    });
  });
});
