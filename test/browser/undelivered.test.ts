import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { demoPeople, openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { echo, makeAnswerer } from "../chat/made-answerer.ts";
import { asOwner } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import {
  chromiumPath,
  desk,
  phone,
  scrollsSideways,
  seriousFindings,
  type Visit,
  visitPage,
} from "./browser.ts";
import { setStage } from "./stage.ts";

describe.runIf(chromiumPath !== undefined)(
  "an answer that a platform did not take",
  { timeout: 120_000 },
  () => {
    const stage = setStage(makeAnswerer(echo));
    let visit: Visit;
    let page: Page;

    afterEach(async () => {
      await visit.close();
    });

    /** A question in Slack whose answer was refused with this word. */
    async function refuse(key: string, text: string, trouble: string): Promise<void> {
      const { chat } = stage().served;
      const { workspaceId, people } = await openDemo(chat.db, { now: fixedNow, zone: "Asia/Seoul" });
      const personId = people.company_admin;
      const place = { workspaceId, personId, platform: "slack", roomRef: "T1/C1", threadRef: key };
      const { inboundId } = await chat.send(place, { key, text });
      await expect.poll(() => chat.answerTo(place, inboundId)).toBeDefined();
      await asOwner(
        chat.db,
        `update delivery set state = 'dead', trouble = '${trouble}' where platform = 'slack' and state = 'waiting'`,
      );
    }

    async function open(size: typeof phone | typeof desk, locale: string): Promise<void> {
      visit = await visitPage(stage().browser, stage().served.url, { ...size, locale });
      page = visit.page;
    }

    test("is nowhere to be seen while there is none", async () => {
      await open(desk, "ko-KR");

      expect(await page.isVisible(".undelivered")).toBe(false);
    });

    test("is shown to an admin with the reason, and sent again on a press", async () => {
      await refuse("k1", "지난주 어땠어?", "not_in_channel");
      await open(desk, "ko-KR");

      await page.click(".undelivered summary");
      expect(await page.textContent(".undelivered summary")).toBe("보내지 못한 답변 1개");
      expect(await page.textContent(".undelivered li")).toContain("지난주 어땠어?");
      expect(await page.textContent(".undelivered li p")).toBe(
        "슬랙: 봇이 그 채널에 없어요. 채널에서 봇을 초대해 주세요.",
      );
      expect(await seriousFindings(page)).toEqual([]);
      await page.click(".undelivered li button");
      await page.waitForSelector("text=다시 보내고 있어요.");

      const rows = await asOwner(
        stage().served.chat.db,
        "select state from delivery where platform = 'slack'",
      );
      expect(rows).toEqual([{ state: "waiting" }]);
    });

    test("that could not be sent again for want of a line can be tried again", async () => {
      await refuse("k4", "어제 어땠어?", "not_in_channel");
      await open(desk, "ko-KR");
      await page.click(".undelivered summary");
      await page.route("**/api/deliver-again", (route) => route.abort(), { times: 1 });

      await page.click(".undelivered li button");
      await page.locator(".undelivered li p", { hasText: /^보내지 못했어요\.$/ }).waitFor();
      await page.click(".undelivered li button");

      const said = page.locator("text=다시 보내고 있어요.");
      await said.waitFor();
      expect(await said.count()).toBe(1);
    });

    test("fits on a phone, in English, and says an unknown word as it is", async () => {
      await refuse(
        "k2",
        "How was last week, and the week before it, and the one before that?",
        "some_new_word",
      );
      await open(phone, "en-US");
      await page.click("#menu");
      await page.click(".undelivered summary");

      expect(await page.textContent(".undelivered summary")).toMatch(/^Answers not delivered: \d$/);
      expect(await page.textContent(".undelivered ul")).toContain("Slack: It was refused (some_new_word).");
      expect(await scrollsSideways(page)).toBe(false);
    });

    test("is nobody's business but an admin's", async () => {
      await refuse("k3", "비밀", "not_in_channel");
      await open(desk, "ko-KR");
      await page.waitForSelector(".undelivered");
      const viewer = demoPeople.find(({ role }) => role === "viewer");
      await page.selectOption("#people", viewer?.id ?? "");
      await page.waitForSelector(".undelivered", { state: "hidden" });

      const answer = await page.evaluate(async () => {
        const body = JSON.stringify({ id: "0c09a000-0000-7000-8000-000000000999" });
        const headers = { "content-type": "application/json" };
        return (await fetch("/api/deliver-again", { method: "POST", headers, body })).status;
      });
      expect(answer).toBe(403);
    });
  },
);
