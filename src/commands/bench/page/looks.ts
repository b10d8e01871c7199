// What a person waits for on the page, measured from inside the browser: the first load, the echo of a message, a scroll through everything.

import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { type Tasks, traceTasks } from "./tasks.ts";

export type Load = { bytes: number; requests: number; readyMs: number } & Tasks;

/** The page is ready when it is drawn and its box takes words: the frame after the first answer or the greeting stands there. */
const noteReady = `window.ready = new Promise((done) => {
  const look = () => {
    if (!document.querySelector(".hello, .entry") || !document.querySelector("#say")?.placeholder) return;
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  };
  const seen = new MutationObserver(look);
  seen.observe(document, { childList: true, subtree: true, attributes: true });
})`;

/** Opens `url` in a fresh context and counts what comes over the wire, headers included. */
export async function firstLoad(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; load: Load; close: () => Promise<void> }> {
  const context = await browser.newContext({ colorScheme: "light", locale: "ko-KR", ...options });
  const page = await context.newPage();
  await page.addInitScript(noteReady);
  const traced = await traceTasks(page);
  const wire = await countBytes(await context.newCDPSession(page));
  await page.goto(url);
  const readyMs = Number(await page.evaluate("window.ready"));
  const load = { ...wire(), readyMs, ...(await traced()) };
  return { page, load, close: () => context.close() };
}

async function countBytes(session: CDPSession): Promise<() => { bytes: number; requests: number }> {
  let [bytes, requests] = [0, 0];
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send("Network.enable");
  return () => ({ bytes, requests });
}

/** From the press of Enter to the frame that shows the message and that it is being looked into. */
export async function echoMs(page: Page, text: string): Promise<number> {
  const whole = page.locator(".answer:not([aria-busy])");
  const before = await whole.count();
  await page.fill("#say", text);
  await page.evaluate(`(() => {
    window.echoed = new Promise((done) => {
      document.querySelector("#say").addEventListener("keydown", ({ timeStamp }) => {
        const seen = new MutationObserver(() => {
          if (!document.querySelector(".entry:last-child .said")) return;
          seen.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - timeStamp)));
        });
        seen.observe(document.querySelector("#entries"), { childList: true });
      }, { once: true, capture: true });
    });
  })()`);
  await page.keyboard.press("Enter");
  const took = Number(await page.evaluate("window.echoed"));
  await whole.nth(before).waitFor();
  return took;
}

export type Scroll = { entries: number; slowestFrameMs: number } & Tasks;

/** Up until nothing older comes, then down again, 600 px a frame: faster than any finger. */
export async function scrollThrough(page: Page): Promise<Scroll> {
  const traced = await traceTasks(page);
  const { entries, slowestFrameMs } = (await page.evaluate(`(async () => {
    const talk = document.querySelector("#talk");
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const waiting = () => document.querySelector("#older")?.hidden === false;
    let slowestFrameMs = 0;
    let before = performance.now();
    const step = async (px) => {
      talk.scrollTop += px;
      await frame();
      const now = performance.now();
      slowestFrameMs = Math.max(slowestFrameMs, now - before);
      before = now;
    };
    while (talk.scrollTop > 0 || waiting()) await step(-600);
    const end = () => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 4;
    while (!end()) await step(600);
    return { entries: document.querySelectorAll(".entry").length, slowestFrameMs };
  })()`)) as { entries: number; slowestFrameMs: number };
  return { entries, slowestFrameMs, ...(await traced()) };
}
