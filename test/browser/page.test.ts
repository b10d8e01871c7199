import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { Failure } from "../../src/core/failure.ts";
import type { Lang } from "../../src/core/locale.ts";
import { askingCard, longCard, monthCard, weekCard } from "../core/card/made-cards.ts";
import { endOf, makeAnswerer, textCard } from "../chat/made-answerer.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { serve, type Served } from "../platforms/web/support.ts";
import {
  answersOn,
  askOn,
  chromiumPath,
  desk,
  missing,
  openBrowser,
  phone,
  required,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";

const words = {
  ko: {
    locale: "ko-KR",
    ask: "지난주 캠페인 어땠어?",
    lead: "지난주 광고비는 11,715,450원",
    mark: "데모",
    hello: "안녕하세요",
  },
  en: {
    locale: "en-US",
    ask: "How was last week?",
    lead: "Spend last week was ₩11,715,450",
    mark: "Demo 데모",
    hello: "Hello",
  },
} as const;

/** What the next press meets instead of its action. */
let trouble: Error | undefined;

const answerer = makeAnswerer(
  async function* (ctx, { said }) {
    if (/month|추이/.test(said)) yield { kind: "card", card: monthCard(ctx.lang) };
    else if (/merge|합칠/.test(said)) yield { kind: "card", card: askingCard(ctx.lang) };
    else if (/long|길게/.test(said)) yield { kind: "card", card: longCard(ctx.lang, 40) };
    else if (said.includes("<img")) yield { kind: "card", card: textCard(said, ctx.lang) };
    else yield { kind: "card", card: weekCard(ctx.lang) };
    yield endOf();
  },
  async (ctx, tool) => {
    const met = trouble;
    trouble = undefined;
    if (met) throw met;
    return { card: textCard(`${tool} 42`, ctx.lang), facts: {} };
  },
);

test("there is a browser to look at the page with", ({ skip }) => {
  skip(chromiumPath === undefined && !required, missing);

  expect(chromiumPath).toBeDefined();
});

describe.runIf(chromiumPath !== undefined)("the page in a browser", { timeout: 120_000 }, () => {
  let db: Db;
  let browser: Browser;
  let served: Served;
  let visit: Visit | undefined;

  beforeAll(async () => {
    db = await openTestDb();
    browser = await openBrowser();
    served = await serve(db, answerer);
  });
  afterEach(async () => {
    await visit?.close();
    visit = undefined;
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    await closeTestDb(db);
  });

  /** A conversation nobody has said anything in, as the first of the demo's people. */
  async function open(lang: Lang, size: typeof phone | typeof desk): Promise<Page> {
    visit = await visitPage(browser, served.url, { ...size, locale: words[lang].locale });
    await visit.page.evaluate("document.querySelector('#new').click()");
    await visit.page.waitForSelector(".starters button");
    return visit.page;
  }

  const views = [
    ["ko", "phone", phone],
    ["ko", "desk", desk],
    ["en", "phone", phone],
    ["en", "desk", desk],
  ] as const;

  test.each(views)(
    "in %s on a %s: a question becomes tiles, a table, a chart and a footer",
    async (lang, _, size) => {
      const page = await open(lang, size);
      expect(await page.textContent(".hello h2")).toContain(words[lang].hello);

      await askOn(page, words[lang].ask);
      await page.waitForSelector(".chart svg path.stroke");

      expect(await page.textContent(".text.lead")).toContain(words[lang].lead);
      expect(await page.locator(".kpi").count()).toBe(6);
      expect(await page.locator(".card > .sheet tbody tr").count()).toBe(4);
      expect(await page.textContent(".card > .sheet tfoot")).toContain("11,715,450");
      expect(await page.locator(".chart circle").count()).toBe(7);
      expect(await page.textContent(".sources .demo")).toBe(words[lang].mark);
      expect(await page.textContent("#demo")).toBe(words[lang].mark);
      expect(await page.getAttribute("html", "lang")).toBe(lang);
      expect(await scrollsSideways(page)).toBe(false);
      expect(visit?.problems).toEqual([]);
    },
  );

  test.each(views)(
    "in %s on a %s: axe finds nothing serious, in light and in dark",
    async (lang, _, size) => {
      const page = await open(lang, size);
      expect(await seriousFindings(page)).toEqual([]);

      for (const text of [words[lang].ask, "month 추이", "merge 합칠까", "long 길게"])
        await askOn(page, text);
      expect(await seriousFindings(page)).toEqual([]);
      await page.click("#theme");

      expect(await page.getAttribute("html", "data-theme")).toBe("dark");
      expect(await seriousFindings(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    },
  );

  test("a starter, a suggestion and the values behind a chart are one press away", async () => {
    const page = await open("ko", desk);

    await page.click(".starters button >> nth=0");
    await page.waitForSelector(".next button");
    await page.click(".chart summary");
    expect(await page.textContent(".chart details table")).toContain("1,702,000원");
    await page.click("text=매체별로 나눠줘");
    await answersOn(page, 2);

    expect(await page.locator(".said").allTextContents()).toEqual([
      "지난주 캠페인 어땠어?",
      "매체별로 나눠줘",
    ]);
  });

  test("a long table shows its first rows, says how many are left, and shows them", async () => {
    const page = await open("ko", phone);

    await askOn(page, "길게");
    expect(await page.locator(".sheet tbody tr:visible").count()).toBe(12);
    await page.click("text=나머지 28행 보기");

    expect(await page.locator(".sheet tbody tr:visible").count()).toBe(40);
  });

  test("a button acts once, and stays pressed after a reload", async () => {
    const page = await open("ko", desk);
    await askOn(page, "합칠까");

    await page.click("text=합치기");
    const answers = await answersOn(page, 2);
    expect(await answers.last().textContent()).toContain("merge_campaigns 42");
    await page.reload();
    await page.waitForSelector(".entry .choices");

    expect(await page.isDisabled("button:has-text('합치기')")).toBe(true);
    expect(await page.isDisabled("button:has-text('그대로 두기')")).toBe(true);
    expect(await page.isDisabled("button:has-text('3월 4일')")).toBe(false);
  });

  test("a button whose action came to nothing can be pressed again", async () => {
    const page = await open("ko", desk);
    await askOn(page, "합칠까");
    trouble = new Failure("unavailable", "database connection lost");

    await page.click("text=합치기");
    await answersOn(page, 2);
    await page.click("button:has-text('합치기'):enabled");
    const answers = await answersOn(page, 3);

    expect(await answers.last().textContent()).toContain("merge_campaigns 42");
  });

  test("a button that failed before its request was answered can be pressed again", async () => {
    const page = await open("ko", desk);
    await askOn(page, "합칠까");
    trouble = new Failure("unavailable", "database connection lost");
    await page.route("**/api/buttons", async (route) => {
      const response = await route.fetch();
      await answersOn(page, 2);
      await route.fulfill({ response });
    });

    await page.click("text=합치기");
    await page.waitForSelector("button:has-text('합치기'):enabled");

    expect(await page.isDisabled("button:has-text('그대로 두기')")).toBe(false);
  });

  test("text from outside is shown as text", async () => {
    const page = await open("en", desk);
    const text = `<img src=x onerror="document.title='owned'"> ok`;

    await askOn(page, text);

    expect(await page.textContent(".text.lead")).toBe(text);
    expect(await page.title()).toBe("CO9MA");
    expect(await page.locator(".talk img").count()).toBe(0);
  });

  test("Enter belongs to the input method while Hangul is composed", async () => {
    const page = await open("ko", desk);
    await page.fill("#say", "지난주");

    await page.dispatchEvent("#say", "keydown", { key: "Enter", isComposing: true, bubbles: true });
    expect(await page.locator(".said").count()).toBe(0);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("광고비");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".said");

    expect(await page.textContent(".said")).toBe("지난주\n광고비");
  });

  test("everything is reached by keyboard, the message box first", async () => {
    const page = await open("ko", phone);

    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    await page.keyboard.press("Enter");

    expect(await page.evaluate("document.activeElement.id")).toBe("say");
  });

  test("the language switch changes the page and stays, the theme too", async () => {
    const page = await open("ko", phone);

    await page.click("#lang");
    expect(await page.textContent(".hello h2")).toContain("Hello");
    expect(await page.textContent(".starters")).toContain("How did the campaigns do last week?");
    await page.click("#theme");
    await page.reload();
    await page.waitForSelector(".hello, .entry");

    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
  });

  test("a file dropped on the page shows its way in and opens the person's own workspace", async () => {
    const page = await open("ko", desk);
    await page.selectOption("#people", { label: "강도현 · 프로젝트 매니저" });
    await page.locator("#people option:checked", { hasText: "강도현" }).waitFor({ state: "attached" });

    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["날짜,캠페인,광고비(원)\\n2026-11-01,여름 세일,1000\\n"], "여름 리포트.csv", { type: "text/csv" }));
      return transfer;
    })()`);
    await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
    expect(await page.isVisible("#drop")).toBe(true);
    await page.dispatchEvent("body", "drop", { dataTransfer: data });
    await page.waitForSelector("text=import_report 42");

    expect(await page.isVisible("#drop")).toBe(false);
    expect(await page.textContent(".said")).toBe("여름 리포트.csv");
    expect(await page.textContent("#workspace")).toBe("내 워크스페이스");
    expect(await page.isVisible("#demo")).toBe(false);
    expect(await page.locator("#workspaces option").allTextContents()).toEqual([
      "내 워크스페이스",
      "데모 워크스페이스 · 데모",
    ]);
  });

  test("a file over the bound is told before a byte is sent", async () => {
    const page = await open("ko", desk);

    await page.setInputFiles("#file", {
      name: "big.csv",
      mimeType: "text/csv",
      buffer: Buffer.alloc(1_000_001),
    });

    expect(await page.textContent(".unsent")).toContain("1MB보다 커요");
    expect(visit?.requests.filter((url) => url.includes("/api/files"))).toEqual([]);
  });

  test("a message that could not be sent is sent again by a press, and answered once", async () => {
    const page = await open("ko", desk);
    let refused = 0;
    await page.route("**/api/messages", async (route) => {
      refused += 1;
      if (refused === 1) await route.abort();
      else await route.continue();
    });

    await page.fill("#say", "지난주");
    await page.keyboard.press("Enter");
    await page.click("text=다시 보내기");
    await page.waitForSelector(".answer:not([aria-busy]) .kpi");

    expect(await page.locator(".said").allTextContents()).toEqual(["지난주"]);
  });

  test("the first load is small and asks nobody but its own server", async () => {
    await open("ko", desk);

    const bytes = await visit?.page.evaluate(
      "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, { transferSize }) => sum + transferSize, 0)",
    );

    expect(bytes).toBeLessThan(150_000);
    // One of the start, one of the new conversation.
    expect(visit?.requests.filter((url) => url.includes("/api/state")).length).toBe(2);
    expect(visit?.requests.filter((url) => !url.startsWith(served.url))).toEqual([]);
  });
});
