// The one reader of the environment. A wrong variable stops the start with its name, what was expected and where to get it.

import { z } from "zod";
import { Failure } from "./core/failure.ts";
import { words } from "./core/locale.ts";

const Port = z.coerce.number().int().min(0).max(65535);
const Instant = z.string().transform((text, issue) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    issue.addIssue({ code: "custom", message: "not an instant" });
    return z.NEVER;
  }
});

/** One row per variable: how it is read, what was expected when it is wrong, where to get it. */
const variables = {
  PORT: { read: Port.default(3000), expected: "a port number, 0 to 65535", where: "leave it out for 3000" },
  HOST: {
    read: z.string().min(1).default("127.0.0.1"),
    expected: "an address to listen on",
    where: "leave it out for 127.0.0.1",
  },
  CO9MA_DATA_DIR: {
    read: z.string().min(1).default(".data"),
    expected: "a folder this user may write to",
    where: "leave it out for .data",
  },
  DATABASE_URL: {
    read: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    expected: "postgres://user:password@host:5432/database",
    where: "the connection page of your Postgres; leave it out for the embedded database",
  },
  PUBLIC_URL: {
    read: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .optional(),
    expected: "the address people open in a browser, such as https://co9ma.example.com",
    where: "the proxy or tunnel in front of this server; leave it out for this machine alone",
  },
  CO9MA_NOW: {
    read: Instant.optional(),
    expected: "an instant such as 2026-11-21T10:00:00+09:00",
    where: "leave it out for the machine's clock",
  },
  LOG_LEVEL: {
    read: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    expected: "fatal, error, warn, info, debug, trace or silent",
    where: "leave it out for info",
  },
} as const;

type Read = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]["read"]> };

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Where people open the page; without it only this machine's own browsers are served. */
  publicUrl: URL | undefined;
  now: Temporal.Instant | undefined;
  logLevel: Read["LOG_LEVEL"];
};

/**
 * Reads and checks every variable once.
 * @throws Failure "invalid" naming the first wrong variable, what was expected and where to get it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(variables)) {
    const given = env[name]?.trim();
    const result = variable.read.safeParse(given === "" ? undefined : given);
    if (!result.success) throw wrongVariable(name, variable.expected, variable.where);
    read[name] = result.data;
  }
  const values = read as Read;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.CO9MA_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL,
    now: values.CO9MA_NOW,
    logLevel: values.LOG_LEVEL,
  };
}

/** The value itself is never repeated: it may be a secret. */
function wrongVariable(name: string, expected: string, where: string): Failure {
  return new Failure("invalid", `${name} is not usable: expected ${expected}`, {
    say: words(`환경 변수 ${name} 값을 쓸 수 없어요.`, `The variable ${name} cannot be used.`),
    next: words(`기대한 형식: ${expected} (${where})`, `Expected ${expected} (${where}).`),
  });
}

/** The Postgres server on which the bench keeps its databases. */
export function benchServer(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
}
