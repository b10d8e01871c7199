// What the plan does to the database, from its beginning to its end: when it resolves the database is there again.

import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "../faults/cluster.ts";
import type { FaultProxy } from "../faults/proxy.ts";
import type { Fault } from "./plan.ts";

/** A cut waits for the answers it cuts; what was not cut by then is reset. */
const CUT_MS = 1_000;

export async function strike(
  fault: Fault,
  { cluster, proxy }: { cluster: Cluster; proxy: FaultProxy },
): Promise<void> {
  switch (fault.kind) {
    case "restart":
      return cluster.restart();
    case "reset":
      return proxy.resetAll();
    case "cut":
      proxy.cutAfter(fault.bytes);
      await pause(CUT_MS);
      return proxy.resetAll();
    case "slow":
      proxy.delayMs = fault.delayMs;
      await pause(fault.forMs);
      proxy.delayMs = 0;
      return;
    case "hold":
    case "hole":
      proxy.mode = fault.kind;
      await pause(fault.forMs);
      // A connection that lost a part of what was said on it is of no use to anybody: it stays silent.
      if (fault.kind === "hole") proxy.forgetAll();
      proxy.mode = "pass";
  }
}
