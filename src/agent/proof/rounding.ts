// When a figure equals a true value: after the rounding it declares by its decimals, its scale and the words beside it.

import type { Figure } from "./figures.ts";

/** A figure rounded by its scale or by "about" may not be further off than this share of the true value. */
const FURTHEST_RATIO = 0.05;
/** "Over 100" for 124, not for 140; "nearly 100" for 91. */
const OVER_RATIO = 0.12;
/** A finer limit may still be this far off: "above ₩16,500" for ₩16,875. */
const CLOSE_RATIO = 0.03;
/** "Less than half" for 0.36. */
const OF_A_HALF_RATIO = 0.3;
const NEARLY_RATIO = 0.1;

/** @param truth without its sign, in the unit of the figure */
export function equals(
  figure: Pick<Figure, "value" | "step" | "zeros" | "scaled" | "special" | "bound"> &
    Partial<Pick<Figure, "unit">>,
  truth: number,
): boolean {
  const { value, zeros, bound } = figure;
  const isTimes = figure.unit?.kind === "times";
  const dust = Math.abs(value) * 1e-9 + 1e-12;
  const limit = Math.max(zeros, value * CLOSE_RATIO);
  switch (bound) {
    case "exact":
      return isRounded(figure, truth);
    case "about":
      return isRounded(figure, truth) || (within(truth, value, zeros / 2 + dust) && isNear(value, truth));
    case "over":
      return (
        truth >= value - dust &&
        truth < value + limit &&
        truth <= value * (1 + (isTimes ? OF_A_HALF_RATIO : OVER_RATIO))
      );
    case "under":
      return (
        truth <= value + dust &&
        truth > value - limit &&
        truth >= value * (1 - (figure.special ? OF_A_HALF_RATIO : OVER_RATIO))
      );
    case "near":
      return (
        isRounded(figure, truth) ||
        (truth <= value && truth >= value - zeros && truth >= value * (1 - NEARLY_RATIO))
      );
    case "band":
      return truth >= value - dust && truth < value + zeros;
    case "vague":
      return truth >= value && truth < value * 10;
  }
}

function isRounded(
  { value, step, scaled, special }: Pick<Figure, "value" | "step" | "scaled" | "special">,
  truth: number,
): boolean {
  const half = value === 0 && !special ? 0 : step / 2;
  if (!within(truth, value, half + Math.abs(value) * 1e-9)) return false;
  return !scaled || isNear(value, truth);
}

function within(a: number, b: number, distance: number): boolean {
  return Math.abs(a - b) <= distance;
}

function isNear(value: number, truth: number): boolean {
  return Math.abs(value - truth) <= FURTHEST_RATIO * Math.abs(truth) + 1e-12;
}
