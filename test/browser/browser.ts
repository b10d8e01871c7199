// The system's Chromium, driven without a display. Without it the browser tests are one loud, counted line.

import axe from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { findChromium, openChromium } from "../../src/commands/bench/page/chromium.ts";

export const chromiumPath: string | undefined = findChromium(process.env["CHROMIUM_PATH"]);

export const missing =
  "BROWSER TESTS DID NOT RUN: no Chromium on this machine. Install it (apt-get install -y chromium fonts-noto-cjk), or name it in CHROMIUM_PATH.";

/** Set where a missing browser is a failure. */
export const required = process.env["CO9MA_REQUIRE_BROWSER"] === "1";

if (chromiumPath === undefined) process.stderr.write(`\n!!! ${missing}\n\n`);

export function openBrowser(): Promise<Browser> {
  return openChromium(chromiumPath ?? "");
}

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
export const desk = { viewport: { width: 1280, height: 900 } } as const;

export type Visit = { page: Page; requests: string[]; problems: string[]; close: () => Promise<void> };

/** Opens the page in a context of its own; what the browser complains of is collected. */
export async function visitPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<Visit> {
  const context = await browser.newContext({ colorScheme: "light", ...options });
  context.setDefaultTimeout(90_000); // for what never comes: a busy machine shows everything, late
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(url);
  await page.waitForSelector(".hello, .entry, form.offer");
  return { page, requests, problems, close: () => context.close() };
}

/** Sends a question and waits until it is answered. */
export async function askOn(page: Page, text: string): Promise<void> {
  const answered = page.locator(".answer:not([aria-busy]) .card");
  const before = await answered.count();
  await page.fill("#say", text);
  await page.keyboard.press("Enter");
  await answered.nth(before).waitFor();
}

/** The answers that are whole, once there are `count` of them. */
export async function answersOn(page: Page, count: number): Promise<Locator> {
  const answers = page.locator(".answer:not([aria-busy])");
  await answers.nth(count - 1).waitFor();
  return answers;
}

/** Findings of axe that keep somebody from using the page. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ impact, id, nodes }) => ({ impact, id, at: nodes.map(({ target }) => target.join(' ')) })))",
  );
  return (found as { impact: string; id: string; at: string[] }[])
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, at }) => `${id}: ${at.join(", ")}`);
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > innerWidth");
}
