import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../../src/commands/slack-check.ts", import.meta.url));

type Ended = { code: number | null; out: string; err: string };

function run(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: "", PORT: "9", SLACK_API_URL: "http://127.0.0.1:9/api", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

const wrong = {
  SLACK_BOT_TOKEN: "xapp-1-A0-abcdef",
  SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
};

test("a wrong token is told in one line with the next step, in the language of the terminal, and ends with 1", async () => {
  const korean = await run([], { ...wrong, LANG: "ko_KR.UTF-8" });
  const english = await run(["--lang", "en"], wrong);

  expect([korean.code, english.code]).toEqual([1, 1]);
  expect(korean.out.split("\n")[0]).toMatch(
    /^✗ SLACK_BOT_TOKEN의 값은 앱 수준 토큰.* → api\.slack\.com\/apps/,
  );
  expect(english.out.split("\n")[0]).toMatch(
    /^✗ The value of SLACK_BOT_TOKEN is an app-level token.* → Copy /,
  );
  expect(korean.out + english.out).not.toMatch(/A0-abcdef|0123456789abcdef/);
});

test("a call it does not understand ends with 2 and the usage", async () => {
  const ended = await run(["--address", "no address"], {});

  expect(ended.code).toBe(2);
  expect(ended.err).toContain("npm run slack:check");
});
