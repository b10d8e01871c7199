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
    ["010-1234-5678 광고 그만 보내달래", "010-1234-5678"],
    ["010-1234-5678 님이 이제 문자 그만 받고 싶대요", "010-1234-5678"],
    ["010-1234-5678 이 번호 수신거부 해줘", "010-1234-5678"],
    ["이 번호 수신거부 해줘 010-1234-5678", "010-1234-5678"],
    ["고객 010-1234-5678 은 더 이상 광고 안 받겠대", "010-1234-5678"],
    ["010-1234-5678 한테는 앞으로 문자 보내지 마", "010-1234-5678"],
    ["kim@example.com 님 광고 메일 받기 싫대", "kim@example.com"],
    ["01012345678 발송 명단에서 빼줘", "01012345678"],
    ["take 010-1234-5678 off the list", "010-1234-5678"],
    ["Please remove kim@example.com from our mailing list", "kim@example.com"],
    ["stop sending ads to 010-1234-5678", "010-1234-5678"],
    ["don't text 010-1234-5678 again", "010-1234-5678"],
    ["kim@example.com doesn't want any more ads", "kim@example.com"],
    ["010-1234-5678 asked to be taken off", "010-1234-5678"],
  ])("%s", (said, contact) => {
    expect(calls(said)).toEqual([{ tool: "withdraw_consent", input: { contact } }]);
  });

  test.each([
    "이 번호 수신거부 해줘",
    "수신거부 처리해줘",
    "그 고객 광고 그만 보내달래",
    "take this number off the list",
    "unsubscribe this customer",
  ])("whose, is asked: %s", (said) => {
    expect(calls(said)).toEqual([{ tool: "withdraw_consent", input: {} }]);
  });

  test.each([
    "여름 세일 승인 거부해줘",
    "2026-11-21 예산 변경 철회해줘",
    "010-1234-5678 문자 안 왔어?",
    "광고 그만 보내",
    "요약 그만 보내줘",
    "이 광고 그만 돌려",
    "수신거부 몇 명이야?",
    "수신거부한 사람 보여줘",
    "take Summer Sandals off the list",
    "stop sending the digest",
  ])("not by: %s", (said) => {
    expect(calls(said).map(({ tool }) => tool)).not.toContain("withdraw_consent");
  });
});

describe("who may be written to at another moment", () => {
  test.each([
    ["내일 밤 10시에 누구에게 문자 보낼 수 있어?", { at: "2026-11-22T22:00" }],
    ["누구에게 내일 밤 10시에 보낼 수 있어?", { at: "2026-11-22T22:00" }],
    ["오늘 오후 8시 반에 2시간 걸리는 문자 누구에게 보낼 수 있어?", { at: "2026-11-21T20:30", minutes: 120 }],
    ["모레 누구에게 보낼 수 있어?", { at: "2026-11-23T09:00" }],
    ["12월 1일 오전 9시에 누구에게 보낼 수 있어?", { at: "2026-12-01T09:00" }],
    ["‘VIP 고객’ 명부에서 누구에게 보낼 수 있어?", { list: "VIP 고객" }],
    ["vip.csv 명부에서 몇 명에게 보낼 수 있어?", { list: "vip.csv" }],
    ["Who can we text tomorrow at 10 pm?", { at: "2026-11-22T22:00" }],
    ["Who can we text today at 8 pm, taking 90 minutes?", { at: "2026-11-21T20:00", minutes: 90 }],
    ['How many people may we e-mail on the list "VIP"?', { list: "VIP" }],
  ])("%s", (said, input) => {
    expect(calls(said)).toEqual([{ tool: "show_reach", input }]);
  });
});

describe("what is due for the consents", () => {
  test.each([
    "재동의 언제야?",
    "재동의 언제까지 받아야 해?",
    "2년 재확인 언제야",
    "수신동의 재확인 기한 알려줘",
    "확인 보내야 할 사람",
    "확인 보내야 할 사람 누구야?",
    "결과 통지 해야 할 사람 보여줘",
    "결과 통지 언제까지야?",
    "기한 지난 동의 있어?",
    "동의 만료 언제야?",
    "what consents are due?",
    "Which confirmations are due this month?",
    "show me the consents due",
    "who needs a re-confirmation?",
    "when are the consent confirmations due?",
  ])("%s", (said) => {
    expect(calls(said)).toEqual([{ tool: "show_consents_due", input: {} }]);
  });

  test.each(["승인 기한 언제야?", "캠페인 언제 끝나?", "which campaigns are due to end?", "what is due?"])(
    "is not asked by: %s",
    (said) => {
      expect(calls(said).map(({ tool }) => tool)).not.toContain("show_consents_due");
    },
  );
});

describe("what was sent", () => {
  test.each([
    ["결과 통지 보냈어", { what: "notice" }],
    ["어제 처리 결과 안내 다 보냈어요", { what: "notice", on: "2026-11-20" }],
    ["11월 18일에 결과 통지 문자 발송했습니다", { what: "notice", on: "2026-11-18" }],
    ["재확인 안내 보냈어", { what: "reconfirm" }],
    ["2년 재동의 메일 돌렸어", { what: "reconfirm" }],
    ["we sent the notices yesterday", { what: "notice", on: "2026-11-20" }],
    ["the confirmations are sent", { what: "reconfirm" }],
  ])("%s", (said, input) => {
    expect(calls(said)).toEqual([{ tool: "note_sent", input }]);
  });

  test.each(["승인 요청 보냈어?", "요약 보냈어?", "did you send the digest?"])(
    "is not told by: %s",
    (said) => {
      expect(calls(said).map(({ tool }) => tool)).not.toContain("note_sent");
    },
  );
});

describe("somebody wants to be forgotten", () => {
  test.each([
    ["010-1234-5678 연락처 지워줘", "010-1234-5678"],
    ["010-1234-5678 삭제 요청", "010-1234-5678"],
    ["010-****-5678 연락처 지워줘", "010-****-5678"],
    ["ki***@example.com 개인정보 삭제해 주세요", "ki***@example.com"],
    ["kim@example.com 정보 파기해줘", "kim@example.com"],
    ["삭제 요청: 01012345678", "01012345678"],
    ["delete 010-1234-5678", "010-1234-5678"],
    ["Please erase the contact kim@example.com", "kim@example.com"],
    ["010-1234-5678 asked to be deleted", "010-1234-5678"],
  ])("%s", (said, contact) => {
    expect(calls(said)).toEqual([{ tool: "erase_contact", input: { contact } }]);
  });

  test.each(["연락처 지워줘", "고객 연락처 삭제 요청이 들어왔어", "erase a contact"])(
    "whom, is asked: %s",
    (said) => {
      expect(calls(said)).toEqual([{ tool: "erase_contact", input: {} }]);
    },
  );

  test.each([
    "여름 세일 캠페인 삭제해줘",
    "010-****-5678 수신거부 처리해줘",
    "마지막 파일 지워줘",
    "delete the campaign",
  ])("not by: %s", (said) => {
    expect(calls(said).map(({ tool }) => tool)).not.toContain("erase_contact");
  });
});

describe("who worked with contacts", () => {
  test.each([
    "연락처 열람 기록",
    "연락처 열람 기록 보여줘",
    "명부 누가 봤어?",
    "누가 연락처 조회했어?",
    "show the contact access log",
    "who looked at our contacts?",
  ])("%s", (said) => {
    expect(calls(said)).toEqual([{ tool: "show_access_log", input: {} }]);
  });
});
