// The slots of reports at a rhythm: when, where to, and the question they ask each time.

import type { z } from "zod";
import type { ScheduleDigest } from "../../../capabilities/digests/schedules/input.ts";
import { findLimits } from "../filters.ts";
import { holidaysSaid } from "../holidays-said.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { findMeasures } from "../measures.ts";
import { findNames } from "../names.ts";
import { findPeriod } from "../period.ts";
import { has, isCue, isKind, type Scan } from "../scan.ts";
import { findShape } from "../shape.ts";
import { waysSaid } from "../work-said.ts";
import { ownText, type Span } from "./own-text.ts";
import { type Rhythm, rhythmOf, clockText, whichOf } from "./rhythm.ts";
import { roomsIn } from "./rooms.ts";
import { said } from "./spoken.ts";

type Slots = z.input<typeof ScheduleDigest>;

const lists =
  /(?:뭐|뭔|무엇|어떤|목록|리스트|몇 ?개|보여|확인|있어|있나|있는지|있더라|있니|있지|있습니까|있어요|알려|볼 수|현황|띄워|조회|언제)|(?<![a-z])(?:what|which|list|any|show|do (?:i|we) have|are there|see|how many|set up|when do|when does)(?![a-z])/i;
const edits =
  /말고|옮[겨기길]|바꿔|바꾸|변경|당겨|땡겨|밀어|미뤄|미루|늦춰|늦추|앞당|수정|조정|(?<![a-z])(?:move|change|shift|reschedule|push|instead of|switch|bring|make it|postpone|update|edit|set)(?![a-z])/i;
/** What a new report says of itself: who changes one names it as "the Friday report". */
const existing =
  /(?:보고|리포트|레포트|보고서|알림|요약|다이제스트|브리핑|메일|메시지|노트|메모|거|것|예약|스케줄)(?:를|을|은|는|이|가|의|도)?\s|(?<![a-z])(?:report|digest|alert|note|summary|mail|email|message|update|briefing|recap|reminder|schedule|one|post)(?:s|'s)?(?![a-z])/i;

export function scheduleOf(found: Found): Wish {
  const text = ownText(found.scan);
  const rhythm = rhythmOf(found.scan);
  if (isEdit(found.scan, text, rhythm)) return editWish(found.scan, rhythm);
  if (isList(found.scan, text, rhythm))
    return { tool: "show_schedules", input: said({ which: whichOf(found.scan, rhythm.clocks[0]) }) };
  const rooms = roomsIn(found.scan);
  const input: Slots = said({
    cron: rhythm.cron,
    deliverTo: rooms.value,
    holidays: holidaysSaid(text),
    ...questionOf(withoutWords(found.scan, [...rhythm.spans, ...rooms.spans, ...sends(found.scan)])),
  });
  return { tool: "schedule_digest", input };
}

export function cancelOf({ scan }: Found): Wish {
  const which = whichOf(scan, rhythmOf(scan).clocks[0]);
  return { tool: "cancel_schedule", input: said({ which }) };
}

function isEdit(scan: Scan, text: string, rhythm: Rhythm): boolean {
  if (rhythm.clocks.length > 0 && waysSaid(scan).has("edit_schedule") && !has(scan, "every")) {
    if (roomsIn(scan).value.length === 0) return true;
  }
  const moved = edits.test(text) && rhythm.clocks.length > 0;
  return moved && (existing.test(text) || rhythm.clocks.length > 1 || has(scan, "schedule_word"));
}

/** Two times: from the first to the second, unless the second is the one that is left behind ("10시로, 9시 말고"). */
export function editWish(scan: Scan, { clocks }: Rhythm): Wish {
  const text = ownText(scan);
  const swapped = /(?:instead of|rather than)/i.test(text) || /말고\s*[.!~]*\s*$/.test(text);
  const [first, second] = swapped ? clocks.toReversed() : clocks;
  const at = second ?? first;
  const which = whichOf(scan, second && first);
  const input: Slots = said({ action: "edit" as const, which, at: at && clockText(at) });
  return { tool: "schedule_digest", input };
}

function isList(scan: Scan, text: string, { cron, clocks }: Rhythm): boolean {
  if (clocks.length === 0 && waysSaid(scan).has("list_schedules")) return true;
  const asks =
    lists.test(text) && !/(?:보내|올려|쏴|공유|남겨|전송|발송|send|post|email|share|drop)/i.test(text);
  return (
    asks && clocks.length === 0 && (cron === undefined || has(scan, "schedule_word")) && !has(scan, "create")
  );
}

/** The figures of each issue: read as if nothing of the rhythm and the rooms had been said. */
function questionOf(scan: Scan): Partial<Slots> {
  const names = findNames(scan).filter(({ words }) => !/^(?:me|thx|thanks|pls|방|채널|방에)$/i.test(words));
  const { filters } = findLimits(scan, names);
  const shape = findShape(scan);
  const { time } = findPeriod(scan);
  return said({
    metrics: findMeasures(scan).metrics,
    dimensions: shape.marked,
    filters: filters.filter(({ field }) => field !== "day_type"),
    time,
  });
}

/** "Drop yesterday's spend in #ops": nothing is cut. */
function sends({ lexemes }: Scan): Span[] {
  return lexemes.filter((lexeme) => isCue(lexeme, "send") && !isKind(lexeme, "metric"));
}

function withoutWords(scan: Scan, spans: readonly Span[]): Scan {
  const inside = (from: number, to: number): boolean =>
    spans.some((span) => span.from < to && from < span.to);
  return { ...scan, lexemes: scan.lexemes.filter(({ from, to }) => !inside(from, to)) };
}
