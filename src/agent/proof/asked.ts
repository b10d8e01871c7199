// What a figure is asked for that stands on no card: its metric, names and days, and how it is measured.

import type { Metric } from "../../core/metric.ts";
import { metrics } from "../../core/metric.ts";
import type { Direction } from "../../language/statements.ts";
import type { Setting } from "./attribution.ts";
import type { Binding } from "./binding.ts";
import type { Fact, Span } from "./facts.ts";
import type { Figure } from "./figures.ts";
import type { Place } from "./levels.ts";
import type { Mention } from "./mentions.ts";
import type { Reading } from "./reading.ts";

export type Value = Extract<Mention, { kind: "value" }>;

export type Case = {
  reading: Reading;
  figure: Figure;
  direction: Direction | undefined;
  metric: Metric;
  binding: Binding;
  setting: Setting;
};

export function placeOf({ values }: Binding): Place | "several" {
  const places = [...values].flatMap(([dim, { values: names }]) => names.map((value) => ({ dim, value })));
  return places.length > 1 ? "several" : places[0];
}

export function isOfUnit({ unit: { kind } }: Figure, metric: Metric): boolean {
  return metrics[metric].unit === "currency" ? kind === "money" : kind === "count" || kind === "plain";
}

export function isOfCurrency({ unit }: Figure, fact: Fact | undefined): boolean {
  return unit.kind !== "money" || unit.currency === fact?.quantity.currency;
}

export function total(facts: readonly (Fact | undefined)[]): number {
  return facts.reduce((sum, fact) => sum + (fact?.value ?? 0), 0);
}

export function daysIn({ from, to }: Span): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}
