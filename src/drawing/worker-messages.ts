// What passes between the drawing worker and its caller.

import type { ChartPart } from "../core/card/chart.ts";
import type { Layout } from "./creative/design.ts";
import type { Photo } from "./creative/photo.ts";
import type { Manner } from "./manner.ts";

/** A laid out creative; `note` says in the file's own data how it was made. */
export type Creative = { layout: Layout; photo?: Photo; mostBytes: number; note: string };

export type Order = { kind: "chart"; part: ChartPart; manner: Manner } | ({ kind: "creative" } & Creative);

/** `reason` is the name of the error: its words could hold those of the chart. */
export type Drawn = { kind: "drawn"; png: Uint8Array } | { kind: "failed"; reason: string };
