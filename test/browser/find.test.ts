import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endOf, makeAnswerer, textCard } from "../chat/made-answerer.ts";
import { longCard } from "../core/card/made-cards.ts";
import {
  askOn,
  chromiumPath,
  phone,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

const answerer = makeAnswerer(async function* (ctx, { said }) {
  yield {
    kind: "card",
    card: said.includes("표") ? longCard("ko", 40) : textCard(`${said}에 답해요: ROAS 346%`),
  };
  yield endOf();
});

describe.runIf(chromiumPath !== undefined)("search in the conversation", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    visit = await visitPage(stage().browser, stage().served.url, { ...phone, locale: "ko-KR" });
    page = visit.page;
    for (const text of ["여름 세일", "가을 세일", "표로 보여줘"]) await askOn(page, text);
  }, 60_000);
  afterAll(async () => {
    await visit.close();
  });

  const count = (): Promise<string | null> => page.textContent("#find-count");
  const marked = (name: string): Promise<string[]> =>
    page.evaluate(`[...CSS.highlights.get("${name}")].map((range) => range.toString())`);

  test("opens by keyboard, finds as one types, and marks every place", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("세일");

    expect(await count()).toBe("4 / 4");
    expect(await marked("found")).toEqual(["세일", "세일", "세일", "세일"]);
    expect(await marked("found-here")).toEqual(["세일"]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("goes up and down and round, by keys and by buttons", async () => {
    await page.keyboard.press("Enter");
    expect(await count()).toBe("3 / 4");
    await page.keyboard.press("Shift+Enter");
    await page.click("#find-down");
    expect(await count()).toBe("1 / 4");
    await page.click("#find-up");

    expect(await count()).toBe("4 / 4");
  });

  test("does not care for case, and says when there is nothing", async () => {
    await page.fill("#find", "roas");
    expect(await count()).toBe("2 / 2");

    await page.fill("#find", "겨울");

    expect(await count()).toBe("없어요");
    expect(await marked("found")).toEqual([]);
  });

  test("finds a row that a long table does not show yet, and shows it", async () => {
    await page.fill("#find", "캠페인 33");

    expect(await count()).toBe("1 / 1");
    await page.locator("tbody th", { hasText: "캠페인 33" }).waitFor();
    expect(await page.locator("tbody th", { hasText: "캠페인 33" }).isVisible()).toBe(true);
  });

  test("is closed by Esc, which takes the marks away and leads back to the message box", async () => {
    await page.focus("#find");
    await page.keyboard.press("Escape");

    expect(await page.isVisible("#find-bar")).toBe(false);
    expect(await marked("found")).toEqual([]);
    expect(await page.evaluate("document.activeElement.id")).toBe("say");
    expect(visit.problems).toEqual([]);
  });
});
