import { afterAll, beforeAll, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import { noteOutsideRoom, outsideRoomState } from "../../../src/capabilities/workspace/workspace.ts";
import type { Role } from "../../../src/core/roles.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { fixedNow as now, joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const room = { platform: "slack", roomRef: "T1/C1" };
const note = (ctx: Ctx) =>
  withTx(ctx, (tx) => noteOutsideRoom(tx, { ...room, workspaceId: ctx.workspaceId, now, carded: true }));
const press = (ctx: Ctx, tool: string, was: string) =>
  act(ctx, workspaceTools, { tool, input: { ...room, was } }, () => {});

it("a room is asked about once, in each workspace by itself", async () => {
  const [one, other] = [await makeWorkspace(db), await makeWorkspace(db)];

  expect([await note(one), await note(one), await note(other)]).toEqual([true, false, true]);
});

it.each<Role>(["project_manager", "member", "viewer"])("a %s decides nothing about it", async (role) => {
  const ctx = await makeWorkspace(db);
  await note(ctx);

  await expect(press(await joinWorkspace(ctx, role), "approve_room", "asked")).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await outsideRoomState(ctx, room)).toBe("asked");
});

it("an admin approves it, takes it back, and the ledger says both", async () => {
  const ctx = await makeWorkspace(db);
  await note(ctx);
  await press(ctx, "approve_room", "asked");
  expect(await outsideRoomState(ctx, room)).toBe("approved");
  await press(ctx, "silence_room", "approved");

  expect(await outsideRoomState(ctx, room)).toBe("silent");
  expect(
    await asOwner(
      db,
      `select action, before, after from ledger where workspace_id = '${ctx.workspaceId}' order by seq`,
    ),
  ).toEqual([
    { action: "room.approve", before: { state: "asked" }, after: { state: "approved" } },
    { action: "room.silence", before: { state: "approved" }, after: { state: "silent" } },
  ]);
});

it("two admins at once: one decides, the other hears who", async () => {
  const ctx = await makeWorkspace(db);
  const second = await joinWorkspace(ctx, "company_admin");
  await note(ctx);

  const ends = await Promise.allSettled([
    press(ctx, "approve_room", "asked"),
    press(second, "silence_room", "asked"),
  ]);

  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

it("an admin of another workspace decides nothing here", async () => {
  const [ctx, other] = [await makeWorkspace(db), await makeWorkspace(db)];
  await note(ctx);

  await expect(press(other, "approve_room", "asked")).rejects.toMatchObject({ code: "not_found" });
  expect(await outsideRoomState(ctx, room)).toBe("asked");
});
