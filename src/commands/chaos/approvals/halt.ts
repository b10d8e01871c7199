// The scenario `halt`: launches are under way in every replica when everything is halted. No write that spends leaves a second later, what
// only pauses still goes through, a replica that starts anew heeds it too, and once it is lifted the rest is done once.

import { setTimeout as pause } from "node:timers/promises";
import { halt, lift } from "../../../capabilities/limits/limits.ts";
import { withClient } from "../../bench/databases.ts";
import { carriedOut, playRound, type Ran, type Run } from "./approvals.ts";
import type { Told } from "./line.ts";
import { mediumNames, type PlannedRequest, planRounds, type Round, type Size } from "./plan.ts";

/** What is promised. */
const LATE_MS = 1_000;
/** How long is watched while everything is halted, on both sides of a replica's death. */
const WATCH_MS = 3_000;
const WAIT_MS = 30_000;

export async function runHalt(
  size: Size,
  url: string,
  around: { stop: AbortSignal; say: (text: string) => void },
): Promise<Ran> {
  const seen: Seen = { writes: [], haltedMs: 0, words: [] };
  const requests = planned(size);
  const pauses = requests.filter(({ kind }) => kind === "pause").map(({ number }) => number);
  const [all] = planRounds({ ...size, kills: 0 });
  if (!all) throw new Error("nothing is pressed");
  const ran = await carriedOut({ ...size, kills: 0 }, requests, url, around, (run) =>
    play(
      run,
      { clicks: all.clicks.filter(({ decision }) => decision === "approve") },
      pauses,
      seen,
      around.say,
    ),
  );
  const last = Math.max(0, ...seen.writes.map((atMs) => atMs - seen.haltedMs));
  const late = seen.writes.filter((atMs) => atMs - seen.haltedMs > LATE_MS).length;
  if (late > 0) seen.words.push(`LATE: ${late} writes left more than a second after the stop`);
  around.say(
    `writes left at most ${Math.round(last)} ms after the stop, ${late} of them late; ${pauses.length} pauses`,
  );
  return { ...ran, words: [...ran.words, ...seen.words] };
}

/** `writes`: those that are no pause and left while everything was halted, by the machine's clock. */
type Seen = { writes: number[]; haltedMs: number; words: string[] };

/** Four launches in five, and pauses that are pressed while everything is halted. */
function planned({ approvals }: Size): PlannedRequest[] {
  return Array.from({ length: approvals }, (_, number) => {
    const medium = mediumNames[number % 4] ?? "meta";
    return number % 5 === 4
      ? { kind: "pause", number, medium, raise: false }
      : { kind: "launch", number, media: [medium] };
  });
}

async function play(
  run: Run,
  all: Round,
  pauses: readonly number[],
  seen: Seen,
  say: (text: string) => void,
): Promise<void> {
  const { ctx } = run.world;
  const isPause = ({ request }: { request: number }): boolean => pauses.includes(request);
  const inFlight = async (): Promise<number> =>
    count(run.url, "kind = 'campaign.launch' and outcome is not null");
  await playRound({ clicks: all.clicks.filter((one) => !isPause(one)) }, run);
  await until(async () => (await inFlight()) === run.asked.length - pauses.length);
  say(`${await count(run.url, "outcome = 'running'")} launches are under way`);
  await halt(ctx, { reason: "chaos" });
  seen.haltedMs = performance.timeOrigin + performance.now();
  const ear = (told: Told): void => {
    if (told.kind === "sent" && !told.lowers && told.atMs > seen.haltedMs) seen.writes.push(told.atMs);
  };
  run.ears.push(ear);
  await playRound({ clicks: all.clicks.filter(isPause) }, run);
  const paused = await until(
    async () => (await count(run.url, "kind = 'campaign.pause' and outcome = 'done'")) === pauses.length,
  );
  if (!paused) seen.words.push("HELD: a pause did not go through while everything was halted");
  await pause(WATCH_MS);
  await run.replicas[0]?.kill();
  await run.replicas[0]?.serving(run.signal);
  await pause(WATCH_MS);
  const held = await count(run.url, "outcome = 'running'");
  if (held === 0) seen.words.push("NOTHING: no launch was under way when everything was halted");
  say(`${held} launches were held`);
  run.ears.splice(run.ears.indexOf(ear), 1);
  await lift({ ...ctx, role: "company_admin" });
}

async function count(url: string, condition: string): Promise<number> {
  const [row] = await withClient(url, (sql) =>
    sql.unsafe<{ count: number }[]>(`select count(*)::int as count from approval where ${condition}`),
  );
  return row?.count ?? 0;
}

/** @returns whether it came to be in time */
async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + WAIT_MS; performance.now() < end; await pause(100))
    if (await isSo()) return true;
  return false;
}
