// Homes that are drawn anew for changes: for two hours from when somebody opened them, however much changes in the meantime.

import { expect, onTestFinished, test, vi } from "vitest";
import type { WorkspaceId } from "../../../src/core/ids.ts";
import { buildHomes } from "../../../src/platforms/slack/home/homes.ts";

test("a Home nobody opened for two hours is drawn no more", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const homes = buildHomes(10);
  const listeners: ((workspaceId: string) => void)[] = [];
  const chat = {
    requests: (listener: (workspaceId: string) => void) => {
      listeners.push(listener);
      return () => {};
    },
  };
  let drawn = 0;
  const home = {
    user: "U1",
    workspaceId: "w" as WorkspaceId,
    draw: async () => {
      drawn += 1;
      homes.shown(chat as never, home);
    },
  };
  homes.shown(chat as never, home);

  for (let halfHour = 0; halfHour < 8; halfHour += 1) {
    for (const tell of listeners) tell("w");
    await vi.advanceTimersByTimeAsync(30 * 60_000);
  }

  expect(drawn).toBe(5);
});
