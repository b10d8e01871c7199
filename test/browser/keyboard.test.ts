import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { Card } from "../../src/core/card/card.ts";
import { endOf, makeAnswerer, makeGate } from "../chat/made-answerer.ts";
import { weekCard } from "../core/card/made-cards.ts";
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

const heard = makeGate();

const answerer = makeAnswerer(async function* (ctx, { said }) {
  if (said.includes("오래")) {
    const runs = ["카카오 데이터를 세고 있어요"];
    yield { kind: "progress", card: Card.parse({ lang: "ko", parts: [{ kind: "progress", runs }] }) };
    await heard.passed;
  }
  yield { kind: "card", card: weekCard(ctx.lang) };
  yield endOf();
});

/** What has the focus, and whether anyone can see it; nothing where the focus has left the page. */
const focused = `(() => {
  const node = document.activeElement;
  if (node === document.body) return { name: "", seen: true };
  const shown = node.id === "say" ? node.closest(".composer-in") : node;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { width, height } = shown.getBoundingClientRect();
  return {
    name: node.id || node.getAttribute("aria-label") || node.textContent.trim(),
    seen: outlineStyle !== "none" && parseFloat(outlineWidth) > 0 && width > 1 && height > 1,
  };
})()`;

describe.runIf(chromiumPath !== undefined)("the page without a mouse", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let visit: Visit;
  let page: Page;

  afterEach(async () => {
    await visit.close();
    if (visit.problems.length > 0) throw new Error(visit.problems.join("\n"));
  });

  async function open(size: typeof phone | typeof desk, colorScheme: "light" | "dark"): Promise<void> {
    visit = await visitPage(stage().browser, stage().served.url, { ...size, locale: "ko-KR", colorScheme });
    page = visit.page;
    await page.evaluate("document.querySelector('#new').click()");
    await page.waitForSelector(".starters button");
  }

  test("every control is reached by Tab, and the focus is seen on each", async () => {
    await open(desk, "light");
    await askOn(page, "지난주 어땠어?");
    await page.waitForSelector(".chart svg path.stroke");
    await page.evaluate("document.activeElement.blur()");

    const seen: { name: string; seen: boolean }[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      seen.push((await page.evaluate(focused)) as { name: string; seen: boolean });
    }

    expect(seen.filter((one) => !one.seen).map(({ name }) => name)).toEqual([]);
    expect(seen.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "new",
        "대화 이름 바꾸기",
        "people",
        "find-open",
        "lang",
        "theme",
        "캠페인별",
        "광고비",
        "CSV로 받기: 캠페인별",
        "값을 표로 보기",
        "매체별로 나눠줘",
        "텍스트 복사",
        "그림 복사",
        "attach",
        "say",
        "send",
      ]),
    );
  });

  test("the shortcuts stand in one line below the message box", async () => {
    await open(desk, "light");

    const line = await page.textContent("#hint");

    for (const key of ["Enter", "Shift+Enter", "↑", "Esc", "Ctrl+K", "F2"]) expect(line).toContain(key);
    expect((await page.locator("#hint").boundingBox())?.height).toBeLessThan(30);
  });

  test("a screen reader hears what is being done, then the first sentence of the answer", async () => {
    await open(desk, "dark");
    await page.fill("#say", "오래 걸리는 질문");
    await page.keyboard.press("Enter");
    await page
      .locator("#announce", { hasText: "카카오 데이터를 세고 있어요" })
      .waitFor({ state: "attached" });
    heard.open();

    await page.locator("#announce", { hasText: "답변이 왔어요" }).waitFor({ state: "attached" });

    expect(await page.textContent("#announce")).toContain("지난주 광고비는 11,715,450원");
    expect(await page.getAttribute("#announce", "aria-live")).toBe("polite");
  });

  test("on a phone the open list holds the focus, and Esc gives it back", async () => {
    await open(phone, "dark");
    await askOn(page, "지난주 어땠어?");

    await page.focus("#menu");
    await page.keyboard.press("Enter");
    await page.locator("#side.open").waitFor();
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('.room')")).toBeNull();
    }
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");

    expect(await page.evaluate("document.activeElement.id")).toBe("menu");
  });

  test.each([
    ["light", phone],
    ["dark", phone],
    ["light", desk],
    ["dark", desk],
  ] as const)("in %s axe finds nothing serious while one searches, sorts and edits", async (theme, size) => {
    await open(size, theme);
    await askOn(page, "지난주 어땠어?");
    await page.click("thead button:has-text('광고비')");
    await page.click(".chart summary");
    await page.focus("#say");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("메타");

    expect(await page.isVisible("#editing")).toBe(true);
    expect(await page.isVisible("#find-bar")).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
