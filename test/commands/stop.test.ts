// A stop as a service manager does it: a real server with a long import in hand gets SIGTERM.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { rowsOf, withSystemTx } from "../../src/db/db.ts";
import { openDb } from "../../src/db/open.ts";
import { silentLog } from "../support/database.ts";

const src = fileURLToPath(new URL("../../src/", import.meta.url));
const now = "2026-11-21T10:00+09:00";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "co9ma-stop-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function started(script: string, args: string[], env: Record<string, string>): ChildProcess {
  const quick = script.startsWith("commands/") ? ["--import", join(src, "quick-start.ts")] : [];
  return spawn(process.execPath, [...quick, join(src, script), ...args], {
    env: { PATH: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function heard(child: ChildProcess, text: RegExp): Promise<void> {
  let all = "";
  return new Promise((resolve, reject) => {
    const take = (chunk: unknown): void => {
      all += String(chunk);
      if (text.test(all)) resolve();
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${all}`)));
  });
}

/** Some 15 MB: the embedded database is busy with it for half a minute. */
function longReport(): string {
  const lines = Array.from({ length: 300_000 }, (_, index) => {
    const day = Temporal.PlainDate.from("2024-01-01").add({ days: index % 1_000 });
    return `${day},Campaign ${index % 300},${1_000 + index},${index % 9},${index % 3}`;
  });
  return ["Day,Campaign name,Amount spent (KRW),Link clicks,Purchases", ...lines].join("\n");
}

it("stops with 0 in less than ten seconds and gives the import in hand back", async () => {
  const data = join(folder, "data");
  const report = join(folder, "long.csv");
  await writeFile(report, longReport());
  const server = started("main.ts", [], {
    PORT: "0",
    CO9MA_DATA_DIR: data,
    LOG_LEVEL: "warn",
    CO9MA_NOW: now,
  });
  await heard(server, /admin code/);
  const asking = started("commands/ask.ts", ["--data", data, "--file", report, "총 광고비"], {});
  await heard(asking, /(?:[1-9]\d*,\d{3}|[1-9]\d?%)/);

  const gone = new Promise<number | null>((resolve) => server.once("exit", resolve));
  const begun = performance.now();
  server.kill("SIGTERM");

  expect(await gone).toBe(0);
  expect(performance.now() - begun).toBeLessThan(10_000);
  asking.kill();
  const db = await openDb({ kind: "embedded", dir: data }, { log: silentLog });
  const rows = await withSystemTx(db, "test.look", (tx) =>
    rowsOf(tx, sql`select state, attempts from inbound`),
  );
  expect(rows).toEqual([{ state: "waiting", attempts: 0 }]);
  await db.close();
});
