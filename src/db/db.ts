// The only way to data: `withTx` for a workspace's rows, `withSystemTx` for the directory and the machinery columns.

import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { WorkspaceId } from "../core/ids.ts";

/** A transaction. It carries no schema type, so nobody needs all tables to name one. */
export type Tx = PgDatabase<PgQueryResultHKT>;

export type TxOptions = { deadlineMs?: number; statementTimeoutMs?: number };

export type Db = {
  kind: "embedded" | "postgres";
  run: <T>(
    as: { role: "co9ma_app"; workspaceId: WorkspaceId } | { role: "co9ma_system" },
    body: (tx: Tx) => Promise<T>,
    options: TxOptions,
  ) => Promise<T>;
  close: () => Promise<void>;
};
