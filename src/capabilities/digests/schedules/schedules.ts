// The verbs of schedules: stored, changed, ended. Each change is one ledger row with what was before it.

import { and, asc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { canonicalJson } from "../../../core/canonical.ts";
import { Failure } from "../../../core/failure.ts";
import { newId, PersonId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { write } from "../../write.ts";
import { isOnceADay, leastMinutes, nextSlot } from "./rhythm.ts";
import { type Rhythm } from "./rule.ts";
import { schedule, scheduleSlot } from "./tables.ts";

const ScheduleId = z.uuid().brand("ScheduleId");
type ScheduleId = z.output<typeof ScheduleId>;

export type Schedule = typeof schedule.$inferSelect;

/** All that a person decides about a schedule. */
export type Settings = Pick<
  Schedule,
  | "kind"
  | "form"
  | "cron"
  | "everyWeeks"
  | "zone"
  | "holidays"
  | "late"
  | "question"
  | "target"
  | "lang"
  | "state"
>;

/** Some of it, as it comes out of a schema. */
type Said<T> = { [Key in keyof T]?: T[Key] | undefined };

/** In one workspace; more are a sign of something that runs by itself. */
const MOST = 200;
const LEAST_MINUTES = 15;

export function rhythmOf({ cron, zone, holidays, everyWeeks, anchor }: Schedule): Rhythm {
  return { cron, zone, holidays, everyWeeks, anchor };
}

/** @returns the schedules that go out or rest, the oldest first */
export async function listSchedules(ctx: Pick<Ctx, "db" | "workspaceId">): Promise<Schedule[]> {
  return withTx(ctx, (tx) => openOnes(tx, ctx));
}

export async function findSchedule(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  id: string,
): Promise<Schedule | undefined> {
  const [row] = await withTx(ctx, (tx) => tx.select().from(schedule).where(isOne(ctx, id)));
  return row;
}

/**
 * Stores a schedule in the asker's name; the same one asked for again is the one that is there.
 * @throws Failure "invalid" for a rhythm that never comes, "limit" for one that comes too often, or one too many
 */
export async function createSchedule(
  ctx: Ctx,
  settings: Omit<Settings, "state">,
): Promise<{ schedule: Schedule; isNew: boolean }> {
  const ownerId = ownerOf(ctx);
  const anchor = ctx.now.toZonedDateTimeISO(settings.zone).toPlainDate();
  const next = firstSlot({ ...settings, anchor }, ctx.now);
  type Created = { schedule: Schedule; isNew: boolean };
  return write<Created>(ctx, "schedule.create", "write", async (tx) => {
    await lockAll(tx, ctx);
    const open = await openOnes(tx, ctx);
    const same = open.find((one) => one.ownerId === ownerId && isSame(one, settings));
    if (same) return { result: { schedule: same, isNew: false }, subject: same.id, after: shown(same) };
    if (open.length >= MOST) throw tooMany();
    const [row] = await tx
      .insert(schedule)
      .values({
        ...settings,
        id: newId(ScheduleId),
        workspaceId: ctx.workspaceId,
        ownerId,
        state: "active",
        anchor,
        nextSlotAt: next,
        createdAt: ctx.now,
        changedAt: ctx.now,
      })
      .returning();
    if (!row) throw new Error("a schedule that was just stored is gone");
    return { result: { schedule: row, isNew: true }, subject: row.id, after: shown(row) };
  });
}

export type Changed = {
  before: Schedule;
  after: Schedule;
  /** Why the next one comes when it does: today's was sent already, or goes out at its old time. */
  today: "sent" | "kept" | undefined;
};

/**
 * Changes a schedule, ends it, or brings one back; with `version`, only if nobody changed it since.
 * @throws Failure "not_found", "forbidden" for somebody else's, "conflict" for another version
 */
export async function changeSchedule(
  ctx: Ctx,
  change: { id: string; version?: number | undefined; set: Said<Settings> },
): Promise<Changed> {
  const { id, version } = change;
  const set = definedOf(change.set);
  const action = set.state === "ended" ? "schedule.cancel" : "schedule.edit";
  return write(ctx, action, "write", async (tx) => {
    const [before] = await tx.select().from(schedule).where(isOne(ctx, id)).for("update");
    if (!before) throw noSuch();
    if (!mayChange(ctx, before)) throw notTheirs();
    if (version !== undefined && version !== before.version) throw otherVersion();
    if (version === undefined && before.state === "ended") throw noSuch();
    const { next, today } = await nextOf(tx, ctx, before, { ...before, ...set });
    const [after] = await tx
      .update(schedule)
      .set({ ...set, nextSlotAt: next ?? null, version: before.version + 1, changedAt: ctx.now })
      .where(isOne(ctx, id))
      .returning();
    if (!after) throw new Error("a locked schedule is gone");
    return { result: { before, after, today }, subject: id, before: shown(before), after: shown(after) };
  });
}

/** Whoever owns it, and whoever decides here. */
export function mayChange({ actor, role }: Pick<Ctx, "actor" | "role">, { ownerId }: Schedule): boolean {
  if (role === "company_admin" || role === "project_manager") return true;
  return actor.kind === "person" && actor.personId === ownerId;
}

/** What becomes of the moment that is due next, so that no day is told twice or left out by a change of its time. */
async function nextOf(
  tx: Tx,
  { now }: Ctx,
  before: Schedule,
  after: Schedule,
): Promise<{ next: Temporal.Instant | undefined; today?: Changed["today"] }> {
  if (after.state !== "active") return { next: undefined };
  const [old, rhythm] = [rhythmOf(before), rhythmOf(after)];
  const isMoved = canonicalJson(textOf(old)) !== canonicalJson(textOf(rhythm));
  if (!isMoved && before.state === "active") return { next: before.nextSlotAt ?? undefined };
  const next = firstSlot(rhythm, now);
  if (before.state !== "active" || !isOnceADay(old) || !isOnceADay(rhythm)) return { next };
  const today = now.toZonedDateTimeISO(rhythm.zone).toPlainDate();
  const isToday = (slot: Temporal.Instant | null): slot is Temporal.Instant =>
    slot !== null && slot.toZonedDateTimeISO(rhythm.zone).toPlainDate().equals(today);
  if (isToday(await lastSlot(tx, before))) {
    const rest = today
      .add({ days: 1 })
      .toZonedDateTime(rhythm.zone)
      .toInstant()
      .subtract({ milliseconds: 1 });
    return isToday(next) ? { next: firstSlot(rhythm, rest), today: "sent" } : { next };
  }
  const named = nextSlot(
    rhythm,
    today.toZonedDateTime(rhythm.zone).toInstant().subtract({ milliseconds: 1 }),
  );
  const isPassed = named !== undefined && isToday(named) && !isToday(next);
  if (isPassed && isToday(before.nextSlotAt)) return { next: before.nextSlotAt, today: "kept" };
  return { next };
}

function definedOf(set: Said<Settings>): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(set).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
}

function textOf({ anchor, ...rhythm }: Rhythm): unknown {
  return { ...rhythm, anchor: anchor.toString() };
}

async function lastSlot(tx: Tx, { workspaceId, id }: Schedule): Promise<Temporal.Instant | null> {
  const [row] = await tx
    .select({ slotAt: scheduleSlot.slotAt })
    .from(scheduleSlot)
    .where(and(eq(scheduleSlot.workspaceId, workspaceId), eq(scheduleSlot.scheduleId, id)))
    .orderBy(sql`${scheduleSlot.slotAt} desc`)
    .limit(1);
  return row?.slotAt ?? null;
}

function firstSlot(rhythm: Rhythm, after: Temporal.Instant): Temporal.Instant {
  if (leastMinutes(rhythm) < LEAST_MINUTES) throw tooOften();
  const next = nextSlot(rhythm, after);
  if (!next) throw never(rhythm);
  return next;
}

async function openOnes(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<Schedule[]> {
  return tx
    .select()
    .from(schedule)
    .where(and(eq(schedule.workspaceId, workspaceId), ne(schedule.state, "ended")))
    .orderBy(asc(schedule.createdAt), asc(schedule.id));
}

async function lockAll(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`schedules ${workspaceId}`}, 0))`);
}

function isSame(one: Schedule, settings: Omit<Settings, "state">): boolean {
  const { kind, form, cron, everyWeeks, zone, question, target } = one;
  const { lang: _, holidays: __, late: ___, ...wanted } = settings;
  return canonicalJson({ kind, form, cron, everyWeeks, zone, question, target }) === canonicalJson(wanted);
}

function isOne({ workspaceId }: Pick<Ctx, "workspaceId">, id: string) {
  return and(eq(schedule.workspaceId, workspaceId), eq(schedule.id, id));
}

/** As the ledger keeps it. */
function shown(row: Schedule): Record<string, unknown> {
  const { kind, form, cron, everyWeeks, zone, holidays, late, question, target, state, version, ownerId } =
    row;
  return { kind, form, cron, everyWeeks, zone, holidays, late, question, target, state, version, ownerId };
}

function ownerOf({ actor }: Ctx): PersonId {
  if (actor.kind !== "person") throw new Error("a schedule of nobody");
  return actor.personId;
}

function noSuch(): Failure {
  return new Failure("not_found", "no such schedule", {
    say: words("그 예약은 없거나 이미 끝났어요.", "There is no such schedule, or it has ended."),
    next: words(
      "‘예약 목록’이라고 하면 지금 있는 것을 보여 드려요.",
      "Say “list schedules” to see those there are.",
    ),
  });
}

function notTheirs(): Failure {
  return new Failure("forbidden", "somebody else's schedule", {
    say: words("다른 분이 만든 예약이에요.", "Somebody else set up this schedule."),
    next: words(
      "담당자나 매니저, 관리자가 바꿀 수 있어요.",
      "Its owner, a manager or an admin can change it.",
    ),
  });
}

function otherVersion(): Failure {
  return new Failure("conflict", "the schedule was changed meanwhile", {
    say: words(
      "그사이 예약이 바뀌어서 그대로 두었어요.",
      "The schedule has changed meanwhile; I left it as it is.",
    ),
    next: words("‘예약 목록’에서 지금 상태를 확인해 주세요.", "See how it stands with “list schedules”."),
  });
}

function tooMany(): Failure {
  return new Failure("limit", "too many schedules", {
    say: words(`예약은 워크스페이스에 ${MOST}개까지예요.`, `A workspace holds up to ${MOST} schedules.`),
    next: words(
      "‘예약 목록’에서 안 쓰는 것을 먼저 끝내 주세요.",
      "End some that nobody reads: “list schedules”.",
    ),
  });
}

function tooOften(): Failure {
  return new Failure("limit", "too often", {
    say: words(
      `요약은 ${LEAST_MINUTES}분보다 자주 보내지 않아요.`,
      `Reports go out at most every ${LEAST_MINUTES} minutes.`,
    ),
    next: words(
      "더 드문 간격으로 말해 주세요. 매체 데이터도 하루 몇 번만 바뀌어요.",
      "Say it less often; the data changes a few times a day.",
    ),
  });
}

function never({ cron }: Rhythm): Failure {
  return new Failure("invalid", `${cron} never comes`, {
    say: words("그런 날은 오지 않아요.", "There is no such day."),
    next: words("날짜나 요일을 다시 말해 주세요.", "Say the day or the weekday again."),
  });
}
