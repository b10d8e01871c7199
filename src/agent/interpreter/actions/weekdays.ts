// Weekdays in any writing: 월요일, 월수금, 월~금, Tue and Thu, Monday through Friday; Sunday is 0.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import { type Span, spanOf } from "./own-text.ts";

const { weekdays } = loadYaml(
  "rhythms",
  z.object({
    weekdays: z.array(z.object({ day: z.number(), name: z.string(), ko: z.string(), en: z.string() })),
  }),
);
const letters = weekdays.map(({ ko }) => ko).join("");
const english = weekdays.map(({ en }) => en).join("|");
const joins = "(?:\\s?(?:,|·|/|&|와|과|랑|이랑|하고|및)\\s?|\\s)?";
const forms: readonly RegExp[] = [
  new RegExp(
    `(?<![가-힣])(?<first>[${letters}])(?:요일|욜)?\\s?(?:~|-|부터|에서)\\s?(?<last>[${letters}])(?:요일|욜)?(?:까지)?(?![가-힣]*일\\s?\\d)`,
    "g",
  ),
  new RegExp(`(?<![가-힣])(?<list>[${letters}](?:${joins}[${letters}]){0,6})(?:요일|욜)`, "g"),
  new RegExp(`(?<list>[${letters}])(?:요일|욜)`, "g"),
  new RegExp(`(?<![가-힣\\d])(?<list>[${letters}]{2,7})(?=$|[\\s,.]|에|마다|으로|은|만)`, "g"),
  new RegExp(`(?<![가-힣\\d])(?<list>[${letters}](?:\\s?[,·/&]\\s?[${letters}]){1,6})(?![가-힣])`, "g"),
  new RegExp(`매주\\s?(?<list>[${letters}])(?=$|[\\s,.]|에|마다)`, "g"),
  new RegExp(
    `(?<![a-z])(?<first>${english})\\s?(?:-|~|to|through|thru|till|until)\\s?(?<last>${english})(?![a-z])`,
    "gi",
  ),
  new RegExp(`(?<![a-z])(?<list>${english})(?![a-z])`, "gi"),
];
/** Words that are written with the letters of weekdays: 금일, 월일. */
const others = /^(?:금일|월일|일일|일월|일수|월수)$/;

export type Weekdays = { days: number[]; names: string[]; spans: Span[] };

export function weekdaysIn(text: string): Weekdays {
  const days = new Set<number>();
  const spans: Span[] = [];
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const span = spanOf(match);
      if (spans.some(({ from, to }) => span.from < to && from < span.to)) continue;
      const said = daysOf(match.groups ?? {}, match[0]);
      if (said.length === 0) continue;
      for (const day of said) days.add(day);
      spans.push(span);
    }
  }
  const sorted = [...days].toSorted((a, b) => a - b);
  return { days: sorted, names: sorted.map((day) => weekdays[day]?.name ?? ""), spans };
}

function daysOf(groups: Readonly<Record<string, string | undefined>>, whole: string): number[] {
  const { first, last, list } = groups;
  if (first && last) return range(dayOf(first), dayOf(last));
  if (!list || (others.test(list) && !/요일|욜/.test(whole))) return [];
  if (!/[가-힣]/.test(list)) return [dayOf(list)];
  const said = list.split("").filter((letter) => letters.includes(letter));
  return new Set(said).size === said.length ? said.map(dayOf) : [];
}

function dayOf(word: string): number {
  return weekdays.find(({ ko, en }) => ko === word || new RegExp(`^(?:${en})$`, "i").test(word))?.day ?? 0;
}

/** Friday to Monday goes on over the Sunday. */
function range(first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = first; days.length < 7; day = (day + 1) % 7) {
    days.push(day);
    if (day === last) break;
  }
  return days;
}
