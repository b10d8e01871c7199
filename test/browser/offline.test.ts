import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firstPersona } from "../../src/chat/people.ts";
import { endOf, makeAnswerer, makeGate, textCard } from "../chat/made-answerer.ts";
import { until } from "../chat/support.ts";
import { type FaultProxy, openFaultProxy } from "../../src/commands/chaos/faults/proxy.ts";
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

let gate = makeGate();

/** "천천히" shows its card at once and ends when the gate is opened. */
const answerer = makeAnswerer(async function* (ctx, { said }) {
  yield { kind: "card", card: textCard(`${said}의 답`, ctx.lang) };
  if (said.includes("천천히")) await gate.passed;
  yield endOf();
});

describe.runIf(chromiumPath !== undefined)("a page whose line is lost", { timeout: 120_000 }, () => {
  const stage = setStage(answerer);
  let proxy: FaultProxy;
  let visit: Visit;
  let page: Page;

  beforeEach(async () => {
    gate = makeGate();
    proxy = await openFaultProxy(stage().served.url);
  });
  afterEach(async () => {
    await visit.close();
    await proxy.close();
  });

  async function open(size: typeof phone | typeof desk = desk): Promise<void> {
    visit = await visitPage(stage().browser, proxy.url, { ...size, locale: "ko-KR" });
    page = visit.page;
    await fresh();
  }

  async function fresh(): Promise<void> {
    await page.evaluate("document.querySelector('#new').click()");
    await page.waitForSelector(".starters button");
  }

  /** Says something in the page's conversation from elsewhere, and waits until it is answered. */
  async function sayElsewhere(text: string): Promise<void> {
    const { chat } = stage().served;
    const personId = firstPersona();
    const threadRef = new URL(page.url()).searchParams.get("thread") ?? "";
    const place = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef });
    const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
    await until(() => chat.answerTo(place, inboundId));
  }

  const said = (): Promise<string[]> => page.locator(".said").allTextContents();
  const write = async (text: string): Promise<void> => {
    await page.fill("#say", text);
    await page.keyboard.press("Enter");
  };

  test("without a sign notices the silence, as after a night with the lid closed, and shows what it missed", async () => {
    await open();
    await page.clock.install();
    await askOn(page, "하나");
    proxy.mode = "hole";
    await sayElsewhere("둘");
    proxy.mode = "pass";

    await page.clock.fastForward("10:00:00");
    await answersOn(page, 2);

    expect(await said()).toEqual(["하나", "둘"]);
    expect(await page.locator(".text.lead").allTextContents()).toEqual(["하나의 답", "둘의 답"]);
  });

  test("in the middle of an answer shows that answer once, and its end", async () => {
    await open();
    await write("천천히");
    await page.locator(".answer .card", { hasText: "천천히의 답" }).waitFor();

    proxy.resetAll();
    await expect.poll(() => proxy.accepted).toBeGreaterThan(1);
    await page.locator("#line", { hasText: /^$/ }).waitFor({ state: "attached" });
    await page.locator(".answer[aria-busy] .card", { hasText: "천천히의 답" }).waitFor();
    expect(await page.locator(".answer .card").count()).toBe(1);
    gate.open();
    await answersOn(page, 1);

    expect(await page.locator(".answer .card").count()).toBe(1);
  });

  test("keeps what is sent meanwhile and sends it when the line is back, in order and once", async () => {
    await open(phone);
    proxy.mode = "hangup";
    proxy.resetAll();
    await page.locator("#line", { hasText: "연결이 끊겼어요" }).waitFor();

    for (const text of ["하나", "둘", "셋"]) await write(text);
    await page.locator(".unsent", { hasText: "연결되면 보낼게요" }).nth(2).waitFor();
    expect(await said()).toEqual(["하나", "둘", "셋"]);
    expect(await seriousFindings(page)).toEqual([]);
    proxy.mode = "pass";
    await answersOn(page, 3);

    expect(await said()).toEqual(["하나", "둘", "셋"]);
    expect(await page.locator(".text.lead").allTextContents()).toEqual(["하나의 답", "둘의 답", "셋의 답"]);
    expect(await page.locator(".unsent").count()).toBe(0);
  });

  test("keeps it over a reload, also what the server had taken without being heard", async () => {
    await open();
    let lost = 0;
    await page.route("**/api/messages", async (route) => {
      if ((lost += 1) === 1) await route.fetch();
      await route.abort();
    });
    await write("들렸지만 대답이 없던 말");
    await write("가지 못한 말");
    await page.locator(".unsent").last().waitFor();

    await page.unroute("**/api/messages");
    await page.reload();
    await answersOn(page, 2);

    expect(await said()).toEqual(["들렸지만 대답이 없던 말", "가지 못한 말"]);
    await page.reload();
    await answersOn(page, 2);
    expect(await said()).toEqual(["들렸지만 대답이 없던 말", "가지 못한 말"]);
  });

  test("keeps what two pages of one person have on their way", async () => {
    await open();
    const address = page.url();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.waitForSelector(".starters button");
    proxy.mode = "hangup";
    proxy.resetAll();

    await write("이 창에서 쓴 말");
    await page.locator(".unsent").waitFor();
    await other.fill("#say", "다른 창에서 쓴 말");
    await other.keyboard.press("Enter");
    await other.locator(".unsent").waitFor();
    await page.goto("about:blank");
    await other.close();
    proxy.mode = "pass";
    await page.goto(address);
    await answersOn(page, 2);

    expect(await said()).toEqual(["이 창에서 쓴 말", "다른 창에서 쓴 말"]);
  });

  test("and one that is refused for what it says is not sent for ever", async () => {
    await open();
    await page.route("**/api/messages", (route) =>
      route.fulfill({ status: 400, json: { say: "이 말은 받을 수 없어요.", next: "고쳐 주세요." } }),
    );

    await write("안 되는 말");
    await page.locator(".unsent", { hasText: "이 말은 받을 수 없어요. 고쳐 주세요." }).waitFor();
    await page.unroute("**/api/messages");
    await askOn(page, "되는 말");

    expect(await page.locator(".unsent").count()).toBe(1);
    await page.click("text=다시 보내기");
    await answersOn(page, 2);
    expect(await page.locator(".unsent").count()).toBe(0);
  });

  test("or that is loaded anew keeps the unsent text of each conversation, and what was being edited", async () => {
    await open();
    await askOn(page, "지난줒 어때");
    await page.focus("#say");
    await page.keyboard.press("ArrowUp");
    await page.fill("#say", "지난주 어때");
    await fresh();
    expect(await page.inputValue("#say")).toBe("");
    await page.fill("#say", "다른 대화에 쓰던 말");

    await page.reload();
    await page.waitForSelector(".starters button");
    expect(await page.inputValue("#say")).toBe("다른 대화에 쓰던 말");
    await page.goBack();
    await answersOn(page, 1);
    expect(await page.inputValue("#say")).toBe("지난주 어때");
    expect(await page.isVisible("#editing")).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator(".answer:not([aria-busy])", { hasText: "지난주 어때의 답" }).waitFor();

    expect(await page.locator(".said:visible").allTextContents()).toEqual(["지난주 어때"]);
    expect(await page.inputValue("#say")).toBe("");
  });

  test("says how long an answer has been on its way", async () => {
    await open();
    await write("천천히 아무것도");
    await page.locator(".since", { hasText: /^([2-9]|[1-5]\d)초$/ }).waitFor();
    gate.open();
    await answersOn(page, 1);

    expect(await page.locator(".since").count()).toBe(0);
  });
});
