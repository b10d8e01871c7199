// A driver client that makes one socket in its life. Left to itself the driver reconnects below its open transactions,
// and never sends again when a write was pending as the old socket went; here a lost socket is the client's end.

import { createConnection, type Socket } from "node:net";
import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { fault } from "./faults.ts";
import { connectTimeoutMs } from "./limits.ts";

export type Client = {
  sql: Sql;
  /** Cuts the connection at once; what is still open on the server is rolled back there. */
  drop: () => void;
};

export type ClientHooks = {
  /** Called in the very moment the connection is gone, before any code that waits for an answer goes on. */
  onClose: () => void;
  onNotice?: (payload: string) => void;
};

/** The driver takes these two but does not declare them. */
type DriverOptions = Options<Record<string, PostgresType>> & {
  socket: (target: Target) => Promise<Socket>;
  onnotify: (channel: string, payload: string) => void;
};

type Target = { host: string[]; port: number[]; path: string | false };

/** Connects with the first statement. `settings` are those of the server's session. */
export function openClient(
  url: string,
  name: string,
  settings: Record<string, number | string>,
  hooks: ClientHooks,
): Client {
  let socket: Socket | undefined;
  let spent = false;

  async function connectOnce(target: Target): Promise<Socket> {
    if (spent) throw fault("CONNECTION_CLOSED", "the connection is gone");
    spent = true;
    socket = await connectToAny(target);
    return socket;
  }

  const options: DriverOptions = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: connectTimeoutMs / 1_000,
    connection: { application_name: name, ...settings },
    socket: connectOnce,
    onnotice: () => {},
    onnotify: (_, payload) => hooks.onNotice?.(payload),
    onclose: hooks.onClose,
  };
  const sql = postgres(url, options);
  return {
    sql,
    drop: () => {
      spent = true;
      socket?.destroy();
      void sql.end({ timeout: 0 });
    },
  };
}

/** The first host of the URL that answers. */
async function connectToAny({ host, port, path }: Target): Promise<Socket> {
  if (path !== false) return connected(createConnection({ path }));
  let failure: unknown;
  for (const [index, name] of host.entries()) {
    const at = port[index] ?? 5432;
    try {
      const socket = await connected(createConnection({ host: name, port: at, noDelay: true }));
      return Object.assign(socket, { host: name, port: at }); // the driver names the server of TLS by these
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(fault("CONNECT_TIMEOUT", "the database server cannot be reached")),
      connectTimeoutMs,
    );
    function end(settle: () => void): void {
      clearTimeout(timer);
      socket.removeAllListeners();
      settle();
    }
    socket.once("connect", () => end(() => resolve(socket)));
    socket.once("error", (error) => end(() => reject(error)));
    socket.once("close", () => end(() => reject(fault("CONNECTION_CLOSED", "the connection was dropped"))));
  });
}
