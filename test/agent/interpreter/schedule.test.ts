import { describe, expect, it } from "vitest";
import { ScheduleDigest } from "../../../src/capabilities/digests/schedules/input.ts";
import { callOf } from "./reading.ts";

const rhythms: [string, string][] = [
  ["매일 아침 9시에 어제 광고비 보내줘", "0 9 * * *"],
  ["평일마다 퇴근 전 6시에 오늘 지출 알려줘", "0 18 * * 1-5"],
  ["월수금 오후 2시에 메타 ROAS #growth 방에 올려줘", "0 14 * * 1,3,5"],
  ["월~금 아침 여덟 시 반에 클릭수 메일로 보내줘", "30 8 * * 1-5"],
  ["주말 아침 열시에 카카오 전환수 디엠으로 쏴줘", "0 10 * * 0,6"],
  ["매월 1일 오전 10시 반 전월 매출 보고 ceo@acme.kr로", "30 10 1 * *"],
  ["매일 저녁마다 네이버 클릭률 받아보고 싶어", "0 18 * * *"],
  ["매주 월요일마다 지난주 ROAS 정리해서 #weekly 에 남겨", "0 9 * * 1"],
  ["Every Tuesday at half past nine post the CTR to #ads", "30 9 * * 2"],
  ["Post yesterday's clicks to #paid-media each weekday at 8:15", "15 8 * * 1-5"],
  ["twice a week, Tue and Thu 14:00, ctr into #brand thx", "0 14 * * 2,4"],
  ["Sunday nights at 10pm the conversions in my DMs, every week", "0 22 * * 0"],
  ["mail the ROAS report to lead@foo.com on the 5th of every month at 9:30", "30 9 5 * *"],
  ["remind #ops of the CPM every evening at 7", "0 19 * * *"],
];

describe("reports at a rhythm", () => {
  it.each(rhythms)("reads when: %s", (message, cron) => {
    expect(callOf(message)).toMatchObject({ tool: "schedule_digest", input: { cron } });
  });

  it("leaves a day open that five fields cannot say", () => {
    for (const message of ["격주 월요일 9시에 ROAS 리포트 보내줘", "매달 말일 10시에 광고비 보고 보내줘"])
      expect(callOf(message)?.input).not.toHaveProperty("cron");
  });

  it.each([
    ["화요일이랑 목요일 정오에 캠페인별 CPA 마케팅방으로 보내", ["마케팅방"]],
    ["매일 9시 광고비 #daily-ads 에 올려줘", ["#daily-ads"]],
    ["매주 월요일 오전 10시에 ROAS 나한테 디엠으로", ["dm"]],
    ["every Monday 9am mail the spend to cfo@slowmorning.kr", ["email:cfo@slowmorning.kr"]],
  ])("reads where to: %s", (message, deliverTo) => {
    expect(callOf(message)).toMatchObject({ tool: "schedule_digest", input: { deliverTo } });
  });

  it("reads the question of each issue apart from its rhythm", () => {
    expect(callOf("매주 월요일 오전 10시에 지난주 매체별 ROAS 나한테 디엠으로")).toMatchObject({
      input: { metrics: ["roas"], dimensions: ["medium"], time: "last_week", filters: [] },
    });
  });

  it.each([
    ["금요일 알림 오전 11시로 옮겨줄래", { which: "friday", at: "11:00" }],
    ["월요일 리포트 9시 말고 10시로 옮겨줘", { which: "monday 09:00", at: "10:00" }],
    ["change the Tuesday digest to 11:15", { which: "tuesday", at: "11:15" }],
  ])("moves one that exists: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "schedule_digest", input: { action: "edit", ...slots } });
  });

  it.each([
    "지금 걸려 있는 정기 리포트 뭐뭐 있더라",
    "예약된 보고 목록 보여줘",
    "list my scheduled reports",
    "when do my digests go out?",
  ])("shows which there are: %s", (message) => {
    expect(callOf(message)?.tool).toBe("show_schedules");
  });

  it.each([
    ["금요일마다 오는 로아스 알림 이제 그만 보내", "friday"],
    ["매일 오는 리포트 이제 안 보내줘도 돼", "daily"],
    ["9시 보고 취소해줘", "09:00"],
    ["stop sending the friday roas thing", "friday"],
    ["I don't need the 8:30 report any more", "08:30"],
    ["turn off the morning digest", "morning"],
  ])("ends one: %s", (message, which) => {
    expect(callOf(message)).toEqual({ tool: "cancel_schedule", input: { which } });
  });

  it.each(["매일 광고비 추이 보여줘", "오전 9시 클릭수 알려줘", "weekly clicks since October"])(
    "is no rhythm: %s",
    (message) => {
      expect(callOf(message)?.tool).toBe("query_performance");
    },
  );

  it("fills only what the tool takes", () => {
    for (const [message] of rhythms)
      expect(ScheduleDigest.safeParse(callOf(message)?.input).error).toBeUndefined();
  });
});
