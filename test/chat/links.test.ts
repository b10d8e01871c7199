// Links: what they open, for whom and until when; and that made-up ones open nothing.

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { buildTokens } from "../../src/chat/link-tokens.ts";
import { buildLinks, type LinkOwner, type LinkSubject } from "../../src/chat/links.ts";
import { DeliveryId, InboundId, newId } from "../../src/core/ids.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { personOf } from "./support.ts";

const secret = Buffer.alloc(32, 7);
const publicUrl = new URL("https://co9ma.example.com");
const upload: LinkSubject = {
  purpose: "upload",
  of: { platform: "kakao", roomRef: "@someone", threadRef: "" },
};

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const ownerOf = (ctx: Ctx): LinkOwner => ({
  workspaceId: ctx.workspaceId,
  personId: personOf(ctx),
  lang: "ko",
});
const tokenIn = (url: URL | undefined): string => url?.pathname.split("/").at(-1) ?? "";

describe("a link", () => {
  test("opens what it was made for, under the name of its person, at the public address", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });

    const [url] = await links.make(ownerOf(ctx), [upload]);

    expect(url?.href).toMatch(/^https:\/\/co9ma\.example\.com\/l\/[\w-]{43}$/);
    expect(await links.find(tokenIn(url))).toEqual({
      ...ownerOf(ctx),
      key: expect.not.stringContaining(tokenIn(url)) as string,
      subject: upload,
      state: "open",
      usedIn: undefined,
    });
  });

  test("is made for each subject in one go, each with a token of its own", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });
    const delivery = newId(DeliveryId);
    const chart = (part: number): LinkSubject => ({ purpose: "picture", of: { delivery, part } });

    const urls = await links.make(ownerOf(ctx), [chart(1), chart(3)]);

    const found = await Promise.all(urls.map((url) => links.find(tokenIn(url))));
    expect(found.map((one) => one?.subject)).toEqual([chart(1), chart(3)]);
    expect(new Set(urls.map((url) => url?.href)).size).toBe(2);
  });

  test("is not made where no public address is known, nor without a secret", async () => {
    const ctx = await makeWorkspace(db);

    const nowhere = await buildLinks(db, { publicUrl: undefined, secret }).make(ownerOf(ctx), [upload]);
    const unsigned = await buildLinks(db, { publicUrl, secret: undefined }).make(ownerOf(ctx), [upload]);

    expect([nowhere, unsigned]).toEqual([[undefined], [undefined]]);
  });

  test("lies in the database as a hash only", async () => {
    const ctx = await makeWorkspace(db);

    const [url] = await buildLinks(db, { publicUrl, secret }).make(ownerOf(ctx), [upload]);

    const rows = await withTx(ctx, (tx) =>
      rowsOf<{ row: unknown }>(tx, sql`select to_jsonb(link) as row from link`),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(tokenIn(url));
  });

  test("is used up by one message only", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });
    const [url] = await links.make(ownerOf(ctx), [upload]);
    const [first, second] = [newId(InboundId), newId(InboundId)];

    const used = await Promise.all([links.use(tokenIn(url), first), links.use(tokenIn(url), second)]);

    expect(used.toSorted()).toEqual([false, true]);
    const found = await links.find(tokenIn(url));
    expect(found?.state).toBe("used");
    expect([first, second]).toContain(found?.usedIn);
  });

  test("ends after its minutes, and cannot be used from then on", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });
    const [url] = await links.make(ownerOf(ctx), [upload]);
    await asOwner(
      db,
      `update link set expires_at = expires_at - interval '10 minutes' where workspace_id = '${ctx.workspaceId}'`,
    );

    expect((await links.find(tokenIn(url)))?.state).toBe("expired");
    expect(await links.use(tokenIn(url), newId(InboundId))).toBe(false);
  });

  test("ends when its person leaves the workspace", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });
    const [url] = await links.make(ownerOf(ctx), [upload]);
    await asOwner(db, `delete from membership where workspace_id = '${ctx.workspaceId}'`);

    expect((await links.find(tokenIn(url)))?.state).toBe("expired");
  });

  test("opens nothing under another secret", async () => {
    const ctx = await makeWorkspace(db);
    const [url] = await buildLinks(db, { publicUrl, secret }).make(ownerOf(ctx), [upload]);

    const other = buildLinks(db, { publicUrl, secret: Buffer.alloc(32, 8) });

    expect(await other.find(tokenIn(url))).toBeUndefined();
  });

  test("is swept a day after its end by the next one", async () => {
    const ctx = await makeWorkspace(db);
    const links = buildLinks(db, { publicUrl, secret });
    await links.make(ownerOf(ctx), [upload]);
    await asOwner(
      db,
      `update link set expires_at = now() - interval '25 hours' where workspace_id = '${ctx.workspaceId}'`,
    );

    await links.make(ownerOf(ctx), [upload]);

    const rows = await withTx(ctx, (tx) => rowsOf(tx, sql`select 1 from link`));
    expect(rows).toHaveLength(1);
  });
});

describe("a token", () => {
  const tokens = buildTokens(secret);

  test("bears our mark, and no other letters do", () => {
    const token = tokens.make();
    const changed = [0, 20, 25, 41].map((at) => {
      const letter = token[at] === "A" ? "B" : "A";
      return `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
    });

    expect(tokens.isOurs(token)).toBe(true);
    expect(changed.map(tokens.isOurs)).toEqual([false, false, false, false]);
  });

  test.each([
    "",
    "x",
    "a".repeat(43),
    "a".repeat(5_000),
    "../../etc/passwd",
    "한글".repeat(20),
    randomUUID(),
  ])("%s is none of ours", (text) => {
    expect(tokens.isOurs(text)).toBe(false);
  });

  test("has one spelling", () => {
    const token = tokens.make();
    const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const twins = last
      .split("")
      .map((letter) => `${token.slice(0, -1)}${letter}`)
      .filter((one) => one !== token);

    expect(twins.filter(tokens.isOurs)).toEqual([]);
  });
});
