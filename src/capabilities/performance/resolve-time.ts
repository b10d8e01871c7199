// Step 1 of a query: the days its time words stand for, in the workspace's zone. What cannot be answered becomes a question.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { QueryTime } from "../../core/query.ts";
import { intersect, lengthDays, mondayOf, type Period } from "../../core/time.ts";
import { josa } from "../../language/josa.ts";
import { dayWords, periodWords } from "./period-words.ts";
import { monthEnd, type Named, namedPeriod, tokenOf } from "./time-tokens.ts";

/** What time words are read against. */
export type Clock = {
  today: Temporal.PlainDate;
  /** First and last stored day, once known; `all_time` reaches back without a bound until then. */
  stored?: Period | undefined;
  /** First day with figures of the campaigns asked for. */
  campaignStart?: Temporal.PlainDate | undefined;
};

/** A resolved time: `period` is what the words mean, `actual` the part of it that can have figures today. */
export type Span = Named & { token: string; actual: Period; partial: boolean };

const beginning = Temporal.PlainDate.from("1900-01-01");

/** @throws Failure "invalid" for days that do not exist, a period that ends before it starts, figures of the future */
export function resolveTime(time: QueryTime, clock: Clock): Span {
  const token = typeof time === "string" ? time : `explicit:${time.from}..${time.to}`;
  const found = find(token, clock);
  const actual = intersect(found.period, { from: beginning, to: clock.today });
  if (!actual) throw futureFailure(found.period, clock.today);
  return { ...found, token, actual, partial: !found.period.to.equals(actual.to) || endsToday(actual, clock) };
}

/** The days a plan or forecast means; the future is allowed. */
export function resolvePlanTime(time: QueryTime, clock: Clock): Named {
  return find(typeof time === "string" ? time : `explicit:${time.from}..${time.to}`, clock);
}

function endsToday(period: Period, { today }: Clock): boolean {
  return period.to.equals(today);
}

function find(token: string, clock: Clock): Named {
  const { today } = clock;
  if (token === "all_time") return allTime(clock);
  if (token === "since:campaign_start") return sinceStart(clock);
  const since = /^since:(.+)$/.exec(token)?.[1];
  if (since) return sinceDay(readDay(since), today);
  const explicit = /^explicit:(.+)\.\.(.+)$/.exec(token);
  if (explicit?.[1] && explicit[2]) return explicitPeriod(explicit[1], explicit[2], today);
  const found = namedPeriod(token, today);
  if (!found) throw new Failure("invalid", `no such time token: ${token}`, { say: notUnderstood });
  return found;
}

const notUnderstood = words("기간을 이해하지 못했어요.", "I could not tell which period you mean.");

/** First stored day to yesterday, or to the last stored day where the data end earlier. */
function allTime({ today, stored }: Clock): Named {
  const yesterday = today.subtract({ days: 1 });
  const to = stored && Temporal.PlainDate.compare(stored.to, yesterday) < 0 ? stored.to : yesterday;
  const from = stored?.from ?? beginning;
  const period = Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : { from, to: from };
  return { period, unit: "all", count: 1, label: words("전체 기간", "the whole stored period") };
}

function sinceStart(clock: Clock): Named {
  if (!clock.campaignStart) return allTime(clock);
  return {
    ...sinceDay(clock.campaignStart, clock.today),
    label: words("캠페인 시작 이후", "since the campaign started"),
  };
}

function sinceDay(from: Temporal.PlainDate, today: Temporal.PlainDate): Named {
  const yesterday = today.subtract({ days: 1 });
  const to = Temporal.PlainDate.compare(from, yesterday) <= 0 ? yesterday : from;
  const label = words(
    `${dayWords(from, "ko", today.year)} 이후`,
    `since ${dayWords(from, "en", today.year)}`,
  );
  return { period: { from, to }, unit: "days", count: 1, label };
}

function explicitPeriod(fromText: string, toText: string, today: Temporal.PlainDate): Named {
  const from = fromText === "today" ? today : readDay(fromText);
  const to = toText === "today" ? today : readDay(toText);
  if (Temporal.PlainDate.compare(from, to) > 0) throw backwardsFailure(from, to, today);
  const period = { from, to };
  const label = words(periodWords(period, "ko", today.year), periodWords(period, "en", today.year));
  const like = tokenOf(period, today);
  if (like && like.unit !== "weekend") return { ...like, label };
  return { period, label, ...unitOf(period) };
}

/** Whole calendar months and whole weeks compare with months and weeks; anything else by its length. */
function unitOf(period: Period): Pick<Named, "unit" | "count"> {
  const { from, to } = period;
  if (from.day === 1 && to.equals(monthEnd(to))) {
    return { unit: "month", count: (to.year - from.year) * 12 + to.month - from.month + 1 };
  }
  const days = lengthDays(period);
  if (days === 1) return { unit: "day", count: 1 };
  if (days % 7 === 0 && from.equals(mondayOf(from))) return { unit: "week", count: days / 7 };
  return { unit: "days", count: 1 };
}

function readDay(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch (cause) {
    const [, month, day] = text.split("-").map(Number);
    throw new Failure("invalid", `no such day: ${text}`, {
      say: words(`${month}월 ${day}일은 없는 날짜예요.`, `There is no such day as ${text}.`),
      next: words("어느 날짜인지 다시 알려 주세요.", "Which day do you mean?"),
      cause,
    });
  }
}

function backwardsFailure(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Failure {
  const [fromKo, toKo] = [dayWords(from, "ko", today.year), dayWords(to, "ko", today.year)];
  const [fromEn, toEn] = [dayWords(from, "en", today.year), dayWords(to, "en", today.year)];
  return new Failure("invalid", `period ${from}..${to} ends before it starts`, {
    say: words(
      `끝나는 날(${toKo})이 시작하는 날(${fromKo})보다 앞서요.`,
      `The period ends (${toEn}) before it starts (${fromEn}).`,
    ),
    next: words("기간을 다시 알려 주세요.", "Which period do you mean?"),
  });
}

function futureFailure(period: Period, today: Temporal.PlainDate): Failure {
  const [ko, en] = [periodWords(period, "ko", today.year), periodWords(period, "en", today.year)];
  return new Failure("invalid", `period ${period.from}..${period.to} lies ahead of ${today}`, {
    say: words(
      `${josa(ko, "은/는")} 아직 오지 않아 실적이 없어요.`,
      `${en} lies ahead, so there are no figures yet.`,
    ),
    next: words("지난 기간 중 어느 때를 볼까요?", "Which past period would you like to see?"),
  });
}
