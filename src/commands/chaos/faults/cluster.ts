// A Postgres cluster of its own that may be restarted at will, made from the system's binaries.
// They refuse to run as root, so under root everything runs as another user of the system.

import { execFile, execFileSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type Cluster = { url: string; restart: () => Promise<void>; remove: () => Promise<void> };

/** @param binaries folder of `initdb` and `pg_ctl` */
export async function makeCluster(binaries: string): Promise<Cluster> {
  const as = unprivileged();
  const dir = await mkdtemp(join(tmpdir(), "co9ma-cluster-"));
  if (as !== undefined) await chown(dir, as.uid, as.gid);
  const data = join(dir, "data");
  const port = await freePort();
  const call = (program: string, ...args: string[]) =>
    run(join(binaries, program), args, { ...as, cwd: dir, env: { PATH: "/usr/bin:/bin", LC_ALL: "C" } });
  const options = `-p ${port} -k ${dir} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const control = (...args: string[]) =>
    call("pg_ctl", "-D", data, "-w", "-s", "-l", join(dir, "log"), "-o", options, ...args);

  await call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
  await control("start");
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: async () => void (await control("-m", "immediate", "restart")),
    remove: async () => {
      await control("-m", "immediate", "stop");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Where the system keeps the server's programs (Debian keeps them off the path), or `undefined` when it has none. */
export function findBinaries(): string | undefined {
  const debian = globSync("/usr/lib/postgresql/*/bin").toSorted().toReversed();
  return [...debian, ...onPath()].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")),
  );
}

function onPath(): string[] {
  try {
    return [dirname(execFileSync("/bin/sh", ["-c", "command -v initdb"], { encoding: "utf8" }).trim())];
  } catch {
    return [];
  }
}

function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
