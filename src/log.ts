// The logger: JSON lines with named fields. Of an error it keeps the kind, the code and where it happened;
// the text of a failed statement would carry people's data, so it is left out.

import pino, { type Logger } from "pino";

/** Fields a line may have; anything else is dropped, so that no body, token or contact can slip in with an object. */
export const keptFields: ReadonlySet<string> = new Set([
  "err",
  "reason",
  "inbound",
  "turn",
  "tool",
  "medium",
  "status",
  "days",
  "rows",
  "ms",
  "job",
  "table",
  "attempt",
  "count",
  "code",
  "signal",
  "url",
  "channel",
  "model",
  "route",
  "method",
  "generation",
  "last",
  "id",
  "folder",
  "call",
  "op",
  "kind",
  "what",
  "plan",
]);

export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => keptFields.has(name))),
      },
      serializers: { err: errorFields },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** @returns kind, code, message and stack; of a database error its code and stack frames only */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.trimStart().startsWith("at "));
  const code = codeIn(error) ?? codeIn(error.cause);
  const quoted = "query" in error || "params" in error || "detail" in error;
  return { type: error.constructor.name, code, message: quoted ? "statement failed" : error.message, frames };
}

function codeIn(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
