import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { endOf, makeAnswerer } from "../chat/made-answerer.ts";
import { weekCard } from "../core/card/made-cards.ts";
import { askOn, chromiumPath, desk, phone, type Visit, visitPage } from "./browser.ts";
import { setStage } from "./stage.ts";

const answerer = makeAnswerer(async function* (ctx) {
  yield { kind: "card", card: weekCard(ctx.lang) };
  yield endOf();
});

/** Everything that is painted on a canvas from now on, without its spaces. */
const recordPaint = `(() => {
  window.painted = [];
  const real = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    window.painted.push(text);
    return real.call(this, text, ...at);
  };
})()`;

/** The picture on the clipboard: its size and how many colours a coarse grid over it meets. */
const lookAtPicture = `(async () => {
  const [item] = await navigator.clipboard.read();
  const bitmap = await createImageBitmap(await item.getType("image/png"));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(bitmap, 0, 0);
  const colours = new Set();
  const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  for (let at = 0; at < data.length; at += 4) colours.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
  return { width: bitmap.width, height: bitmap.height, colours: colours.size, corner: [...data.slice(0, 3)] };
})()`;

describe.runIf(chromiumPath !== undefined)("an answer that is copied", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);

  async function answered(size: typeof phone | typeof desk, dark = false): Promise<Visit> {
    const visit = await visitPage(stage().browser, stage().served.url, {
      ...size,
      locale: "ko-KR",
      permissions: ["clipboard-read", "clipboard-write"],
      colorScheme: dark ? "dark" : "light",
    });
    await visit.page.evaluate("document.querySelector('#new').click()");
    await visit.page.waitForSelector(".starters button");
    await askOn(visit.page, "지난주 캠페인 어땠어?");
    await visit.page.waitForSelector(".chart svg path.stroke");
    return visit;
  }

  const press = async (page: Page, text: string): Promise<void> => {
    await page.click(`.tools button:has-text('${text}')`);
    await page.locator(".tools", { hasText: "복사했어요" }).waitFor();
  };

  test("as text holds its words, its table and its footer", async () => {
    const { page, close } = await answered(desk);

    await press(page, "텍스트 복사");

    const text = (await page.evaluate("navigator.clipboard.readText()")) as string;
    expect(text).toContain("지난주 광고비는 11,715,450원");
    expect(text).toContain("여름 세일 리타겟팅");
    expect(text).toContain("데모");
    expect(await page.textContent("#announce")).toBe("복사했어요");
    await page.locator(".tools", { hasText: "텍스트 복사" }).waitFor();
    await close();
  });

  test.each([
    ["phone", phone, true],
    ["desk", desk, false],
  ] as const)(
    "on a %s as a picture shows every word and figure, in the page's theme",
    async (_, size, dark) => {
      const { page, problems, close } = await answered(size, dark);
      await page.evaluate(recordPaint);

      await press(page, "그림 복사");

      const painted = ((await page.evaluate("window.painted.join('')")) as string).replace(/\s/g, "");
      const shown = await page
        .locator(
          ".answer .text, .kpi dt, .kpi dd > *, .sheet > .sheet-in th, .sheet > .sheet-in td, .sources p",
        )
        .allInnerTexts();
      for (const words of shown) expect(painted).toContain(words.replace(/\s/g, ""));
      const picture = (await page.evaluate(lookAtPicture)) as Record<string, number>;
      expect(picture).toMatchObject({ corner: dark ? [21, 23, 26] : [250, 249, 247] });
      expect(picture["width"]).toBeGreaterThan(900);
      expect(picture["height"]).toBeGreaterThan(1_000);
      expect(picture["colours"]).toBeGreaterThan(50);
      expect(await page.locator(".picture").count()).toBe(0);
      expect(problems).toEqual([]);
      await close();
    },
  );

  test("as a picture is saved as a file where the clipboard takes none", async () => {
    const { page, close } = await answered(desk);
    await page.evaluate("navigator.clipboard.write = () => Promise.reject(new Error('no'))");

    const coming = page.waitForEvent("download");
    await page.click(".tools button:has-text('그림 복사')");

    expect((await coming).suggestedFilename()).toBe("지난주 캠페인 어땠어.png");
    await page.locator(".tools", { hasText: "파일로 받았어요" }).waitFor();
    await close();
  });
});
