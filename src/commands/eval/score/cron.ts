// Cron fields by meaning: `1-5` and `1,2,3,4,5` are one.

const spans = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

export function sameCron(gold: unknown, said: unknown): boolean {
  const [want, have] = [momentsOf(gold), momentsOf(said)];
  return want !== undefined && want === have;
}

/** The five sets in one line; Sunday is 0, also when written 7. */
function momentsOf(cron: unknown): string | undefined {
  const fields = typeof cron === "string" ? cron.trim().split(/\s+/) : [];
  if (fields.length !== spans.length) return undefined;
  const sets = fields.map((field, index) => valuesOf(field, spans[index] ?? [0, 0], index === 4));
  return sets.every((set) => set.size > 0)
    ? sets.map((set) => [...set].toSorted((a, b) => a - b).join()).join(" ")
    : undefined;
}

function valuesOf(
  field: string,
  [lowest, highest]: readonly [number, number],
  weekdays: boolean,
): Set<number> {
  const found = new Set<number>();
  for (const piece of field.split(",")) {
    const [, from, to, every] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(piece) ?? [];
    if (from === undefined) return new Set();
    const first = from === "*" ? lowest : Number(from);
    const last = to === undefined ? (from === "*" || every !== undefined ? highest : first) : Number(to);
    for (let value = first; value <= last; value += Number(every ?? 1))
      found.add(weekdays ? value % 7 : value);
  }
  return found;
}
