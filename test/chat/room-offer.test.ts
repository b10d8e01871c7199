import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import type { Chat, Parcel, Place } from "../../src/chat/chat.ts";
import { enter } from "../../src/chat/enter.ts";
import { offerRoom } from "../../src/chat/room-offer.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { fixedNow, makeWorkspace, type WorkspaceTraits } from "../support/workspace.ts";
import { nameOnSlack, openKeeping, soon, tokenOf } from "./posting.ts";
import { personOf } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const handles = () => ({ db, now: () => fixedNow, zone: "Asia/Seoul" });

let teams = 0;
/** An admin of a workspace of their own, in a team nobody bound; a member of the demo, too. */
async function adminInTeam(
  traits: WorkspaceTraits = {},
): Promise<{ ctx: Ctx; ask: (room: string) => Promise<Place> }> {
  const ctx = await makeWorkspace(db, traits);
  const { workspaceId } = await openDemo(db, { ...handles(), now: fixedNow });
  const team = `T-offer-${++teams}`;
  await nameOnSlack(db, personOf(ctx), `${team}/U1`);
  await asOwner(
    db,
    `insert into membership values ('${workspaceId}', '${personOf(ctx)}', 'company_admin', now())`,
  );
  const visit = { platform: "slack", platformId: `${team}/U1`, name: "김마케터", teamRef: team };
  const ask = async (room: string): Promise<Place> => ({
    ...(await enter(handles(), { ...visit, roomRef: `${team}/${room}` })),
    threadRef: randomUUID(),
  });
  return { ctx, ask };
}

const say = (chat: Chat, place: Place) => chat.send(place, { key: randomUUID(), text: "지난주" });
/** The pressed card turns into its outcome as well, before or behind the answer. */
const saying = (posts: readonly Parcel[], words: string) =>
  posts.find(({ card }) => JSON.stringify(card).includes(words));
const isOffer = ({ card }: Parcel) => card.parts.some(({ kind }) => kind === "proposal");

test("an admin in an unbound room is offered once to bind it; then it speaks of their workspace, until they take it back", async () => {
  const { chat, posts } = await openKeeping(db);
  const { ctx, ask } = await adminInTeam();
  const demo = await openDemo(db, { ...handles(), now: fixedNow });
  const first = await ask("C1");
  expect(first.workspaceId).toBe(demo.workspaceId);
  await say(chat, first);
  await expect.poll(() => posts.filter(isOffer).length, soon).toBe(1);
  await say(chat, await ask("C1"));
  await expect.poll(() => posts.length, soon).toBe(3);

  await chat.press(
    { ...first, workspaceId: ctx.workspaceId },
    { key: "p1", token: tokenOf(posts, "이 방 연결") },
  );
  await expect.poll(() => saying(posts, "연결했어요"), soon).toMatchObject({ roomRef: first.roomRef });
  expect((await ask("C1")).workspaceId).toBe(ctx.workspaceId);
  expect((await ask("C2")).workspaceId).toBe(demo.workspaceId);

  await chat.press(
    { ...first, workspaceId: ctx.workspaceId },
    { key: "p2", token: tokenOf(posts, "연결 해제") },
  );
  await expect.poll(() => saying(posts, "연결을 해제했어요"), soon).toMatchObject({ roomRef: first.roomRef });
  expect((await ask("C1")).workspaceId).toBe(demo.workspaceId);
});

test("all rooms of the team are bound by one press, those that come later as well", async () => {
  const { chat, posts } = await openKeeping(db);
  const { ctx, ask } = await adminInTeam({ lang: "en" });
  const place = await ask("C1");
  await chat.send(place, { key: randomUUID(), text: "how was last week?" });
  await expect.poll(() => posts.filter(isOffer).length, soon).toBe(1);

  const from = { ...place, workspaceId: ctx.workspaceId };
  await chat.press(from, { key: "p1", token: tokenOf(posts, "Bind all rooms of the team") });

  await expect.poll(async () => (await ask("C9")).workspaceId, soon).toBe(ctx.workspaceId);
});

test("a member is offered nothing, nor is anybody in their direct messages", async () => {
  const { chat, posts } = await openKeeping(db);
  const { ask } = await adminInTeam({ role: "member" });
  const place = await ask("C1");
  await say(chat, place);
  const { ctx, ask: other } = await adminInTeam();
  const alone = { ...(await other("C1")), roomRef: "@T/U1", workspaceId: ctx.workspaceId };
  await say(chat, alone);

  // What another test left on its way may come here, too.
  const theirs = (): Parcel[] =>
    posts.filter(({ roomRef }) => [place.roomRef, alone.roomRef].includes(roomRef));
  await expect.poll(() => theirs().length, soon).toBe(2);
  await chat.close();
  expect(theirs().filter(isOffer)).toEqual([]);
});

test("answers in several threads of a room at once make one offer", async () => {
  const { ctx, ask } = await adminInTeam();
  const places = [await ask("C1"), await ask("C1"), await ask("C1"), await ask("C1")];

  await Promise.all(places.map((place) => offerRoom(db, place, "ko")));

  expect(
    await asOwner(db, `select count(*)::int as n from delivery where workspace_id = '${ctx.workspaceId}'`),
  ).toEqual([{ n: 1 }]);
});
