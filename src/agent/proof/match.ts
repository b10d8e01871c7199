// Whether one fact says what one figure says: unit, size after rounding, sign and direction.

import { metrics } from "../../core/metric.ts";
import type { Direction } from "../../language/statements.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { equals } from "./rounding.ts";
import { shownSize } from "./shown.ts";

/** @param direction what the sentence says of a moving figure; levels have none */
export function says(fact: Fact, figure: Figure, direction: Direction | undefined): boolean {
  return (
    sizesOf(fact, figure).some((size) => isSize(figure, fact, size)) && isSigned(fact, figure, direction)
  );
}

function isSize(figure: Figure, fact: Fact, size: number): boolean {
  const truth = Math.abs(size);
  if (equals(figure, truth)) return true;
  // As the card writes it, 3.99 % is 4.0 %: that may be copied, and rounded further.
  const asShown = size === fact.value * (fact.quantity.unit === "ratio" ? 100 : 1);
  if (!asShown || Math.abs(truth - figure.value) > figure.step + 0.02 * truth) return false;
  const written = shownSize(fact);
  return figure.value === written || equals(figure, written);
}

/** The fact in the unit of a figure; none where it has no such reading. */
function sizesOf({ quantity, value }: Fact, { unit, reached }: Figure): number[] {
  switch (unit.kind) {
    case "money":
      return quantity.unit === "currency" && quantity.currency === unit.currency ? [value] : [];
    case "count":
      return quantity.unit === "count" || quantity.metric === "frequency" ? [value] : [];
    case "percent":
      return quantity.unit === "ratio" && quantity.metric !== "points" && !isMultiple(quantity.metric)
        ? [value * 100]
        : [];
    case "points":
      return quantity.metric === "points" ? [value * 100] : [];
    case "times":
      if (quantity.metric === "change") return [1 + value];
      return quantity.metric === "roas" || isMultiple(quantity.metric) ? [value] : [];
    case "fraction":
      if (quantity.metric === "change") return reached ? [1 + value] : [value];
      return quantity.metric === "share" ? [value] : [];
    case "days":
      return quantity.metric === "days" && value >= unit.least && unit.least === 1 ? [value] : [];
    case "plain":
      return plainSizes(quantity, value);
  }
}

function plainSizes(quantity: Fact["quantity"], value: number): number[] {
  if (quantity.unit !== "ratio") return [value];
  if (quantity.metric === "points" || quantity.metric === "share") return [];
  return quantity.metric === "roas" || isMultiple(quantity.metric) ? [value, value * 100] : [value * 100];
}

function isMultiple(metric: string): boolean {
  return metric in metrics && metrics[metric as keyof typeof metrics].shown === "multiple";
}

/** A sign or a direction agrees with the fact; a bare figure is a rise, or a level as it is. */
function isSigned(fact: Fact, { sign, value, unit }: Figure, direction: Direction | undefined): boolean {
  const true_ = Math.sign(fact.value);
  if (!fact.moving) return sign === 0 || sign === true_;
  if (value === 0 || true_ === 0) return true;
  if (sign !== 0 && sign !== true_) return false;
  const said = signOf(direction, fact.about);
  if (said !== undefined) return said === 0 || said === true_;
  if (unit.kind === "times" || unit.kind === "fraction") return true;
  return sign !== 0 || true_ > 0;
}

/** 1 up, −1 down, 0 said without a direction. */
export function signOf(direction: Direction | undefined, about: string | undefined): -1 | 0 | 1 | undefined {
  const better =
    about !== undefined && about in metrics ? metrics[about as keyof typeof metrics].better : "neither";
  switch (direction) {
    case "up":
      return 1;
    case "down":
      return -1;
    case "none":
      return 0;
    case "better":
      return better === "down" ? -1 : 1;
    case "worse":
      return better === "down" ? 1 : -1;
    case undefined:
      return undefined;
  }
}
