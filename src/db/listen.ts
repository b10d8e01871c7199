// LISTEN on a connection of its own: the pool carries transactions only. Notices are hints, so a gap is never made up for.

import type { Logger } from "pino";
import { openClient, type Client } from "./client.ts";
import { codeOf } from "./faults.ts";

const retryMs = 1_000;

/** Listens until the returned function is called, through any number of lost connections. */
export async function listenOn(
  url: string,
  channel: string,
  onNotice: (payload: string) => void,
  log: Logger,
): Promise<() => Promise<void>> {
  let retry: NodeJS.Timeout | undefined;
  let ended = false;
  let client: Client | undefined;

  async function listen(): Promise<void> {
    const mine = openClient(url, "co9ma listen", {}, { onClose: () => lost(mine, undefined), onNotice });
    client = mine;
    await mine.sql
      .unsafe(`listen "${channel.replaceAll('"', '""')}"`)
      .catch((error: unknown) => lost(mine, error));
  }

  function lost(which: Client, error: unknown): void {
    if (ended || which !== client) return;
    client = undefined;
    which.drop();
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
