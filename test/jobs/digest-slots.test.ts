// Reports at a rhythm, by a test clock: set up in words, sent once at each slot where they were asked for, changed and ended.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { ensureSlots } from "../../src/capabilities/digests/digests.ts";
import { removePerson } from "../../src/capabilities/workspace/leaving.ts";
import { bindRoom, unbindRoom } from "../../src/capabilities/workspace/workspace.ts";
import { type Answered, type Chat, openChat, type Parcel, type Place } from "../../src/chat/chat.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import type { Db } from "../../src/db/db.ts";
import { slotWork } from "../../src/jobs/digest-slots.ts";
import { makePlace, personOf, until } from "../chat/support.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb, silentLog } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const seoul = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}+09:00`);
const monday = seoul("2026-11-23T10:00");

type Desk = {
  ctx: Ctx;
  chat: Chat;
  posts: Parcel[];
  /** Sets the clock and makes what is due, as every replica does. */
  at: (moment: string) => Promise<number>;
  /** The answer's cards in words. */
  tell: (place: Place, text: string) => Promise<string>;
  press: (place: Place, label: string) => Promise<string>;
  room: () => Place;
  /** Slots that have ended, as `MM-DD HH:MM outcome`. */
  ended: (count: number) => Promise<string[]>;
};

let rooms = 0;

async function openDesk(): Promise<Desk> {
  let now = monday;
  const clock = (): Temporal.Instant => now;
  const posts: Parcel[] = [];
  const messenger = async (parcel: Parcel): Promise<{ ref: string }> => {
    if (!parcel.dropped && !parcel.edit) posts.push(parcel);
    return { ref: `T1:${parcel.roomRef}:${posts.length}` };
  };
  const open = (): Promise<Chat> =>
    openChat({
      db,
      log: silentLog,
      now: clock,
      answerer: buildAnswerer(silentLog),
      messengers: { slack: messenger },
      works: [slotWork({ db, log: silentLog, now: clock })],
    });
  // Three replicas, where the database takes more than one.
  const chats = [await open(), ...(onPostgres() ? [await open(), await open()] : [])];
  onTestFinished(async () => {
    await Promise.all(chats.map((one) => one.close(0)));
  });
  const [chat] = chats;
  if (!chat) throw new Error("no chat");
  const ctx = await makeWorkspace(db, { now: monday });
  const roomRef = `T${++rooms}/C${rooms}`;
  await bindRoom(ctx, { platform: "slack", roomRef });
  let last: Answered | undefined;
  const answered = async (place: Place, id: Parameters<Chat["answerTo"]>[1]): Promise<string> => {
    last = await until(() => chat.answerTo(place, id));
    return last.cards.map(({ card }) => textOf(card)).join("\n");
  };
  return {
    ctx,
    chat,
    posts,
    room: () => ({ ...makePlace(ctx), platform: "slack", roomRef, threadRef: randomUUID() }),
    at: async (moment) => {
      now = seoul(moment);
      const made = await Promise.all([1, 2, 3].map(() => ensureSlots(db, now)));
      return made.reduce((all, one) => all + one, 0);
    },
    tell: async (place, text) => {
      const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
      return answered(place, inboundId);
    },
    press: async (place, label) => {
      const choices = (last?.cards ?? []).flatMap(({ card }) =>
        card.parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])),
      );
      const choice = choices.find((one) => one.label === label);
      if (!choice || !("token" in choice.press)) throw new Error(`no button ${label}`);
      const { inboundId } = await chat.press(place, {
        key: randomUUID(),
        token: choice.press.token,
      });
      return answered(place, inboundId);
    },
    ended: (count) =>
      until(async () => {
        const rows = await asOwner<{ told: string }>(
          db,
          `select to_char(slot_at at time zone 'Asia/Seoul', 'MM-DD HH24:MI') || ' ' || outcome as told from schedule_slot
           where workspace_id = '${ctx.workspaceId}' and state in ('done', 'dead') order by slot_at`,
        );
        return rows.length >= count ? rows.map(({ told }) => told) : undefined;
      }),
  };
}

/** Other tests' schedules are due on this clock, too. */
const reports = ({ posts, room }: Desk): Parcel[] =>
  posts.filter(({ threadRef, roomRef }) => threadRef === "" && roomRef === room().roomRef);

const textOf = (card: Parcel["card"]): string => cardText(card).replace(/\s+/g, " ");

test("a report asked for in a channel is confirmed with three dates, comes there once a day, and is ended", async () => {
  const desk = await openDesk();
  const { ctx, room, tell, at, press } = desk;

  const first = room();
  const told = await tell(first, "매일 아침 9시에 이 채널로 요약 보내줘");
  expect(told).toContain("매일 오전 9시에 이 채널에");
  expect(told).toContain("11/24(화) 오전 9시 · 11/25(수) 오전 9시 · 11/26(목) 오전 9시 (한국 표준시)");
  expect(told).toContain("담당: 김마케터");
  expect(await press(first, "지금 미리 보기")).toContain("미리 보기예요. 매일 오전 9시에 이렇게 나가요.");
  const [used] = await asOwner<{ n: number }>(
    db,
    `select count(*)::int as n from button where workspace_id = '${ctx.workspaceId}' and used_at is not null`,
  );
  expect(used).toEqual({ n: 0 });

  expect(await at("2026-11-24T08:59")).toBe(0);
  expect(await at("2026-11-24T09:00")).toBe(1);
  expect(await desk.ended(1)).toEqual(["11-24 09:00 sent"]);
  // The clock steps back and forth, and everybody ticks again.
  await at("2026-11-24T08:55");
  await at("2026-11-24T09:05");
  await until(async () => (reports(desk).length > 0 ? true : undefined));
  await at("2026-11-25T09:01");
  await desk.ended(2);
  await until(async () => (reports(desk).length > 1 ? true : undefined));
  expect(reports(desk)).toHaveLength(2);

  expect(await tell(room(), "예약 목록")).toContain("매일 오전 9시 · 일간 요약");
  expect(await tell(room(), "매일 오는 요약 이제 그만 보내")).toContain("예약을 끝냈어요");
  expect(await tell(room(), "예약 목록")).toContain("예약된 보고가 없어요");
  expect(await at("2026-11-26T09:00")).toBe(0);
});

