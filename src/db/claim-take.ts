// Takes due rows of a queue under a lease: those whose turn it is, and at the most one suspect, which is to run alone.

import { type SQL, sql } from "drizzle-orm";
import { WorkspaceId } from "../core/ids.ts";
import { type Claim, type Queue, suspectFrom } from "./claim.ts";
import { type Db, rowsOf, type Tx, type TxOptions, withSystemTx } from "./db.ts";

/** Matches the predicate of the tables' claim indexes. */
const open = sql.raw("state in ('waiting', 'working')");

type Terms = {
  /** What this process has in work: a row taken beside it is not alone, and what was alone until now is not any more. */
  beside?: readonly Claim[];
  /** Rows that were in work at several crashes, instead of all others. */
  suspects?: boolean;
};

/** Takes up to `limit` rows that are due: waiting ones, and working ones whose lease ran out, as it does when a process dies. */
export async function claimRows(
  db: Db,
  queue: Queue,
  leaseMs: number,
  limit: number,
  { beside = [], suspects = false }: Terms = {},
): Promise<Claim[]> {
  if (queue.only?.size === 0) return [];
  const company = beside.filter(({ alone }) => alone);
  const claims = await withSystemTx(
    db,
    `${queue.table}.claim`,
    async (tx) => {
      const holder = db.holder?.id ?? null;
      const taken = await takeDue(tx, queue, {
        leaseMs,
        limit,
        suspects,
        holder,
        alone: beside.length === 0,
      });
      if (taken.length > 0) for (const claim of company) await markJoined(tx, claim);
      return taken;
    },
    claimOptions(queue),
  );
  if (claims.length > 0) for (const claim of company) claim.alone = false;
  return claims;
}

/** The rows are few and found by the claim index, however many workspaces there are. */
function claimOptions({ durableClaims = true }: Queue): TxOptions {
  return { plans: "kept", durable: durableClaims };
}

type Taking = { leaseMs: number; limit: number; suspects: boolean; holder: number | null; alone: boolean };

async function takeDue(tx: Tx, queue: Queue, taking: Taking): Promise<Claim[]> {
  const { table, serialBy } = queue;
  if (serialBy === undefined) return take(tx, queue, taking, dueRows(queue, taking));
  const heads = headsOfLines(queue, serialBy, taking);
  const ids = await lockLines(tx, table, serialBy, heads, taking.limit);
  if (ids.length === 0) return [];
  // The second look, now under the lock of each line: another worker may have taken from it since the first.
  return take(tx, queue, taking, sql`select q.id ${heads} and q.id in ${ids}`);
}

function dueRows(queue: Queue, taking: Taking): SQL {
  return sql`select id from ${sql.identifier(queue.table)} q
    where ${isDue(queue, taking)} order by next_at, id limit ${taking.limit}`;
}

function isDue({ only, where }: Queue, { suspects }: Taking): SQL {
  const crashes = sql`q.crashes + case when q.state = 'working' then 1 else 0 end`;
  const kind = suspects ? sql`${crashes} >= ${suspectFrom}` : sql`${crashes} < ${suspectFrom}`;
  const amongst = only === undefined ? sql`` : sql`and q.id in ${[...only]}`;
  const ours = where === undefined ? sql`` : sql`and ${where}`;
  return sql`q.${open} and q.next_at <= now() and ${kind} ${amongst} ${ours}`;
}

/** Due rows that have no row in work beside them in their line and no open one before them. */
function headsOfLines(queue: Queue, serialBy: string, taking: Taking): SQL {
  const [name, line] = [sql.identifier(queue.table), sql.identifier(serialBy)];
  return sql`from ${name} q where ${isDue(queue, taking)} and not exists (
    select from ${name} e where e.${line} = q.${line} and e.${open} and e.id <> q.id
      and (e.state = 'working' and e.next_at > now() or (e.created_at, e.id) < (q.created_at, q.id)))`;
}

async function lockLines(
  tx: Tx,
  table: string,
  serialBy: string,
  heads: SQL,
  limit: number,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select due.id
        from (select q.id, q.${sql.identifier(serialBy)}::text as line ${heads} order by q.next_at, q.id limit ${limit}) due
        where pg_try_advisory_xact_lock(hashtextextended(${`claim ${table} `} || due.line, 0))`,
  );
  return rows.map(({ id }) => id);
}

type Row = {
  id: string;
  workspace_id: string;
  fence: number;
  attempts: number;
  crashes: number;
  alone: boolean;
  line: string | null;
  more: boolean;
};

/** A row that is still `working` was left by a process that died: the try counts only if nothing else can have killed it. */
async function take(
  tx: Tx,
  { table, serialBy }: Queue,
  { leaseMs, holder, alone }: Taking,
  due: SQL,
): Promise<Claim[]> {
  const until = sql`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
  const rows = await rowsOf<Row>(
    tx,
    sql`with due as materialized (${due} for update of q skip locked)
        update ${sql.identifier(table)} t
        set state = 'working', holder = ${holder}::int, fence = fence + 1, lease_until = ${until}, next_at = ${until},
          attempts = attempts + case when state = 'working' and not alone then 0 else 1 end,
          crashes = crashes + case when state = 'working' then 1 else 0 end,
          alone = ${alone} and (select count(*) from due) = 1
        from due where t.id = due.id
        returning t.id, workspace_id, fence, attempts, crashes, alone, ${lineOf(table, serialBy)}`,
  );
  return rows.map(({ id, workspace_id, fence, attempts, crashes, alone: isAlone, line, more }) => ({
    table,
    id,
    workspaceId: WorkspaceId.parse(workspace_id),
    fence,
    attempts,
    crashes,
    alone: isAlone,
    ...(line !== null && { line: { name: line, more } }),
  }));
}

/** The line of the row `t` that is taken, and whether others wait in it. */
function lineOf(table: string, serialBy: string | undefined): SQL {
  if (serialBy === undefined) return sql`null as line, false as more`;
  const [name, line] = [sql.identifier(table), sql.identifier(serialBy)];
  return sql`t.${line}::text as line, exists (
    select from ${name} o where o.${line} = t.${line} and o.${open} and o.id <> t.id) as more`;
}

/** These run beside others after all: the lines of a process may take rows at the same time. */
export async function markCompany(db: Db, claims: readonly Claim[]): Promise<void> {
  const alone = claims.filter((claim) => claim.alone);
  if (alone.length === 0) return;
  await withSystemTx(db, "claim.company", async (tx) => {
    for (const claim of alone) await markJoined(tx, claim);
  });
  for (const claim of alone) claim.alone = false;
}

async function markJoined(tx: Tx, { table, id, fence }: Claim): Promise<void> {
  await tx.execute(
    sql`update ${sql.identifier(table)} set alone = false where id = ${id} and fence = ${fence}`,
  );
}
