// Twins and retries mostly come to the process that kept the first of them: they wait for its row and need none of their own.
// Elsewhere, and after a restart, the row's unique key says no; this only saves asking.

/** @param keep says whether a row was kept; what was not kept or failed is tried anew by the next of its kind */
export type Once = (key: string, keep: () => Promise<boolean>) => Promise<void>;

/** @param most keys remembered, the oldest forgotten first */
export function buildOnce(most = 100_000): Once {
  const known = new Map<string, Promise<boolean>>();

  function remember(key: string, kept: Promise<boolean>): void {
    known.set(key, kept);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
  }

  return async (key, keep) => {
    const before = known.get(key);
    if (before && (await before.catch(() => false))) return;
    const kept = keep();
    remember(key, kept);
    const forget = (): void => {
      if (known.get(key) === kept) known.delete(key);
    };
    try {
      if (!(await kept)) forget();
    } catch (error) {
      forget();
      throw error;
    }
  };
}
