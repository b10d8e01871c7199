// Plans, changes and limits as nobody in their right mind would ask for them, from the wish to the money held: the worst case never passes
// a cap, what is refused says why and what to do, and nothing is left half done. FUZZ_PLANS sets how many (`npm run hostile`: 5,000).

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { decide, findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { findGuardrails, setGuardrail } from "../../../src/capabilities/limits/limits.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { Failure, failureText } from "../../../src/core/failure.ts";
import { type Db, rowsOf, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeCampaigns } from "../../support/running-campaigns.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { hostileWishes, long, RUNNING } from "./made-hostile.ts";

const PLANS = Number(process.env["FUZZ_PLANS"] ?? 60);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_122);
/** Then a workspace is full of them and another one begins. */
const IN_ONE = 40;

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const hostile = hostileWishes(SEED);

type Place = { asker: Ctx; decider: Ctx; caps: Record<"cap_day" | "cap_month" | "cap_campaign", number> };

async function makePlace(): Promise<Place> {
  const asker = { ...(await makeWorkspace(db)), withoutCreatives: true };
  const decider = await joinWorkspace(asker, "company_admin");
  await makeCampaigns(asker, [RUNNING]);
  for (const medium of ["naver", "kakao", "google_ads"] as const) {
    const account = {
      medium,
      connection: "sandbox",
      name: medium,
      externalRef: "2",
      currency: "KRW",
    } as const;
    await withTx(asker, (tx) => makeAccount(tx, asker, account));
  }
  const caps = {
    cap_day: hostile.pick([300_000, 1_500_000]),
    cap_month: 9_000_000,
    cap_campaign: hostile.pick([2_000_000, 5_000_000]),
  };
  for (const [kind, minor] of Object.entries({ ...caps, other_from: 900_000_000_000 }) as [
    "cap_day",
    number,
  ][])
    await setGuardrail(asker, { kind, value: { minor: `${minor}`, currency: "KRW" } });
  await setGuardrail(asker, { kind: "changes_hour", value: { count: 1_000 } });
  return { asker, decider, caps };
}

/** What must never be so, in the database. */
async function wrongRows({ asker, caps }: Place): Promise<string[]> {
  const here = sql`workspace_id = ${asker.workspaceId}`;
  const rows = await withTx(asker, (tx) =>
    rowsOf<{ what: string }>(
      tx,
      sql`select 'day ' || day as what from reservation where ${here} group by day having sum(amount_minor) > ${caps.cap_day}
        union all select 'month ' || min(day) from reservation where ${here}
          group by date_trunc('month', day) having sum(amount_minor) > ${caps.cap_month}
        union all select 'campaign ' || holder from reservation where ${here}
          group by holder having sum(amount_minor) > ${caps.cap_campaign}
        union all select 'held without approval' from reservation r where ${here} and not exists (select 1 from approval a
          where a.workspace_id = r.workspace_id and a.id = r.approval_id and a.state = 'approved')
        union all select 'called without approval' from media_call c where ${here} and not exists (select 1 from approval a
          where a.workspace_id = c.workspace_id and a.id = c.approval_id and a.state = 'approved')
        union all select 'launched without money' from approval a where ${here} and state = 'approved' and total_minor > 0
          and (select coalesce(sum(amount_minor), 0) from reservation r
            where r.workspace_id = a.workspace_id and r.approval_id = a.id) * 10 < total_minor * 9
          and kind = 'campaign.launch'`,
    ),
  );
  return rows.map(({ what }) => what);
}

/** Whether both languages say what happened and what to do. */
function isExplained(failure: Failure): boolean {
  const [ko, en] = [failureText(failure, "ko"), failureText(failure, "en")];
  return /[가-힣]/.test(ko.say) && /[가-힣]/.test(ko.next) && /[a-z]/.test(en.say) && /[a-z]/.test(en.next);
}

/** A card without a request says why there is none: words, and a question, a finding or a step behind them. */
function saysWhy({ parts }: Card): boolean {
  const text = parts.filter((part) => part.kind === "text").flatMap(({ runs }) => runs);
  return text.length > 0 && (parts.length > 1 || JSON.stringify(text).length > 20);
}

test(
  "hostile plans end in a refusal that is explained, or in money held within every cap",
  { timeout: 900_000 },
  async () => {
    const wrong: string[] = [];
    const count = { approved: 0, refused: 0, overCap: 0, blocked: 0 };
    let place = await makePlace();
    let planIds: string[] = [];
    const note = (what: string, error: unknown): void => {
      count.refused++;
      if (!(error instanceof Failure)) wrong.push(`${what}: threw ${String(error).slice(0, 300)}`);
      else if (!isExplained(error)) wrong.push(`${what}: unexplained ${error.message}`);
      else if (error.code === "limit") count.overCap++;
    };
    for (let run = 0; run < PLANS; run++) {
      if (run > 0 && run % IN_ONE === 0) [place, planIds] = [await makePlace(), []];
      for (const { tool, input } of hostile.wish(planIds)) {
        const what = `${run} ${tool} ${JSON.stringify(input).replaceAll(long, "LONG").slice(0, 300)}`;
        const done = await act(place.asker, tools, { tool, input }, () => undefined).catch(
          (error: unknown) => error,
        );
        if (done instanceof Error) {
          note(what, done);
          continue;
        }
        const { card, facts } = done as {
          card: Card;
          facts: { planId?: string; approval?: string | { id: string } };
        };
        if (facts.planId !== undefined) planIds.push(facts.planId);
        const id = typeof facts.approval === "object" ? facts.approval.id : facts.approval;
        const asked = id === undefined ? undefined : await findApproval(place.asker, id);
        if (asked?.state !== "waiting") {
          count.blocked++;
          if (tool !== "query_performance" && !saysWhy(card)) wrong.push(`${what}: no reason on the card`);
          continue;
        }
        const decision = { id: asked.id, planHash: asked.planHash, decision: "approve" } as const;
        const decided = await decide(place.decider, decision, approvedActions).catch(
          (error: unknown) => error,
        );
        if (decided instanceof Error) {
          note(`${what} decided`, decided);
          if ((await findApproval(place.asker, asked.id))?.state !== "waiting")
            wrong.push(`${what}: half decided`);
        } else count.approved++;
        wrong.push(...(await wrongRows(place)).map((row) => `${what}: ${row}`));
      }
      await findGuardrails(place.asker).catch((error: unknown) =>
        wrong.push(`${run}: limits ${String(error)}`),
      );
    }
    process.stdout.write(`hostile plans: ${PLANS}, seed ${SEED}, ${JSON.stringify(count)}\n`);

    expect(wrong).toEqual([]);
    expect(count.approved).toBeGreaterThan(PLANS / 50);
    expect(count.overCap).toBeGreaterThan(0);
  },
);
