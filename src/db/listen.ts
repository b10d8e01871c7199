// LISTEN on a connection of its own: the pool carries transactions only. Notices are hints, so a gap is never made up for.

import { type SQL, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { openClient, type Client } from "./client.ts";
import { codeOf } from "./faults.ts";

const retryMs = 1_000;

/** Time for every process to listen again after a server, or the way to it, was away. */
export const RETURN_MS = 10_000;

/** Space of the advisory locks by which processes are known; any number. */
const holderLocks = 90_210_002;

/** True in SQL while no process listens under the number in `column`, as its death leaves it. */
export function isGone(column: SQL): SQL {
  return sql`not exists (select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 2
    and l.database = (select oid from pg_database where datname = current_database())
    and l.classid = ${holderLocks}::oid and l.objid = ${column}::oid)`;
}

/**
 * Listens until the returned function is called, through any number of lost connections.
 * @param as.holder held by a shared lock while a connection listens: the server gives it back the moment its process is gone
 */
export async function listenOn(
  url: string,
  { channel, holder }: { channel: string; holder: number },
  { onNotice, onLost }: { onNotice: (payload: string) => void; onLost: () => void },
  log: Logger,
): Promise<() => Promise<void>> {
  let retry: NodeJS.Timeout | undefined;
  let ended = false;
  let client: Client | undefined;

  async function listen(): Promise<void> {
    const mine = openClient(url, "co9ma listen", {}, { onClose: () => lost(mine, undefined), onNotice });
    client = mine;
    await mine.sql
      .unsafe(
        `listen "${channel.replaceAll('"', '""')}"; select pg_advisory_lock_shared(${holderLocks}, ${holder})`,
      )
      .catch((error: unknown) => lost(mine, error));
  }

  function lost(which: Client, error: unknown): void {
    if (ended || which !== client) return;
    client = undefined;
    which.drop();
    onLost();
    log.warn({ code: codeOf(error) }, "database notices interrupted");
    retry = setTimeout(() => void listen(), retryMs);
  }

  await listen();
  return async () => {
    ended = true;
    clearTimeout(retry);
    await client?.sql.end({ timeout: 1 });
  };
}
