// Accounts of the simulated market in memory: for tests and judges. One change at a time per account, as the database does it.

import { firstState } from "./first-state.ts";
import type { MarketStore, SandboxAccount, SandboxState } from "./state.ts";

export function memoryStore(first: { seed: number; demo: boolean }): MarketStore {
  const states = new Map<string, SandboxState>();
  const stateOf = (account: SandboxAccount): SandboxState =>
    structuredClone(states.get(keyOf(account)) ?? firstState(account, first));
  return {
    read: async (account) => stateOf(account),
    change: async (account, body) => {
      const state = stateOf(account);
      const result = body(state);
      states.set(keyOf(account), state);
      return result;
    },
  };
}

function keyOf({ medium, ref }: SandboxAccount): string {
  return `${medium}/${ref}`;
}
