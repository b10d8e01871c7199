// Starts the process and stops it: database, chat, web page and local socket.

import "./quick-start.ts";
import { existsSync } from "node:fs";
import { flushCompileCache } from "node:module";
import type { Logger } from "pino";
import type { App, Surfaces } from "./app.ts";
import { banner } from "./banner.ts";
import { type Config, readConfig } from "./config.ts";
import { Failure, failureText } from "./core/failure.ts";
import { takeFolder } from "./db/holder.ts";
import { openLog } from "./log.ts";

/** The longest a stop may take: the claim loop gives work back within some five seconds. A second signal does not wait. */
const STOP_MS = 9_500;

async function start(): Promise<void> {
  const config = readConfig();
  checkFolder(config);
  const log = openLog(config.logLevel);
  const { openApp, openSurfaces } = await import("./app.ts");
  const app = await openApp(config, log);
  const opened: Opened = { app };
  const isStopping = stopOnSignals(opened, log); // before the surfaces: the app has work in hand already
  const surfaces = await openSurfaces(config, app, log).catch(async (error: unknown) => {
    if (isStopping()) await new Promise(() => {});
    await app.close();
    throw error;
  });
  opened.surfaces = surfaces;
  process.stdout.write(`${banner(config, surfaces)}\n`);
  flushCompileCache(); // a process that is killed would leave nothing to the next one
}

/**
 * A second server on the folder is told so before the program is loaded, which takes a second; the database looks again.
 * @throws Failure "conflict"
 */
function checkFolder({ databaseUrl, dataDir }: Config): void {
  if (databaseUrl === undefined && existsSync(dataDir)) takeFolder(dataDir).release();
}

type Opened = { app: App; surfaces?: Surfaces };

/** @returns whether the process is on its way out */
function stopOnSignals(opened: Opened, log: Logger): () => boolean {
  let stopping = false;
  const stop = async (reason: string, code: number): Promise<void> => {
    if (stopping) process.exit(code || 1);
    stopping = true;
    log.info({ reason }, "stopping");
    setTimeout(() => process.exit(code || 1), STOP_MS).unref();
    await opened.surfaces?.close();
    await opened.app.close();
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal, 0));
  process.on("uncaughtException", (error) => {
    if (opened.app.survives(error)) {
      log.warn("the database driver wrote to a lost connection");
      return;
    }
    log.fatal({ err: error }, "uncaught error");
    void stop("uncaught error", 1);
  });
  return () => stopping;
}

try {
  await start();
} catch (error) {
  const text = error instanceof Failure ? failureText(error, "ko") : undefined;
  const english = error instanceof Failure ? failureText(error, "en") : undefined;
  process.stderr.write(
    text && english
      ? `${text.say} ${text.next}\n${english.say} ${english.next}\n`
      : `CO9MA could not start: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}
