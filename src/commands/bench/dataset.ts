// The bench's facts: W workspaces × 180 rows a day × D days, laid down day by day as daily pulls would, by plain SQL on the owner's client.

import type postgres from "postgres";

export type Size = { workspaces: number; days: number };

export const ZONE = "Asia/Seoul";

/** Last day of the made facts. */
export const LAST_DAY = "2026-11-20";

/** The morning after it, where the made workspaces are. */
export function benchNow(): Temporal.Instant {
  return Temporal.PlainDate.from(LAST_DAY)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: ZONE, plainTime: "10:00" })
    .toInstant();
}

/** 4 accounts × 9 campaigns × 5 ad groups. */
export const ROWS_A_DAY = 180;

/** Statements that fill an empty, migrated database; each is bounded by one span of days. */
export function fillStatements(size: Size, from: number, to: number): string {
  return `
    insert into daily_fact (workspace_id, import_id, "row", account_id, view, day, campaign_id, ad_group_id,
      spend_micros, revenue_micros, impressions, clicks, conversions, currency, vat)
    select ${uuid("w", "ws")}, ${importId("ws", "d")}, r, ${uuid("a", "ws * 10 + r / 45")}, 'adGroup',
      date '${LAST_DAY}' - d, ${uuid("c", "ws * 100 + r / 5")}, ${uuid("9", "ws * 1000 + r")},
      ((hash % 9000) + 1000)::bigint * 10000000, ((hash % 40000) + 4000)::bigint * 10000000,
      (hash % 50000) + 500, (hash % 900) + 10, (hash % 40), 'KRW', 'excluded'
    from generate_series(${to}, ${from}, -1) d, generate_series(1, ${size.workspaces}) ws, generate_series(0, ${ROWS_A_DAY - 1}) r,
      lateral (select abs(hashint4(ws * 1000003 + d * 1009 + r))::bigint as hash) h
    order by d desc, ws, r`;
}

/** The rows around the facts: directory, catalog, imports and pointers. */
export function frameStatements(size: Size): string[] {
  const ws = `generate_series(1, ${size.workspaces}) ws`;
  const days = `generate_series(0, ${size.days - 1}) d`;
  return [
    `insert into workspace (id, name, kind, zone, currency, lang, created_at)
     select ${uuid("w", "ws")}, 'bench ' || ws, 'own', '${ZONE}', 'KRW', 'ko', now() from ${ws}`,
    `insert into ad_account (workspace_id, id, medium, connection, name, external_ref, currency, created_at)
     select ${uuid("w", "ws")}, ${uuid("a", "ws * 10 + n")}, (array['meta','google_ads','naver','kakao'])[n + 1], 'live',
       'account ' || n, '', 'KRW', now() from ${ws}, generate_series(0, 3) n`,
    `insert into campaign (workspace_id, id, account_id, name, name_key, status, created_at)
     select ${uuid("w", "ws")}, ${uuid("c", "ws * 100 + n")}, ${uuid("a", "ws * 10 + n / 9")}, 'campaign ' || n,
       'campaign' || n, 'active', now() from ${ws}, generate_series(0, 35) n`,
    `insert into ad_group (workspace_id, id, campaign_id, name, created_at)
     select ${uuid("w", "ws")}, ${uuid("9", "ws * 1000 + n")}, ${uuid("c", "ws * 100 + n / 5")}, 'group ' || n, now()
     from ${ws}, generate_series(0, ${ROWS_A_DAY - 1}) n`,
    `insert into import (workspace_id, id, state, source, hash, rows, report, replaced, as_of, created_at)
     select ${uuid("w", "ws")}, ${importId("ws", "d")}, 'live', 'market', '', ${ROWS_A_DAY}, '{}', '[]', now(), now()
     from ${ws}, ${days}`,
    `insert into metric_day (workspace_id, account_id, view, day, import_id)
     select ${uuid("w", "ws")}, ${uuid("a", "ws * 10 + n")}, 'adGroup', date '${LAST_DAY}' - d, ${importId("ws", "d")}
     from ${ws}, generate_series(0, 3) n, ${days}`,
  ];
}

/** Id of the n-th bench workspace (from 1), as the statements make it. */
export function workspaceUuid(n: number): string {
  return `00000000-0000-7000-8000-${(0x0b0000000000 + n).toString(16).padStart(12, "0")}`;
}

/** Fills an empty database on the owner's client; `say` hears how far it is. */
export async function fill(sql: postgres.Sql, size: Size, say: (text: string) => void): Promise<void> {
  for (const statement of frameStatements(size)) await sql.unsafe(statement);
  const step = 37;
  for (let to = size.days - 1; to >= 0; to -= step) {
    await sql.unsafe(fillStatements(size, Math.max(0, to - step + 1), to));
    say(`facts: ${size.days - Math.max(0, to - step + 1)} of ${size.days} days`);
  }
  await sql.unsafe("vacuum analyze");
}

const kinds = { w: "0b", a: "0a", c: "0c", "9": "09" } as const;

function uuid(kind: keyof typeof kinds, number: string): string {
  return `('00000000-0000-7000-8000-${kinds[kind]}' || lpad(to_hex((${number})::int), 10, '0'))::uuid`;
}

/** Grows with time, as version-7 ids of daily pulls do. */
function importId(ws: string, d: string): string {
  return `(lpad(to_hex(100000 - ${d}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${ws}), 12, '0'))::uuid`;
}
