// How often each rule fired and what people made of it, counted in the database.

import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";

/** One row per rule that fired; every number counts different texts, not places: a draft reviewed again is the same text. */
export type RuleCount = {
  rule: string;
  fired: number;
  /** Texts in which it stood in the way. */
  held: number;
  /** Holds that people with authority have set aside. */
  setAside: number;
  /** Answers, one per person and text. */
  changed: number;
  right: number;
  wrong: number;
  /** People who answered at all. */
  people: number;
};

/** @param span first instant, and the first one after it; findings of that time with all answers they ever got */
export async function countRules(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { from, before }: { from: Temporal.Instant; before: Temporal.Instant },
): Promise<RuleCount[]> {
  const rows = await rowsOf<Record<keyof RuleCount, string | number>>(
    tx,
    sql`with fired as (
          select f.rule, f.severity, f.review_id, f.place, coalesce(r.subject::text, r.text_hash) as thing,
                 f.severity = 'block' and exists (
                   select from review_override o where o.workspace_id = ${workspaceId}
                     and o.subject = r.subject and o.text_hash = r.text_hash) as aside
          from finding f join review r on r.workspace_id = ${workspaceId} and r.id = f.review_id
          where f.workspace_id = ${workspaceId}
            and f.created_at >= ${from.toString()}::timestamptz and f.created_at < ${before.toString()}::timestamptz)
        select fired.rule as "rule",
               count(distinct thing)::int as "fired",
               (count(distinct thing) filter (where severity = 'block'))::int as "held",
               (count(distinct thing) filter (where aside))::int as "setAside",
               (count(distinct (thing, a.person_id)) filter (where a.answer = 'fixed'))::int as "changed",
               (count(distinct (thing, a.person_id)) filter (where a.answer = 'right'))::int as "right",
               (count(distinct (thing, a.person_id)) filter (where a.answer = 'wrong'))::int as "wrong",
               count(distinct a.person_id)::int as "people"
        from fired left join finding_answer a
          on a.workspace_id = ${workspaceId} and a.review_id = fired.review_id and a.place = fired.place
        group by fired.rule
        order by "fired" desc, "rule"`,
  );
  return rows.map(({ rule, ...counts }) => ({
    rule: String(rule),
    fired: Number(counts.fired),
    held: Number(counts.held),
    setAside: Number(counts.setAside),
    changed: Number(counts.changed),
    right: Number(counts.right),
    wrong: Number(counts.wrong),
    people: Number(counts.people),
  }));
}

/** Answers to one version of a rule given after an instant: one per person and text. */
export async function answersTo(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { rule, version, after }: { rule: string; version: number; after: Temporal.Instant },
): Promise<{ agree: number; wrong: number; people: number }> {
  const [row] = await rowsOf<{ agree: string | number; wrong: string | number; people: string | number }>(
    tx,
    sql`select (count(distinct (coalesce(r.subject::text, r.text_hash), a.person_id))
                 filter (where a.answer <> 'wrong'))::int as "agree",
               (count(distinct (coalesce(r.subject::text, r.text_hash), a.person_id))
                 filter (where a.answer = 'wrong'))::int as "wrong",
               count(distinct a.person_id)::int as "people"
        from finding f
        join review r on r.workspace_id = ${workspaceId} and r.id = f.review_id
        join finding_answer a on a.workspace_id = ${workspaceId} and a.review_id = f.review_id and a.place = f.place
        where f.workspace_id = ${workspaceId} and f.rule = ${rule} and f.rule_version = ${version}
          and a.answered_at > ${after.toString()}::timestamptz`,
  );
  return { agree: Number(row?.agree ?? 0), wrong: Number(row?.wrong ?? 0), people: Number(row?.people ?? 0) };
}
