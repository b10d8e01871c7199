import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import type { ChartPart } from "../../src/core/card/chart.ts";
import { type Drawer, openDrawer } from "../../src/drawing/drawer.ts";
import { silentLog } from "../support/database.ts";
import { readPng } from "../support/png.ts";
import { madeCharts } from "./made-charts.ts";

const part = madeCharts["week"]?.part as ChartPart;
const manner = { lang: "ko", mark: "" } as const;
const patient = { drawMs: 90_000, patienceMs: 90_000 };

let drawer: Drawer | undefined;
afterEach(() => drawer?.close());

test("charts asked for together are each drawn", async () => {
  drawer = openDrawer(silentLog, patient);
  const drawn = await Promise.all([drawer.draw(part, manner), drawer.draw(part, manner)]);

  expect(drawn.map((png) => png && readPng(png).width)).toEqual([1_600, 1_600]);
});

test("beyond as many as may wait there is no picture, and those before are drawn", async () => {
  drawer = openDrawer(silentLog, { ...patient, waiting: 1 });
  const [first, second] = await Promise.all([drawer.draw(part, manner), drawer.draw(part, manner)]);

  expect(first).toBeDefined();
  expect(second).toBeUndefined();
});

test("a drawing that takes too long is given up, and the next one is drawn anew", async () => {
  drawer = openDrawer(silentLog, { drawMs: 1 });
  const late = await drawer.draw(part, manner);
  await drawer.close();
  drawer = openDrawer(silentLog, patient);

  expect(late).toBeUndefined();
  expect(await drawer.draw(part, manner)).toBeDefined();
});

test("a chart that cannot be drawn costs its picture only, and nothing of it is logged", async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  drawer = openDrawer(log, patient);
  const broken = { ...part, series: [{ name: "비밀 캠페인", values: null }] } as unknown as ChartPart;

  expect(await drawer.draw(broken, manner)).toBeUndefined();
  expect(await drawer.draw(part, manner)).toBeDefined();
  expect(lines.join()).toContain("a picture was not drawn");
  expect(lines.join()).not.toContain("비밀");
});

test("without work the worker ends, and comes back for the next chart", async () => {
  drawer = openDrawer(silentLog, { ...patient, idleMs: 1 });
  await drawer.draw(part, manner);
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(await drawer.draw(part, manner)).toBeDefined();
});

test("after the end nothing is drawn", async () => {
  drawer = openDrawer(silentLog);
  await drawer.close();

  expect(await drawer.draw(part, manner)).toBeUndefined();
});
