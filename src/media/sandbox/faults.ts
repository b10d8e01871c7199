// What goes wrong at a call: queued faults first, then seeded ones. The same seed and the same calls fail in the same way.

import { unit } from "../market/noise.ts";
import {
  type FaultName,
  type FaultPlan,
  type MarketStore,
  readFaults,
  type SandboxAccount,
  type SandboxState,
} from "./state.ts";

export type CallKind = "create" | "change" | "read";

/** Which kinds of call a fault can befall. */
const befalls: Readonly<Record<FaultName, readonly CallKind[]>> = {
  throttled: ["create", "change", "read"],
  unavailable: ["create", "change", "read"],
  lost_reply: ["create", "change"],
  late_effect: ["create", "change"],
  ok_with_error: ["create", "change"],
  rejected: ["create"],
  born_on: ["create"],
  partial: ["create"],
};

/** From the next call on; `undefined` ends them. What is late already still lands. */
export function setFaults(
  store: MarketStore,
  account: SandboxAccount,
  plan: FaultPlan | undefined,
): Promise<void> {
  return store.change(account, (state) => {
    if (plan) state.faults = readFaults(plan);
    else delete state.faults;
  });
}

/** Takes the fault of this call, if it has one. */
export function takeFault(state: SandboxState, kind: CallKind): FaultName | undefined {
  const { faults, position } = state;
  if (!faults) return undefined;
  const queued = faults.queue.findIndex(({ on }) => on === "any" || on === kind);
  if (queued >= 0) return faults.queue.splice(queued, 1)[0]?.fault;
  let chance = unit(faults.seed, position, 8_001, 0);
  for (const [fault, kinds] of Object.entries(befalls) as [FaultName, readonly CallKind[]][]) {
    const rate = faults.rates[fault] ?? 0;
    if (!kinds.includes(kind)) continue;
    if (chance < rate) return fault;
    chance -= rate;
  }
  return undefined;
}

/** The call after which a late effect lands: two to four from now. */
export function dueOf({ faults, position }: SandboxState): number {
  return position + 2 + Math.floor(3 * unit(faults?.seed ?? 0, position, 8_002, 0));
}

/** Milliseconds to wait before the next write, when the account keeps a pace; else the write counts. */
export function waitFor(state: SandboxState, kind: CallKind, nowMs: number): number {
  const pace = state.faults?.writePaceMs;
  if (pace === undefined || kind === "read") return 0;
  const wait = (state.lastWriteMs ?? Number.NEGATIVE_INFINITY) + pace - nowMs;
  if (wait > 0) return wait;
  state.lastWriteMs = nowMs;
  return 0;
}
