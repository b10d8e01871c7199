// How the bench's people write: lanes, each of which takes the next page and the next question as soon as its answer is there.

import { type Exchange, type Page, postBare } from "./page.ts";
import { QUESTIONS } from "./questions.ts";

/** Whose turn it is next, over all lanes: nobody writes twice before everybody wrote once. */
export type Round = { pages: readonly Page[]; next: number };

export type Load = { /** Messages at a time. */ lanes: number; seconds: number };

/** @returns what each message took, and how many were answered a second */
export async function writeFor(
  round: Round,
  load: Load,
): Promise<{ exchanges: Exchange[]; perSecond: number }> {
  const exchanges: Exchange[] = [];
  const perSecond = await keepUp(load, async () => void exchanges.push(await askNext(round)));
  return { exchanges, perSecond };
}

export async function writeTimes(round: Round, times: number): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  while (exchanges.length < times) exchanges.push(await askNext(round));
  return exchanges;
}

/** The same of the bare server, whose ack is its answer. */
export async function postBareFor(url: string, load: Load): Promise<{ acks: number[]; perSecond: number }> {
  const acks: number[] = [];
  const perSecond = await keepUp(load, async () => void acks.push(await postBare(url, QUESTIONS[0])));
  return { acks, perSecond };
}

/** @returns how often `work` was done a second */
async function keepUp({ lanes, seconds }: Load, work: () => Promise<unknown>): Promise<number> {
  const begunMs = performance.now();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (; performance.now() < begunMs + seconds * 1_000; done += 1) await work();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done / ((performance.now() - begunMs) / 1_000);
}

/** Over a run everybody asks everything: each round of the pages begins one question later. */
function askNext(round: Round): Promise<Exchange> {
  const { pages, next } = round;
  round.next += 1;
  const page = pages[next % pages.length];
  const question = QUESTIONS[(next + Math.floor(next / pages.length)) % QUESTIONS.length];
  if (!page || !question) throw new Error("nobody writes");
  return page.ask(question, { figures: true, withinMs: 30_000 });
}
