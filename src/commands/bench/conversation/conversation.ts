// From a message at the web door to its finished card on the event stream, over 10 million facts on Postgres: alone, under
// load beside a bare server, and beside a conversation that hangs. App, generator and database share the machine.

import { type Figure, percentile } from "../measure.ts";
import { openFilled, type Server } from "../databases.ts";
import type { Size } from "../dataset.ts";
import { checkAllAnswered } from "./check.ts";
import { postBareFor, type Round, writeFor, writeTimes } from "./load.ts";
import { type Exchange, openPage, type Page } from "./page.ts";
import { enterPeople, type Somebody } from "./people.ts";
import { HANG_MS, HANGING, QUESTIONS } from "./questions.ts";
import { type Cost, serve } from "./served.ts";

const size: Size = { workspaces: 150, days: 370 };
const PEOPLE = 300;
const WARM_UP = 400;
const ALONE = 600;
const LOAD = { lanes: 16, seconds: 20 };
/** What goes on beside the hung conversation, and before and after it. */
const BESIDE = { lanes: 2, seconds: 15 };

type Say = (text: string) => void;

export async function conversationFigures(server: Server, say: Say): Promise<Figure[]> {
  const url = await openFilled(server, "co9ma_bench", size, say);
  const people = await enterPeople(url, { count: PEOPLE, workspaces: size.workspaces });
  const bare = await bareServer(url, say);
  const app = await serve("app", url);
  const pages: Page[] = [];
  try {
    for (const somebody of people) pages.push(await openPage(app.url, somebody));
    const round = { pages, next: 0 };
    say("warming up");
    await writeTimes(round, WARM_UP);
    await app.cost();
    const alone = await aloneFigures(round, say);
    const calm = await app.cost();
    const { answers, ...load } = await underLoad(round, say);
    const busy = await app.cost();
    const beside = await besideFigures(round, await openPage(app.url, people[0] as Somebody), say);
    await checkAllAnswered(url);
    return [
      ...alone,
      { name: "answers_sustained", unit: "1/s", value: load.perSecond, baseline: bare.perSecond, note: BARE },
      { name: "answers_ack_p99", unit: "ms", value: load.ackP99, baseline: bare.ackP99, note: BARE },
      { name: "answers_to_card_p99", unit: "ms", value: load.answerP99 },
      { name: "answer_processor", unit: "ms", value: busy.processorMs / answers, note: "of the app alone" },
      ...heldUp("message", calm),
      ...heldUp("answers", busy),
      ...beside,
    ];
  } finally {
    for (const page of pages) page.close();
    await app.close();
  }
}

/** Somebody alone, one message after the other. */
async function aloneFigures(round: Round, say: Say): Promise<Figure[]> {
  say("one message at a time");
  const times = (await writeTimes(round, ALONE)).map(({ answerMs }) => answerMs);
  return [
    { name: "message_to_card_10m_p50", unit: "ms", value: percentile(times, 0.5) },
    { name: "message_to_card_10m_p99", unit: "ms", value: percentile(times, 0.99) },
  ];
}

const BARE = "baseline: express, one committed row, a constant";

async function underLoad(
  round: Round,
  say: Say,
): Promise<{ answers: number; perSecond: number; ackP99: number; answerP99: number }> {
  say(`${LOAD.lanes} messages at a time`);
  const { exchanges, perSecond } = await writeFor(round, LOAD);
  return {
    answers: exchanges.length,
    perSecond,
    ackP99: percentile(
      exchanges.map(({ ackMs }) => ackMs),
      0.99,
    ),
    answerP99: percentile(answersOf(exchanges), 0.99),
  };
}

/** How long the event loop had no look at its timers: by the clock, to which other programs add, and in its own processor time. */
function heldUp(name: string, { longestBlockMs, longestTaskMs }: Cost): Figure[] {
  return [
    { name: `${name}_loop_block`, unit: "ms", value: longestBlockMs, note: "longest, by the clock" },
    { name: `${name}_loop_task`, unit: "ms", value: longestTaskMs, note: "longest, processor time" },
  ];
}

/** The same traffic without and beside a conversation that hangs, with more messages waiting in it. */
async function besideFigures(round: Round, hung: Page, say: Say): Promise<Figure[]> {
  say("without a hung conversation");
  const before = await writeFor(round, BESIDE);
  say(`beside a conversation that hangs for ${HANG_MS / 1_000} s`);
  const stuck = hung.ask(HANGING, { figures: false, withinMs: 2 * HANG_MS });
  const waiting = [hung.ask(QUESTIONS[0], { figures: true, withinMs: 2 * HANG_MS })];
  const beside = await writeFor(round, { lanes: BESIDE.lanes, seconds: HANG_MS / 1_000 - 1 });
  const { answerMs } = await stuck;
  await Promise.all(waiting);
  const after = await writeFor(round, BESIDE);
  hung.close();
  const without = percentile(answersOf([...before.exchanges, ...after.exchanges]), 0.95);
  return [
    {
      name: "beside_hung_p95",
      unit: "ms",
      value: percentile(answersOf(beside.exchanges), 0.95),
      baseline: without,
      note: `hung for ${Math.round(answerMs / 1_000)} s; baseline: without it`,
    },
  ];
}

/** A server that does nothing else, under the same lanes. */
async function bareServer(databaseUrl: string, say: Say): Promise<{ perSecond: number; ackP99: number }> {
  say("the bare server");
  const bare = await serve("bare", databaseUrl);
  try {
    await postBareFor(bare.url, { ...LOAD, seconds: 2 });
    const { acks, perSecond } = await postBareFor(bare.url, { ...LOAD, seconds: 5 });
    return { perSecond, ackP99: percentile(acks, 0.99) };
  } finally {
    await bare.close();
  }
}

function answersOf(exchanges: readonly Exchange[]): number[] {
  return exchanges.map(({ answerMs }) => answerMs);
}
