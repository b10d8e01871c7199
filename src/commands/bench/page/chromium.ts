// The system's Chromium without a display: where it lies and how it is started, for the bench and the browser tests.

import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The background flags keep a browser on a closed network from asking for hosts nobody answers for. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @param named a path that comes before the usual ones */
export function findChromium(named?: string): string | undefined {
  return [named, ...places].find((path) => path !== undefined && existsSync(path));
}

/** The driver is there for development only: nothing else of the bench needs it. */
export async function openChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: flags });
}
