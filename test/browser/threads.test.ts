import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { echo, endOf, makeAnswerer, textCard } from "../chat/made-answerer.ts";
import {
  answersOn,
  askOn,
  chromiumPath,
  desk,
  phone,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

/** "끝없이" shows its first half and is never whole; everything else is repeated. */
const answerer = makeAnswerer(async function* (ctx, input) {
  if (!input.said.includes("끝없이")) return yield* echo(ctx, input);
  yield { kind: "card", card: textCard("여기까지 찾았어요", ctx.lang) };
  await new Promise((_, reject) => ctx.signal?.addEventListener("abort", () => reject(new Error("stopped"))));
  yield endOf();
});

describe.runIf(chromiumPath !== undefined)("conversations on the page", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let visit: Visit;
  let page: Page;

  afterEach(async () => {
    await visit.close();
    if (visit.problems.length > 0) throw new Error(visit.problems.join("\n"));
  });

  async function open(size: typeof phone | typeof desk = desk): Promise<void> {
    visit = await visitPage(stage().browser, stage().served.url, { ...size, locale: "ko-KR" });
    page = visit.page;
    await fresh();
  }

  async function fresh(): Promise<void> {
    await page.evaluate("document.querySelector('#new').click()");
    await page.waitForSelector(".starters button");
  }

  const said = (): Promise<string[]> => page.locator(".said").allTextContents();
  const current = (): Promise<string | null> => page.textContent(".threads [aria-current='true']");

  test("are listed by their first question; the address, a reload and the back button lead to each", async () => {
    await open();
    await askOn(page, "첫 대화의 질문");
    await page.locator(".threads [aria-current='true']", { hasText: "첫 대화의 질문" }).waitFor();
    const first = page.url();
    await fresh();
    await askOn(page, "둘째 대화의 질문");
    await page.locator(".threads [aria-current='true']", { hasText: "둘째 대화의 질문" }).waitFor();

    await page.reload();
    await answersOn(page, 1);
    expect(await said()).toEqual(["둘째 대화의 질문"]);
    await page.click(".threads button:has-text('첫 대화의 질문')");
    await page.locator(".said", { hasText: "첫 대화의 질문" }).waitFor();
    expect(page.url()).toBe(first);
    await page.goBack();
    await page.locator(".said", { hasText: "둘째 대화의 질문" }).waitFor();

    expect(await current()).toBe("둘째 대화의 질문");
  });

  test("what is written before a new conversation has come belongs to it", async () => {
    await open();
    await askOn(page, "앞 대화의 질문");
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    await page.route("**/api/state?*", async (route) => {
      asked.resolve();
      await released.promise;
      await route.continue();
    });
    await page.click("#new");
    await asked.promise;

    await page.fill("#say", "새 대화의 질문");
    await page.keyboard.press("Enter");
    released.resolve();

    await page.locator(".said", { hasText: "새 대화의 질문" }).waitFor();
    await page.locator(".answer:not([aria-busy]) .card").waitFor();
    expect(await said()).toEqual(["새 대화의 질문"]);
  });

  test("a file that arrives after its conversation was left is not drawn in the next one", async () => {
    await open();
    const thread = new URL(page.url()).searchParams.get("thread");
    const released = Promise.withResolvers<void>();
    await page.route("**/api/files?*", async (route) => {
      await released.promise;
      await route.fulfill({ status: 202, json: { id: randomUUID(), thread } });
    });
    await page.setInputFiles("#file", { name: "여름.csv", mimeType: "text/csv", buffer: Buffer.from("a") });
    await page.locator(".outgoing .said", { hasText: "여름.csv" }).waitFor();
    await page.click("#new");
    await page.waitForSelector(".starters button");

    const arrived = page.waitForResponse("**/api/files?*");
    released.resolve();
    await (await arrived).finished();
    await page.evaluate("new Promise((go) => setTimeout(go, 100))");

    expect(await said()).toEqual([]);
    expect(await page.isVisible("#stop")).toBe(false);
  });

  test("what is sent before the way back has come belongs to where it leads", async () => {
    await open();
    await askOn(page, "앞 대화의 질문");
    await fresh();
    await askOn(page, "뒤 대화의 질문");
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    await page.route("**/api/state?*", async (route) => {
      asked.resolve();
      await released.promise;
      await route.continue();
    });
    await page.evaluate("history.back()");
    await asked.promise;

    await page.fill("#say", "돌아와서 한 질문");
    await page.keyboard.press("Enter");
    released.resolve();
    await page.locator(".said", { hasText: "돌아와서 한 질문" }).waitFor();
    await answersOn(page, 2);

    expect(await said()).toEqual(["앞 대화의 질문", "돌아와서 한 질문"]);
  });

  test("what is sent before the page has come at all waits for it", async () => {
    await open();
    let lost = 0;
    await page.route("**/api/state?*", (route) =>
      (lost += 1) > 1 ? route.continue() : route.fulfill({ status: 503, body: "" }),
    );
    await page.reload();
    await page.locator("#line", { hasText: "연결이 끊겼어요" }).waitFor();

    await page.fill("#say", "처음부터 한 질문");
    await page.keyboard.press("Enter");
    await answersOn(page, 1);

    expect(await said()).toEqual(["처음부터 한 질문"]);
    visit.problems = visit.problems.filter((problem) => !problem.includes("503"));
  });

  test("an address of a workspace that is not theirs leads to their own", async () => {
    await open();
    const thread = new URL(page.url()).searchParams.get("thread") ?? "";

    await page.goto(`${stage().served.url}/?workspace=019a0000-0000-7000-8000-000000000000&thread=${thread}`);
    await page.waitForSelector(".hello, .entry");

    expect(await page.textContent("#workspace")).toBe("데모 워크스페이스");
    expect(page.url()).not.toContain("019a0000-0000-7000-8000-000000000000");
    visit.problems.length = 0;
  });

  test("are renamed by keyboard, and Esc keeps the name", async () => {
    await open();
    await askOn(page, "이름을 바꿀 질문");
    await page.locator(".threads [aria-current='true']", { hasText: "이름을 바꿀 질문" }).waitFor();

    await page.focus(".threads [aria-current='true']");
    await page.keyboard.press("F2");
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.type("주간 보고");
    await page.keyboard.press("Enter");
    await page.locator(".threads [aria-current='true']", { hasText: "주간 보고" }).waitFor();
    await page.click(".pen");
    await page.keyboard.type("아무거나");
    await page.keyboard.press("Escape");
    expect(await current()).toBe("주간 보고");
    await page.reload();
    await page.waitForSelector(".entry");

    expect(await current()).toBe("주간 보고");
  });

  test("a running answer is stopped by Esc; what was found stays, and the next question is answered", async () => {
    await open();
    await page.fill("#say", "끝없이 찾아줘");
    await page.keyboard.press("Enter");
    await page.locator(".answer", { hasText: "여기까지 찾았어요" }).waitFor();
    expect(await page.isVisible("#stop")).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);

    await page.keyboard.press("Escape");
    await answersOn(page, 1);
    expect(await page.textContent(".answer")).toMatch(/여기까지 찾았어요.*멈췄어요/s);
    expect(await page.isVisible("#stop")).toBe(false);
    await askOn(page, "이제 다른 것");

    expect(await said()).toEqual(["끝없이 찾아줘", "이제 다른 것"]);
  });

  test("what is sent while an answer runs keeps its order, however slow the way out is", async () => {
    await open();
    let first = true;
    await page.route("**/api/messages", async (route) => {
      if (first) await new Promise((resolve) => setTimeout(resolve, 700));
      first = false;
      await route.continue();
    });

    for (const text of ["하나", "둘", "셋"]) {
      await page.fill("#say", text);
      await page.keyboard.press("Enter");
    }
    expect(await said()).toEqual(["하나", "둘", "셋"]);
    const answers = await answersOn(page, 3);

    expect(await said()).toEqual(["하나", "둘", "셋"]);
    expect(await answers.locator(".text.lead").allTextContents()).toEqual([
      "answer to: 하나",
      "answer to: 둘",
      "answer to: 셋",
    ]);
  });

  test("the last message is edited and asked again; the one before is folded, also after a reload", async () => {
    await open(phone);
    await askOn(page, "처음 질문");
    await askOn(page, "지난줒 어때");

    await page.focus("#say");
    await page.keyboard.press("ArrowUp");
    expect(await page.inputValue("#say")).toBe("지난줒 어때");
    expect(await page.isVisible("#editing")).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.inputValue("#say")).toBe("");
    await page.click("button:has-text('고쳐서 다시 묻기'):visible");
    await page.fill("#say", "지난주 어때");
    await page.keyboard.press("Enter");
    await page.locator(".answer:not([aria-busy])", { hasText: "answer to: 지난주 어때" }).waitFor();

    expect(await page.locator(".said:visible").allTextContents()).toEqual(["처음 질문", "지난주 어때"]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.reload();
    await answersOn(page, 3);
    expect(await page.locator(".said:visible").allTextContents()).toEqual(["처음 질문", "지난주 어때"]);
    await page.click("summary:has-text('고치기 전')");
    expect(await page.locator(".said:visible").count()).toBe(3);
  });

  test("what is being edited is still in the box after a lost connection", async () => {
    await open();
    await askOn(page, "지난줒 어때");
    await page.focus("#say");
    await page.keyboard.press("ArrowUp");
    await page.fill("#say", "지난주");
    let drawn = 0;
    page.on("response", (response) => response.url().includes("/api/state") && drawn++);

    await page.route("**/api/events*", (route) => route.fulfill({ status: 502, body: "" }), { times: 1 });
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
    await expect.poll(() => drawn).toBeGreaterThan(1);
    visit.problems.length = 0;

    expect(await page.inputValue("#say")).toBe("지난주");
    expect(await page.isVisible("#editing")).toBe(true);
  });

  test("a message that is edited while its answer runs ends that answer", async () => {
    await open();
    await page.fill("#say", "끝없이");
    await page.keyboard.press("Enter");
    await page.locator(".answer", { hasText: "여기까지 찾았어요" }).waitFor();

    await page.click("button:has-text('고쳐서 다시 묻기'):visible");
    await page.fill("#say", "끝이 있게");
    await page.keyboard.press("Enter");

    await page.locator(".answer:not([aria-busy])", { hasText: "answer to: 끝이 있게" }).waitFor();
    expect(await page.locator(".said:visible").allTextContents()).toEqual(["끝이 있게"]);
  });
});
