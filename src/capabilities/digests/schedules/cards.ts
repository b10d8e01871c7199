// Schedules as cards: when the next ones come, where to, in whose name, what it costs, with the buttons that change them.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { ReachPath } from "../reaching/reaching.ts";
import { costOf, monthCost, pathLabels } from "../reaching/card.ts";
import type { RoomPolicy } from "../../workspace/workspace.ts";
import type { ChangeSet } from "./input.ts";
import { nextSlots } from "./rhythm.ts";
import { rhythmOf, type Schedule } from "./schedules.ts";
import { CHANGE, PREVIEW } from "./verbs.ts";
import { holidayLabels, lateLabels, momentWords, targetWords, titleOf, zoneWords } from "./words.ts";

/** What a card says of a schedule beside its own row. */
export type Shown = {
  schedule: Schedule;
  ownerName: string;
  /** What is asked each time, as lines. */
  question: Run[][];
  /** Where it is shown, when others are there. */
  here?: { roomRef: string } | undefined;
  /** Of one that goes to a person: how they are reached now. */
  way?: ReachPath | undefined;
  /** Of one that goes to a room: what may be said there. */
  policy?: RoomPolicy["policy"] | undefined;
  mayChange: boolean;
};

export type Page = { lang: Lang; now: Temporal.Instant };

/** Dates that are confirmed back. */
const NEXT = 3;
const MONTH_HOURS = 30 * 24;

export function scheduleCard(lead: Words, shown: Shown, page: Page, offered: Offered): Card {
  const { lang } = page;
  const { notes = [], choices } = offered;
  return {
    lang,
    parts: [
      text(lead, "lead", lang),
      {
        kind: "proposal",
        title: titleOf(shown.schedule, lang),
        lines: linesOf(shown, page),
        choices,
      },
      ...notes.map((note) => text(note, "note", lang)),
    ],
  };
}

type Offered = { choices: Choice[]; notes?: readonly Words[] };

function linesOf(shown: Shown, page: Page): Run[][] {
  const { lang } = page;
  const { schedule: row, question } = shown;
  const lines: Words[] = [
    nextLine(row, page),
    toLine(shown),
    ...(row.holidays === "keep" ? [] : [holidayLabels[row.holidays]]),
    lateLabels[row.late],
    ...costLines(shown, page),
    ...policyLines(shown.policy),
    words(`담당: ${shown.ownerName}`, `Owner: ${shown.ownerName}`),
  ];
  const [next, ...rest] = lines.map((line) => [say(lang, line)]);
  return [...(next ? [next] : []), ...question, ...rest];
}

/** The next three dates, on the clocks of its zone. */
function nextLine(row: Schedule, { now }: Page): Words {
  if (row.state === "paused") return words("멈춰 있어요", "Resting");
  const first = row.nextSlotAt;
  if (row.state === "ended" || !first) return words("더 보내지 않아요", "No more are sent");
  const dates = [first, ...nextSlots(rhythmOf(row), first, NEXT - 1)].map((at) =>
    momentWords(at, row.zone, now),
  );
  const zone = zoneWords(row.zone, first);
  return words(
    `다음: ${dates.map(({ ko }) => ko).join(" · ")} (${zone.ko})`,
    `Next: ${dates.map(({ en }) => en).join(" · ")} (${zone.en})`,
  );
}

function toLine({ schedule: row, ownerName, here, way }: Shown): Words {
  const to = targetWords(row.target, ownerName, here);
  const by = way && pathLabels[way];
  return words(`받는 곳: ${to.ko}${by ? ` (${by.ko})` : ""}`, `Goes to: ${to.en}${by ? ` (${by.en})` : ""}`);
}

function costLines({ schedule: row, way }: Shown, { lang, now }: Page): Words[] {
  if (row.target.kind !== "person" || (way !== "kakao" && way !== "alimtalk")) return [];
  const until = now.add({ hours: MONTH_HOURS });
  const count = nextSlots(rhythmOf(row), now, 2_000).filter(
    (slot) => Temporal.Instant.compare(slot, until) <= 0,
  ).length;
  const [each, month] = [costOf(way, lang), monthCost(way, count, lang)];
  return [words(`비용: ${each.ko}${month.ko}`, `Cost: ${each.en}${month.en}`)];
}

