// Schedules as they are asked for: set up, changed, rested, ended. What is asked in words is done at once; where text from outside had a say
// it waits for a press.

import type { Card } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { say, type Words, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import { changeChoice, listCard, previewChoice, scheduleCard, text, whichCard } from "./cards.ts";
import type { CancelSchedule, ChangeSchedule, ChangeSet, ScheduleDigest, ShowSchedules } from "./input.ts";
import { nextSlot } from "./rhythm.ts";
import {
  type Changed,
  changeSchedule,
  createSchedule,
  listSchedules,
  mayChange,
  type Schedule,
} from "./schedules.ts";
import { maySee, shownOf } from "./shown.ts";
import { isCard, targetOf } from "./target.ts";
import { changeOf, wantedOf } from "./wanted.ts";
import { meant } from "./which.ts";
import { josa } from "../../../language/josa.ts";
import { momentWords, rhythmWords, targetWords, whatWords } from "./words.ts";

export async function askSchedule(ctx: Ctx, input: ScheduleDigest): Promise<ToolResult> {
  return input.action ? editAsked(ctx, input) : createAsked(ctx, input);
}

async function createAsked(ctx: Ctx, input: ScheduleDigest): Promise<ToolResult> {
  const target = await targetOf(ctx, input);
  if (isCard(target)) return told(target, { asked: ["target"] });
  const wanted = wantedOf(ctx, input, target);
  if (ctx.tainted) return proposed(ctx, input, wanted);
  const { schedule, isNew } = await createSchedule(ctx, wanted);
  const other: ChangeSet = { holidays: wanted.holidays, late: wanted.late };
  const differs = schedule.holidays !== wanted.holidays || schedule.late !== wanted.late;
  // The same report with another word about holidays is that report, changed.
  if (!isNew && (differs || schedule.state === "paused"))
    return changed(ctx, { id: schedule.id, set: { ...other, state: "active" } });
  const lead = leadOf(schedule, ctx, isNew);
  const [shown] = await shownOf(ctx, [schedule]);
  if (!shown) throw new Error("a schedule that cannot be shown");
  const { lang } = ctx;
  const undo = { label: say(lang, words("되돌리기", "Undo")), set: { state: "ended" as const }, undo: true };
  const choices = [previewChoice(schedule, lang), ...(isNew ? [changeChoice(schedule, undo)] : [])];
  return told(scheduleCard(lead, shown, ctx, { choices, notes: [hint] }), { schedule: schedule.id });
}

const hint = words(
  "‘오전 9시 말고 10시로’, ‘공휴일은 빼고’, ‘그만 보내’라고 하면 바꿔 드려요.",
  "Say “move it to 10am”, “not on holidays” or “stop the daily report” to change it.",
);

function leadOf(row: Schedule, ctx: Ctx, isNew: boolean): Words {
  const [when, what, to] = [rhythmWords(row), whatWords(row), targetWords(row.target, "", ctx.room)];
  const [ko, en] =
    row.target.kind === "person" ? ["나에게 따로", "to you alone"] : [`${to.ko}에`, `to ${to.en}`];
  return isNew
    ? words(
        `예약했어요. ${when.ko}에 ${ko} ${josa(what.ko, "을/를")} 보낼게요.`,
        `Scheduled: ${what.en} ${en}, ${when.en}.`,
      )
    : words(
        `이미 있는 예약이에요. ${when.ko}에 ${ko} 보내고 있어요.`,
        `It is scheduled already: ${what.en} ${en}, ${when.en}.`,
      );
}

/** Nothing is stored before a press: somebody else's words may have asked for it. */
function proposed(ctx: Ctx, input: ScheduleDigest, wanted: ReturnType<typeof wantedOf>): ToolResult {
  const { lang, now } = ctx;
  const anchor = now.toZonedDateTimeISO(wanted.zone).toPlainDate();
  const next = nextSlot({ ...wanted, anchor }, now);
  const when = rhythmWords(wanted);
  const to =
    wanted.target.kind === "person"
      ? words("나에게 따로", "to you alone")
      : targetWords(wanted.target, "", ctx.room);
  const first = next && momentWords(next, wanted.zone, now);
  const what = whatWords(wanted);
  const lines = [
    words(`${when.ko} · ${what.ko} · ${to.ko}`, `${what.en}, ${when.en}, ${to.en}`),
    ...(first ? [words(`첫 번째: ${first.ko}`, `First: ${first.en}`)] : []),
  ];
  const card: Card = {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, words("이렇게 예약할까요?", "Schedule it like this?")),
        lines: lines.map((line) => [say(lang, line)]),
        choices: [
          {
            label: say(lang, words("예약하기", "Schedule")),
            style: "primary",
            press: { action: "schedule_digest", input },
          },
        ],
      },
    ],
  };
  return told(card, { waits: "schedule_digest" });
}

