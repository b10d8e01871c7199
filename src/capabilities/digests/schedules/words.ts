// Schedules in words: when they come, in both languages, on the clocks of their zone.

import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import { cronOf } from "./cron.ts";
import type { Holidays, LatePolicy, Rhythm, Target } from "./rule.ts";
import type { Schedule } from "./schedules.ts";

/** Sunday first, as a cron line counts them. */
const weekdayNames: readonly Words[] = [
  words("일", "Sunday"),
  words("월", "Monday"),
  words("화", "Tuesday"),
  words("수", "Wednesday"),
  words("목", "Thursday"),
  words("금", "Friday"),
  words("토", "Saturday"),
];
const nths: readonly Words[] = [
  words("첫째", "first"),
  words("둘째", "second"),
  words("셋째", "third"),
  words("넷째", "fourth"),
];
const MOST_TIMES = 4;

const formLabels: Readonly<Record<Schedule["form"], Words>> = {
  daily: words("일간 요약", "Daily digest"),
  weekly: words("주간 보고", "Weekly report"),
  monthly: words("월간 보고", "Monthly report"),
};
const portfolioLabel = words("고객사 모아보기", "Portfolio digest");

export const holidayLabels: Readonly<Record<Exclude<Holidays, "keep">, Words>> = {
  skip: words(
    "한국 공휴일(대체공휴일 포함)에는 보내지 않아요",
    "Not on Korean public holidays, substitute ones included",
  ),
  next: words(
    "한국 공휴일(대체공휴일 포함)이면 다음 영업일에 보내요",
    "On a Korean public holiday, substitute ones included, it comes on the next working day",
  ),
};

export const lateLabels: Readonly<Record<LatePolicy, Words>> = {
  send: words("제때 못 보내면 늦게라도 한 번 보내요", "If it cannot go out in time, it is sent once, late"),
  skip: words("제때 못 보내면 그 회차는 건너뛰어요", "If it cannot go out in time, that one is skipped"),
};

/** `매주 월요일 오전 10시`, `every Monday at 10:00 AM`. */
export function rhythmWords(rhythm: Pick<Rhythm, "cron" | "everyWeeks">): Words {
  const [days, times] = [daysWords(rhythm), timesWords(rhythm.cron)];
  return words(`${days.ko} ${times.ko}`, `${days.en} ${times.en}`);
}

function daysWords({ cron: line, everyWeeks }: Pick<Rhythm, "cron" | "everyWeeks">): Words {
  const { days, months, weekdays } = cronOf(line);
  const [, , dayField = "*"] = line.split(" ");
  const inMonths = months.size === 12 ? undefined : [...months].toSorted((a, b) => a - b);
  const ko = inMonths ? `매년 ${inMonths.join("·")}월` : "매월";
  const en = inMonths ? `of ${inMonths.map((month) => monthName(month)).join(", ")}` : "of each month";
  if (days && weekdays) {
    const nth = nths[Math.floor((Math.min(...days.numbers) - 1) / 7)];
    const named = weekdayList(weekdays);
    return words(`${ko} ${nth?.ko ?? ""} ${named.ko}요일`, `on the ${nth?.en ?? ""} ${named.en} ${en}`);
  }
  const every = /^\*\/(\d+)$/.exec(dayField)?.[1];
  if (every) return words(`${every}일마다`, `every ${every} days`);
  if (days?.last) return words(`${ko} 말일`, `on the last day ${en}`);
  if (days) {
    const numbers = [...days.numbers].toSorted((a, b) => a - b);
    return words(`${ko} ${numbers.join("·")}일`, `on the ${numbers.map(ordinal).join(", ")} ${en}`);
  }
  return weekWords(weekdays, everyWeeks);
}

function weekWords(weekdays: ReadonlySet<number> | undefined, everyWeeks: number): Words {
  const all = weekdays ? [...weekdays].toSorted((a, b) => a - b).join() : "0,1,2,3,4,5,6";
  const other =
    everyWeeks === 1
      ? undefined
      : words(everyWeeks === 2 ? "격주" : `${everyWeeks}주마다`, `every ${everyWeeks} weeks`);
  if (all === "0,1,2,3,4,5,6") return other ?? words("매일", "every day");
  if (all === "1,2,3,4,5" && !other) return words("평일", "on weekdays");
  if (all === "0,6" && !other) return words("주말", "on weekends");
  const named = weekdayList(weekdays ?? new Set());
  return words(
    `${other?.ko ?? "매주"} ${named.ko}요일`,
    other ? `${other.en} on ${named.en}` : `every ${named.en}`,
  );
}

