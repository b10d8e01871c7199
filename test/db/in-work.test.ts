import { expect, test } from "vitest";
import { openInWork, type RunningJob } from "../../src/db/in-work.ts";

function jobOf(id: string): RunningJob {
  const { signal } = new AbortController();
  const job = { table: "inbound", id, fence: 1, attempts: 1, crashes: 2, alone: false, signal };
  return { job, stop: new AbortController(), startedMs: 0, done: Promise.resolve(), more: false } as never;
}

test("others stay out until the last of two rows that want to be alone lets them in", async () => {
  const inWork = openInWork();
  const [first, second] = [jobOf("first"), jobOf("second")];
  inWork.running.add(first).add(second);

  await Promise.all([inWork.clear(first.job, 10), inWork.clear(second.job, 10)]);
  inWork.release();
  expect(inWork.held).toBe(true);
  inWork.release();

  expect(inWork.held).toBe(false);
});