async function editAsked(ctx: Ctx, input: ScheduleDigest): Promise<ToolResult> {
  const target = input.deliverTo.length > 0 ? await targetOf(ctx, input) : undefined;
  if (target && isCard(target)) return told(target, { asked: ["target"] });
  const rests = (row: Schedule): boolean => (input.action === "resume") === (row.state === "paused");
  const found = (await theirs(ctx, input.which)).filter((row) => input.action === "edit" || rests(row));
  const label = words("이 예약 바꾸기", "Change this one");
  return changeOne(ctx, found, label, (row) => changeOf(ctx, row, input, target));
}

export async function cancelAsked(ctx: Ctx, { which }: CancelSchedule): Promise<ToolResult> {
  const label = words("이 예약 그만 보내기", "Stop this one");
  return changeOne(ctx, await theirs(ctx, which), label, () => ({ state: "ended" }));
}

/** The one that is meant is changed; of several, or where others' words had a say, the person presses one. */
async function changeOne(
  ctx: Ctx,
  found: readonly Schedule[],
  label: Words,
  setOf: (row: Schedule) => ChangeSet,
): Promise<ToolResult> {
  const [only] = found;
  if (!only) return noneFound(ctx);
  const set = setOf(only);
  if (Object.keys(set).length === 0) throw nothingSaid();
  if (found.length === 1 && !ctx.tainted) return changed(ctx, { id: only.id, set });
  const shown = await shownOf(ctx, found);
  const choose = (row: Schedule) => changeChoice(row, { label: say(ctx.lang, label), set: setOf(row) });
  return told(whichCard(shown, ctx, choose), { asked: ["which"] });
}

/** Schedules the asker may change; in a room those that come there before others. */
async function theirs(ctx: Ctx, which: string | undefined): Promise<Schedule[]> {
  const found = meant(
    (await listSchedules(ctx)).filter((row) => mayChange(ctx, row)),
    which,
  );
  const here = found.filter(({ target }) => target.kind === "room" && target.roomRef === ctx.room?.roomRef);
  if (here.length > 0) return here;
  const own = found.filter(({ ownerId }) => ctx.actor.kind === "person" && ctx.actor.personId === ownerId);
  return own.length > 0 ? own : found;
}

async function noneFound(ctx: Ctx): Promise<ToolResult> {
  const { card, facts } = await showAsked(ctx, {});
  const none = words(
    "그런 예약을 찾지 못했어요. 지금 있는 예약이에요.",
    "I found no such schedule. These are the ones there are.",
  );
  return told({ ...card, parts: [text(none, "lead", ctx.lang), ...card.parts] }, { notFound: true, facts });
}

export async function showAsked(ctx: Ctx, { which }: ShowSchedules): Promise<ToolResult> {
  const all = (await listSchedules(ctx)).filter((row) => maySee(ctx, row));
  const found = meant(all, which);
  const shown = await shownOf(ctx, found.length > 0 ? found : all);
  return told(listCard(shown, ctx), { schedules: shown.map(({ schedule }) => rhythmWords(schedule).en) });
}

