// The tasks of a page's main thread, from the browser's own trace: how long each stood in the way, and what it cost.

import type { Page } from "playwright-core";

/** Of one stretch; `longestMs` by the clock of the wall, the others in time of the thread itself, which a busy machine does not lengthen. */
export type Tasks = { longestMs: number; longestCpuMs: number; cpuMs: number };

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds: by the clock of the wall, and of the thread. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

const task = "ThreadControllerImpl::RunTask";

/** Begins a trace; the returned function ends it. One page at a time. */
export async function traceTasks(page: Page): Promise<() => Promise<Tasks>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    const told = value as unknown as TraceEvent[];
    events.push(...told.filter(({ name }) => name === task || name === "thread_name"));
  });
  await session.send("Tracing.start", { transferMode: "ReportEvents", categories: "toplevel" });
  return async () => {
    const complete = new Promise<void>((done) => session.once("Tracing.tracingComplete", () => done()));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    return tasksOf(events);
  };
}

/** Of the page's thread: the busiest of those that lay out and run scripts. */
function tasksOf(events: readonly TraceEvent[]): Tasks {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(threadOf),
  );
  const byThread = Map.groupBy(
    events.filter((event) => event.ph === "X" && event.name === task && mains.has(threadOf(event))),
    threadOf,
  );
  const all = [...byThread.values()].map((tasks) => ({
    longestMs: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000,
    longestCpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000,
    cpuMs: tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000,
  }));
  const [busiest] = all.toSorted((one, other) => other.cpuMs - one.cpuMs);
  if (!busiest) throw new Error("the trace holds no task of a page");
  return busiest;
}
