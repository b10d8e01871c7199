// Figures made of levels that a sentence names without writing them.

import type { Direction } from "../../language/statements.ts";
import type { Setting } from "./attribution.ts";
import { bindingOf } from "./binding.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { metricSaid } from "./levels.ts";
import { isPart, isPartOfChange, isPerDay, isPerStep, isSteady, isSum } from "./named-parts.ts";
import { isApart, isBeforeBy, isBesideBy, isBeyondOthers, isMovedBy } from "./named-sides.ts";
import type { Reading } from "./reading.ts";

const ways = [
  isMovedBy,
  isBesideBy,
  isBeforeBy,
  isBeyondOthers,
  isApart,
  isPart,
  isPartOfChange,
  isSum,
  isPerDay,
  isPerStep,
  isSteady,
];

/** @param direction what the sentence says of the figure; @param proved the levels that stand in the sentence */
export function isImplied(
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  setting: Setting,
  proved: readonly Fact[],
): boolean {
  const binding = bindingOf(reading, figure);
  const metric = metricSaid(reading, binding, setting, proved);
  if (!metric) return false;
  const one = { reading, figure, direction, metric, binding, setting };
  return ways.some((isMade) => isMade(one));
}
