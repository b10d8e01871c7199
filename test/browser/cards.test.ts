// The golden set on the page, at the width of a phone and of a desk, light and dark: what can be told without looking at pixels.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figuresOf } from "../support/random-cards.ts";
import { goldenCards } from "../core/card/golden-cards.ts";
import { chromiumPath, openBrowser, scrollsSideways, seriousFindings } from "./browser.ts";
import { lookAt, openGallery } from "./gallery.ts";

const cards = goldenCards.flatMap(([name, made]) => made.map((card) => ({ name, card })));

/** Runs `found(entry)` over every card and names the card of each finding. */
const inCards = (found: string): string => `(() => {
  const found = ${found};
  return [...document.querySelectorAll(".entry")].flatMap((entry) =>
    found(entry).map((text) => entry.dataset.card + ": " + text));
})()`;

/** Texts that stand out of the box they belong to: a table's own width, else what shows the card. */
const cutTexts = inCards(`(entry) => {
  // The blank at which a line was broken hangs over its end.
  const blank = 6;
  const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
  const cut = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement.closest("table, svg, button, .kpi, .sheet, .chart, .card, .entry");
    const { left, right } = box.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    const out = [...range.getClientRects()].some((one) => one.width > 0 && (one.left < left - 1 || one.right > right + blank));
    if (out) cut.push(node.data.trim());
  }
  return cut;
}`);

/** Elements that hide some of what is in them; a wide table scrolls, and a hidden heading is not meant to be seen. */
const clipped = inCards(`(entry) => [...entry.querySelectorAll("*")].filter((node) => {
  const { overflowX } = getComputedStyle(node);
  const hides = overflowX === "hidden" || overflowX === "clip";
  return hides && node.scrollWidth > node.clientWidth;
}).map((node) => node.className + " " + node.textContent.slice(0, 40))`);

const overlappingLabels =
  inCards(`(entry) => [...entry.querySelectorAll(".chart-in svg")].flatMap((drawing) => {
  const labels = [...drawing.querySelectorAll("text")].map((node) => ({ text: node.textContent, box: node.getBBox() }));
  const bars = [...drawing.querySelectorAll("rect.fill")].map((node) => ({ text: "a bar", box: node.getBBox() }));
  const meet = (one, other) =>
    one.x + 1 < other.x + other.width && other.x + 1 < one.x + one.width &&
    one.y + 3 < other.y + other.height && other.y + 3 < one.y + one.height;
  return labels.flatMap((one, at) =>
    [...labels.slice(at + 1), ...bars].filter((other) => meet(one.box, other.box)).map((other) => one.text + " / " + other.text));
})`);

/** A column of names beside which no figure of a wide table could be read. */
const coveredTables = inCards(`(entry) => [...entry.querySelectorAll(".sheet-in")].filter((sheet) => {
  const name = sheet.querySelector("tbody th");
  return name && sheet.scrollWidth > sheet.clientWidth && name.offsetWidth > sheet.clientWidth * 0.6;
}).map((sheet) => sheet.getAttribute("aria-label"))`);

/** Parts that stand anywhere but inside the entry that shows the card. */
const strayParts = inCards(`(entry) => [...entry.querySelectorAll(".card > *, .card img")].filter((part) => {
  const { left, right } = part.getBoundingClientRect();
  const box = entry.getBoundingClientRect();
  return left < box.left - 1 || right > box.right + 1;
}).map((part) => part.tagName + " " + part.className)`);

describe.runIf(chromiumPath !== undefined)("the golden set on the page", { timeout: 120_000 }, () => {
  let page: Page;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const browser = await openBrowser();
    close = () => browser.close();
    page = await openGallery(browser, cards);
  }, 60_000);
  afterAll(async () => {
    await close();
  });

  test("holds every figure of every card", async () => {
    const texts = (await page.evaluate(
      "[...document.querySelectorAll('.entry')].map((entry) => entry.textContent)",
    )) as string[];

    const missing = cards.flatMap(({ name, card }, at) => {
      const text = (texts[at] ?? "").replaceAll("\u2060", "");
      return figuresOf(card).flatMap((figure) => (text.includes(figure) ? [] : [`${name}: ${figure}`]));
    });

    expect(texts).toHaveLength(cards.length);
    expect(missing).toEqual([]);
  });

  // Contrast is a matter of the theme and reach one of the width: these two looks have both of each.
  test.each([
    ["ko", 360, "dark"],
    ["en", 1280, "light"],
  ] as const)("in %s at %i pixels, %s, axe finds nothing serious", async (lang, width, theme) => {
    await lookAt(page, width, theme, lang);

    expect(await seriousFindings(page)).toEqual([]);
  });

  describe.each([360, 1280])("at %i pixels", (width) => {
    beforeAll(async () => {
      await lookAt(page, width, "light");
    });

    test("is not scrolled sideways, and no text is cut off", async () => {
      expect(await scrollsSideways(page)).toBe(false);
      expect(await page.evaluate(cutTexts)).toEqual([]);
      expect(await page.evaluate(clipped)).toEqual([]);
    });

    test("shows every part of a card in its place", async () => {
      expect(await page.evaluate(strayParts)).toEqual([]);
    });

    test("has no label of a chart upon another or upon a bar", async () => {
      expect(await page.locator(".chart-in svg").count()).toBe(await page.locator(".chart").count());
      expect(await page.evaluate(overlappingLabels)).toEqual([]);
    });

    test("has no name that covers its figures", async () => {
      expect(await page.evaluate(coveredTables)).toEqual([]);
    });
  });
});
