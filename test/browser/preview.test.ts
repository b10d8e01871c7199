// A conversation as other surfaces draw it, from the same stored cards and by the real renderers: at a desk and on a phone, in both
// languages, by keyboard alone; nothing of it presses, and the first visit loads none of it.

import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { type Drawer, openDrawer } from "../../src/drawing/drawer.ts";
import { silentLog } from "../support/database.ts";
import {
  askOn,
  chromiumPath,
  desk,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const pictures = process.env["CO9MA_PICTURES"];

const surfaces = ["slack", "kakao_person", "kakao_team", "terminal"] as const;

describe.runIf(chromiumPath !== undefined)("the preview", { timeout: 240_000 }, () => {
  const drawer: Drawer = openDrawer(silentLog);
  const links = { make: async () => [], find: async () => undefined, use: async () => false };
  const stage = setStage(buildAnswerer(silentLog), { linked: { links, drawer } });
  const visits: Visit[] = [];
  let asked: Page;

  beforeAll(async () => {
    asked = await open(desk);
    await askOn(asked, "지난주 캠페인 어땠어?");
    await askOn(asked, "여름 샌들 세일 캠페인 만들어줘, 2주, 300만원, 20대 여성, 인스타랑 네이버");
  }, 120_000);
  afterEach(() => {
    const problems = visits.flatMap((visit) => visit.problems.splice(0));
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });
  afterAll(async () => {
    await Promise.all(visits.map((visit) => visit.close()));
    await drawer.close();
  });

  async function open(size: typeof phone | typeof desk, locale = "ko-KR", address = ""): Promise<Page> {
    const { browser, served } = stage();
    const visit = await visitPage(browser, `${served.url}${address}`, { ...size, locale });
    visits.push(visit);
    return visit.page;
  }

  async function look(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }

  async function showAs(page: Page, surface: string): Promise<void> {
    await page.locator("#as").selectOption(surface);
    await page.locator(`#preview .on-${surface}`).waitFor();
  }

  const brokenPictures = (page: Page): Promise<unknown> =>
    page.evaluate(
      "Promise.all([...document.querySelectorAll('#preview img')].map((one) => one.decode().then(() => [], () => [one.src]))).then((all) => all.flat())",
    );

  const place = (): string => new URL(asked.url()).search;

  test("is not loaded before somebody asks for it", async () => {
    const visit = visits[0];

    expect(visit?.requests.filter((url) => url.includes("preview"))).toEqual([]);
  });

  test.each(surfaces)("as %s shows every answer, checked, with nothing to press", async (surface) => {
    await showAs(asked, surface);

    const shown = asked.locator("#preview");
    expect(await shown.locator(".as-answer").count()).toBe(2);
    expect(await shown.locator(".as-said").allTextContents()).toContain("지난주 캠페인 어땠어?");
    expect(await shown.locator(".verdict.bad").allTextContents()).toEqual([]);
    expect(await shown.locator(".as-answer button:not([disabled])").count()).toBe(0);
    expect((await shown.innerText()).replaceAll("\n", " ")).toMatch(/시뮬레이션/);
    expect(await brokenPictures(asked)).toEqual([]);
    expect(await scrollsSideways(asked)).toBe(false);
    expect(await seriousFindings(asked)).toEqual([]);
    await look(asked, `preview-${surface}-desk`);
    await asked.evaluate("document.querySelector('#preview').scrollTop = 0");
    await look(asked, `preview-${surface}-desk-top`);
  });

  test.each(surfaces)("as %s fits a phone", async (surface) => {
    const page = await open(phone, "en-US", place());
    await page.locator(".answer .card").first().waitFor();
    await page.locator("#menu").click();
    await showAs(page, surface);

    expect(await page.locator("#side.open").count()).toBe(0);
    expect(await page.locator("#preview .back").isVisible()).toBe(true);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    await look(page, `preview-${surface}-phone`);
    await page.evaluate("document.querySelector('#preview').scrollTop = 700");
    await look(page, `preview-${surface}-phone-2`);
  });

  test("is entered and left by keyboard, and says in words what it is", async () => {
    const page = await open(desk, "en-US", place());
    await page.locator(".answer .card").first().waitFor();

    await page.locator("#as").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("#preview .on-slack").waitFor();
    expect(await page.locator("#preview h2").first().textContent()).toBe("As Slack draws it");
    expect(await page.locator("#composer").isVisible()).toBe(false);
    await page.locator("#preview .checked summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#preview .checked pre").first().isVisible()).toBe(true);
    await page.keyboard.press("Escape");

    expect(await page.locator("#composer").isVisible()).toBe(true);
    expect(await page.locator("#as").inputValue()).toBe("web");
    expect(await page.evaluate("document.activeElement.id")).toBe("say");
  });

  test("goes with the person into another conversation, which has nothing to show yet", async () => {
    const page = await open(desk, "ko-KR", place());
    await page.locator(".answer .card").first().waitFor();
    await showAs(page, "kakao_person");

    await page.locator("#new").click();

    await page.locator(".preview-empty").waitFor();
    await page.locator("#preview .back").click();
    expect(await page.locator(".hello").isVisible()).toBe(true);
  });
});
