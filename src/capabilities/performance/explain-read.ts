// The stored query behind a figure, and the files its rows came from.

import { sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { QueryId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { MarketingQuery } from "../../core/query.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { Resolved } from "./stored-query.ts";

export type Explained = {
  query: MarketingQuery;
  resolved: Resolved;
  /** Files whose rows were summed, with the rows each import of them holds. */
  files: { name: string; rows: number }[];
  /** Figures of the simulated market come from no file. */
  simulated: boolean;
};

const MOST_FILES = 20;

/** @throws Failure "not_found" for a query of another workspace or none */
export async function readExplained(ctx: Ctx, queryId: QueryId): Promise<Explained> {
  return withTx(ctx, async (tx) => {
    const [row] = await rowsOf<{ query: string; resolved: string }>(
      tx,
      sql`select q.query::text as query, q.resolved::text as resolved from stored_query q
        where q.workspace_id = ${ctx.workspaceId} and q.id = ${queryId}`,
    );
    if (!row) throw unknownQuery();
    const resolved = Resolved.parse(JSON.parse(row.resolved));
    return {
      query: MarketingQuery.parse(JSON.parse(row.query)),
      resolved,
      ...(await originsOf(tx, ctx, resolved)),
    };
  });
}

async function originsOf(
  tx: Tx,
  ctx: Ctx,
  { reads }: Resolved,
): Promise<Pick<Explained, "files" | "simulated">> {
  const ids = [...new Set(reads.flatMap(({ imports }) => imports))];
  if (ids.length === 0) return { files: [], simulated: false };
  const rows = await rowsOf<{ source: "file" | "market"; name: string | null; rows: number }>(
    tx,
    sql`select i.source, d.name, sum(i.rows)::int as rows from import i
      left join document d on d.workspace_id = i.workspace_id and d.id = i.document_id
      where i.workspace_id = ${ctx.workspaceId} and i.id in ${ids} group by 1, 2 order by 2 limit ${MOST_FILES}`,
  );
  return {
    files: rows.flatMap(({ name, rows: count }) => (name === null ? [] : [{ name, rows: count }])),
    simulated: rows.some(({ source }) => source === "market"),
  };
}

function unknownQuery(): Failure {
  return new Failure("not_found", "no such stored query", {
    say: words("이 숫자의 조회 기록을 찾지 못했어요.", "I could not find the query behind this figure."),
    next: words("같은 질문을 다시 해 주세요.", "Please ask the same again."),
  });
}
