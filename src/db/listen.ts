// LISTEN on a connection of its own: the pool carries transactions only. Notices are hints, so a gap is never made up for.

import type { Logger } from "pino";
import postgres, { type Options, type PostgresType } from "postgres";
import { codeOf } from "./faults.ts";
import { connectTimeoutMs } from "./limits.ts";

const retryMs = 1_000;

/** The driver takes `onnotify` but does not declare it; its own `listen` gives up after one failed reconnect. */
type ListenOptions = Options<Record<string, PostgresType>> & {
  onnotify: (channel: string, payload: string) => void;
};

/** Listens until the returned function is called, through any number of lost connections. */
export async function listenOn(
  url: string,
  channel: string,
  onNotice: (payload: string) => void,
  log: Logger,
): Promise<() => Promise<void>> {
  let ended = false;
  let client = connect();
  let retry: NodeJS.Timeout | undefined;

  function connect(): postgres.Sql {
    const options: ListenOptions = {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: connectTimeoutMs / 1_000,
      fetch_types: false,
      connection: { application_name: "co9ma listen" },
      onnotice: () => {},
      onnotify: (_, payload) => onNotice(payload),
      onclose: () => again(),
    };
    return postgres(url, options);
  }

  function again(): void {
    if (ended) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      void client.end({ timeout: 0 });
      client = connect();
      listen().catch((error: unknown) => {
        log.warn({ code: codeOf(error) }, "database notices interrupted");
        again();
      });
    }, retryMs);
  }

  async function listen(): Promise<void> {
    await client.unsafe(`listen "${channel.replaceAll('"', '""')}"`);
  }

  await listen();
  return async () => {
    ended = true;
    clearTimeout(retry);
    await client.end({ timeout: 1 });
  };
}
