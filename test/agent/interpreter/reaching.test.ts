import { describe, expect, test } from "vitest";
import { reachingWish } from "../../../src/agent/interpreter/actions/reaching.ts";

const order = (...paths: string[]) => ({ tool: "set_reach_order", input: { paths } });

describe("in which order a person is told", () => {
  test.each([
    ["알림은 카톡 먼저, 안 되면 슬랙으로 보내줘", order("kakao", "slack")],
    ["알림은 슬랙으로만 받을래", order("slack")],
    ["내 알림 순서를 카카오톡, 알림톡, 슬랙으로 바꿔줘", order("kakao", "alimtalk", "slack")],
    ["알림은 웹 화면으로", order("page")],
    ["notify me on KakaoTalk first, then Slack", order("kakao", "slack")],
    ["please send my notifications to Slack only", order("slack")],
    ["내 알림톡 번호는 010-1234-5678이야", { tool: "set_reach_order", input: { phone: "010-1234-5678" } }],
    ["알림톡은 010-****-5678로 받을래", { tool: "set_reach_order", input: { phone: "010-****-5678" } }],
  ])("%s", (said, wish) => {
    expect(reachingWish(said)).toEqual(wish);
  });
});

describe("what a workspace pays for", () => {
  test.each([
    ["카카오톡 알림 켜줘", "kakao", true],
    ["카톡 알림 꺼줘", "kakao", false],
    ["알림톡 켜 주세요", "alimtalk", true],
    ["카톡으로 먼저 말 걸기 켜줘", "kakao", true],
    ["turn on KakaoTalk notifications", "kakao", true],
    ["disable alimtalk", "alimtalk", false],
  ])("%s", (said, path, isOn) => {
    expect(reachingWish(said)).toEqual({ tool: "set_push", input: { path, isOn } });
  });
});

test.each(["알림 어디로 와?", "알림 설정 보여줘", "카톡 알림 비용 얼마야?", "show my notification settings"])(
  "%s shows it",
  (said) => {
    expect(reachingWish(said)).toEqual({ tool: "show_reach_order", input: {} });
  },
);

test.each([
  "카카오 광고 꺼줘",
  "카카오 캠페인 일시정지",
  "슬랙으로 보고서 보내줘",
  "CPA 2만원 넘으면 알려줘",
  "매일 아침 9시에 카톡으로 요약 보내줘",
  "알림톡 발송 문구 검수해줘: 오늘만 반값",
  "카카오 예산 알려줘",
  "tell me how Kakao did last week",
  "turn on the Kakao campaign",
])("%s is about something else", (said) => {
  expect(reachingWish(said)).toBeUndefined();
});
