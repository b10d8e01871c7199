import { describe, expect, it } from "vitest";
import { TimeToken } from "../../src/core/query.ts";
import { findTimes } from "../../src/language/times.ts";

// Saturday
const today = Temporal.PlainDate.from("2026-11-21");

function tokens(text: string): (string | undefined)[] {
  return findTimes(text, today).map(({ token, role }) => (role === "compare" ? `against ${token}` : token));
}

describe("time words", () => {
  it.each([
    ["11월 10일 이후", ["since:2026-11-10"]],
    ["10월 1일부터 15일까지", ["explicit:2026-10-01..2026-10-15"]],
    ["12월 28일부터 1월 3일까지", ["explicit:2025-12-28..2026-01-03"]],
    ["지난 3개월", ["last_3_months"]],
    ["최근 일주일", ["last_7_days"]],
    ["최근 사흘", ["last_3_days"]],
    ["nov 1-15", ["explicit:2026-11-01..2026-11-15"]],
    ["first half of october", ["explicit:2026-10-01..2026-10-15"]],
    ["3분기", ["explicit:2026-07-01..2026-09-30"]],
    ["작년 4분기", ["explicit:2025-10-01..2025-12-31"]],
    ["상반기", ["explicit:2026-01-01..2026-06-30"]],
    ["11월 둘째 주", ["explicit:2026-11-09..2026-11-15"]],
    ["추석 연휴", ["named:chuseok_2026"]],
    ["작년 설 연휴", ["named:seollal_2025"]],
    ["last friday", ["explicit:2026-11-20..2026-11-20"]],
    ["지난주 금요일", ["explicit:2026-11-13..2026-11-13"]],
    ["2026-10-01 ~ 2026-10-15", ["explicit:2026-10-01..2026-10-15"]],
    ["2026.10.01", ["explicit:2026-10-01..2026-10-01"]],
    ["10/1~10/15", ["explicit:2026-10-01..2026-10-15"]],
    ["지난주부터 어제까지", ["explicit:2026-11-09..2026-11-20"]],
    ["from october 1 to yesterday", ["explicit:2026-10-01..2026-11-20"]],
    ["연말까지", ["rest_of_year"]],
    ["by december 31", ["explicit:today..2026-12-31"]],
    ["앞으로 2주", ["next_2_weeks"]],
    ["over the past three weeks", ["last_21_days"]],
    ["이번 달 vs 지난달", ["this_month", "against last_month"]],
    ["전년 동기 대비", ["against previous_year"]],
    ["the week before that", ["against previous_period"]],
    ["시작하고 나서", ["since:campaign_start"]],
    ["3월", ["explicit:2026-03-01..2026-03-31"]],
    ["12월", ["explicit:2025-12-01..2025-12-31"]],
    ["last week's", ["last_week"]],
    ["ytd", ["ytd"]],
  ])("reads %s", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it.each([
    ["4월 31일", "explicit:2026-04-31..2026-04-31"],
    ["april 31", "explicit:2026-04-31..2026-04-31"],
    ["2026-02-30", "explicit:2026-02-30..2026-02-30"],
    ["11월 15일부터 11월 1일까지", "explicit:2026-11-15..2026-11-01"],
  ])("passes %s on as written, so that the query can ask", (text, token) => {
    expect(tokens(text)).toEqual([token]);
  });

  it("marks loose words as assumed", () => {
    expect(findTimes("요즘 어때", today)[0]).toMatchObject({ token: "last_7_days", loose: true });
    expect(findTimes("how is it going lately", today)[0]).toMatchObject({
      token: "last_7_days",
      loose: true,
    });
  });

  it.each(["광고 비교해줘", "이달의 소녀", "어제품 광고", "may i ask", "march on"])(
    "keeps out of %s where it is no time",
    (text) => {
      expect(findTimes(text, today).filter(({ token }) => token === "yesterday")).toEqual([]);
    },
  );

  it("gives tokens of the query's list only", () => {
    const texts = [
      "최근 45일",
      "지난 12개월",
      "다음 주",
      "next 3 months",
      "내년",
      "last 2 weeks",
      "그저께",
      "all time",
    ];

    for (const token of texts.flatMap((text) => findTimes(text, today).map((mention) => mention.token)))
      expect(TimeToken.safeParse(token).success).toBe(true);
  });

  it("reads a week of seven days from every Monday of a year", () => {
    let monday = Temporal.PlainDate.from("2026-01-05");
    for (; monday.year === 2026; monday = monday.add({ days: 7 })) {
      const nth = Math.ceil(monday.day / 7);
      const [mention] = findTimes(`2026년 ${monday.month}월 ${nth}주차`, today);

      if (mention?.token === undefined) continue;
      const [from, to] = mention.token.replace("explicit:", "").split("..");
      expect(Temporal.PlainDate.from(from ?? "").until(to ?? "").days).toBe(6);
    }
  });
});
