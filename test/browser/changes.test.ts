// A campaign from its sentence to its change while it runs, on the page with the real program behind: each approval pressed where it stands,
// its card turned into the outcome on every open page.

import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { reach } from "../../src/capabilities/campaigns/campaigns.ts";
import { noticeWork } from "../../src/jobs/approval-notices.ts";
import { mediaWork } from "../../src/jobs/media-work.ts";
import { silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import { askOn, chromiumPath, desk, type Visit, visitPage } from "./browser.ts";
import { setStage } from "./stage.ts";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

describe.runIf(chromiumPath !== undefined)("a campaign on the page", { timeout: 180_000 }, () => {
  const now = () => fixedNow;
  const stage = setStage(buildAnswerer(silentLog), {
    works: (db) => [
      noticeWork({ db, log: silentLog, now }),
      mediaWork({ db, log: silentLog, now, reach, halted: false }),
    ],
  });
  const visits: Visit[] = [];

  afterEach(async () => {
    const problems = visits.flatMap((visit) => visit.problems);
    await Promise.all(visits.splice(0).map((visit) => visit.close()));
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });

  const approve = (page: Page) => page.getByRole("button", { name: "승인", exact: true });
  const has = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();

  test("is made, started and changed by presses; no open page keeps a button of what was decided", async () => {
    const visit = await visitPage(stage().browser, stage().served.url, { ...desk, locale: "ko-KR" });
    visits.push(visit);
    const { page } = visit;
    await askOn(
      page,
      "겨울 장갑 캠페인 만들어줘, 오늘부터 2주, 30만원, 네이버, url은 https://shop.co.kr/gloves",
    );
    const other = await visitPage(stage().browser, page.url(), { ...phone, locale: "ko-KR" });
    visits.push(other);
    await approve(other.page).waitFor();

    await approve(page).click();
    await has(page, /아직 멈춘 상태라 돈은 쓰이지 않아요/);
    await approve(other.page).click();
    await has(page, /캠페인을 시작했어요/);

    await askOn(page, "겨울 장갑 예산 20% 올려");
    await has(page, /하루 예산 21,428원 → 25,710원/);
    await approve(other.page).waitFor();
    await approve(page).click();
    await has(page, /예산을 바꿨어요/);
    await has(other.page, /예산을 바꿨어요/);

    for (const one of [page, other.page]) {
      await expect.poll(() => approve(one).count()).toBe(0);
      expect(await one.getByText("✔ 승인됐어요.").count()).toBe(3);
    }
  });
});