/** By a press, or by words that leave no doubt. */
export async function changed(
  ctx: Ctx,
  { id, version, set, undo = false }: Omit<ChangeSchedule, "version"> & { version?: number },
): Promise<ToolResult> {
  const made = await changeSchedule(ctx, { id, version, set });
  const { before, after } = made;
  const [shown] = await shownOf(ctx, [after]);
  if (!shown) throw new Error("a schedule that cannot be shown");
  const back = changeChoice(after, {
    label: say(ctx.lang, words("되돌리기", "Undo")),
    set: settingsOf(before),
    undo: true,
  });
  const choices = [
    ...(after.state === "active" ? [previewChoice(after, ctx.lang)] : []),
    ...(undo ? [] : [back]),
  ];
  const notes = todayNotes(made);
  return told(scheduleCard(leadOfChange(made, undo), shown, ctx, { choices, notes }), {
    schedule: id,
    state: after.state,
  });
}

function leadOfChange({ before, after }: Changed, undo: boolean): Words {
  const [was, is] = [rhythmWords(before), rhythmWords(after)];
  if (undo) return words("되돌렸어요.", "Taken back.");
  if (after.state === "ended")
    return words(`${was.ko} 예약을 끝냈어요. 더 보내지 않아요.`, `Stopped: no more reports ${was.en}.`);
  if (after.state === "paused")
    return words(`${was.ko} 예약을 잠시 멈췄어요.`, `Paused the report that comes ${was.en}.`);
  if (before.state !== "active") return words(`${is.ko}에 다시 보낼게요.`, `It goes out again, ${is.en}.`);
  if (was.ko !== is.ko) return words(`바꿨어요. ${was.ko} → ${is.ko}`, `Changed: ${was.en} → ${is.en}.`);
  return words("예약을 바꿨어요.", "The schedule was changed.");
}

function todayNotes({ before, after, today }: Changed): Words[] {
  if (today === "sent")
    return [
      words(
        "오늘 것은 이미 보냈으니 다음 회차부터 새 시각에 보내요.",
        "Today's has gone out already; the new time holds from the next one on.",
      ),
    ];
  if (today !== "kept") return [];
  const [was, is] = [rhythmWords(before), rhythmWords(after)];
  return [
    words(
      `새 시각이 오늘은 이미 지나서, 오늘 것은 원래 시각(${was.ko})에 한 번 보내요.`,
      `The new time (${is.en}) has passed today, so today's still comes at its old one (${was.en}).`,
    ),
  ];
}

/** To its owner: the room it went to speaks of another workspace by now. */
export async function lostTold(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const all = (await listSchedules(ctx)).filter((row) => row.id === id);
  const card = listCard(await shownOf(ctx, all), ctx);
  const lost = words(
    "보고를 보낼 채널이 이 워크스페이스에 연결되어 있지 않아서 예약을 멈췄어요. 채널을 다시 연결하고 ‘다시 보내기’를 누르거나, 다른 곳을 말해 주세요.",
    "The channel a report goes to is not bound to this workspace any more, so I paused it. Bind it again and press “Go on”, or name another place.",
  );
  return told({ ...card, parts: [text(lost, "warning", ctx.lang), ...card.parts.slice(1)] }, { paused: id });
}

function settingsOf(row: Schedule): ChangeSet {
  const { state, form, cron, everyWeeks, zone, holidays, late, question, target, lang } = row;
  return { state, form, cron, everyWeeks, zone, holidays, late, question, target, lang };
}

/** Names of campaigns may stand among the figures that are asked for. */
function told(card: Card, facts: unknown): ToolResult {
  return { card, facts };
}

function nothingSaid(): Failure {
  return new Failure("invalid", "nothing said to change", {
    say: words("무엇을 바꿀지 알아듣지 못했어요.", "I did not catch what to change."),
    next: words(
      "‘10시로 바꿔줘’나 ‘공휴일은 빼고’처럼 말해 주세요.",
      "Say it like “move it to 10am” or “not on holidays”.",
    ),
  });
}
