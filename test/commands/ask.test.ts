// `ask` as a person runs it: a process of its own, on a folder of its own, with and without a server beside it.

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AnswerJson } from "../../src/commands/answer-json.ts";

const src = fileURLToPath(new URL("../../src/", import.meta.url));
const report = fileURLToPath(new URL("../fixtures/reports/made-meta-day-ko.csv", import.meta.url));
const now = "2026-11-21T10:00+09:00";

// Each test starts processes and makes databases.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Ended = { code: number | null; out: string; err: string; ms: number };

/** As the package's scripts have it: the server imports its quick start itself. */
const asNpmRuns = (script: string): string[] =>
  script.startsWith("commands/") ? ["--import", join(src, "quick-start.ts")] : [];

function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, [...asNpmRuns(script), join(src, script), ...args], {
    env: { PATH: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, out, err, ms: performance.now() - start })),
  );
}

const ask = (...args: string[]): Promise<Ended> => run("commands/ask.ts", args);

describe("ask on a folder of its own", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "co9ma-ask-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("answers from a dropped file only, as one JSON object, and leaves with 0", async () => {
    const ended = await ask(
      "--json",
      "--data",
      join(folder, "own"),
      "--now",
      now,
      "--file",
      report,
      "총 광고비",
    );

    const answer = JSON.parse(ended.out) as AnswerJson;
    expect(ended.code).toBe(0);
    expect(answer.import?.medium).toBe("meta");
    expect(answer.numbers.filter(({ metric }) => metric === "spend").length).toBeGreaterThan(0);
    expect(answer.text).not.toContain("데모]");
  });

  it("goes on in the same workspace at the next call, and the same file again changes nothing", async () => {
    const again = await ask(
      "--json",
      "--data",
      join(folder, "own"),
      "--now",
      now,
      "--file",
      report,
      "총 광고비",
    );

    const answer = JSON.parse(again.out) as AnswerJson;
    expect(again.code).toBe(0);
    expect(answer.text).toContain("이미");
  });

  it("takes a folder named on the command line also where DATABASE_URL is set", async () => {
    const elsewhere = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };

    const ended = await run(
      "commands/ask.ts",
      ["--data", join(folder, "own"), "--now", now, "총 광고비"],
      elsewhere,
    );

    expect(ended.code).toBe(0);
    expect(ended.out).toContain("광고비");
  });

  it("tells a refused file with a next step and leaves with 1", async () => {
    const empty = join(folder, "empty.csv");
    await writeFile(empty, "");

    const ended = await ask("--data", join(folder, "own"), "--file", empty, "--", "total spend");

    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/비어|empty/);
  });

  it("explains a wrong call and leaves with 2", async () => {
    const ended = await ask("--fast", "question");

    expect(ended.code).toBe(2);
    expect(ended.err).toContain("usage");
  });

  it("stops on a wrong variable with its name, in words", async () => {
    const ended = await run("main.ts", [], { PORT: "eighty" });

    expect(ended.code).toBe(1);
    expect(ended.err).toContain("PORT");
  });
});

describe("ask beside a running server", () => {
  let folder: string;
  let server: ChildProcess;
  let banner = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "co9ma-serve-"));
    server = spawn(process.execPath, [join(src, "main.ts")], {
      env: { PATH: "", PORT: "0", CO9MA_DATA_DIR: folder, LOG_LEVEL: "warn", CO9MA_NOW: now },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on("data", (chunk) => {
        banner += String(chunk);
        if (banner.includes("admin code")) resolve();
      });
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    });
  });
  afterAll(async () => {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await gone;
    await rm(folder, { recursive: true, force: true });
  });

  it("prints where it is, what is on and the one-use admin code", () => {
    expect(banner).toMatch(/http:\/\/localhost:\d+/);
    expect(banner).toContain("DATABASE_URL");
    expect(banner).toMatch(/admin code {2}\S{6,}/);
  });

  it("is answered by that server", async () => {
    const ended = await ask("--json", "--data", folder, "지난주 캠페인 어땠어?");

    const answer = JSON.parse(ended.out) as AnswerJson;
    expect(ended.code).toBe(0);
    expect(answer.numbers.length).toBeGreaterThan(6);
    expect(answer.text).toContain("데모");
  });

  it("may not move that server's clock", async () => {
    const ended = await ask("--data", folder, "--now", "2026-01-01T00:00Z", "어제 광고비");

    expect(ended.code).toBe(1);
    expect(ended.out).toContain("--now");
  });

  it("refuses a second server on the folder at once, in words", async () => {
    const ended = await run("main.ts", [], { PORT: "0", CO9MA_DATA_DIR: folder });

    expect(ended.code).toBe(1);
    expect(ended.err).toContain("CO9MA_DATA_DIR");
  });

  it("waits for another ask on a folder of its own", async () => {
    const own = join(folder, "shared");

    const both = await Promise.all([
      ask("--data", own, "--now", now, "어제 광고비"),
      ask("--data", own, "--now", now, "어제 클릭"),
    ]);

    expect(both.map(({ code }) => code)).toEqual([0, 0]);
  });

  it("refuses a port that is taken, in words", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;

    const ended = await run("main.ts", [], { PORT: String(port), CO9MA_DATA_DIR: join(folder, "other") });
    taken.close();

    expect(ended.code).toBe(1);
    expect(ended.err).toContain("PORT");
  });
});
