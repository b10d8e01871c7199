// Column types both drivers agree on: instants, days and micros travel as text and arrive as Temporal and bigint.

import { sql } from "drizzle-orm";
import { boolean, customType, integer, text } from "drizzle-orm/pg-core";

/** `timestamptz(3)` <-> `Temporal.Instant`. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamptz(3)",
  fromDriver: (text) => Temporal.Instant.from(text),
  toDriver: (value) => value.toString(),
});

/** `date` <-> `Temporal.PlainDate`. */
export const day = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => "date",
  fromDriver: (text) => Temporal.PlainDate.from(text),
  toDriver: (value) => value.toString(),
});

/** `bigint` <-> `bigint`, for micros and counts beyond 2^53. */
export const big = customType<{ data: bigint; driverData: string | number | bigint }>({
  dataType: () => "bigint",
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
});

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
});

/** The columns the claim loop works on; the same names in every table it serves. */
export const claimColumns = {
  /** `held`: not for the loop, its surface fetches it. */
  state: text({ enum: ["waiting", "working", "done", "dead", "held"] })
    .notNull()
    .default("waiting"),
  leaseUntil: instant(),
  fence: integer().notNull().default(0),
  attempts: integer().notNull().default(0),
  /** Times that a process died with it in work; the tries of these count only where it was in work alone. */
  crashes: integer().notNull().default(0),
  alone: boolean().notNull().default(false),
  /** Whoever has it in work, by the number that process holds on the server; null on the embedded database. */
  holder: integer(),
  nextAt: instant()
    .notNull()
    .default(sql`now()`),
};

/** Rows the claim loop still has to look at: its indexes hold no others, however long the tables grow. */
export const isOpenClaim = sql`state in ('waiting', 'working')`;
