// The live streams of each session in this process, so that signing out or changing the person ends them at once.

import type { Response } from "express";

export type Streams = {
  /** Counts `res` to the session until it is closed. */
  add: (token: string, res: Response) => void;
  /** Ends every stream of a session; its browser comes again as who it is then. */
  endAll: (token: string) => void;
};

export function buildStreams(): Streams {
  const bySession = new Map<string, Set<Response>>();
  return {
    add(token, res) {
      const streams = bySession.get(token) ?? new Set();
      bySession.set(token, streams.add(res));
      res.on("close", () => {
        streams.delete(res);
        if (streams.size === 0) bySession.delete(token);
      });
    },
    endAll(token) {
      for (const res of bySession.get(token) ?? []) res.end();
    },
  };
}
