// How long and how much one turn may take, and the race that keeps it.

export type Limits = {
  /** Until the model's first word or call. */
  firstChunkMs: number;
  /** Between two pieces of the model's answer. */
  silenceMs: number;
  /** All model calls of the turn together. */
  modelMs: number;
  /** All tools of the turn together. */
  toolMs: number;
  /** A line of progress while a tool runs. */
  progressEveryMs: number;
  steps: number;
  toolCalls: number;
  /** Calls in one answer of the model, run or not: more is no plan. */
  stepCalls: number;
  /** Words, thoughts and arguments of all model calls of the turn together, in characters. */
  modelChars: number;
};

export const turnLimits: Limits = {
  firstChunkMs: 8_000,
  silenceMs: 10_000,
  modelMs: 15_000,
  toolMs: 90_000,
  progressEveryMs: 15_000,
  steps: 6,
  toolCalls: 12,
  stepCalls: 32,
  modelChars: 40_000,
};

/** Waits for `work` no longer than `ms`, whatever `work` does with its signals; what is there already is never late. */
export async function within<T>(ms: number, work: PromiseLike<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
