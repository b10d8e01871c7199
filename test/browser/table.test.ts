import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Card } from "../../src/core/card/card.ts";
import { endOf, makeAnswerer } from "../chat/made-answerer.ts";
import { count, longCard, ratio, weekCard, won } from "../core/card/made-cards.ts";
import { askOn, chromiumPath, desk, seriousFindings, type Visit, visitPage } from "./browser.ts";
import { setStage } from "./stage.ts";

/** As text 9,000원 comes before 10,000원 backwards; two rows are equal in spend, one has no ROAS. */
const sales = Card.parse({
  lang: "ko",
  parts: [
    {
      kind: "table",
      title: "캠페인별",
      columns: [
        { key: "campaign", label: "캠페인", align: "left" },
        { key: "spend", label: "광고비", align: "right" },
        { key: "clicks", label: "클릭", align: "right" },
        { key: "roas", label: "ROAS", align: "right" },
      ],
      rows: [
        ["나 세일", won(9_000), count(12), ratio(4.2, "roas")],
        ["가 세일", won(120_000), count(3), ratio(null, "roas")],
        ['=HYPERLINK("x"), 다', won(9_000), count(7), ratio(0.333333, "roas")],
        ["라 세일", won(10_000.5), count(1), ratio(11, "roas")],
      ],
      total: ["합계", won(148_000.5), count(23), ratio(3.1, "roas")],
    },
  ],
});

const answerer = makeAnswerer(async function* (ctx, { said }) {
  if (said.includes("길게")) yield { kind: "card", card: longCard(ctx.lang, 40) };
  else if (said.includes("차트")) yield { kind: "card", card: weekCard(ctx.lang) };
  else yield { kind: "card", card: sales };
  yield endOf();
});

describe.runIf(chromiumPath !== undefined)("a table on the page", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    visit = await visitPage(stage().browser, stage().served.url, { ...desk, locale: "ko-KR" });
    page = visit.page;
  }, 60_000);
  beforeEach(async () => {
    await page.click("#new");
    await page.waitForSelector(".starters button");
  });
  afterAll(async () => {
    await visit.close();
  });

  const names = (): Promise<string[]> => page.locator(".sheet tbody tr:visible > th").allTextContents();
  const heading = (text: string) => page.locator("thead th", { hasText: text });

  test("is sorted by value, not by text, and equal rows keep their order", async () => {
    await askOn(page, "캠페인별로 보여줘");

    await heading("광고비").locator("button").click();
    expect(await names()).toEqual(["가 세일", "라 세일", "나 세일", '=HYPERLINK("x"), 다']);
    expect(await heading("광고비").getAttribute("aria-sort")).toBe("descending");
    await heading("광고비").locator("button").click();

    expect(await names()).toEqual(["나 세일", '=HYPERLINK("x"), 다', "라 세일", "가 세일"]);
    expect(await heading("광고비").getAttribute("aria-sort")).toBe("ascending");
    expect(await page.textContent(".sheet tfoot th")).toBe("합계");
  });

  test("keeps a cell without a value last in both orders, and a third press brings the first order back", async () => {
    await askOn(page, "캠페인별로 보여줘");
    const roas = heading("ROAS").locator("button");

    await roas.click();
    expect((await names()).at(-1)).toBe("가 세일");
    await roas.click();
    expect((await names()).at(-1)).toBe("가 세일");
    await roas.click();

    expect(await names()).toEqual(["나 세일", "가 세일", '=HYPERLINK("x"), 다', "라 세일"]);
    expect(await heading("ROAS").getAttribute("aria-sort")).toBeNull();
  });

  test("is sorted by keyboard, one column at a time", async () => {
    await askOn(page, "캠페인별로 보여줘");
    await heading("클릭").locator("button").focus();

    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");

    expect(await heading("캠페인").getAttribute("aria-sort")).toBe("ascending");
    expect(await page.locator("[aria-sort]").count()).toBe(1);
    expect((await names()).slice(-3)).toEqual(["가 세일", "나 세일", "라 세일"]);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("sorted, shows the first rows of all, not the ones that were shown", async () => {
    await askOn(page, "길게");

    await heading("광고비").locator("button").click();

    expect(await names()).toHaveLength(12);
    expect((await names())[0]).toBe("캠페인 40");
  });

  async function download(button: string): Promise<{ name: string; text: string }> {
    const coming = page.waitForEvent("download");
    await page.click(button);
    const file = await coming;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  }

  test("is downloaded whole as sorted, with bare figures, named by its question", async () => {
    await askOn(page, "지난주 A/B 캠페인: 어땠어?");
    await heading("광고비").locator("button").click();

    const { name, text } = await download(".sheet > .csv");

    expect(name).toBe("지난주 A B 캠페인 어땠어 - 캠페인별.csv");
    expect(text).toBe(
      "\ufeff캠페인,광고비 (원),클릭,ROAS (%)\r\n" +
        "가 세일,120000,3,\r\n" +
        "라 세일,10000.5,1,1100\r\n" +
        "나 세일,9000,12,420\r\n" +
        '"\'=HYPERLINK(""x""), 다",9000,7,33.3333\r\n' +
        "합계,148000.5,23,310\r\n",
    );
  });

  test("and the points of a chart are, too", async () => {
    await askOn(page, "차트");
    await page.click(".chart summary");

    const { name, text } = await download(".chart .csv");

    expect(name).toBe("차트 - 일별 광고비.csv");
    expect(text.split("\r\n").slice(0, 2)).toEqual(["\ufeff항목,광고비 (원)", "11/09,1702000"]);
    expect(visit.problems).toEqual([]);
  });
});
