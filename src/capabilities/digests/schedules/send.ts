// What goes out at a slot, and what a preview shows: the digest as of now, with a word about what came late or not at all.

import type { Card, Part } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { PersonId } from "../../../core/ids.ts";
import { say, type Words, words } from "../../../core/locale.ts";
import { type PeriodText, periodText } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { resolveTime } from "../../performance/performance.ts";
import type { ToolResult } from "../../tool.ts";
import { outsideRoomState } from "../../workspace/workspace.ts";
import { composeDigest } from "../compose/compose.ts";
import { composePortfolio } from "../portfolio/portfolio.ts";
import { findSchedule, mayChange, type Schedule } from "./schedules.ts";
import { isLate, readSlot, unsentBefore } from "./slots.ts";
import { momentWords, rhythmWords } from "./words.ts";

/** Missed moments that are named; the others are counted. */
const MOST_NAMED = 3;

/** The digest of a slot, in the language and on the clocks of its schedule. */
export async function sendDigest(asker: Ctx, { slot: id }: { slot: string }): Promise<ToolResult> {
  const found = await withTx(asker, (tx) => readSlot(tx, asker, id));
  if (!found) throw gone();
  const { slot, schedule: row } = found;
  const ctx = contextOf(asker, row);
  const unsent = await withTx(ctx, (tx) => unsentBefore(tx, ctx, slot));
  const card = await compose(ctx, row, slot.slotAt);
  const notes = [
    ...(isLate(slot.slotAt, ctx.now) ? [lateNote(slot.slotAt, row, ctx.now)] : []),
    ...(unsent.length > 0 ? [unsentNote(unsent, row, ctx.now)] : []),
  ];
  const parts: Part[] = [
    ...notes.map((note): Part => ({ kind: "text", tone: "note", runs: [say(ctx.lang, note)] })),
    ...card.parts,
  ];
  return { card: { ...card, parts }, facts: { digest: row.form, slot: slot.slotAt.toString() } };
}

/** As it would go out now, to whoever asks. */
export async function previewDigest(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const row = await findSchedule(ctx, id);
  if (!row || (row.target.kind === "person" && !mayChange(ctx, row))) throw gone();
  const card = await compose({ ...ctx, zone: row.zone }, row, ctx.now);
  const note = words(
    `미리 보기예요. ${rhythmWords(row).ko}에 이렇게 나가요.`,
    `A preview: this is what goes out ${rhythmWords(row).en}.`,
  );
  const parts: Part[] = [{ kind: "text", tone: "note", runs: [say(ctx.lang, note)] }, ...card.parts];
  return { card: { ...card, parts }, facts: { preview: row.form } };
}

function contextOf(ctx: Ctx, { lang, zone }: Schedule): Ctx {
  return { ...ctx, lang, zone };
}

async function compose(ctx: Ctx, row: Schedule, due: Temporal.Instant): Promise<Card> {
  if (row.kind === "portfolio") return portfolioOf(ctx, row, due);
  const { metrics, dimensions, filters } = row.question;
  const period = periodFor(ctx, row, due);
  const toRoom = row.target.kind === "room";
  const { card } = await composeDigest(ctx, {
    form: row.form,
    due,
    ...(period && { period }),
    metrics,
    dimensions,
    filters,
    readers: await leastReader(ctx, row),
    toRoom,
  });
  return card;
}

/** Its owner's clients, for the owner's eyes: an admin of one of them learns nothing of the others. */
function portfolioOf(ctx: Ctx, { ownerId, form }: Schedule, due: Temporal.Instant): Promise<Card> {
  if (ctx.actor.kind === "person" && ctx.actor.personId !== ownerId) throw gone();
  return composePortfolio(ctx, { personId: PersonId.parse(ownerId), form, due });
}

/** Days that were asked for in other words than the form's own. */
function periodFor(
  ctx: Ctx,
  { question: { time } }: Schedule,
  due: Temporal.Instant,
): PeriodText | undefined {
  if (time === undefined) return undefined;
  const today = due.toZonedDateTimeISO(ctx.zone).toPlainDate();
  return periodText(resolveTime(time, { today }).actual);
}

async function leastReader(ctx: Ctx, { target }: Schedule): Promise<Ctx["role"]> {
  if (target.kind === "person") return ctx.role;
  return (await outsideRoomState(ctx, target)) === undefined ? "member" : "viewer";
}

function lateNote(slotAt: Temporal.Instant, { zone }: Schedule, now: Temporal.Instant): Words {
  const due = momentWords(slotAt, zone, now);
  const minutes = Math.round(now.since(slotAt).total("minutes"));
  const by = minutes < 120 ? words(`${minutes}분`, `${minutes} minutes`) : hours(Math.round(minutes / 60));
  return words(
    `늦게 보내요: ${due.ko} 것인데 ${by.ko} 늦었어요. 수치는 지금 기준이에요.`,
    `Late: due ${due.en}, sent ${by.en} later. Figures are as of now.`,
  );
}

function hours(count: number): Words {
  return words(`${count}시간`, `${count} hours`);
}

function unsentNote(unsent: readonly Temporal.Instant[], { zone }: Schedule, now: Temporal.Instant): Words {
  const named = unsent.slice(0, MOST_NAMED).map((slot) => momentWords(slot, zone, now));
  const more = unsent.length - named.length;
  return words(
    `보내지 못하고 건너뛴 회차: ${named.map(({ ko }) => ko).join(", ")}${more > 0 ? ` 외 ${more}번` : ""}`,
    `Skipped, as they could not go out in time: ${named.map(({ en }) => en).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  );
}

function gone(): Failure {
  return new Failure("not_found", "no such schedule", {
    say: words("그 예약은 더 이상 없어요.", "That schedule is gone."),
    next: words(
      "‘예약 목록’에서 지금 있는 것을 확인해 주세요.",
      "See those there are with “list schedules”.",
    ),
  });
}
