// Reports that come without a person: kept at the door, read once, told to the admins once, under a name that says where they came from.

import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { addressState, revokeAddress } from "../../src/capabilities/intake/address.ts";
import { offerAddress } from "../../src/capabilities/intake/address.ts";
import { intakeTools } from "../../src/capabilities/intake/tools.ts";
import { verifyLedger } from "../../src/capabilities/write.ts";
import { buildIntake } from "../../src/chat/intake.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { PersonId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { arrivalWork } from "../../src/jobs/arrivals.ts";
import { openFolder } from "../../src/platforms/folder/folder.ts";
import { makePlace, until } from "../chat/support.ts";
import { serve, type Served } from "../platforms/web/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { fixedNow, joinWorkspace, makeWorkspace } from "../support/workspace.ts";

const report =
  "날짜,캠페인,광고비(원),노출수,클릭수\n2026-11-10,여름 세일,10000,500,25\n2026-11-12,브랜드 검색,20000,900,60\n";

let db: Db;
let served: Served;
let ctx: Ctx;
const now = (): Temporal.Instant => fixedNow;
const base = new URL("https://co9ma.example.com");
beforeAll(async () => {
  db = await openTestDb();
  const desk = { db, log: silentLog, now };
  served = await serve(db, buildAnswerer(silentLog), {
    works: () => [arrivalWork(desk)],
    intake: { intake: buildIntake(desk), base },
  });
});
afterAll(async () => {
  await served.close();
  await closeTestDb(db);
});
/** Its admin has been on the page, so that they can be told there. */
beforeEach(async () => {
  ctx = await makeWorkspace(db);
  await served.chat.send(makePlace(ctx), { key: randomUUID(), text: "도움말" });
});

/** An answer to a request as a program makes it, under any Host. */
async function ask(
  method: string,
  path: string,
  { body = "", headers = {} }: { body?: string | Buffer; headers?: Record<string, string> } = {},
): Promise<{ status: number; text: string }> {
  const url = new URL(path, served.url);
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was cut off for its length is not used again.
    const req = request(
      url,
      { method, agent: false, headers: { host: "anything.example", ...headers } },
      (res) => {
        text(res).then((said) => resolve({ status: res.statusCode ?? 0, text: said }), reject);
      },
    );
    req.on("error", reject);
    req.end(body);
  });
}

async function openAddress(): Promise<string> {
  const code = await offerAddress(ctx);
  const { text } = await ask("POST", `/in/show/${code}`);
  return new URL(/https:\/\/co9ma\.example\.com\/in\/[\w-]{43}/.exec(text)?.[0] ?? "").pathname;
}

type Cards = { cards: Parameters<typeof cardText>[0][] };

/** What admins were told, oldest first. */
async function told(enough: number): Promise<string[]> {
  return until(async () => {
    const rows = await asOwner<Cards>(
      db,
      `select t.cards from turn t join conversation c on c.id = t.conversation_id
       where t.workspace_id = '${ctx.workspaceId}' and c.thread_ref = 'arrivals' order by t.created_at, t.id`,
    );
    return rows.length >= enough
      ? rows.map(({ cards }) => cards.map((card) => cardText(card)).join("\n"))
      : undefined;
  });
}

