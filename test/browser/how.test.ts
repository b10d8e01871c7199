import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { Card } from "../../src/core/card/card.ts";
import { Failure } from "../../src/core/failure.ts";
import { newId, QueryId } from "../../src/core/ids.ts";
import { endOf, makeAnswerer, textCard } from "../chat/made-answerer.ts";
import { longCard, won } from "../core/card/made-cards.ts";
import {
  askOn,
  chromiumPath,
  desk,
  phone,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

/** What was asked, by the query that answered it. */
const asked = new Map<string, string>();
let trouble: Error | undefined;

const answerer = makeAnswerer(
  async function* ({ lang }, { said }) {
    if (said.includes("도움")) yield { kind: "card", card: textCard("숫자 없는 답", lang) };
    else {
      const queryId = newId(QueryId);
      asked.set(queryId, said);
      const runs = ["광고비 ", { ...won(1_234_000), queryId }];
      yield { kind: "card", card: Card.parse({ lang, parts: [{ kind: "text", tone: "lead", runs }] }) };
    }
    yield endOf();
  },
  async ({ lang }, tool, input) => {
    const met = trouble;
    trouble = undefined;
    if (met) throw met;
    const { queryId } = input as { queryId: string };
    const words = textCard(`${tool}: ${asked.get(queryId)}`, lang);
    return { card: { ...words, parts: [...words.parts, ...longCard(lang, 20).parts] }, facts: {} };
  },
);

describe.runIf(chromiumPath !== undefined)("how an answer was made", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let visit: Visit;
  let page: Page;

  afterEach(async () => {
    await visit.close();
  });

  async function open(size: typeof phone | typeof desk, locale = "ko-KR"): Promise<void> {
    visit = await visitPage(stage().browser, stage().served.url, { ...size, locale });
    page = visit.page;
    await page.evaluate("document.querySelector('#new').click()");
    await page.waitForSelector(".starters button");
  }

  const controls = () => page.locator(".tools button[aria-controls]");

  test("is shown below the answer it belongs to, also further up, and put away again", async () => {
    await open(desk);
    await askOn(page, "첫 질문");
    await askOn(page, "둘째 질문");

    await controls().first().click();
    await page.locator(".how:visible").getByText("explain_figure: 첫 질문").waitFor();
    await controls().nth(1).click();
    await page.locator(".entry:last-child .how").getByText("explain_figure: 둘째 질문").waitFor();

    expect(await controls().first().getAttribute("aria-expanded")).toBe("true");
    await controls().first().click();
    expect(await page.locator(".how").count()).toBe(1);
    expect(await controls().first().getAttribute("aria-expanded")).toBe("false");
    expect(await page.locator(".said").allTextContents()).toEqual(["첫 질문", "둘째 질문"]);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("explain_figure");
    expect(await page.textContent("#find-count")).toBe("1 / 1");
    expect(visit.problems).toEqual([]);
  });

  test("is there after a reload, and not below an answer without figures", async () => {
    await open(desk, "en-US");
    await askOn(page, "도움말");
    await askOn(page, "첫 질문");
    await page.reload();
    await page.waitForSelector(".answer .card");

    expect(await controls().allTextContents()).toEqual(["How I got this"]);
    await controls().click();
    await page.locator(".how").getByText("explain_figure: 첫 질문").waitFor();
  });

  test("is reached by keyboard on a phone, comes into view, and axe finds nothing", async () => {
    await open(phone);
    await askOn(page, "첫 질문");
    await controls().focus();

    await page.keyboard.press("Enter");
    await page.locator(".how").getByText("캠페인 1", { exact: true }).waitFor();

    expect(await page.textContent("#announce")).toContain("explain_figure: 첫 질문");
    const lead = await page.locator(".how .text").first().boundingBox();
    expect(lead?.y).toBeGreaterThan(0);
    expect(lead?.y).toBeLessThan(600);
    expect(await page.evaluate("document.activeElement.getAttribute('aria-expanded')")).toBe("true");
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("that could not be told says why, and is told at the next press", async () => {
    await open(desk);
    await askOn(page, "첫 질문");
    trouble = new Failure("unavailable", "down");

    await controls().click();
    await page.locator(".how .warning", { hasText: "잠시 뒤 다시 시도해 주세요" }).waitFor();
    await controls().click();
    await page.locator(".how").getByText("explain_figure: 첫 질문").waitFor();

    expect(await page.locator(".how .warning").count()).toBe(0);
    expect(await controls().getAttribute("aria-expanded")).toBe("true");
  });
});
