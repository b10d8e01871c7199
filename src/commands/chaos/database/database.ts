// The scenario `database`: people write to the replicas while the database restarts, its connections break and nothing gets through to
// it for a minute. It stands on a cluster of its own, made from the system's programs, with a proxy in front.

import { setTimeout as pause } from "node:timers/promises";
import { makeEmpty, withClient } from "../../bench/databases.ts";
import { check, type Reading, type Sent } from "../check.ts";
import { type Cluster, findBinaries, makeCluster } from "../faults/cluster.ts";
import { type FaultProxy, openFaultProxy } from "../faults/proxy.ts";
import { failedIn, postIn, type Ran as MessagesRan, warmUp } from "../messages.ts";
import { openTalks } from "../people.ts";
import { readAll, settle } from "../reading.ts";
import { type Replica, startReplica } from "../replica.ts";
import { type AwaitedSending, buildSending } from "../sending.ts";
import { brandsQuery, findHalves } from "./halves.ts";
import { brandIn, planFaults, planLine, type Size } from "./plan.ts";
import { type Back, untilBack } from "./service.ts";
import { strike } from "./strike.ts";

export type Ran = MessagesRan & {
  /** What was committed without that which belongs to it, in words. */
  halves: string[];
  /** One a replica for each fault, once the database was there again. */
  backs: Back[];
  /** Ends of a replica that nobody asked for. */
  deaths: number;
};

export type Around = { stop: AbortSignal; say: (text: string) => void };

const BASE_MS = 240_000;
const RESTART_MS = 15_000;

export async function runDatabase(size: Size, { stop, say }: Around): Promise<Ran> {
  const binaries = findBinaries();
  if (binaries === undefined)
    throw new Error("no Postgres programs (initdb, pg_ctl) here: install the system's Postgres server");
  const cluster = await makeCluster(binaries);
  const limit = AbortSignal.timeout(BASE_MS + size.restarts * RESTART_MS + 2_000 * size.hole);
  const signal = AbortSignal.any([stop, limit]);
  const replicas: Replica[] = [];
  let proxy: FaultProxy | undefined;
  try {
    const direct = await makeEmpty({ url: cluster.url }, "chaos");
    proxy = await openFaultProxy(direct);
    // Errors are what this is about: only what ends a process is told.
    for (let at = 0; at < size.replicas; at += 1)
      replicas.push(await startReplica(proxy.url, { LOG_LEVEL: "fatal" }));
    return await play(size, { cluster, proxy, direct, replicas, signal, say });
  } finally {
    await Promise.all(replicas.map((one) => one.stop()));
    await proxy?.close();
    await cluster.remove();
  }
}

type Stage = {
  cluster: Cluster;
  proxy: FaultProxy;
  /** The database past the proxy. */
  direct: string;
  replicas: readonly Replica[];
  signal: AbortSignal;
  say: (text: string) => void;
};

async function play(size: Size, stage: Stage): Promise<Ran> {
  const { direct, replicas, signal, say } = stage;
  const { seed, workers } = size;
  const urls = replicas.map(({ url }) => url);
  const talks = await openTalks(replicas, { count: workers + urls.length + 1, seed, signal });
  await warmUp(urls, talks.pop(), signal);
  const sending = buildSending(urls, postIn(talks), signal);
  const probes = { talks: talks.slice(workers), first: workers, urls, sent: [] as Sent[], signal };
  const over = new AbortController();
  const working = Array.from({ length: workers }, (_, worker) => work(size, worker, sending, over.signal));
  const backs: Back[] = [];
  for (const [number, fault] of planFaults(size).entries()) {
    if (signal.aborted) break;
    await pause(fault.afterMs);
    await strike(fault, stage);
    const back = await untilBack(probes, fault.kind, `chaos-${seed}-back-${number}`);
    backs.push(...back);
    say(`${fault.kind}: back after ${back.map(({ ms }) => ms.toFixed(0)).join(", ")} ms`);
  }
  over.abort();
  await Promise.all(working);
  say("writing has ended; waiting for the last answers");
  const sent = [...sending.sent, ...probes.sent];
  await settle(sent, talks, urls, signal);
  const readings = signal.aborted ? [] : await readAll(talks, replicas, signal);
  return {
    findings: check(sent, readings),
    halves: await halvesIn(direct, sent, readings),
    backs,
    sent: sent.length,
    acks: sent.reduce((sum, { acks }) => sum + acks.length, 0),
    failed: failedIn(sent, readings),
    deaths: replicas.reduce((sum, replica) => sum + replica.crashes(), 0),
    cut: signal.aborted,
  };
}

/** Writes until it is over, each message once the one before it is taken. */
async function work(size: Size, worker: number, { send }: AwaitedSending, over: AbortSignal): Promise<void> {
  for (let at = 0; !over.aborted; at += 1) {
    const { pauseMs, ...message } = planLine(size, worker, at);
    await pause(pauseMs);
    if (!over.aborted) await send(message);
  }
}

/** In the rows; and what people were told is changed, and no ledger says so. */
async function halvesIn(url: string, sent: readonly Sent[], readings: readonly Reading[]): Promise<string[]> {
  const entries = readings.flatMap((reading) => reading.entries);
  const told = entries.flatMap(({ said, cards }) => {
    const brand = brandIn(said);
    const changed = cards.some(({ card }) => card?.plain.includes("브랜드 가이드를 바꿨어요"));
    return brand !== undefined && changed ? [brand] : [];
  });
  return withClient(url, async (sql) => {
    const ask = (statement: string) => sql.unsafe<{ about: string | null }[]>(statement);
    const kept = new Set((await ask(brandsQuery)).map(({ about }) => about));
    const untold = [...new Set(told)].filter((brand) => !kept.has(brand));
    if (told.length === 0 && sent.some(({ text }) => brandIn(text) !== undefined))
      untold.push("(nobody was told of any change)");
    return [
      ...(await findHalves(ask)),
      ...untold.map((brand) => `a change that was told stands in no ledger: ${brand}`),
    ];
  });
}
