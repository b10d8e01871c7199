// What a client speaks through: one request, one reply, bytes as text. The network, or the simulated market, stands behind it.

export type WireRequest = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Begins with a slash, holds no query. */
  path: string;
  query?: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body?: string;
};

/** Header names in lower case. */
export type WireReply = { status: number; headers: Readonly<Record<string, string>>; body: string };

/** Rejects when no whole reply came: a cut connection or a time-out, which leaves open what happened. */
export type Transport = (request: WireRequest) => Promise<WireReply>;
