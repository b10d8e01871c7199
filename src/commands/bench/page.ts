// The web page as a browser meets it: bytes and time of the first load, the echo of a message, a scroll through 500 answers.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { type App, openApp, openSurfaces } from "../../app.ts";
import { firstPersona } from "../../chat/people.ts";
import { readConfig } from "../../config.ts";
import { chromiumNamed } from "../../config/development.ts";
import { openLog } from "../../log.ts";
import { findChromium, openChromium } from "./page/chromium.ts";
import { echoMs, firstLoad, type Load, scrollThrough } from "./page/looks.ts";
import { type Figure, figureLine, percentile } from "./measure.ts";

/** Messages of the long conversation, as its maker writes them. */
const MESSAGES = 500;
const VISITS = 5;
const ECHOES = 10;

const sizes = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
} as const;

const questions = [
  "지난주 캠페인 어땠어?",
  "매체별 광고비 알려줘",
  "최근 30일 일별 광고비 추이 보여줘",
  "ROAS 높은 캠페인 순서로 보여줘",
  "How did Meta and Naver do last month?",
];

export async function pageFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  const path = findChromium(chromiumNamed());
  if (path === undefined)
    throw new Error("no Chromium on this machine: install it, or name it in CHROMIUM_PATH");
  const dataDir = await mkdtemp(join(tmpdir(), "co9ma-page-"));
  const config = { ...readConfig({}), dataDir, port: 0 };
  const log = openLog("warn");
  const app = await openApp(config, log);
  const surfaces = await openSurfaces(config, app, log);
  const browser = await openChromium(path);
  try {
    const { url } = surfaces;
    say("first loads, echoes");
    const short = [...(await loads(browser, url, "new")), ...(await echoesOn(browser, url))];
    for (const figure of short) say(figureLine(figure));
    say(`writing ${MESSAGES} messages`);
    await converse(app);
    return [...short, ...(await loads(browser, url, "long")), ...(await scrolls(browser, url))];
  } finally {
    await browser.close();
    await surfaces.close();
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The first visit of a browser that holds nothing yet, the middle of several. */
async function loads(browser: Browser, url: string, of: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [size, options] of Object.entries(sizes)) {
    const seen: Load[] = [];
    for (let visit = 0; visit < VISITS; visit += 1) {
      const { load, close } = await firstLoad(browser, url, options);
      seen.push(load);
      await close();
    }
    const middle = (of: (load: Load) => number): number => percentile(seen.map(of), 0.5);
    figures.push(
      { name: `page_${of}_${size}_bytes`, unit: "B", value: middle(({ bytes }) => bytes) },
      { name: `page_${of}_${size}_requests`, unit: "requests", value: middle(({ requests }) => requests) },
      { name: `page_${of}_${size}_ready`, unit: "ms", value: middle(({ readyMs }) => readyMs) },
      { name: `page_${of}_${size}_longest_task`, unit: "ms", value: middle(({ longestMs }) => longestMs) },
      { name: `page_${of}_${size}_longest_task_cpu`, unit: "ms", value: middle((load) => load.longestCpuMs) },
      { name: `page_${of}_${size}_cpu`, unit: "ms", value: middle(({ cpuMs }) => cpuMs) },
    );
  }
  return figures;
}

async function echoesOn(browser: Browser, url: string): Promise<Figure[]> {
  const { page, close } = await firstLoad(browser, url, sizes.desk);
  const times: number[] = [];
  for (let index = 0; index < ECHOES; index += 1)
    times.push(await echoMs(page, questions[index % questions.length] ?? ""));
  await close();
  return [
    { name: "page_echo_p50", unit: "ms", value: percentile(times, 0.5) },
    { name: "page_echo_worst", unit: "ms", value: Math.max(...times) },
  ];
}

/** Real questions with real answers, in the conversation a visit opens: the person's last one. */
async function converse({ chat }: App): Promise<void> {
  const personId = firstPersona();
  const place = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: "long" });
  for (let index = 0; index < MESSAGES; index += 1) {
    const text = questions[index % questions.length] ?? "";
    const { inboundId } = await chat.send(place, { key: `long-${index}`, text });
    while ((await chat.answerTo(place, inboundId)) === undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function scrolls(browser: Browser, url: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [size, options] of Object.entries(sizes)) {
    const { page, close } = await firstLoad(browser, url, options);
    const { entries, longestMs, longestCpuMs, slowestFrameMs } = await scrollThrough(page);
    await close();
    figures.push(
      {
        name: `page_scroll_${size}_longest_task`,
        unit: "ms",
        value: longestMs,
        note: `${entries} messages`,
      },
      { name: `page_scroll_${size}_longest_task_cpu`, unit: "ms", value: longestCpuMs },
      { name: `page_scroll_${size}_slowest_frame`, unit: "ms", value: slowestFrameMs },
    );
  }
  return figures;
}