test("what was missed is sent once, late, and names those that are left out; or skipped, where it is said so", async () => {
  const desk = await openDesk();
  await desk.tell(desk.room(), "매일 아침 9시에 이 채널로 요약 보내줘");

  await desk.at("2026-11-27T13:30");
  expect(await desk.ended(4)).toEqual([
    "11-24 09:00 overtaken",
    "11-25 09:00 overtaken",
    "11-26 09:00 overtaken",
    "11-27 09:00 late",
  ]);
  const [late] = await until(async () => (reports(desk).length > 0 ? reports(desk) : undefined));
  const words = late ? textOf(late.card) : "";
  expect(words).toContain("늦게 보내요: 11/27(금) 오전 9시");
  expect(words).toContain("건너뛴 회차: 11/26(목) 오전 9시, 11/25(수) 오전 9시, 11/24(화) 오전 9시");

  await asOwner(db, `update schedule set late = 'skip' where workspace_id = '${desk.ctx.workspaceId}'`);
  await desk.at("2026-11-28T09:30");
  expect((await desk.ended(5)).at(-1)).toBe("11-28 09:00 skipped");
  await desk.at("2026-11-29T09:00");
  await desk.ended(6);
  const [, next] = await until(async () => (reports(desk).length > 1 ? reports(desk) : undefined));
  expect(next ? textOf(next.card) : "").toContain("건너뛴 회차: 11/28(토) 오전 9시");
});

test("a change of its time neither doubles nor loses a day, and is taken back by its button", async () => {
  const desk = await openDesk();
  await desk.tell(desk.room(), "매일 아침 9시에 이 채널로 요약 보내줘");
  await desk.at("2026-11-24T09:00");
  await desk.ended(1);

  const room = desk.room();
  const moved = await desk.tell(room, "오전 9시 말고 10시로");
  expect(moved).toContain("오늘 것은 이미 보냈으니");
  expect(await desk.at("2026-11-24T10:00")).toBe(0);

  await desk.at("2026-11-25T08:00");
  expect(await desk.press(room, "되돌리기")).toContain("되돌렸어요");
  expect(await desk.at("2026-11-25T09:00")).toBe(1);
  await desk.ended(2);

  // Before its time, to one that has passed: today's still comes at its old one.
  await desk.at("2026-11-26T08:30");
  expect(await desk.tell(desk.room(), "오전 9시 말고 8시로")).toContain("오늘 것은 원래 시각");
  expect(await desk.at("2026-11-26T09:00")).toBe(1);
  await desk.ended(3);
  expect(await desk.at("2026-11-27T08:00")).toBe(1);
});

test("a room that speaks of another workspace gets nothing, and its owner is told once", async () => {
  const desk = await openDesk();
  const page = makePlace(desk.ctx);
  await desk.tell(page, "안녕");
  const room = desk.room();
  await desk.tell(room, "매일 아침 9시에 이 채널로 요약 보내줘");
  await unbindRoom(desk.ctx, { platform: "slack", roomRef: room.roomRef });

  await desk.at("2026-11-24T09:00");
  expect(await desk.ended(1)).toEqual(["11-24 09:00 nowhere"]);
  expect(await desk.at("2026-11-25T09:00")).toBe(0);
  expect(reports(desk)).toEqual([]);
});

test("who leaves hands a room's report to an admin, and theirs alone ends", async () => {
  const desk = await openDesk();
  const member = await joinWorkspace(desk.ctx, "member");
  const room = { ...desk.room(), personId: personOf(member) };
  await desk.tell(room, "매일 아침 9시에 이 채널로 요약 보내줘");
  await desk.tell(makePlace(member), "매일 오후 1시에 나에게 요약 보내줘");

  const { left } = await removePerson(desk.ctx, { personId: personOf(member) });
  expect(left.map(({ what, count }) => `${what.ko} ${count}`)).toContain("예약된 보고 2");
  await desk.at("2026-11-24T09:00");
  expect(await desk.ended(1)).toEqual(["11-24 09:00 sent"]);
  expect(await desk.at("2026-11-24T13:00")).toBe(0);
  const rows = await asOwner<{ state: string; owner: string }>(
    db,
    `select state, owner_id as owner from schedule where workspace_id = '${desk.ctx.workspaceId}' order by created_at, id`,
  );
  expect(rows.map(({ state }) => state).toSorted()).toEqual(["active", "ended"]);
  expect(rows.find(({ state }) => state === "active")?.owner).toBe(personOf(desk.ctx));
});
