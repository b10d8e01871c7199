// From `npm start` on an empty data folder to the first answer, as a person would wait for it.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { askOverSocket } from "../../platforms/local/client.ts";
import type { Figure } from "./measure.ts";

const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
const DEADLINE_MS = 60_000;

export async function startFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "co9ma-start-"));
  say("npm start on an empty folder");
  const start = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { PATH: "", CO9MA_DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const guard = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.once("data", () => resolve());
      child.once("exit", (code) => reject(new Error(`npm start ended with ${code}`)));
    });
    const ready = performance.now() - start;
    for await (const event of askOverSocket(join(dataDir, "app.sock"), {
      question: "지난주 캠페인 어땠어?",
      files: [],
    })) {
      if (event.kind === "end" && event.outcome !== "answered") throw new Error("the first question failed");
    }
    const answered = performance.now() - start;
    return [
      { name: "start_ready", unit: "s", value: ready / 1000 },
      { name: "start_first_answer", unit: "s", value: answered / 1000 },
    ];
  } finally {
    clearTimeout(guard);
    child.kill("SIGTERM");
    await new Promise((resolve) =>
      child.exitCode === null ? child.once("exit", resolve) : resolve(undefined),
    );
    await rm(dataDir, { recursive: true, force: true });
  }
}
