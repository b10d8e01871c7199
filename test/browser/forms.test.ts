// Forms on the page, with the real program behind: filled in, refused field by field, sent; and cards that turn into their outcome by themselves.

import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { noticeWork } from "../../src/jobs/approval-notices.ts";
import { silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import {
  askOn,
  chromiumPath,
  desk,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** Where pictures of the tests are left for somebody to look at; nowhere when it is not set. */
const pictures = process.env["CO9MA_PICTURES"];

describe.runIf(chromiumPath !== undefined)("forms on the page", { timeout: 180_000 }, () => {
  const stage = setStage(buildAnswerer(silentLog), {
    works: (db) => [noticeWork({ db, log: silentLog, now: () => fixedNow })],
  });
  const visits: Visit[] = [];

  afterEach(async () => {
    const problems = visits.flatMap((visit) => visit.problems);
    await Promise.all(visits.splice(0).map((visit) => visit.close()));
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });

  async function open(size: typeof phone | typeof desk, locale = "ko-KR"): Promise<Page> {
    const visit = await visitPage(stage().browser, stage().served.url, { ...size, locale });
    visits.push(visit);
    await visit.page.evaluate("document.querySelector('#new').click()");
    await visit.page.waitForSelector(".starters button");
    return visit.page;
  }

  async function look(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: false });
  }

  const form = (page: Page) => page.locator("form.fill").last();
  const answered = (page: Page) => page.locator(".answer:not([aria-busy])");

  async function send(page: Page): Promise<void> {
    const before = await answered(page).count();
    await form(page).locator("button[type=submit]").click();
    await answered(page).nth(before).waitFor();
  }

  test.each([
    ["phone", phone, "ko-KR"],
    ["desk", desk, "en-US"],
  ] as const)(
    "a brief on a %s: what is wrong is named at its field, what was typed stays, then it is a plan",
    async (name, size, locale) => {
      const page = await open(size, locale);
      const korean = locale === "ko-KR";
      await askOn(page, korean ? "캠페인 양식으로 만들래" : "open the campaign form");
      await look(page, `brief-empty-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      const field = (label: RegExp) => form(page).getByLabel(label);

      await field(/무엇을 알리|What it is for/).fill(korean ? "여름 샌들" : "summer sandals");
      await field(/^예산 \(|^Budget \(/).fill("삼백쯤");
      await field(/^나이|^Age/).fill("어른");
      await field(/시작일|First day/).fill("2026-12-10");
      await field(/종료일|Last day/).fill("2026-12-01");
      await send(page);
      await look(page, `brief-wrong-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await field(/^예산 \(|^Budget \(/).inputValue()).toBe("삼백쯤");
      expect(await field(/^예산 \(|^Budget \(/).getAttribute("aria-invalid")).toBe("true");
      expect(await form(page).locator("[aria-invalid=true]").count()).toBe(3);
      expect(await form(page).locator("div.wrong li").count()).toBe(3);

      await field(/^예산 \(|^Budget \(/).fill("３００만원");
      await field(/^나이|^Age/).fill("20대, 35-44");
      await field(/종료일|Last day/).fill("2026-12-23");
      await form(page)
        .getByLabel(korean ? "네이버" : "Naver")
        .check();
      await form(page)
        .getByLabel(korean ? "메타" : "Meta")
        .check();
      await send(page);
      await look(page, `brief-plan-${name}`);
      const card = answered(page).last();
      expect(await card.textContent()).toMatch(/3,000,000/);
      expect(await card.textContent()).toMatch(/2026-12-10/);
      expect(await card.getByRole("button", { name: korean ? "승인" : "Approve", exact: true }).count()).toBe(
        1,
      );
      expect(await scrollsSideways(page)).toBe(false);
    },
  );

  test("a plan by its form is a new version; the card before loses its buttons on every open page at once", async () => {
    const page = await open(desk);
    await askOn(
      page,
      "겨울 부츠 캠페인 만들어줘, 12월 10일부터 2주, 300만원, 메타랑 네이버, url은 https://shop.co.kr/boots",
    );
    const first = answered(page).first();
    const other = await visitPage(stage().browser, page.url(), { ...phone, locale: "ko-KR" });
    visits.push(other);

    await first.getByRole("button", { name: "수정" }).click();
    await form(page).waitFor();
    await look(page, "plan-form-desk");
    expect(await seriousFindings(page)).toEqual([]);
    await form(page).getByLabel("네이버 예산").fill("2M");
    await form(page).getByLabel("메타 예산").fill("");
    await form(page).getByLabel("카카오 예산").fill("123만 4,567원");
    await form(page).getByLabel("연결 주소").fill("https://shop.co.kr/winter");
    await send(page);

    const card = answered(page).nth(2);
    await look(page, "plan-version-desk");
    expect(await card.textContent()).toMatch(/3,234,567/);
    expect(await card.textContent()).toMatch(/1,234,567/);
    await first.getByText("새 버전으로 바뀌었어요").waitFor();
    expect(await first.getByRole("button", { name: "승인", exact: true }).count()).toBe(0);

    await card.getByRole("button", { name: "반려" }).click();
    await card.getByText("반려됐어요").waitFor();
    // The other page shows its conversation's cards as they are, without a reload.
    await other.page.getByText("새 버전으로 바뀌었어요").first().waitFor();
    expect(await other.page.getByRole("button", { name: "승인", exact: true }).count()).toBe(0);
    await look(page, "plan-rejected-desk");
    expect(await card.getByRole("button", { name: "승인", exact: true }).count()).toBe(0);
  });

  test("limits are set together by their form, and only what was touched", async () => {
    const page = await open(phone);
    await askOn(page, "한도 양식으로 바꿀래");
    await look(page, "limits-form-phone");
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const field = (label: string) => form(page).getByLabel(label, { exact: true });

    await field("하루 지출 한도").fill("50만원");
    await field("한 달 지출 한도").fill("1e309");
    await field("자동으로 바꿀 수 있는 시간: 부터").fill("9");
    await send(page);
    await look(page, "limits-wrong-phone");
    expect(await form(page).locator("[aria-invalid=true]").count()).toBe(2);
    expect(await field("하루 지출 한도").inputValue()).toBe("50만원");

    await field("한 달 지출 한도").fill("１０M");
    await field("자동으로 바꿀 수 있는 시간: 까지").fill("19시");
    await send(page);
    await look(page, "limits-set-phone");
    const told = (await answered(page).last().textContent()) ?? "";
    expect(told).toMatch(/하루 지출 한도: .* → .*500,000/);
    expect(told).toMatch(/한 달 지출 한도: .* → .*10,000,000/);
    expect(told).toMatch(/9:00–19:00/);
  });
});
