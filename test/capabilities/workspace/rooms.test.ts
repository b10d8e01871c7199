import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindRoom, findRoomWorkspace, unbindRoom } from "../../../src/capabilities/workspace/workspace.ts";
import type { Role } from "../../../src/core/roles.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("a room", () => {
  it("belongs to the workspace an admin bound it to, with a ledger row", async () => {
    const ctx = await makeWorkspace(db);
    const place = { platform: "slack", roomRef: "C1" };

    await bindRoom(ctx, place);

    expect(await findRoomWorkspace(db, place)).toBe(ctx.workspaceId);
    expect(await findRoomWorkspace(db, { ...place, platform: "kakao" })).toBeUndefined();
    const rows = await asOwner(
      db,
      `select action, subject from ledger where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(rows).toEqual([{ action: "room.bind", subject: "slack:C1" }]);
  });

  it.each<Role>(["project_manager", "member", "viewer"])("is not bound by a %s", async (role) => {
    const ctx = await makeWorkspace(db, { role });
    const place = { platform: "slack", roomRef: `refused-${role}` };

    await expect(bindRoom(ctx, place)).rejects.toMatchObject({ code: "forbidden" });
    expect(await findRoomWorkspace(db, place)).toBeUndefined();
  });

  it("of a bound team speaks of the team's workspace, and of its own once it has one", async () => {
    const [own, teams] = [await makeWorkspace(db), await makeWorkspace(db)];
    const place = { platform: "slack", roomRef: "T3/C3" };
    await bindRoom(teams, { ...place, roomRef: "T3" });

    expect(await findRoomWorkspace(db, place)).toBeUndefined();
    expect(await findRoomWorkspace(db, { ...place, teamRef: "T3" })).toBe(teams.workspaceId);
    await bindRoom(own, place);
    expect(await findRoomWorkspace(db, { ...place, teamRef: "T3" })).toBe(own.workspaceId);
  });

  it("is not taken by another workspace, until its own frees it", async () => {
    const [one, two] = [await makeWorkspace(db), await makeWorkspace(db)];
    const place = { platform: "slack", roomRef: "C2" };
    await bindRoom(one, place);

    await expect(bindRoom(two, place)).rejects.toMatchObject({ code: "conflict" });
    await expect(unbindRoom(two, place)).rejects.toMatchObject({ code: "not_found" });
    await unbindRoom(one, place);
    await bindRoom(two, place);

    expect(await findRoomWorkspace(db, place)).toBe(two.workspaceId);
  });
});
