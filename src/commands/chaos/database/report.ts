// What a run of `database` tells: each breach in words, how soon the service was back, and at the very end one line of figures.

import { titled } from "../report.ts";
import type { Ran } from "./database.ts";
import type { Size } from "./plan.ts";

/** What is promised after the database has come back. */
const BACK_MS = 2_000;

export function databaseReport(
  { seed, restarts, hole, workers, replicas }: Size,
  ran: Ran,
  seconds: number,
): string {
  const { findings, halves, failed, backs, sent, acks, deaths, cut } = ran;
  const count = (kind: string): number => findings.filter((one) => one.kind === kind).length;
  const slowest = Math.max(0, ...backs.map(({ ms }) => ms));
  const words = [
    ...findings.map(titled),
    ...halves.map((text) => `HALF: ${text}`),
    ...late(backs).map(
      ({ kind, replica, ms }) => `SLOW: replica ${replica + 1} was back ${ms.toFixed(0)} ms after a ${kind}`,
    ),
    ...failed.map(({ key, said }) => `answered with a failure: message ${key}: ${said}`),
    ...(deaths > 0 ? [`DIED: a replica ended ${deaths} times although nobody killed it`] : []),
    ...(cut ? ["CUT: ended before its plan was done"] : []),
  ];
  return [
    ...words,
    `workers=${workers} replicas=${replicas} acknowledgements=${acks} failed_answers=${failed.length} out_of_order=${count("order")} never_taken=${count("refused")} seconds=${seconds.toFixed(0)}`,
    `scenario=database seed=${seed} restarts=${restarts} hole_s=${hole} messages=${sent} lost=${count("lost")} double=${count("double")} half=${halves.length} deaths=${deaths} back_ms=${slowest.toFixed(0)}`,
  ].join("\n");
}

function late(backs: Ran["backs"]): Ran["backs"] {
  return backs.filter(({ ms }) => ms >= BACK_MS);
}

/** 0 only for a whole run in which every message was answered once, nothing is half there, and the service was back in time. */
export function databaseExitCode({ findings, halves, backs, deaths, cut }: Ran): number {
  return findings.length + halves.length + late(backs).length + deaths === 0 && !cut ? 0 : 1;
}
