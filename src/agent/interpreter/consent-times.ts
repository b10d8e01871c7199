// When a send is to begin and how long it takes, and on which day something was sent, as said beside a question about consents.

import { findClocks } from "../../language/clocks.ts";

type Told = { rest: string };

const days: readonly { form: RegExp; ahead: number }[] = [
  { form: /(?:^|(?<=\s))(?:오늘|today)(?=\s|$|[?.!])/iu, ahead: 0 },
  { form: /(?:^|(?<=\s))(?:내일|tomorrow)(?=\s|$|[?.!])/iu, ahead: 1 },
  { form: /(?:^|(?<=\s))(?:모레|the day after tomorrow)(?=\s|$|[?.!])/iu, ahead: 2 },
];
const dated =
  /(?:on )?(?<year>\d{4})[-.](?<month>\d{1,2})[-.](?<day>\d{1,2})(?:일)?(?:에)?|(?<m>\d{1,2})월 ?(?<d>\d{1,2})일(?:에)?/u;
/** Where a day is named without an hour. */
const MORNING = "09:00";

/**
 * @param today without it nothing is resolved, and what was said is still taken out
 * @returns `at` as `2026-11-25T22:00`, in the workspace's zone
 */
export function momentIn(text: string, today: Temporal.PlainDate | undefined): Told & { at?: string } {
  const [clock] = findClocks(text.toLowerCase()).toSorted((a, b) => a.from - b.from || b.to - a.to);
  const time = clock?.kind === "clock" ? clock : undefined;
  const behind = /^(?:에는|에도|에|쯤에?|부터)/u;
  const timeless = time
    ? without(text, time.from, time.to, behind).replace(/\bat (?=\s|$|[?.!])/iu, "")
    : text;
  const day = dayIn(timeless, today);
  const rest = tidy(day.rest.replace(/ at(?=\s*[?.!]*$)/iu, ""));
  if (today === undefined || (day.day === undefined && time === undefined)) return { rest };
  const hour = time && `${two(time.hour)}:${two(time.minute)}`;
  const on = day.day ?? today;
  // "오늘" alone is this moment.
  if (hour === undefined && on.equals(today)) return { rest };
  return { rest, at: `${on.toString()}T${hour ?? MORNING}` };
}

/** `2시간 걸리는`, `90분 동안`, `a batch of 2 hours`, `taking 90 minutes`. */
const spans: readonly RegExp[] = [
  /(?:발송(?:이|에)? ?)?(?:(?<hours>\d{1,3}) ?시간 ?(?<half>반)?)(?: ?(?<minutes>\d{1,3}) ?분)?(?: ?동안| ?걸리는| ?걸려서| ?짜리)+/u,
  /(?:발송(?:이|에)? ?)?(?<minutes>\d{1,4}) ?분(?: ?동안| ?걸리는| ?걸려서| ?짜리)+/u,
  /(?:,? ?(?:with|in|as) )?(?:,? ?a batch (?:of|taking)|,? ?taking|,? ?for) (?<hours>\d{1,3}) hours?(?: (?:and )?(?<minutes>\d{1,3}) minutes?)?/iu,
  /(?:,? ?(?:with|in|as) )?(?:,? ?a batch (?:of|taking)|,? ?taking|,? ?for) (?<minutes>\d{1,4}) minutes?/iu,
];

export function spanMinutesIn(text: string): Told & { minutes?: number } {
  const found = spans.map((form) => form.exec(text)).find((one) => one !== null);
  if (!found) return { rest: text };
  const { hours = "0", minutes = "0", half } = found.groups ?? {};
  return {
    rest: tidy(without(text, found.index, found.index + found[0].length)),
    minutes: Number(hours) * 60 + Number(minutes) + (half === undefined ? 0 : 30),
  };
}

const before: readonly { form: RegExp; ago: number }[] = [
  { form: /(?:그제|그저께)/u, ago: 2 },
  { form: /어제|yesterday/iu, ago: 1 },
];

/** The day something was sent on; none named is left to the tool, which takes today. */
export function dayToldIn(text: string, today: Temporal.PlainDate | undefined): { on?: string } {
  if (today === undefined) return {};
  const ago = before.find(({ form }) => form.test(text))?.ago;
  if (ago !== undefined) return { on: today.subtract({ days: ago }).toString() };
  const said = dated.exec(text);
  const day = said && dayOf(said, today);
  if (!day) return {};
  // A month and a day alone are those of the past year when they have not come yet.
  const past = Temporal.PlainDate.compare(day, today) > 0 && said.groups?.["m"] !== undefined;
  return { on: (past ? day.subtract({ years: 1 }) : day).toString() };
}

function dayIn(text: string, today: Temporal.PlainDate | undefined): Told & { day?: Temporal.PlainDate } {
  for (const { form, ahead } of days) {
    const said = form.exec(text);
    if (!said) continue;
    const rest = without(text, said.index, said.index + said[0].length);
    return { rest, ...(today && { day: today.add({ days: ahead }) }) };
  }
  const said = dated.exec(text);
  if (!said) return { rest: text };
  const day = today && dayOf(said, today);
  return { rest: without(text, said.index, said.index + said[0].length), ...(day && { day }) };
}

function dayOf({ groups = {} }: RegExpExecArray, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [year, month, day] = [
    groups["year"] ?? today.year,
    groups["month"] ?? groups["m"],
    groups["day"] ?? groups["d"],
  ];
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    );
  } catch {
    return undefined;
  }
}

function without(text: string, from: number, to: number, behind?: RegExp): string {
  const after = text.slice(to);
  return `${text.slice(0, from)} ${behind ? after.replace(behind, "") : after}`;
}

function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replace(/ (?=[?.!,])/g, "")
    .trim();
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
