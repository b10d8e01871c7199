// `npm run eval:review -- --model` as a key holder runs it, against a server that follows a script.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openScriptedServer, type Reply, type ScriptedServer } from "../support/scripted-model.ts";

vi.setConfig({ testTimeout: 120_000 });

const command = fileURLToPath(new URL("../../src/commands/eval-review.ts", import.meta.url));

const row = {
  id: "r1",
  lang: "ko",
  industry: "ecommerce",
  channel: "other",
  jurisdiction: "KR",
  text: "동네 서점입니다. 오늘도 문을 열었어요. 책상과 의자가 있어요.",
  context: { date: "2026-11-21", field: "body" },
};

type Line = { verdict: string; findings: { rule: string; severity: string; by?: string }[]; model?: string };
type Ended = { code: number | null; lines: Line[]; err: string };

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { env: { PATH: "", ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  child.stdin.end(`${JSON.stringify(row)}\n`);
  return new Promise((resolve) =>
    child.on("close", (code) => {
      const lines = out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Line);
      resolve({ code, lines, err });
    }),
  );
}

async function serve(...script: Reply[]): Promise<ScriptedServer> {
  const server = await openScriptedServer("chat", script);
  onTestFinished(() => server.close());
  return server;
}

function at({ url }: ScriptedServer): Record<string, string> {
  return { OPENAI_BASE_URL: url, OPENAI_MODEL: "scripted", OPENAI_API_KEY: "sk-test-abcdefghijklmnop" };
}

const objection = {
  text: 1,
  rule: "kr.fla.false-exaggerated",
  words: "책상과 의자가 있어요",
  severity: "block",
};
const objects: Reply = { words: [JSON.stringify({ findings: [objection], rewrites: [] })] };

describe("the review eval with a model", () => {
  it("adds what is left of the model's answer, a fix at most, and says whose it is", async () => {
    const { code, lines } = await run(["--model", "--yes"], at(await serve(objects)));

    expect(code).toBe(0);
    expect(lines).toMatchObject([
      {
        verdict: "fix",
        findings: [{ rule: "kr.fla.false-exaggerated", severity: "fix", by: "model" }],
        model: "compatible.chat/scripted",
      },
    ]);
  });

  it("keeps the rules' answer where the model fails, and says so", async () => {
    const { code, lines } = await run(["--model", "--yes"], at(await serve({ status: 500 })));

    expect(code).toBe(0);
    expect(lines).toMatchObject([{ verdict: "pass", findings: [], model: "broken" }]);
  });

  it("says what it would ask and starts with --yes only", async () => {
    const server = await serve(objects);
    const { code, lines, err } = await run(["--model"], at(server));

    expect([code, lines, server.asked.length]).toEqual([2, [], 0]);
    expect(err).toMatch(/1 of 1 rows, compatible\.chat\/scripted: cost not known/);
    expect(err).toContain("--yes");
  });

  it("says what to set where no model is configured, and asks none without --model", async () => {
    const [without, plain] = await Promise.all([run(["--model"]), run([])]);

    expect(without).toMatchObject({ code: 2, lines: [] });
    expect(without.err).toContain("OPENAI_API_KEY");
    expect(plain).toMatchObject({ code: 0, lines: [{ verdict: "pass", findings: [] }] });
    expect(plain.lines[0]).not.toHaveProperty("model");
  });
});
