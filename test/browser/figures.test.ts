import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { firstPersona } from "../../src/chat/people.ts";
import { echoMs, firstLoad, scrollThrough } from "../../src/commands/bench/page/looks.ts";
import { traceTasks } from "../../src/commands/bench/page/tasks.ts";
import { endOf, makeAnswerer } from "../chat/made-answerer.ts";
import { converse } from "../chat/support.ts";
import { longCard, monthCard, weekCard } from "../core/card/made-cards.ts";
import { chromiumPath, desk, phone } from "./browser.ts";
import { setStage } from "./stage.ts";

const cards = [weekCard("ko"), monthCard("ko"), longCard("ko", 40)];
const MESSAGES = 60;

const answerer = makeAnswerer(async function* (_, { said }) {
  const card = cards[Number(said.replace(/\D/g, "")) % cards.length];
  if (card) yield { kind: "card", card };
  yield endOf();
});

/** Time of the page's own thread, best of three, so that a busy machine fails nobody; `npm run bench -- --only page` tells the clock's. */
describe.runIf(chromiumPath !== undefined)("the figures of the page", { timeout: 120_000, retry: 2 }, () => {
  const stage = setStage(answerer);
  const thread = randomUUID();

  beforeAll(async () => {
    const { chat } = stage().served;
    const personId = firstPersona();
    const place = await chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: thread });
    await converse(
      chat,
      place,
      Array.from({ length: MESSAGES }, (_, at) => `질문 ${at}`),
    );
  }, 120_000);

  test.each([
    ["phone", phone],
    ["desk", desk],
  ] as const)("a first visit on a %s is small and soon done", async (_, size) => {
    const { load, close } = await firstLoad(stage().browser, `${stage().served.url}/?thread=new`, size);
    await close();

    expect(load.bytes).toBeLessThan(150_000);
    expect(load.cpuMs).toBeLessThan(500);
    expect(load.longestCpuMs).toBeLessThan(100);
  });

  test("a message is on the page at once, and costs little to show", async () => {
    const { page, close } = await firstLoad(stage().browser, `${stage().served.url}/?thread=echo`, desk);

    const traced = await traceTasks(page);
    const took = await echoMs(page, "질문 0");
    const { longestCpuMs } = await traced();
    await close();

    expect(took).toBeGreaterThan(0);
    expect(longestCpuMs).toBeLessThan(150);
  });

  test.each([
    ["phone", phone],
    ["desk", desk],
  ] as const)(
    "a long conversation on a %s is scrolled from end to end without a long task",
    async (_, size) => {
      const url = `${stage().served.url}/?thread=${thread}`;
      const { page, load, close } = await firstLoad(stage().browser, url, size);
      const scroll = await scrollThrough(page);
      await close();

      expect(scroll.entries).toBe(MESSAGES);
      expect(scroll.longestCpuMs).toBeLessThan(200);
      expect(load.longestCpuMs).toBeLessThan(200);
    },
  );
});
