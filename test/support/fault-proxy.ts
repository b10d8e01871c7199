// A TCP proxy that can go wrong: swallow everything (a black hole), reset, or hang up on whoever connects.

import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type FaultProxy = {
  /** The given URL with the proxy's address in it. */
  url: string;
  /** `hole` keeps connections and passes nothing on; `hangup` closes new connections at once. */
  mode: "pass" | "hole" | "hangup";
  /** Connections accepted so far. */
  accepted: number;
  resetAll: () => void;
  /** Ends all connections in good order, without a word of why. */
  endAll: () => void;
  /** Passes nothing more on for the connections that are open now; new ones are served. */
  forgetAll: () => void;
  close: () => Promise<void>;
};

export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  const server = createServer((near) => {
    proxy.accepted += 1;
    if (proxy.mode === "hangup") return void near.resume().end();
    const far = connect({ host: hostname, port: Number(port || 5432) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      const passes = (): boolean => proxy.mode !== "hole" && !forgotten.has(from);
      from.on("data", (bytes) => passes() && to.write(bytes));
      from.on("close", () => passes() && to.destroy());
      from.on("error", () => {});
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const proxy: FaultProxy = {
    url: url.toString(),
    mode: "pass",
    accepted: 0,
    resetAll: () => {
      for (const socket of sockets) socket.resetAndDestroy();
      sockets.clear();
    },
    endAll: () => {
      for (const socket of sockets) socket.end();
      sockets.clear();
    },
    forgetAll: () => {
      for (const socket of sockets) forgotten.add(socket);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
