import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { issueAdminCode, meetPerson, type Person } from "../../src/capabilities/workspace/workspace.ts";
import type { Place } from "../../src/chat/chat.ts";
import type { Role } from "../../src/core/roles.ts";
import type { Db } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { fixedNow, joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { labelsOf, nameOnSlack, openKeeping, soon, tokenOf } from "./posting.ts";
import { personOf } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

let met = 0;
const newcomer = (name = "신지안"): Promise<Person> =>
  meetPerson(db, { platform: "slack", platformId: `T1/U${++met}`, name, now: fixedNow });

const channel = (ctx: Ctx, personId: Person["id"]): Place => ({
  workspaceId: ctx.workspaceId,
  personId,
  platform: "slack",
  roomRef: "T1/C1",
  threadRef: randomUUID(),
});

test("a stranger gets a polite line, each admin one card, and an admin's press lets the stranger ask", async () => {
  const { chat, posts } = await openKeeping(db);
  const admin = await makeWorkspace(db);
  const second = await joinWorkspace(admin, "company_admin");
  await nameOnSlack(db, personOf(admin), "T1/ADMIN1");
  await nameOnSlack(db, personOf(second), "T1/ADMIN2");
  const who = await newcomer();
  const place = channel(admin, who.id);

  await chat.send(place, { key: "m1", text: "지난주 광고비 얼마야?" });
  await expect.poll(() => posts.length, soon).toBe(3);

  const [line] = posts.filter(({ roomRef }) => roomRef === "T1/C1");
  expect(JSON.stringify(line?.card)).toContain("아직 이 워크스페이스의 멤버가 아니라서");
  const asked = posts.filter(({ roomRef }) => roomRef.startsWith("@"));
  expect(asked.map(({ roomRef }) => roomRef).toSorted()).toEqual(["@T1/ADMIN1", "@T1/ADMIN2"]);
  expect(asked.map(labelsOf)).toEqual(Array(2).fill(["멤버로 추가", "뷰어로 추가", "거절"]));

  await chat.send(place, { key: "m2", text: "여보세요?" });
  await expect.poll(() => posts.length, soon).toBe(4);
  const mine = asked.find(({ roomRef }) => roomRef === "@T1/ADMIN1");
  if (!mine) throw new Error("the first admin was not asked");
  const from: Place = { ...place, personId: personOf(admin), roomRef: "@T1/ADMIN1", threadRef: "" };
  await chat.press(from, { key: "p1", token: tokenOf([mine], "멤버로 추가") });
  const admitted = () => posts.find(({ card }) => JSON.stringify(card).includes("멤버 역할로 추가했어요"));
  await expect.poll(admitted, soon).toMatchObject({ roomRef: "@T1/ADMIN1" });

  await chat.send(place, { key: "m3", text: "지난주 광고비 얼마야?" });
  await expect
    .poll(() => JSON.stringify(posts.map(({ card }) => card)), soon)
    .toContain("answer to: 지난주 광고비");
});

test("nobody but the admin it was sent to can press the card", async () => {
  const { chat, posts } = await openKeeping(db);
  const admin = await makeWorkspace(db);
  await nameOnSlack(db, personOf(admin), "T1/ADMIN3");
  const who = await newcomer();
  const place = channel(admin, who.id);
  await chat.send(place, { key: "m1", text: "들여보내 줘" });
  await expect.poll(() => posts.length, soon).toBe(2);
  const card = posts.find(({ roomRef }) => roomRef === "@T1/ADMIN3");
  if (!card) throw new Error("the admin was not asked");

  await expect(chat.press(place, { key: "p1", token: tokenOf([card], "멤버로 추가") })).rejects.toMatchObject(
    {
      code: "not_found",
    },
  );
});

test.each<Role>(["company_admin", "viewer"])("a %s of another workspace is a stranger here", async (role) => {
  const { chat, posts } = await openKeeping(db);
  const here = await makeWorkspace(db);
  const elsewhere = await makeWorkspace(db, { role });

  await chat.send(channel(here, personOf(elsewhere)), { key: randomUUID(), text: "지난주" });

  await expect.poll(() => JSON.stringify(posts[0]?.card), soon).toContain("멤버가 아니라서");
  expect(JSON.stringify(posts)).not.toContain("answer to");
});

test("where no admin can be asked, the stranger hears of the start's code, and its first sender becomes admin", async () => {
  const { chat, posts } = await openKeeping(db);
  const ctx = await makeWorkspace(db, { lang: "en" });
  const who = await newcomer("Jian");
  const place = channel(ctx, who.id);
  await chat.send(place, { key: randomUUID(), text: "hello there" });
  await expect.poll(() => JSON.stringify(posts[0]?.card), soon).toContain("the admin code");

  await chat.send(place, { key: randomUUID(), text: await issueAdminCode(db) });
  await expect.poll(() => posts.length, soon).toBe(2);
  await chat.send(place, { key: randomUUID(), text: "hello again" });

  await expect.poll(() => JSON.stringify(posts), soon).toContain("answer to: hello again");
});

test("a stranger's name is shown as words, cut to a bounded length", async () => {
  const { chat, posts } = await openKeeping(db);
  const admin = await makeWorkspace(db);
  await nameOnSlack(db, personOf(admin), "T1/ADMIN4");
  const who = await newcomer(`<!channel> ${"가".repeat(300)}`);

  await chat.send(channel(admin, who.id), { key: randomUUID(), text: "안녕" });

  const asked = () => posts.find(({ roomRef }) => roomRef === "@T1/ADMIN4")?.card;
  await expect.poll(asked, soon).toBeDefined();
  const card = asked();
  expect(JSON.stringify(card).length).toBeLessThan(1_000);
});
