// Requests that wait for a decision, for eyes that may decide; nobody else hears of others' requests.

import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Part } from "../../../core/card/card.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import { type Words, words } from "../../../core/locale.ts";
import { momentIn } from "../../../core/card/plain/sources.ts";
import { mayDo, type Role } from "../../../core/roles.ts";
import type { Tx } from "../../../db/db.ts";
import { approval } from "../../approvals/tables.ts";
import type { Ctx } from "../../context.ts";
import { actionKinds } from "../../limits/limits.ts";

const MOST_NAMED = 3;

export type Waiting = { count: number; parts: Part[] };

/** @param readers the least role among those who read; a member hears of their own requests only, and only alone */
export async function waitingParts(
  tx: Tx,
  ctx: Ctx,
  { readers, toRoom }: { readers: Role; toRoom: boolean },
): Promise<Waiting> {
  const decides = mayDo(readers, "approval.decide", "spend");
  const own = ctx.actor.kind === "person" && !toRoom && readers === "member" ? ctx.actor.personId : undefined;
  if (!decides && own === undefined) return { count: 0, parts: [] };
  const rows = await tx
    .select({
      title: approval.title,
      kind: approval.kind,
      tainted: approval.tainted,
      expiresAt: approval.expiresAt,
      count: sql<number>`(count(*) over ())::int`,
    })
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, ctx.workspaceId),
        eq(approval.state, "waiting"),
        gt(approval.expiresAt, ctx.now),
        own === undefined ? undefined : sql`${approval.requestedBy} ->> 'personId' = ${own}`,
      ),
    )
    .orderBy(asc(approval.expiresAt), asc(approval.id))
    .limit(MOST_NAMED);
  const [first] = rows;
  if (!first) return { count: 0, parts: [] };
  const { lang, zone } = ctx;
  const named = rows.map((row) => nameOf(row)[lang]).join(", ");
  const until = momentIn(zone, first.expiresAt.toString());
  const text = own
    ? words(
        `승인을 기다리는 내 요청이 {n}건 있어요: ${named}. 가장 이른 기한은 ${until}이에요.`,
        `{n} of your requests wait for a decision: ${named}. The first runs out at ${until}.`,
      )
    : words(
        `승인을 기다리는 요청이 {n}건 있어요: ${named}. 가장 이른 기한은 ${until}이에요.`,
        `{n} waiting for a decision: ${named}. The first runs out at ${until}.`,
      );
  const part: Part = { kind: "text", tone: "warning", runs: countedRuns(text[lang], first.count) };
  return { count: first.count, parts: [part] };
}

/** Words that text from outside had a say in go to nobody who does not ask for them. */
function nameOf({ title, kind, tainted }: { title: Words; kind: string; tainted: boolean }): Words {
  return tainted ? (actionKinds[kind] ?? words("변경", "a change")) : title;
}
