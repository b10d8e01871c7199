// What a way of drawing hands over: axes and series as echarts takes them, and how high they came out.

import type { Mark } from "./frame.ts";

/** One drawing between its title and its foot, from the given top on. */
export type Plot = {
  grids: Record<string, unknown>[];
  xAxes: Record<string, unknown>[];
  yAxes: Record<string, unknown>[];
  series: Record<string, unknown>[];
  marks: Mark[];
  height: number;
};
