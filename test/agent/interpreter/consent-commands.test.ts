// What is asked of consents, and what must not be taken for it.

import { describe, expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const calls = (said: string) => callsFor(interpret(said, {} as never, setting));

describe("who may be written to", () => {
  test.each([
    "누구에게 보낼 수 있어?",
    "지금 누구한테 문자 보낼 수 있어?",
    "문자 누구에게 보낼 수 있는지 알려줘",
    "오늘 광고 문자 몇 명에게 보낼 수 있어?",
    "광고 보낼 수 있는 사람 몇 명이야?",
    "수신 동의 현황 보여줘",
    "재확인해야 할 동의 알려줘",
    "who can we send to?",
    "Who can we text now?",
    "How many people may we e-mail?",
    "show me the consent status",
  ])("%s", (said) => {
    expect(calls(said)).toEqual([{ tool: "show_reach", input: {} }]);
  });

  test.each([
    "누구에게 승인 요청했어?",
    "보고서 누구한테 보낼까?",
    "20대 여성에게 광고 보여줘",
    "who can approve this?",
  ])("is not asked by: %s", (said) => {
    expect(calls(said).map(({ tool }) => tool)).not.toContain("show_reach");
  });
});

describe("somebody refuses", () => {
  test.each([
    ["010-1234-5678 수신거부 처리해줘", "010-1234-5678"],
    ["01012345678 님 수신 동의 철회해 주세요", "01012345678"],
    ["kim@example.com 광고 수신 거부 등록해줘", "kim@example.com"],
    ["수신거부: 010-1234-5678", "010-1234-5678"],
    ["opt out 010-1234-5678", "010-1234-5678"],
    ["Please unsubscribe kim@example.com", "kim@example.com"],
    ["kim@example.com opted out", "kim@example.com"],
  ])("%s", (said, contact) => {
    expect(calls(said)).toEqual([{ tool: "withdraw_consent", input: { contact } }]);
  });

  test.each(["여름 세일 승인 거부해줘", "2026-11-21 예산 변경 철회해줘"])("not by: %s", (said) => {
    expect(calls(said).map(({ tool }) => tool)).not.toContain("withdraw_consent");
  });
});