function policyLines(policy: RoomPolicy["policy"] | undefined): Words[] {
  if (policy === "draft_first")
    return [
      words(
        "이 채널은 ‘초안 먼저’예요. 담당자가 보낸 뒤에 채널에 보여요",
        "Drafts come first in that channel: it shows there once its lead has sent it",
      ),
    ];
  if (policy === "links_only")
    return [
      words(
        "이 채널에는 수치를 올리지 않기로 되어 있어서 담당자에게 따로 보내요",
        "No figures are said in that channel, so its owner gets it alone",
      ),
    ];
  return [];
}

export function previewChoice({ id }: Schedule, lang: Lang): Choice {
  return {
    label: say(lang, words("지금 미리 보기", "Preview now")),
    style: "plain",
    press: { action: PREVIEW, input: { id } },
    anyone: true,
  };
}

export function changeChoice(
  { id, version }: Schedule,
  {
    label,
    set,
    undo,
    style = "plain",
  }: { label: string; set: ChangeSet; undo?: boolean; style?: Choice["style"] },
): Choice {
  return { label, style, press: { action: CHANGE, input: { id, version, set, ...(undo && { undo }) } } };
}

/** With buttons while they fit a message; the others by their lines. */
const MOST_WITH_BUTTONS = 8;

export function listCard(all: readonly Shown[], page: Page): Card {
  const { lang } = page;
  if (all.length === 0) return { lang, parts: [text(nothing, "plain", lang), text(example, "note", lang)] };
  const whole = all.slice(0, MOST_WITH_BUTTONS);
  const rest = all.slice(MOST_WITH_BUTTONS);
  const count = words(
    `예약된 보고 ${all.length}개`,
    `${all.length} scheduled ${all.length === 1 ? "report" : "reports"}`,
  );
  return {
    lang,
    parts: [
      text(count, "lead", lang),
      ...whole.map((shown) => listed(shown, page)),
      ...(rest.length > 0 ? [restPart(rest, page)] : []),
    ],
  };
}

function listed(shown: Shown, page: Page): Part {
  const { lang } = page;
  const { schedule: row, mayChange } = shown;
  const rests = row.state === "paused";
  const rest = rests
    ? { label: say(lang, words("다시 보내기", "Go on")), set: { state: "active" as const } }
    : { label: say(lang, words("잠시 멈추기", "Pause")), set: { state: "paused" as const } };
  const end = {
    label: say(lang, words("그만 보내기", "Stop")),
    set: { state: "ended" as const },
    style: "danger" as const,
  };
  return {
    kind: "proposal",
    title: titleOf(row, lang),
    lines: linesOf(shown, page),
    choices: [
      previewChoice(row, lang),
      ...(mayChange ? [changeChoice(row, rest), changeChoice(row, end)] : []),
    ],
  };
}

function restPart(rest: readonly Shown[], page: Page): Part {
  const { lang } = page;
  return {
    kind: "proposal",
    title: say(lang, words(`그 밖의 ${rest.length}개`, `${rest.length} more`)),
    lines: rest.map((one) => [`${titleOf(one.schedule, lang)} · ${say(lang, nextLine(one.schedule, page))}`]),
    choices: [],
  };
}

const nothing = words("예약된 보고가 없어요.", "There are no scheduled reports.");
const example = words(
  "‘매일 아침 9시에 요약 보내줘’처럼 말하면 예약해 드려요.",
  "Say “send me a summary every day at 9am” to set one up.",
);

/** @param verb what the button does with the one that is chosen */
export function whichCard(found: readonly Shown[], page: Page, choose: (row: Schedule) => Choice): Card {
  const { lang } = page;
  const ask = words("어느 예약인가요? 하나를 골라 주세요.", "Which one do you mean? Pick one.");
  return {
    lang,
    parts: [
      text(ask, "lead", lang),
      ...found.slice(0, MOST_WITH_BUTTONS).map((shown): Part => ({
        kind: "proposal",
        title: titleOf(shown.schedule, lang),
        lines: [[say(lang, nextLine(shown.schedule, page))], [say(lang, toLine(shown))]],
        choices: [choose(shown.schedule)],
      })),
    ],
  };
}

export function text(given: Words, tone: "lead" | "plain" | "note" | "warning", lang: Lang): Part {
  return { kind: "text", tone, runs: [say(lang, given)] };
}
