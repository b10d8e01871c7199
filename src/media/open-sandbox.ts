// A medium whose account is played by the simulated market: the real client over the market's transport.

import { setTimeout as pause } from "node:timers/promises";
import type { Medium } from "./medium.ts";
import { media } from "./registry.ts";
import { NAVER_SANDBOX_KEY } from "./sandbox/naver-key.ts";
import { sandboxTransport } from "./sandbox/sandbox.ts";
import type { MarketStore, SandboxAccount } from "./sandbox/state.ts";

export type SandboxMediumParts = {
  /** Bound to one workspace. */
  store: MarketStore;
  account: SandboxAccount;
  /** The clock of periods: it dates changes, so it decides from when on they show in figures. */
  now: () => Temporal.Instant;
  /** For tests: waits and the machine's clock. */
  waits?: { pause: (ms: number) => Promise<void>; epochMs: () => number };
};

export function openSandboxMedium({ store, account, now, waits = machine }: SandboxMediumParts): Medium {
  const { epochMs } = waits;
  const transport = sandboxTransport({ store, account, now, epochMs });
  return media[account.medium]({ transport, now, pause: waits.pause, epochMs, key: NAVER_SANDBOX_KEY });
}

const machine = {
  pause: async (ms: number): Promise<void> => {
    await pause(ms);
  },
  epochMs: (): number => Math.round(performance.timeOrigin + performance.now()),
};
