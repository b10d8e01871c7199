// One replica of the built app as a child process: killed without warning, started again at once, stopped at the end.

import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
const quickStart = new URL("../../quick-start.ts", import.meta.url).href;

/** The app itself promises to stop in less than ten seconds. */
const STOP_MS = 12_000;
/** A replica that ends by itself is started again, but not in a spin, and not for ever when it never serves. */
const CRASH_PAUSE_MS = 1_000;
const FAILED_STARTS = 5;

export type Replica = {
  url: string;
  /** Resolves with the start text of the process that runs, as soon as it serves. @throws when `signal` aborts before, or it cannot start */
  serving: (signal: AbortSignal) => Promise<string>;
  /** Kill -9, then a new process at once. */
  kill: () => Promise<void>;
  kills: () => number;
  /** How often it ended although nobody killed it. */
  crashes: () => number;
  /** @returns false when it cannot hear just now */
  tell: (message: object) => boolean;
  stop: () => Promise<void>;
};

/** Another program than the app's own, its arguments, and who hears what it says: it can be told things then. */
export type OtherProgram = {
  entry: string;
  given: readonly string[];
  heard: (message: unknown) => void;
};

/** @param variables of the app's configuration beside the usual ones */
export async function startReplica(
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
  other?: OtherProgram,
): Promise<Replica> {
  const port = await freePort();
  const started = new EventEmitter().setMaxListeners(0);
  const state = { stopping: false, killing: false, kills: 0, crashes: 0, failedStarts: 0, text: "" };
  let child = start();
  const killAtExit = (): void => void child.kill("SIGKILL");
  process.once("exit", killAtExit);

  function start(): ChildProcess {
    const made = spawn(
      process.execPath,
      other ? ["--import", quickStart, other.entry, ...other.given] : [main],
      {
        env: { PATH: "", DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: "error", ...variables },
        stdio: ["ignore", "pipe", "inherit", ...(other ? (["ipc"] as const) : [])],
      },
    );
    if (other) made.on("message", other.heard);
    state.text = "";
    made.stdout?.once("data", (chunk: unknown) => {
      state.text = String(chunk);
      state.failedStarts = 0;
      started.emit("serving");
    });
    made.once("exit", () => void restart());
    return made;
  }

  async function restart(): Promise<void> {
    const served = state.text !== "";
    state.text = "";
    if (!state.killing && !state.stopping) {
      state.crashes += 1;
      if (!served) state.failedStarts += 1;
      if (state.failedStarts >= FAILED_STARTS) return void started.emit("serving"); // to those who wait, who are told then
      await pause(CRASH_PAUSE_MS);
    }
    state.killing = false;
    if (state.stopping) return;
    child = start();
    started.emit("again");
  }

  function checkStarts(): void {
    if (state.failedStarts >= FAILED_STARTS)
      throw new Error(`a replica ended ${FAILED_STARTS} times before it served; what it said stands above`);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async serving(signal) {
      if (state.text === "" && state.failedStarts < FAILED_STARTS) await once(started, "serving", { signal });
      checkStarts();
      return state.text;
    },
    async kill() {
      checkStarts();
      state.killing = true;
      const again = once(started, "again");
      child.kill("SIGKILL");
      await again;
      state.kills += 1;
    },
    kills: () => state.kills,
    // One that is killed as it is told something says so by its end.
    tell: (message) => state.text !== "" && child.connected && child.send(message, () => {}),
    crashes: () => state.crashes,
    async stop() {
      state.stopping = true;
      process.off("exit", killAtExit);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      const guard = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await gone;
      clearTimeout(guard);
    },
  };
}

/** The port stays the replica's own over all its restarts, as behind a balancer. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port to listen on");
  return address.port;
}
