import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { firstPersona } from "../../src/chat/people.ts";
import { endOf, makeAnswerer, textCard } from "../chat/made-answerer.ts";
import { converse } from "../chat/support.ts";
import { weekCard } from "../core/card/made-cards.ts";
import { answersOn, chromiumPath, desk, phone, seriousFindings, type Visit, visitPage } from "./browser.ts";
import { setStage } from "./stage.ts";

const MESSAGES = 70;

/** Every tenth answer is a card of a screen's height; the others repeat their question. */
const answerer = makeAnswerer(async function* (ctx, { said }) {
  yield {
    kind: "card",
    card: said.endsWith("0번") ? weekCard(ctx.lang) : textCard(`${said}의 답`, ctx.lang),
  };
  yield endOf();
});

describe.runIf(chromiumPath !== undefined)("a long conversation", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  const thread = randomUUID();
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    const { chat } = stage().served;
    const personId = firstPersona();
    const place = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: thread });
    const texts = Array.from({ length: MESSAGES }, (_, index) => `질문 ${index + 1}번`);
    await converse(chat, place, texts.with(6, "질문 7번 여름휴가 Blue Whale"));
  }, 60_000);
  afterEach(async () => {
    await visit.close();
    if (visit.problems.length > 0) throw new Error(visit.problems.join("\n"));
  });

  async function open(size: typeof phone | typeof desk): Promise<void> {
    visit = await visitPage(stage().browser, `${stage().served.url}/?thread=${thread}`, {
      ...size,
      locale: "ko-KR",
    });
    page = visit.page;
    await answersOn(page, 1);
  }

  const questions = (): Promise<string[]> => page.locator(".said").allTextContents();
  const topOf = (text: string): Promise<number> =>
    page.evaluate(
      `[...document.querySelectorAll(".said")].find((one) => one.textContent === "${text}").getBoundingClientRect().top`,
    );

  test("opens at its end with its last messages", async () => {
    await open(desk);

    expect((await questions()).length).toBe(20);
    expect((await questions()).at(-1)).toBe("질문 70번");
    expect(
      await page.evaluate(
        "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('#talk'))",
      ),
    ).toBeLessThan(4);
  });

  test("brings the older ones as one scrolls up, in order and each once, to the first", async () => {
    await open(phone);

    await expect
      .poll(async () => {
        await page.evaluate("document.querySelector('#talk').scrollTop = 0");
        return page.isVisible("#older");
      })
      .toBe(false);

    const all = await questions();
    expect(all.length).toBe(MESSAGES);
    expect(new Set(all).size).toBe(MESSAGES);
    expect(all[0]).toBe("질문 1번");
    expect(all[19]).toBe("질문 20번");
  });

  test("keeps what is read where it is while older ones come above it", async () => {
    await open(desk);
    // The watcher is kept out, so that the page comes when the button is pressed and not before.
    await page.route("**/api/older*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.evaluate("document.querySelector('#talk').scrollTop = 0");
    await page.waitForTimeout(100);
    const before = await topOf("질문 52번");

    await expect.poll(async () => (await questions()).length).toBeGreaterThan(20);
    const after = await topOf("질문 52번");

    expect(Math.abs(after - before)).toBeLessThan(3);
  });

  test("is not given twice to who left it and came back while older ones were on their way", async () => {
    await open(desk);
    let slow = true;
    await page.route("**/api/older*", async (route) => {
      const waits = slow ? 1_000 : 1_500;
      slow = false;
      await new Promise((resolve) => setTimeout(resolve, waits));
      await route.continue();
    });
    await page.evaluate("document.querySelector('#talk').scrollTop = 0");
    await page.locator("#older", { hasText: "가져오는 중" }).waitFor();
    await page.click("#new");
    await page.waitForSelector(".starters button");
    await page.goBack();
    await answersOn(page, 20);

    // Pressed again and again, also after the first request has come to its end.
    for (let press = 0; press < 8; press += 1) {
      await page.evaluate("document.querySelector('#older').click()");
      await page.waitForTimeout(200);
    }
    await expect.poll(async () => (await questions()).length).toBeGreaterThan(20);
    await page.waitForTimeout(1_700);

    const all = await questions();
    expect(new Set(all).size).toBe(all.length);
  });

  test("is opened further by keyboard where it did not come by itself, and says so to who cannot see it", async () => {
    await open(desk);
    await page.route("**/api/older*", (route) => route.abort());
    await page.evaluate("document.querySelector('#talk').scrollTop = 0");
    await page.locator("#older", { hasText: "가져오지 못했어요" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    visit.problems.length = 0;
    await page.unroute("**/api/older*");

    await page.focus("#older");
    await page.keyboard.press("Enter");
    await page.locator("#announce", { hasText: "이전 대화 20개를 더 불러왔어요." }).waitFor();

    expect((await questions()).slice(0, 20).at(-1)).toBe("질문 50번");
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("is searched whole: what stands far above is fetched and shown, in either language", async () => {
    await open(phone);

    for (const text of ["여름휴가", "blue whale"]) {
      await page.keyboard.press("Control+k");
      await page.fill("#find", text);
      await expect.poll(() => page.textContent("#find-count")).toBe("2 / 2");

      const found = (await page.evaluate(
        "(({ top, bottom }) => [top, bottom, innerHeight])([...CSS.highlights.get('found-here')][0].getBoundingClientRect())",
      )) as [number, number, number];
      expect(found[0]).toBeGreaterThan(0);
      expect(found[1]).toBeLessThan(found[2]);
      await page.keyboard.press("Escape");
      await page.reload();
      await answersOn(page, 1);
    }
  });

  test("says that a text is nowhere without drawing what does not hold it", async () => {
    await open(desk);

    await page.keyboard.press("Control+k");
    await page.fill("#find", "겨울휴가");
    await expect.poll(() => page.textContent("#find-count")).toBe("없어요");

    expect((await questions()).length).toBe(20);
  });

  test("leads from the places on the page on to those above, by Enter", async () => {
    await open(desk);
    await page.keyboard.press("Control+k");
    await page.fill("#find", "지난주 광고비는 11,715,450원");
    const count = async (): Promise<number[]> =>
      (/^(\d+) \/ (\d+)\+?$/.exec((await page.textContent("#find-count")) ?? "") ?? []).slice(1).map(Number);
    await expect.poll(async () => (await count())[1] ?? 0).toBeGreaterThan(1);
    const [, shown = 0] = await count();

    for (let press = 0; press < shown; press += 1) await page.keyboard.press("Enter");

    // So far up older ones come by themselves, too: the place is the nearest above those that were shown, of all there are.
    const below = async (): Promise<number> => {
      const [at = 0, of = 0] = await count();
      return of - at;
    };
    await expect.poll(below).toBe(shown);
    expect((await count())[1]).toBeGreaterThan(shown);
    expect(await page.locator(".said", { hasText: "질문 50번" }).count()).toBe(1);
  });
});
