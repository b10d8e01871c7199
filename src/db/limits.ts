// Time limits of a transaction, and the statement that opens each one: role, workspace and, where asked for, longer limits.

import type { TxOptions, TxRole } from "./db.ts";

export type TxLimits = Required<TxOptions>;

const defaultLimits: TxLimits = {
  deadlineMs: 5_000,
  statementTimeoutMs: 1_500,
  lockTimeoutMs: 1_000,
  snapshot: false,
  single: false,
  durable: true,
  urgent: false,
  plans: "each",
};

/** Room between a limit of the server and ours: a server that has not answered by then is not there. */
export const silenceMs = 500;

/**
 * The driver gives up on a connection that has not come about by then, its sign-in included. One that was begun while nothing got through
 * never comes about: together with `silenceMs` this is how long the service takes to be back, at the most, once the network is.
 */
export const connectTimeoutMs = 1_300;

export function limitsOf(options: TxOptions): TxLimits {
  const statementTimeoutMs = options.statementTimeoutMs ?? defaultLimits.statementTimeoutMs;
  return {
    statementTimeoutMs,
    lockTimeoutMs: options.lockTimeoutMs ?? defaultLimits.lockTimeoutMs,
    snapshot: options.snapshot ?? defaultLimits.snapshot,
    single: options.single ?? defaultLimits.single,
    durable: options.durable ?? defaultLimits.durable,
    urgent: options.urgent ?? defaultLimits.urgent,
    plans: options.plans ?? defaultLimits.plans,
    deadlineMs: options.deadlineMs ?? Math.max(defaultLimits.deadlineMs, 2 * statementTimeoutMs),
  };
}

/** Settings of every connection, as the server wants them; a transaction may lengthen them for itself. */
export const sessionSettings = {
  // Statements may be on their way before BEGIN is answered: one that came to run outside of a transaction would see no row.
  role: "co9ma_app",
  statement_timeout: defaultLimits.statementTimeoutMs,
  lock_timeout: defaultLimits.lockTimeoutMs,
  idle_in_transaction_session_timeout: defaultLimits.deadlineMs + silenceMs,
  // Statements are kept prepared; a plan made for an average workspace would be wrong for the large ones (but see `plans: "kept"`).
  plan_cache_mode: "force_custom_plan",
  // Compiling a statement costs more than any of ours takes; on tables not analyzed yet the server compiles nearly all.
  jit: "off",
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One statement, so that it costs one message. It holds literals because a parameter would cost another. */
export function firstStatement(as: TxRole, limits: TxLimits): string {
  const settings: [string, string][] = [["role", as.role]];
  if (as.role === "co9ma_app") {
    if (!uuid.test(as.workspaceId)) throw new Error("a transaction needs a workspace id");
    settings.push(["app.workspace", as.workspaceId]);
  }
  return `select ${[...settings, ...otherSettings(limits)].map(localSetting).join(", ")}`;
}

function otherSettings(limits: TxLimits): [string, string][] {
  const settings: [string, string][] = [];
  if (!limits.durable) settings.push(["synchronous_commit", "off"]);
  if (limits.plans === "kept") settings.push(["plan_cache_mode", "auto"]);
  if (limits.statementTimeoutMs !== defaultLimits.statementTimeoutMs)
    settings.push(["statement_timeout", String(limits.statementTimeoutMs)]);
  if (limits.lockTimeoutMs !== defaultLimits.lockTimeoutMs)
    settings.push(["lock_timeout", String(limits.lockTimeoutMs)]);
  if (limits.deadlineMs !== defaultLimits.deadlineMs)
    settings.push(["idle_in_transaction_session_timeout", String(limits.deadlineMs + silenceMs)]);
  return settings;
}

function localSetting([name, value]: [string, string]): string {
  return `set_config('${name}', '${value}', true)`;
}
