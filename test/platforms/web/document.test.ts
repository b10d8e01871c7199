import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepMade } from "../../../src/capabilities/documents/documents.ts";
import { openSession } from "../../../src/capabilities/workspace/workspace.ts";
import { PersonId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { callerWith, serve, type Served } from "./support.ts";

let db: Db;
let served: Served;
beforeAll(async () => {
  db = await openTestDb();
  served = await serve(
    db,
    makeAnswerer(async function* () {
      yield endOf();
    }),
  );
});
afterAll(async () => {
  await served.close();
  await closeTestDb(db);
});

const png = Buffer.from("89504e470d0a1a0a00", "hex");

async function member() {
  const ctx = await makeWorkspace(db);
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : PersonId.parse("");
  const token = await openSession(db, { personId });
  return { ctx, me: callerWith(served.url, `co9ma_session=${token}`) };
}

describe("a stored file on the page", () => {
  test("is a picture to look at for people of its workspace, and asked for again it is not sent twice", async () => {
    const { ctx, me } = await member();
    const { id, hash } = await keepMade(ctx, { name: "여름 샌들.png", content: png });

    const got = await me.get(`/api/documents/${id}`);
    const again = await me.get(`/api/documents/${id}`, { "if-none-match": `"${hash}"` });

    expect(got.status).toBe(200);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `inline; filename="_____.png"; filename*=UTF-8''%EC%97%AC%EB%A6%84%20%EC%83%8C%EB%93%A4.png`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(png);
    expect(again.status).toBe(304);
  });

  test("of any other kind is to be taken away, whatever its name says", async () => {
    const { ctx, me } = await member();
    const { id } = await keepMade(ctx, { name: "x.png", content: Buffer.from("<script>alert(1)</script>") });

    const got = await me.get(`/api/documents/${id}`);

    expect(got.headers.get("content-type")).toBe("application/octet-stream");
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename="x\.png"/);
  });

  test("is not there for people of other workspaces, nor without a session, nor under a name that is none", async () => {
    const [mine, theirs] = [await member(), await member()];
    const { id } = await keepMade(theirs.ctx, { name: "a.png", content: png });

    expect((await mine.me.get(`/api/documents/${id}`)).status).toBe(404);
    expect((await mine.me.get("/api/documents/..%2f..%2fetc")).status).toBe(404);
    expect((await callerWith(served.url, "").get(`/api/documents/${id}`)).status).toBe(401);
  });
});
