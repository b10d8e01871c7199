// What people saw, against what was due: by the log of the Slack they look at, and by the rows that say what became of each moment.

import type { Seen } from "../../slack/web-api.ts";

/** A stored moment; `key` is that of the post which brought it, `null` where none was made. */
export type Kept = { schedule: string; atMs: number; outcome: string | null; key: string | null };

export type Verdict = {
  due: number;
  sent: number;
  late: number;
  skipped: number;
  missed: number;
  double: number;
  words: string[];
};

const went: ReadonlySet<string | null> = new Set(["sent", "late"]);
const marked: ReadonlySet<string | null> = new Set(["skipped", "overtaken"]);

/** @param due moments of each schedule, counted by the checker itself */
export function checkDigests(
  schedules: readonly string[],
  due: readonly number[],
  kept: readonly Kept[],
  seen: readonly Seen[],
): Verdict {
  const posts = postsOf(seen);
  const rows = Map.groupBy(kept, ({ schedule, atMs }) => `${schedule} ${atMs}`);
  const verdict: Verdict = {
    due: schedules.length * due.length,
    sent: 0,
    late: 0,
    skipped: 0,
    missed: 0,
    double: 0,
    words: [],
  };
  for (const schedule of schedules) {
    let before = 0;
    for (const atMs of due) {
      const of = rows.get(`${schedule} ${atMs}`) ?? [];
      before = judge(verdict, { name: `${schedule} ${atMs}`, of, posts, before });
    }
  }
  unasked(verdict, new Set(schedules.flatMap((one) => due.map((atMs) => `${one} ${atMs}`))), rows);
  return verdict;
}

/** The first message of each report, by the key of the whole. */
function postsOf(seen: readonly Seen[]): Map<string, Seen[]> {
  const posts = new Map<string, Seen[]>();
  for (const one of seen) {
    const [key, piece] = one.key?.split(":") ?? [];
    if (one.kind !== "message" || key === undefined || piece !== "0") continue;
    posts.set(key, [...(posts.get(key) ?? []), one]);
  }
  return posts;
}

type Moment = { name: string; of: readonly Kept[]; posts: ReadonlyMap<string, Seen[]>; before: number };

/** @param moment.before moments right before it that were marked as skipped @returns how many there are now */
function judge(verdict: Verdict, { name, of, posts, before }: Moment): number {
  const shown = of.flatMap(({ key }) => (key === null ? [] : (posts.get(key) ?? [])));
  const outcome = of[0]?.outcome ?? null;
  if (shown.length > 1) {
    verdict.double += 1;
    verdict.words.push(`DOUBLE: ${name} was seen ${shown.length} times`);
  }
  if (went.has(outcome) && shown.length > 0) {
    verdict[outcome === "late" ? "late" : "sent"] += 1;
    const told = shown.some(({ text }) => text.includes("건너뛴 회차"));
    if (before > 0 && !told) verdict.words.push(`UNTOLD: ${name} does not say what was skipped before it`);
    if (outcome === "late" && !shown.some(({ text }) => text.includes("늦게 보내요")))
      verdict.words.push(`UNTOLD: ${name} does not say that it is late`);
    return 0;
  }
  if (marked.has(outcome) && shown.length === 0) {
    verdict.skipped += 1;
    return before + 1;
  }
  verdict.missed += 1;
  verdict.words.push(`MISSED: ${name} is ${outcome ?? "no row"} and was seen ${shown.length} times`);
  return before;
}

function unasked(verdict: Verdict, due: ReadonlySet<string>, rows: ReadonlyMap<string, Kept[]>): void {
  for (const [name, of] of rows) {
    if (due.has(name) && of.length === 1) continue;
    verdict.double += 1;
    verdict.words.push(`DOUBLE: ${name} has ${of.length} rows${due.has(name) ? "" : " and was never due"}`);
  }
}
