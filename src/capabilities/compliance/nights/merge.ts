// Several nights told in one message: of each thing how it stood before the first and stands after the last. Pure.

import { type Difference, inOrder } from "./difference.ts";
import type { Change } from "./nights.ts";

/** @param changes oldest first @returns one of each thing with its newest version and owner; what came and went between the nights is left out */
export function eachOnce(changes: readonly Change[]): Change[] {
  return [...Map.groupBy(changes, ({ subject }) => subject).values()].flatMap((all) => {
    const last = all.at(-1);
    const differences = all.reduce<Difference[]>((known, one) => followed(known, one.differences), []);
    return last && differences.length > 0 ? [{ ...last, differences: differences.toSorted(inOrder) }] : [];
  });
}

type Single = Difference & { place: string };

/** Text by text: one difference may stand for several, and another night's for some of them. */
function followed(known: readonly Difference[], next: readonly Difference[]): Difference[] {
  const merged = new Map<string, Single>(known.flatMap(singles).map((one) => [one.place, one]));
  for (const one of next.flatMap(singles)) {
    const { before: _, ...rest } = one;
    const earlier = merged.get(one.place);
    const first = earlier ? earlier.before : one.before;
    if (first === one.after) merged.delete(one.place);
    else merged.set(one.place, { ...rest, ...(first && { before: first }) });
  }
  return joined([...merged.values()]);
}

function singles(one: Difference): Single[] {
  const labels = one.labels.length > 0 ? one.labels : [undefined];
  return labels.map((label) => ({
    ...one,
    labels: label ? [label] : [],
    place: `${one.rule} ${label?.ko ?? ""}`,
  }));
}

/** Texts of which the same is told stand together again. */
function joined(all: readonly Single[]): Difference[] {
  const same = Map.groupBy(
    all,
    ({ rule, before, after, reason }) => `${rule} ${before ?? ""} ${after ?? ""} ${JSON.stringify(reason)}`,
  );
  return [...same.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const { place: _, ...rest } = first;
    return [{ ...rest, labels: some.flatMap(({ labels }) => labels) }];
  });
}