/** Monday first, as people say them. */
function weekdayList(weekdays: ReadonlySet<number>): Words {
  const names = [...weekdays]
    .toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7))
    .flatMap((day) => weekdayNames[day] ?? []);
  return words(names.map(({ ko }) => ko).join("·"), names.map(({ en }) => en).join(", "));
}

function timesWords(line: string): Words {
  const { minutes, hours } = cronOf(line);
  const [minute = 0] = minutes;
  const [gap, ...gaps] = hours.slice(1).map((hour, index) => hour - (hours[index] ?? 0));
  if (hours.length === 24 && minutes.length === 1)
    return words(
      minute === 0 ? "매시 정각" : `매시 ${minute}분`,
      minute === 0 ? "every hour" : `every hour at :${two(minute)}`,
    );
  if (hours.length === 24)
    return words(
      `${Math.round(60 / minutes.length)}분마다`,
      `every ${Math.round(60 / minutes.length)} minutes`,
    );
  if (gap && hours.length > MOST_TIMES && minutes.length === 1 && gaps.every((one) => one === gap))
    return words(
      `${clock(hours[0] ?? 0, minute).ko}부터 ${gap}시간마다`,
      `every ${gap} hours from ${clock(hours[0] ?? 0, minute).en}`,
    );
  const times = hours.flatMap((hour) => minutes.map((one) => clock(hour, one)));
  const shown = times.slice(0, MOST_TIMES);
  const more = times.length - shown.length;
  return words(
    `${shown.map(({ ko }) => ko).join(", ")}${more > 0 ? ` 외 ${more}번` : ""}`,
    `at ${shown.map(({ en }) => en).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  );
}

/** `오전 8시 30분`, `8:30 AM`. */
function clock(hour: number, minute: number): Words {
  const half = hour < 12 ? words("오전", "AM") : words("오후", "PM");
  const on = hour % 12 === 0 ? 12 : hour % 12;
  return words(`${half.ko} ${on}시${minute === 0 ? "" : ` ${minute}분`}`, `${on}:${two(minute)} ${half.en}`);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const tail = teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return `${value}${tail}`;
}

function monthName(month: number): string {
  return Temporal.PlainDate.from({ year: 2026, month, day: 1 }).toLocaleString("en", { month: "long" });
}

/** `11/24(화) 오전 9시`; with the year where it is another one than `now`'s. */
export function momentWords(at: Temporal.Instant, zone: string, now: Temporal.Instant): Words {
  const local = at.toZonedDateTimeISO(zone);
  const { year, month, day, hour, minute, dayOfWeek } = local;
  const weekday = weekdayNames[dayOfWeek % 7] ?? words("", "");
  const other = year === dayIn(zone, now).year ? "" : `${year}/`;
  const time = clock(hour, minute);
  return words(
    `${other}${month}/${day}(${weekday.ko}) ${time.ko}`,
    `${weekday.en.slice(0, 3)} ${day} ${monthName(month).slice(0, 3)}${other && ` ${year}`} ${time.en}`,
  );
}

/** Whose clocks are meant: 대한민국 시간, Eastern Time. */
export function zoneWords(zone: string, now: Temporal.Instant): Words {
  const named = (lang: Lang): string => {
    const text = now.toLocaleString(lang, { timeZone: zone, timeZoneName: "longGeneric", hour: "numeric" });
    const bare = now.toLocaleString(lang, { timeZone: zone, hour: "numeric" });
    const name = text.replace(bare, "").trim();
    return name === "" || name === text ? zone : name;
  };
  return words(named("ko"), named("en"));
}

export function targetWords(target: Target, ownerName: string, here?: { roomRef: string }): Words {
  if (target.kind === "person") return words(`${ownerName} 님에게 따로`, `${ownerName}, alone`);
  if (here?.roomRef === target.roomRef) return words("이 채널", "this channel");
  const named = target.name === undefined ? undefined : `#${target.name}`;
  // Where nobody told its name, the platform's own form makes one of it.
  const [, room = ""] = target.roomRef.split("/");
  const shown = named ?? (target.platform === "slack" ? `<#${room}>` : room);
  return words(shown, shown);
}

export function whatWords({ kind, form }: Pick<Schedule, "kind" | "form">): Words {
  return kind === "portfolio" ? portfolioLabel : formLabels[form];
}

/** One line that names a schedule: 매일 오전 9시 · 일간 요약. */
export function titleOf(row: Schedule, lang: Lang): string {
  return `${say(lang, rhythmWords(row))} · ${say(lang, whatWords(row))}`;
}
