// Another device: a link is made on one, opened on the other, once; and one goes out again.

import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { demoPeople, issueAdminCode, openSession } from "../../src/capabilities/workspace/workspace.ts";
import { makeAnswerer } from "../chat/made-answerer.ts";
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

describe.runIf(chromiumPath !== undefined)("another device", { timeout: 120_000 }, () => {
  const stage = setStage(makeAnswerer(), { publicUrl: new URL("http://co9ma.example") });
  let visits: Visit[] = [];

  afterEach(async () => {
    for (const { close } of visits.splice(0)) await close();
  });

  async function open(path = "", size: typeof phone | typeof desk = desk, locale = "ko-KR"): Promise<Page> {
    const visit = await visitPage(stage().browser, stage().served.url + path, { ...size, locale });
    visits.push(visit);
    return visit.page;
  }

  /** The demo's manager, signed in. */
  async function openSignedIn(size: typeof phone | typeof desk = desk): Promise<Page> {
    const page = await open("", size);
    const token = await openSession(stage().served.chat.db, { personId: demoPeople[1]?.id ?? ("" as never) });
    await page.context().addCookies([{ name: "co9ma_session", value: token, url: stage().served.url }]);
    await page.reload();
    await page.waitForSelector(".hello, .entry");
    return page;
  }

  /** The link as it is shown, leading to the test's server. */
  async function linkFrom(page: Page): Promise<string> {
    if (await page.isVisible("#menu")) await page.click("#menu");
    await page.click("button:has-text('다른 기기에서 열기')");
    await page.locator(".device", { hasText: "10분 안에 한 번만" }).waitFor();
    const link = await page.inputValue(".device input");
    expect(link).toMatch(/^http:\/\/co9ma\.example\/#sign-in=/);
    return new URL(link).hash;
  }

  test("is let in by a press on the link's page, and the code is gone from the address", async () => {
    const first = await openSignedIn(phone);
    const hash = await linkFrom(first);
    expect(await seriousFindings(first)).toEqual([]);
    expect(await scrollsSideways(first)).toBe(false);

    const second = await open(`/${hash}`, desk, "en-US");
    expect(second.url()).not.toContain("sign-in");
    expect(await second.isVisible(".composer")).toBe(false);
    expect(await seriousFindings(second)).toEqual([]);
    await second.click("button:has-text('Open here')");
    await second.waitForSelector(".hello, .entry");

    expect(await second.textContent("#workspace")).toBe("Demo workspace");
    expect(await second.textContent(".account p")).toBe("Signed in · project manager");
    expect(await second.isVisible("#people-field")).toBe(false);
    await askOn(second, "How was last week?");
  });

  test("opened by a used link is told what to do next, and may stay who it is", async () => {
    const first = await openSignedIn();
    const hash = await linkFrom(first);
    const second = await open(`/${hash}`);
    await second.click("button:has-text('이 기기에서 열기')");
    await second.waitForSelector(".hello, .entry");

    await second.goto(`${stage().served.url}/${hash}`);
    await second.click("button:has-text('이 기기에서 열기')");
    await second.locator("[role=alert]", { hasText: "‘다른 기기에서 열기’에서 새 링크를" }).waitFor();
    await second.click("button:has-text('취소')");

    await second.waitForSelector(".hello, .entry");
    expect(await second.isVisible(".composer")).toBe(true);
  });

  test("that lost its line may press again", async () => {
    const hash = await linkFrom(await openSignedIn());
    const second = await open(`/${hash}`, desk, "en-US");
    await second.route("**/api/sign-in", (route) => route.abort(), { times: 1 });

    await second.click("button:has-text('Open here')");
    await second.locator("[role=alert]", { hasText: /^This was not sent\.$/ }).waitFor();
    await second.click("button:has-text('Open here')");

    await second.waitForSelector(".hello, .entry");
    expect(await second.isVisible("[role=alert]")).toBe(false);
  });

  test("is told when it is still signed in", async () => {
    const page = await openSignedIn();
    await page.route("**/api/sign-out", (route) => route.abort());

    await page.click("button:has-text('로그아웃')");

    const told = page.locator(".account p", { hasText: "보내지 못했어요." });
    await told.waitFor();
    expect(await told.count()).toBe(1);
  });

  test("is signed out from the first one, which goes on", async () => {
    const first = await openSignedIn();
    const second = await openSignedIn();
    await linkFrom(first);

    await first.click("button:has-text('다른 기기에서 모두 로그아웃')");
    await first.locator(".device [role=status]", { hasText: "로그아웃했어요" }).waitFor();
    await second.reload();
    await second.locator("h2", { hasText: "로그인" }).waitFor();
    await first.keyboard.press("Escape");

    await askOn(first, "어제 광고비는?");
    expect(await first.locator(".device").count()).toBe(0);
  });

  test("signs out and keeps nothing of what was written", async () => {
    const page = await openSignedIn();
    await page.fill("#say", "아직 보내지 않은 글");
    await page.click("#theme");

    await page.click("button:has-text('로그아웃')");
    await page.locator("h2", { hasText: "로그인" }).waitFor();

    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("아직 보내지 않은");
    expect(await page.evaluate("localStorage.getItem('theme')")).toBe("dark");
    await page.fill("#code", "ABCD-EFG2");
    await page.click("button:has-text('들어가기')");
    await page.locator("[role=alert]", { hasText: "코드가 맞지 않거나" }).waitFor();
  });

  test("the link of the start text makes an admin", async () => {
    const code = await issueAdminCode(stage().served.chat.db);
    const page = await open(`/#sign-in=${code}`);

    await page.click("button:has-text('이 기기에서 열기')");
    await page.waitForSelector(".hello, .entry");

    expect(await page.textContent(".account p")).toBe("로그인 · 회사 관리자");
  });

  test("the copied link is the whole link", async () => {
    const page = await openSignedIn();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const hash = await linkFrom(page);

    await page.click("button:has-text('링크 복사')");
    await page.locator(".device [role=status]", { hasText: "복사했어요" }).waitFor();

    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`http://co9ma.example/${hash}`);
  });
});
