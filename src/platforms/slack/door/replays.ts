// Requests that were taken already, by their signature. A request whose handling failed may come again: Slack repeats it.
// Another replica knows nothing of it, and there the row that is kept once says no.

export type Replays = {
  /** @returns false when this request was taken before, or is being taken */
  take: (signature: string, nowS: number) => boolean;
  forget: (signature: string) => void;
};

/** @param windowS as long as a signature is of use, on both sides of now */
export function buildReplays(windowS: number, most = 200_000): Replays {
  const seen = new Map<string, number>();

  function sweep(nowS: number): void {
    for (const [signature, until] of seen) {
      if (until > nowS && seen.size <= most) break;
      seen.delete(signature);
    }
  }

  return {
    take(signature, nowS) {
      sweep(nowS);
      if (seen.has(signature)) return false;
      seen.set(signature, nowS + 2 * windowS);
      return true;
    },
    forget: (signature) => {
      seen.delete(signature);
    },
  };
}