describe("an upload address", () => {
  test("is shown once, takes a raw body and a form, and its file is imported and told with an undo", async () => {
    const code = await offerAddress(ctx);
    const looked = await ask("GET", `/in/show/${code}`);
    const shown = await ask("POST", `/in/show/${code}`);
    const again = await ask("POST", `/in/show/${code}`);
    const path = new URL(/https:\/\/co9ma\.example\.com\/in\/[\w-]{43}/.exec(shown.text)?.[0] ?? "").pathname;

    const raw = await ask("POST", `${path}?name=report.csv`, { body: report });
    const form = await ask("POST", path, {
      body: `--b\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n\r\nhello there\r\n--b--\r\n`,
      headers: { "content-type": "multipart/form-data; boundary=b" },
    });
    const [first = "", second = ""] = await told(2);
    const { files } = JSON.parse(raw.text) as { files: { id: string }[] };
    const state = await ask("GET", `${path}/${files[0]?.id}`);

    expect([looked.status, shown.status, again.status]).toEqual([200, 200, 404]);
    expect(looked.text).not.toContain("/in/");
    expect([raw.status, form.status]).toEqual([202, 202]);
    expect(first).toContain("업로드 주소로 파일이 왔어요: ‘report.csv’");
    expect(first).toContain("2행");
    expect(first).toContain("가져오기 되돌리기");
    expect(second).toContain("note.txt");
    expect(JSON.parse(state.text)).toMatchObject({ name: "report.csv", state: "taken" });
    const actors = await asOwner<{ actor: unknown }>(
      db,
      `select actor from ledger where workspace_id = '${ctx.workspaceId}' and action = 'import.load'`,
    );
    expect(actors).toEqual([{ actor: { kind: "intake", door: "address" } }]);
    expect(await verifyLedger(ctx)).toMatchObject({ state: "whole" });
    const [stored] = await asOwner(
      db,
      `select token_hash from intake_address where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(path).not.toContain(String(stored?.["token_hash"]));
  });

  test("sent again under one key is one arrival; empty, foreign and closed ones are told as JSON", async () => {
    const path = await openAddress();
    const headers = { "idempotency-key": "nightly-1" };
    const sent = [
      await ask("POST", `${path}?name=a.csv`, { body: report, headers }),
      await ask("POST", `${path}?name=a.csv`, { body: report, headers }),
    ];
    await told(1);
    const noFile = await ask("POST", path, {
      body: "--b--\r\n",
      headers: { "content-type": "multipart/form-data; boundary=b" },
    });
    const large = await ask("POST", path, { headers: { "content-length": "2000000" } }).catch(
      () => undefined,
    );
    const moved = await openAddress();
    const old = await ask("POST", path, { body: report });
    await revokeAddress(ctx);
    const closed = await ask("POST", moved, { body: report });
    const unknown = await ask("POST", `/in/${"A".repeat(43)}`, { body: report });

    expect(new Set(sent.map(({ text }) => text)).size).toBe(1);
    expect(noFile.status).toBe(400);
    expect(large === undefined || large.status === 413).toBe(true);
    expect([old.status, closed.status, unknown.status]).toEqual([404, 404, 404]);
    expect(JSON.parse(closed.text)).toMatchObject({
      code: "not_found",
      next: expect.stringContaining("관리자"),
    });
    expect(await addressState(ctx)).toEqual({ shownAt: undefined, lastUsedAt: undefined });
    expect(await told(1)).toHaveLength(1);
  });

  test("is an admin's to open, and opens nothing for somebody who is no admin any more", async () => {
    const manager = await joinWorkspace(ctx, "project_manager");
    await expect(offerAddress(manager)).rejects.toMatchObject({ code: "forbidden" });
    const code = await offerAddress(ctx);
    const personId = PersonId.parse((ctx.actor as { personId: string }).personId);
    await asOwner(db, `update membership set role = 'viewer' where person_id = '${personId}'`);

    expect((await ask("POST", `/in/show/${code}`)).status).toBe(403);
  });

  test("says to wait when it is used too often", async () => {
    const path = await openAddress();
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) statuses.push((await ask("GET", `${path}/x`)).status);

    expect(statuses).toContain(429);
  });
});

test("what comes without a person is listed for admins, with its ways", async () => {
  const show = intakeTools.find(({ name }) => name === "show_intake");
  const intake = { base, isLocal: false, dropFolder: true };
  const { card } = (await show?.run({ ...ctx, intake }, {}, () => {})) ?? {};

  expect(card && cardText(card)).toMatch(/업로드 주소: 아직 없어요[\s\S]*작업실/);
});

describe("the drop folder", () => {
  async function openDir(): Promise<{ dir: string; look: () => Promise<void> }> {
    const dir = await mkdtemp(join(tmpdir(), "co9ma-drop-"));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const parts = {
      dir,
      intake: buildIntake({ db, log: silentLog, now }),
      log: silentLog,
      maxFileBytes: 1_000,
      nowS: () => 0,
    };
    const folder = openFolder(parts, 20);
    onTestFinished(() => folder.close());
    return { dir, look: () => folder.close() };
  }

  test("takes whole files once, turns others away with a reason beside them, and follows no link", async () => {
    const { dir } = await openDir();
    const own = join(dir, ctx.workspaceId);
    await mkdir(own);
    const secret = join(dir, ".secret");
    await writeFile(secret, report);
    await writeFile(join(own, "week.csv"), report);
    await writeFile(join(own, "half.csv.part"), "날짜,");
    await writeFile(join(own, "big.csv"), "x".repeat(2_000));
    await writeFile(join(own, "note.txt"), "hello there");
    await writeFile(join(dir, "whose.csv"), report);
    await symlink(secret, join(own, "link.csv"));

    const [refused, taken] = await until(async () => {
      const [away, in_] = await Promise.all(
        [readdir(join(dir, "refused")), readdir(join(dir, "taken"))].map((one) =>
          one.catch(() => [] as string[]),
        ),
      );
      return (away?.length ?? 0) >= 8 && (in_?.length ?? 0) >= 1 ? [away ?? [], in_ ?? []] : undefined;
    });

    const named = (name: string): string => refused.find((one) => one.endsWith(name)) ?? "";
    expect(taken.map((name) => name.slice(9))).toEqual(["week.csv"]);
    expect(await readdir(own)).toEqual(["half.csv.part"]);
    expect(await readFile(join(dir, "refused", named("big.csv.reason.txt")), "utf8")).toContain(
      "larger than",
    );
    expect(await readFile(join(dir, "refused", "link.csv.reason.txt"), "utf8")).toContain("Links");
    expect(await readFile(join(dir, "refused", "whose.csv.reason.txt"), "utf8")).toContain("not clear whose");
    expect(await readFile(secret, "utf8")).toBe(report);
    const texts = (await told(3)).join("\n");
    expect(texts).toContain("공유 폴더로 파일이 왔어요: ‘week.csv’");
    expect(texts).toContain("big.csv");
    expect(texts).not.toContain("link.csv");
  });

  test("two processes on one folder take each file once", async () => {
    const { dir } = await openDir();
    const parts = {
      dir,
      intake: buildIntake({ db, log: silentLog, now }),
      log: silentLog,
      maxFileBytes: 1_000,
      nowS: () => 0,
    };
    const other = openFolder(parts, 20);
    onTestFinished(() => other.close());
    const own = join(dir, ctx.workspaceId);
    await mkdir(own);
    for (let day = 10; day < 16; day += 1)
      await writeFile(join(own, `day-${day}.csv`), `날짜,캠페인,광고비(원)\n2026-11-${day},여름 세일,1000\n`);

    const taken = await until(async () => {
      const names = await readdir(join(dir, "taken")).catch(() => []);
      return names.length >= 6 ? names : undefined;
    });

    expect(taken).toHaveLength(6);
    expect(await told(6)).toHaveLength(6);
  });
});
