// `npm run eval` as a key holder runs it, against a server that follows a script.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { estimateOf } from "../../src/commands/eval/estimate.ts";
import { openScriptedServer, type Reply, type ScriptedServer } from "../support/scripted-model.ts";

vi.setConfig({ testTimeout: 120_000 });

const command = fileURLToPath(new URL("../../src/commands/eval-model.ts", import.meta.url));

type Ended = { code: number | null; out: string; err: string };

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

async function serve(...script: Reply[]): Promise<ScriptedServer> {
  const server = await openScriptedServer("chat", script);
  onTestFinished(() => server.close());
  return server;
}

function at({ url }: ScriptedServer): Record<string, string> {
  return { OPENAI_BASE_URL: url, OPENAI_MODEL: "scripted", OPENAI_API_KEY: "sk-test-abcdefghijklmnop" };
}

const spend = { kind: "total", metrics: ["spend"], time: "last_week" };
const query: Reply = {
  calls: [{ id: "call_1", name: "query_performance", arguments: JSON.stringify(spend) }],
};

let folder: string;
let rows: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "co9ma-eval-"));
  rows = join(folder, "rows.tsv");
  await writeFile(
    rows,
    [
      "id\tlang\tutterance\tsource\tintent\tslots\tambiguous",
      'a1\tko\t지난주 광고비 얼마야\town\tquery_performance\t{"metrics":["spend"],"time":"last_week"}\t',
      'a2\ten\tspend last week\town\tquery_performance\t{"metrics":["spend"],"time":"last_week"}\t',
    ].join("\n"),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("eval with a model", () => {
  it("without a key it says what to set and runs nothing", async () => {
    const { code, out, err } = await run([]);

    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("OPENAI_API_KEY");
    expect(err).toContain("eval:interpret");
  });

  it("with nobody to ask it names the tokens and does not start", async () => {
    const server = await serve(query);

    const { code, err } = await run([rows], at(server));

    expect(code).toBe(2);
    expect(err).toContain("2 rows, compatible/scripted: cost not known for this model");
    expect(err).toContain("--yes");
    expect(server.asked).toEqual([]);
  });

  it("reports what was understood, what was dropped, who answered instead, and what it took", async () => {
    const invented: Reply = { words: ["광고비는 987,654원이에요."] };
    const server = await serve(query, { words: [] }, invented);

    const { code, out } = await run(["--yes", rows], at(server));

    expect(code).toBe(0);
    expect(out).toContain("model compatible/scripted");
    expect(out).toMatch(/^all rows +2 +1\.000 +1\.000 +1\.000 +0$/m);
    expect(out).toMatch(/^query_performance +2 /m);
    expect(out).toContain("unproved words dropped     1 answers");
    expect(out).toContain("answered by the interpreter instead   1 rows (unproved 1)");
    expect(out).toContain("in 3,600 (cached 3,000), out 180 (reasoning 60)");
    expect(out).toContain("cost     not known for this model");
    expect(out).toMatch(/^time +p50 \d+\.\d s/m);
  });

  it("runs only as many rows as wanted", async () => {
    const server = await serve(query, { words: [] });

    const { out } = await run(["--yes", "--limit", "1", rows], at(server));

    expect(out).toMatch(/^all rows +1 +1\.000/m);
    expect(server.asked).toHaveLength(2);
  });
});

describe("the estimate", () => {
  const scope = {
    zone: "Asia/Seoul",
    now: Temporal.Instant.from("2026-11-21T10:00:00+09:00"),
    lang: "ko",
  } as const;

  it("grows with the messages and is priced where the price is known", () => {
    const one = estimateOf("openai.responses/gpt-6-luna", 1, scope);
    const ten = estimateOf("openai.responses/gpt-6-luna", 10, scope);

    expect(one.inputTokens).toBeGreaterThan(5_000);
    expect(ten.inputTokens).toBe(10 * one.inputTokens);
    expect(ten.costMicros).toBeGreaterThan(0n);
    expect(estimateOf("compatible/llama", 10, scope).costMicros).toBeNull();
  });
});
