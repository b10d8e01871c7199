// What a link opens, in a phone's browser and at a desk: an upload, an answer to read, a form to send, and a link that is over.

import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { buildLinks, type Links, type LinkSubject } from "../../src/chat/links.ts";
import type { Answered } from "../../src/chat/chat.ts";
import { type Drawer, openDrawer } from "../../src/drawing/drawer.ts";
import { makePlace, personOf, until } from "../chat/support.ts";
import { silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { chromiumPath, desk, scrollsSideways, seriousFindings } from "./browser.ts";
import { setStage } from "./stage.ts";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const pictures = process.env["CO9MA_PICTURES"];

const report = Buffer.from(
  [
    "Day,Campaign name,Amount spent (KRW),Impressions,Link clicks,Purchases,Purchases conversion value",
    ...Array.from(
      { length: 30 },
      (_, at) =>
        `2026-11-${String(1 + (at % 15)).padStart(2, "0")},Sale ${at},${1_000 * (at + 1)},${100 * (at + 1)},${at + 1},1,5000`,
    ),
  ].join("\n"),
);

describe.runIf(chromiumPath !== undefined)("pages of links", { timeout: 240_000 }, () => {
  const drawer: Drawer = openDrawer(silentLog);
  let links: Links;
  const stage = setStage(buildAnswerer(silentLog), (db) => {
    const publicUrl = new URL("https://co9ma.example.com");
    links = buildLinks(db, { publicUrl, secret: Buffer.alloc(32, 9) });
    return { linked: { links, drawer } };
  });
  const closing: (() => Promise<void>)[] = [];
  const problems: string[] = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
    const found = problems.splice(0).filter((text) => !/status of 40[49]/.test(text));
    if (found.length > 0) throw new Error(found.join("\n"));
  });
  afterAll(() => drawer.close());

  async function look(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }

  async function open(url: string, size: typeof phone | typeof desk = phone): Promise<Page> {
    const context = await stage().browser.newContext({ ...size, colorScheme: "light", locale: "ko-KR" });
    closing.push(() => context.close());
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(url);
    await page.locator("h1").first().waitFor();
    return page;
  }

  type Someone = Awaited<ReturnType<typeof makeWorkspace>>;

  async function linkTo(ctx: Someone, subject: LinkSubject, lang: "ko" | "en" = "ko"): Promise<string> {
    const owner = { workspaceId: ctx.workspaceId, personId: personOf(ctx), lang };
    const [url] = await links.make(owner, [subject]);
    return `${stage().served.url}${url?.pathname ?? ""}?botUserKey=anybody`;
  }

  const upload = (): LinkSubject => ({
    purpose: "upload",
    of: { platform: "kakao", roomRef: `@${randomUUID()}`, threadRef: "" },
  });

  async function say(ctx: Someone, place: ReturnType<typeof makePlace>, text: string): Promise<Answered> {
    const { chat } = stage().served;
    const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
    return until(() => chat.answerTo(place, inboundId));
  }

  const isUsable = async (page: Page): Promise<void> => {
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
  };

  test.each(["ko", "en"] as const)("a file is chosen, sent and read on a phone (%s)", async (lang) => {
    const ctx = await makeWorkspace(stage().db);
    const url = await linkTo(ctx, upload(), lang);
    const page = await open(url);
    await isUsable(page);
    await look(page, `link-upload-${lang}`);
    expect(await page.locator("button.go").isDisabled()).toBe(true);

    await page.locator("#file").setInputFiles({ name: "report.csv", mimeType: "text/csv", buffer: report });
    await page.locator("button.go").click();
    await page.locator(".card").first().waitFor();

    expect(await page.locator("h1").textContent()).toBe(
      lang === "ko" ? "파일을 받았어요" : "The file is here",
    );
    expect(await page.locator(".card").first().innerText()).toContain("report.csv");
    await isUsable(page);
    await look(page, `link-uploaded-${lang}`);

    const again = await open(url);
    await again.locator(".card").first().waitFor();
    expect(await again.locator("input[type=file]").count()).toBe(0);
  });

  test("a file that is too large, or empty, is told before it is sent", async () => {
    const ctx = await makeWorkspace(stage().db);
    const page = await open(await linkTo(ctx, upload()));
    const choose = (bytes: number): Promise<void> =>
      page
        .locator("#file")
        .setInputFiles({ name: "report.csv", mimeType: "text/csv", buffer: Buffer.alloc(bytes, 49) });

    await choose(20_000_001);
    const large = await page.locator("[role=alert]").textContent();
    await choose(0);
    const empty = await page.locator("[role=alert]").textContent();

    expect(large).toContain("20MB보다 커요");
    expect(empty).toContain("빈 파일");
    expect(await page.locator("button.go").isDisabled()).toBe(true);
  });

  test("a second file under a used link is told kindly, without a word of a crash", async () => {
    const ctx = await makeWorkspace(stage().db);
    const url = await linkTo(ctx, upload());
    const [first, second] = [await open(url), await open(url)];
    const file = { name: "report.csv", mimeType: "text/csv", buffer: report };
    await first.locator("#file").setInputFiles(file);
    await first.locator("button.go").click();
    await first.locator(".card").first().waitFor();

    await second.locator("#file").setInputFiles({ ...file, name: "other.csv" });
    await second.locator("button.go").click();

    const told = second.locator("[role=alert]");
    await told.waitFor();
    expect(await told.textContent()).toContain("이 링크로는 이미 파일을 받았어요.");
    await look(second, "link-upload-used");
  });

  test("an answer is read whole, at a desk, on a phone and on paper", async () => {
    const ctx = await makeWorkspace(stage().db);
    const { chat } = stage().served;
    const sent = await linkTo(ctx, upload());
    await fetch(`${sent.split("?")[0] ?? ""}/file`, { method: "POST", body: report });
    const place = makePlace(ctx);
    await until(async () => {
      const answered = await say(ctx, place, "11월 1일부터 15일까지 캠페인별 광고비");
      return JSON.stringify(answered).includes("Sale") ? answered : undefined;
    });
    const answers = await chat.answers(place);
    const deliveries = answers.at(-1)?.cards.map(({ id }) => id) ?? [];
    const url = await linkTo(ctx, { purpose: "card", of: { deliveries } });

    for (const [name, size] of [
      ["phone", phone],
      ["desk", desk],
    ] as const) {
      const page = await open(url, size);
      await page.locator("table").first().waitFor();
      await isUsable(page);
      expect(await page.locator(".choices button:not([disabled]), .next, .more").count()).toBe(0);
      expect(await page.locator(".sheet tbody tr[hidden]").count()).toBe(0);
      await look(page, `link-card-${name}`);
    }
    const page = await open(url, desk);
    await page.locator("table").first().waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".print").isVisible()).toBe(false);
    await look(page, "link-card-print");
  });

  test("a form is filled in, corrected, and sent once", async () => {
    const ctx = await makeWorkspace(stage().db);
    const answered = await say(ctx, makePlace(ctx), "한도 양식으로 바꿀래");
    const [found] = answered.cards.flatMap(({ id, card }) =>
      card.parts.flatMap((part, at) =>
        part.kind === "form" && part.fields ? [{ delivery: id, part: at }] : [],
      ),
    );
    const page = await open(await linkTo(ctx, { purpose: "form", of: found! }));
    const money = page.locator(".slot.money input").first();
    await isUsable(page);
    await look(page, "link-form");

    await money.fill("많이");
    await page.locator("button[type=submit]").click();
    await page.locator(".slot.money [aria-invalid=true]").first().waitFor();
    await isUsable(page);
    await look(page, "link-form-wrong");
    await money.fill("30만원");
    await page.locator("button[type=submit]").click();
    await page.locator("h1", { hasText: "보냈어요" }).waitFor();
    await look(page, "link-form-sent");

    await page.reload();
    await page.locator("h1").first().waitFor();
    expect(await page.locator("h1").first().textContent()).toBe("이미 보낸 양식이에요");
  });

  test("a link that is over says what to do in both languages", async () => {
    const page = await open(`${stage().served.url}/l/${"x".repeat(43)}`);

    expect(await page.locator("h1").textContent()).toBe("이 링크는 더 열 수 없어요");
    expect(await page.locator("[lang=en]").innerText()).toContain("get a new link");
    await isUsable(page);
    await look(page, "link-gone");
  });
});
