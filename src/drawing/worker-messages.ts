// What passes between the drawing worker and its caller.

import type { ChartPart } from "../core/card/chart.ts";
import type { Manner } from "./manner.ts";

export type Order = { part: ChartPart; manner: Manner };

/** `reason` is the name of the error: its words could hold those of the chart. */
export type Drawn = { kind: "drawn"; png: Uint8Array } | { kind: "failed"; reason: string };
