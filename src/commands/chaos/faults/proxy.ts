// A TCP proxy that can go wrong: swallow or hold back everything, be slow, reset, cut in the middle of an answer, or hang up on whoever
// connects.

import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type FaultProxy = {
  /** The given URL with the proxy's address in it. */
  url: string;
  /**
   * `hole` keeps connections and loses what is sent meanwhile; `hold` passes it on afterwards, as a network does that comes back;
   * `hangup` closes new connections at once.
   */
  mode: "pass" | "hole" | "hold" | "hangup";
  /** Added to everything that passes, in both directions. */
  delayMs: number;
  /** Connections accepted so far. */
  accepted: number;
  /** Connections that are open now. */
  open: () => number;
  resetAll: () => void;
  /** Resets each connection that is open now after so many more bytes of answers. */
  cutAfter: (bytes: number) => void;
  /** Ends all connections in good order, without a word of why. */
  endAll: () => void;
  /** Passes nothing more on for the connections that are open now; new ones are served. */
  forgetAll: () => void;
  close: () => Promise<void>;
};

type Pair = { near: Socket; far: Socket; forgotten: boolean; bytesLeft: number };

export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  const swallowed = new Set<Socket>();
  let mode: FaultProxy["mode"] = "pass";
  const server = createServer((near) => {
    proxy.accepted += 1;
    if (mode === "hangup") return void near.resume().end();
    if (mode === "hole") return swallow(near);
    const far = connect({ host: hostname, port: Number(port || 5432) });
    const pair: Pair = { near, far, forgotten: false, bytesLeft: Infinity };
    pairs.add(pair);
    const passes = (): boolean => mode !== "hole" && !pair.forgotten;
    carry(near, far, { passes, delayMs: () => proxy.delayMs });
    carry(far, near, { passes, delayMs: () => proxy.delayMs, taken: (bytes) => spend(pair, bytes) });
    far.on("close", () => pairs.delete(pair));
    near.on("close", () => pairs.delete(pair));
    if (mode === "hold") [near, far].forEach((socket) => socket.pause());
  });
  /** The server never hears of it, as of one whose first word is lost on the way. */
  function swallow(near: Socket): void {
    swallowed.add(near.resume());
    near.on("error", () => {}).on("close", () => swallowed.delete(near));
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const each = (body: (pair: Pair) => void): void => [...pairs].forEach(body);
  const proxy: FaultProxy = {
    url: url.toString(),
    get mode() {
      return mode;
    },
    set mode(wanted) {
      mode = wanted;
      each(({ near, far }) =>
        [near, far].forEach((socket) => (wanted === "hold" ? socket.pause() : socket.resume())),
      );
    },
    delayMs: 0,
    accepted: 0,
    open: () => pairs.size,
    resetAll: () => each(reset),
    cutAfter: (bytes) => each((pair) => void (pair.bytesLeft = bytes)),
    endAll: () =>
      each(({ near, far }) => {
        near.end();
        far.end();
      }),
    forgetAll: () => each((pair) => void (pair.forgotten = true)),
    close: async () => {
      each(({ near, far }) => {
        near.destroy();
        far.destroy();
      });
      for (const near of swallowed) near.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

type Way = {
  passes: () => boolean;
  delayMs: () => number;
  /** How many of so many bytes may still pass. */
  taken?: (bytes: number) => number;
};

/** Keeps the order of what passes, also while the delay changes. */
function carry(from: Socket, to: Socket, { passes, delayMs, taken = (bytes) => bytes }: Way): void {
  let lastMs = 0;
  from.on("data", (bytes: Buffer) => {
    if (!passes()) return;
    const part = bytes.subarray(0, taken(bytes.length));
    lastMs = Math.max(lastMs, performance.now() + delayMs());
    const waitMs = lastMs - performance.now();
    if (waitMs <= 0) to.write(part);
    else setTimeout(() => to.write(part), waitMs);
  });
  from.on("close", () => passes() && to.destroy());
  from.on("error", () => {});
}

function spend(pair: Pair, bytes: number): number {
  const passing = Math.min(bytes, pair.bytesLeft);
  pair.bytesLeft -= bytes;
  if (pair.bytesLeft < 0) setImmediate(reset, pair);
  return passing;
}

function reset({ near, far }: Pair): void {
  near.resetAndDestroy();
  far.resetAndDestroy();
}
