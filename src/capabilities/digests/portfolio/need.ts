// How much a client wants a look, and what to do there first.

import { type Lang, type Words, words } from "../../../core/locale.ts";
import { metrics } from "../../../core/metric.ts";
import type { Arrival, Briefing } from "../../performance/performance.ts";

export type Client = {
  name: string;
  /** None where the days have no figures. */
  briefing: Briefing | undefined;
  late: readonly Arrival[];
  /** Any figures were ever stored. */
  known: boolean;
  /** Requests that wait, of those its reader may decide or asked for. */
  waiting: number;
};

/** A change for the worse below this is the weather. Our default. */
const NOTABLE = 0.1;

/** Higher is more urgent; 0 where nothing is to be done. Our order: decisions wait, then figures are missing, then results fall. */
export function needOf({ briefing, late, known, waiting }: Client): number {
  const fall = worseBy(briefing);
  return (
    (waiting > 0 ? 4 : 0) +
    (known && (briefing === undefined || late.length > 0) ? 2 : 0) +
    (fall >= NOTABLE ? 1 + Math.min(fall, 1) : 0)
  );
}

/** How far the main figure went the wrong way, as a fraction; 0 where it did not, or nothing compares. */
function worseBy(briefing: Briefing | undefined): number {
  const main = briefing?.figures.find(({ metric }) => metric === briefing.main);
  const change = main?.change?.value ?? 0;
  if (!main) return 0;
  const { better } = metrics[main.metric];
  return better === "neither" ? 0 : Math.max(0, better === "up" ? -change : change);
}

export function stepOf(client: Client, lang: Lang): string {
  return step(client)[lang];
}

function step(client: Client): Words {
  const { briefing, late, known, waiting } = client;
  if (waiting > 0) return words("기다리는 승인 요청 결정", "decide the waiting requests");
  if (!known) return words("첫 보고서 올리기", "drop a first report");
  if (briefing === undefined || late.length > 0)
    return words("빠진 보고서 올리기", "drop the missing report");
  if (worseBy(briefing) >= NOTABLE) return words("왜 떨어졌는지 보기", "see why it fell");
  return words("그대로 두기", "leave it as it is");
}
