// How often one process may touch the growing messages of a team. Slack counts calls of a method per workspace and minute over all of ours,
// and says in a 429 how long to rest; each process keeps to its own share, and all rest as Slack says.

/** Appends of a team: 80 a minute in one process (Slack's Tier 4 begins at 100). Messages that are begun: Tier 2 begins at 20. */
const MOST = { append: 80, begin: 18 } as const;
const MINUTE_MS = 60_000;

export type Budget = {
  /** @returns 0 when it may be done now, and counts it; else the milliseconds to wait */
  take: (what: keyof typeof MOST) => number;
  /** Slack named a pause. */
  rest: (what: keyof typeof MOST, ms: number) => void;
};

/** @param nowMs of a clock that only goes on */
export function buildBudget(nowMs: () => number = () => performance.now()): Budget {
  const taken = { append: [] as number[], begin: [] as number[] };
  const restsUntil = { append: 0, begin: 0 };
  return {
    take(what) {
      const now = nowMs();
      if (now < restsUntil[what]) return restsUntil[what] - now;
      const times = taken[what];
      while (times[0] !== undefined && times[0] <= now - MINUTE_MS) times.shift();
      const oldest = times.length >= MOST[what] ? times[0] : undefined;
      if (oldest !== undefined) return oldest + MINUTE_MS - now;
      times.push(now);
      return 0;
    },
    rest(what, ms) {
      restsUntil[what] = Math.max(restsUntil[what], nowMs() + ms);
    },
  };
}
