// Names for the ids of a compiled query.

import { type SQL, sql } from "drizzle-orm";
import { column, list } from "./columns.ts";
import type { Plan } from "./plan.ts";

/** Names of campaigns, ad groups and ads, with the campaign above them; a merged spelling goes by what it was merged into. */
export function withNames(plan: Plan, sums: SQL): SQL {
  const columns: SQL[] = [sql`g.*`];
  const joins: SQL[] = [];
  const groups: SQL[] = [];
  for (const [index, dim] of plan.keys.entries()) {
    if (dim !== "campaign" && dim !== "adGroup" && dim !== "ad") continue;
    const object = column("o", index);
    const root = column("r", index);
    columns.push(
      sql`${objectId(dim, object, root)} as ${column("id", index)}, ${dim === "campaign" ? root : object}.name as ${column("name", index)}`,
      sql`${root}.name as ${column("parent", index)}`,
    );
    if (dim === "ad") {
      const group = column("g", index);
      columns.push(sql`${group}.name as ${column("group", index)}`);
      groups.push(
        sql`left join ad_group ${group} on ${group}.workspace_id = ${object}.workspace_id and ${group}.id = ${object}.ad_group_id`,
      );
    }
    joins.push(objectJoin(dim, plan.workspaceId, object, sql`g.${column("k", index)}`), rootJoin(dim, index));
  }
  return sql`select ${list(columns)} from (${sums}) g ${list([...joins, ...groups], sql` `)}`;
}

const objectTables = { campaign: sql`campaign`, adGroup: sql`ad_group`, ad: sql`ad` } as const;
type ObjectDim = keyof typeof objectTables;

/** Ad groups of merged spellings are one by campaign and name; ads stay themselves. */
function objectId(dim: ObjectDim, object: SQL, root: SQL): SQL {
  if (dim === "campaign") return sql`${root}.id::text`;
  return dim === "adGroup" ? sql`concat(${root}.id, '/', ${object}.name)` : sql`${object}.id::text`;
}

function objectJoin(dim: ObjectDim, workspaceId: string, object: SQL, key: SQL): SQL {
  return sql`left join ${objectTables[dim]} ${object} on ${object}.workspace_id = ${workspaceId}::uuid and ${object}.id = ${key}`;
}

function rootJoin(dim: ObjectDim, index: number): SQL {
  const [object, spelling, root] = [column("o", index), column("c", index), column("r", index)];
  const via = dim === "campaign" ? sql`${object}.id` : sql`${object}.campaign_id`;
  return sql`left join campaign ${spelling} on ${spelling}.workspace_id = ${object}.workspace_id and ${spelling}.id = ${via}
    left join campaign ${root} on ${root}.workspace_id = ${spelling}.workspace_id
      and ${root}.id = coalesce(${spelling}.merged_into, ${spelling}.id)`;
}
