import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    setupFiles: ["test/support/property-seed.ts"],
    // What waits for an event ends when it comes: the limits are for what hangs, on a busy machine as well.
    testTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
    hookTimeout: 120_000,
    // One more than the processors of the smallest machine: a file waits for a browser, a process or a database a third of its time.
    maxWorkers: 3,
    // Loading every module anew for each of two hundred files took a third of the time. No file mocks a module.
    isolate: false,
  },
});
