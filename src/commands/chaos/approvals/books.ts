// Reads what a run left: the market's own state, and the rows of approvals, calls, ledger and held money, as the owner of the database.

import type { PendingQuery, Row, Sql } from "postgres";
import { verifyLedger } from "../../../capabilities/write.ts";
import { withClient } from "../../bench/databases.ts";
import type { Books, CheckedAccount, CheckedApproval, CheckedCall } from "./check.ts";
import type { World } from "./world.ts";

type State = {
  objects: Record<string, CheckedAccount["made"][number]>;
  changes: CheckedAccount["changes"][number][];
};

/** What every account held before the run. */
export type Before = Map<string, { objects: Set<string>; changes: number }>;

/** @param lines how many calls each approval has to lead to */
export async function readBooks(
  url: string,
  world: World,
  before: Before,
  lines: ReadonlyMap<string, number>,
): Promise<Books> {
  const chain = await verifyLedger(world.ctx);
  return withClient(url, async (sql) => {
    const approvals = await sql<
      Omit<CheckedApproval, "calls">[]
    >`select id, kind, state, outcome, ${answers(sql)} as answers from approval`;
    const calls = await sql<CheckedCall[]>`
      select id, approval_id as "approvalId", medium, op, tag, stage, input->'step' as step, result, trouble from media_call`;
    const ledger = await sql<Books["ledger"][number][]>`
      select subject, action, after->>'tag' as tag from ledger where action like 'media.%'`;
    const overCap = await sql<{ day: string }[]>`
      select day::text from reservation group by day
      having sum(amount_minor) > (select (value->>'minor')::numeric from guardrail where kind = 'cap_day')`;
    return {
      approvals: approvals.map((one) => ({ ...one, calls: lines.get(one.id) ?? 0 })),
      calls,
      accounts: (await readStates(url)).map(({ medium, state }) => accountOf(medium, state, before)),
      ledger,
      chain: chain.state,
      overCap: overCap.map(({ day }) => day),
    };
  });
}

/** What those who pressed were told, and presses nobody answered: the words of a breach, not its judge. */
function answers(sql: Sql): PendingQuery<Row[]> {
  return sql`array(
    select coalesce(left(t.cards::text, 300), i.state || ' after ' || i.attempts || ' tries') from inbound i left join turn t on t.inbound_id = i.id
    where i.body->'input'->>'id' = approval.id::text order by i.created_at)`;
}

export async function readBefore(url: string): Promise<Before> {
  const states = await readStates(url);
  return new Map(
    states.map(({ medium, state }) => [
      medium,
      { objects: new Set(Object.keys(state.objects)), changes: state.changes.length },
    ]),
  );
}

function readStates(url: string): Promise<{ medium: string; state: State }[]> {
  return withClient(
    url,
    (sql) => sql<{ medium: string; state: State }[]>`select medium, state from sandbox_account`,
  );
}

function accountOf(medium: string, { objects, changes }: State, before: Before): CheckedAccount {
  const all = Object.values(objects);
  const then = before.get(medium);
  return {
    medium,
    all,
    made: all.filter(({ id }) => !then?.objects.has(id)),
    changes: changes.slice(then?.changes ?? 0),
  };
}

/** Approvals that are under way, and presses nobody has answered yet. */
export async function stillOpen(url: string): Promise<number> {
  const [row] = await withClient(
    url,
    (sql) => sql<{ open: number }[]>`
      select ((select count(*) from approval where outcome = 'running')
        + (select count(*) from inbound where state in ('waiting', 'working')))::int as open`,
  );
  return row?.open ?? 0;
}
