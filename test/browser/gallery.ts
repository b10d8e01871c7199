// Cards on the page without a server: the page's own files, its script replaced by one that only draws what it is given.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { Card } from "../../src/core/card/card.ts";
import type { Lang } from "../../src/core/locale.ts";
import { drawCard } from "../../src/platforms/web/render.ts";

const pageDir = fileURLToPath(new URL("../../src/platforms/web/page/", import.meta.url));
const origin = "http://cards.invalid";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

const script = `
import { drawCard } from "./card.js";
import { drawTools } from "./tools.js";
import { byId, el } from "./dom.js";
import { sayAll, setLang } from "./words.js";

const acts = { ask() {}, press: async () => {}, isUsed: () => false };

function entryOf({ name, card }) {
  setLang(card.lang);
  const answer = el("div", { class: "answer" }, drawCard(card, acts));
  answer.append(drawTools(answer, [{ card }]));
  const node = el("article", { class: "entry" }, el("p", { class: "said" }, name), answer);
  node.lang = card.lang;
  node.dataset.card = name + " " + card.lang;
  return node;
}

window.show = (cards) => {
  byId("entries").replaceChildren(...cards.map(entryOf));
  sayAll();
  // What the page's own script writes on them.
  for (const id of ["lang", "theme"]) byId(id).textContent = id;
};

window.look = ({ theme, lang }) => {
  document.documentElement.dataset.theme = theme;
  for (const entry of byId("entries").children) entry.hidden = lang !== undefined && entry.lang !== lang;
};
`;

/** A page that shows these cards, one below the other, as answers of a conversation. */
export async function openGallery(
  browser: Browser,
  cards: readonly { name: string; card: Card }[],
): Promise<Page> {
  const context = await browser.newContext({ locale: "ko-KR" });
  const page = await context.newPage();
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/page/first.js") return route.fulfill({ contentType: "text/javascript", body: "" });
    if (pathname === "/page/app.js") return route.fulfill({ contentType: "text/javascript", body: script });
    const file = pathname === "/" ? "index.html" : pathname.replace(/^\/page\//, "");
    const body = await readFile(pageDir + file);
    return route.fulfill({ contentType: types[extname(file)] ?? "text/plain", body });
  });
  await page.goto(origin);
  await page.waitForFunction("typeof window.show === 'function'");
  const drawn = cards.map(({ name, card }) => ({ name, card: drawCard(card) }));
  await page.evaluate(`window.show(${JSON.stringify(drawn)})`);
  return page;
}

/**
 * Sets the screen's width and theme, and waits until the charts are drawn for it.
 * @param lang of the cards that are shown; all of them without it
 */
export async function lookAt(page: Page, width: number, theme: "light" | "dark", lang?: Lang): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(`window.look(${JSON.stringify({ theme, lang })})`);
  // The observers of the charts run after the frame that laid the page out anew.
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))",
  );
}
