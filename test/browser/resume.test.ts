import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { type Chat } from "../../src/chat/chat.ts";
import { firstPersona } from "../../src/chat/people.ts";
import type { Db } from "../../src/db/db.ts";
import { buildWeb, listenWeb } from "../../src/platforms/web/web.ts";
import { makeAnswerer } from "../chat/made-answerer.ts";
import { openTestChat } from "../chat/support.ts";
import { closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import { answersOn, askOn, chromiumPath, desk, openBrowser, visitPage } from "./browser.ts";

describe.runIf(chromiumPath !== undefined)("a page whose server goes away", { timeout: 120_000 }, () => {
  let db: Db;
  let chat: Chat;
  let browser: Browser;

  beforeAll(async () => {
    db = await openTestDb();
    await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
    chat = await openTestChat(db, makeAnswerer());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await chat.close();
    await closeTestDb(db);
  });

  test("says so, comes back by itself and shows what was answered meanwhile, once and in order", async () => {
    const app = buildWeb({ chat, log: silentLog, uploadDir: "/tmp", maxFileBytes: 1, zone: "Asia/Seoul" });
    const first = await listenWeb(app, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(first.url).port);
    const { page, close } = await visitPage(browser, `http://127.0.0.1:${port}`, {
      ...desk,
      locale: "ko-KR",
    });
    await askOn(page, "하나");

    await first.close();
    await page.locator("#line", { hasText: "연결이 끊겼어요" }).waitFor();
    const personId = firstPersona();
    const place = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: "" });
    const [thread] = await chat.threads(place);
    const here = { ...place, threadRef: thread?.thread ?? "" };
    const sent = await chat.send(here, { key: randomUUID(), text: "둘" });
    await expect.poll(() => chat.answerTo(here, sent.inboundId)).toBeDefined();
    const second = await listenWeb(app, { host: "127.0.0.1", port });
    await answersOn(page, 2);

    expect(await page.locator(".said").allTextContents()).toEqual(["하나", "둘"]);
    expect(await page.locator(".text.lead").allTextContents()).toEqual(["answer to: 하나", "answer to: 둘"]);
    await expect.poll(() => page.textContent("#line")).toBe("");
    await close();
    await second.close();
  });
});
