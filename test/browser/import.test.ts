import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { silentLog } from "../support/database.ts";
import { answersOn, askOn, chromiumPath, desk, type Visit, visitPage } from "./browser.ts";
import { setStage } from "./stage.ts";

const report = "날짜,캠페인,광고비(원),노출수,클릭수\\n2026-11-18,여름 세일,12000,600,30\\n";

async function dropOn(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["${text}"], "${name}", { type: "text/csv" }));
    return transfer;
  })()`);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

describe.runIf(chromiumPath !== undefined)("a report dropped on the page", { timeout: 120_000 }, () => {
  const stage = setStage(buildAnswerer(silentLog));
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    visit = await visitPage(stage().browser, stage().served.url, { ...desk, locale: "ko-KR" });
    page = visit.page;
  }, 60_000);
  afterAll(async () => {
    await visit.close();
  });

  test("that is no report is told in the demo, and the demo stays", async () => {
    await dropOn(page, "빈 파일.csv", "");
    const answers = await answersOn(page, 1);

    expect(await answers.first().textContent()).toContain("비어");
    expect(await page.isVisible("#demo")).toBe(true);
    expect(await page.isVisible("#workspaces-field")).toBe(false);
  });

  test("shows its way in, then what was read, in the person's own workspace", async () => {
    // What the page says on the way is gone too soon for a look from outside: it is written down as it comes.
    await page.evaluate(`(() => {
      window.seen = [];
      new MutationObserver(() => {
        for (const node of document.querySelectorAll(".waiting")) window.seen.push(node.textContent);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    })()`);

    await dropOn(page, "여름.csv", report);
    await page.locator(".kpi", { hasText: "12,000원" }).waitFor();

    expect((await page.evaluate("window.seen.join('|')")) as string).toMatch(/여름\.csv/);
    expect(await page.textContent("#workspace")).toBe("내 워크스페이스");
    expect(await page.isVisible("#demo")).toBe(false);
    expect(await page.textContent(".answer .text.lead")).toContain("1행");
  });

  test("is called by its name, whatever letters that has", async () => {
    const said = `import("/page/any/words.js").then(({ t }) => t("uploading", { name: "$& {percent}.csv", percent: "3%" }))`;

    expect(await page.evaluate(said)).toBe("$& {percent}.csv 올리는 중 3%");
  });

  test("answers from it, and its undo button takes it back", async () => {
    await askOn(page, "전체 기간 광고비는 얼마야?");
    expect(await page.locator(".answer").last().textContent()).toContain("12,000원");

    await page.click("button:has-text('가져오기 되돌리기')");
    const answers = await answersOn(page, 3);

    expect(await answers.last().textContent()).toContain("되돌렸어요");
    expect(await page.isDisabled("button:has-text('가져오기 되돌리기')")).toBe(true);
    expect(visit.problems).toEqual([]);
  });

  test("and taken back again leaves a page that says what to do first", async () => {
    await page.click("#new");
    await page.locator(".hello", { hasText: "아직 데이터가 없어요" }).waitFor();

    const chooser = page.waitForEvent("filechooser");
    await page.click("text=리포트 파일 고르기");
    expect(await chooser).toBeDefined();
    await page.click("#lang");

    expect(await page.textContent(".hello")).toContain("There is no data yet");
  });
});
