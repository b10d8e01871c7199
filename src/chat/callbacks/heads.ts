// Requests that wait for somebody's decision head what they are told next, where nothing is pushed to them: each once.

import { and, eq, sql } from "drizzle-orm";
import { decidersLacking, listApprovals, noticePart } from "../../capabilities/approvals/approvals.ts";
import type { Ctx } from "../../capabilities/context.ts";
import { scopeFor } from "../../capabilities/workspace/workspace.ts";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import type { PersonId } from "../../core/ids.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { type Tx, withTx } from "../../db/db.ts";
import { pushCard } from "../push.ts";
import { shownAt } from "../reach.ts";
import { conversation } from "../tables.ts";
import type { Ear } from "./held.ts";

const MOST = 5;

/** Puts what this person is to decide, and was not shown here before, at the head of what is held for them; alone with us only. */
export async function headWithRequests(
  handles: Pick<Ctx, "db" | "log"> & { now: () => Temporal.Instant },
  ear: Ear,
  personId: PersonId,
): Promise<void> {
  const { db, log } = handles;
  const { workspaceId } = ear;
  if (ear.line !== "") return;
  const scope = await scopeFor(db, { personId, workspaceId, now: handles.now() }).catch(nobody);
  if (!scope) return;
  const ctx = { ...scope, db, log };
  const waiting = (await listApprovals(ctx)).filter(({ state }) => state === "waiting");
  for (const one of waiting.toReversed().slice(0, MOST)) {
    const lacking = await decidersLacking(ctx, one);
    if (!lacking.some((decider) => decider.personId === personId)) continue;
    await withTx(ctx, async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`head ${one.id} ${personId}`}, 0))`,
      );
      if (await wasShown(tx, ear, one.id)) return;
      await pushCard(tx, { ...ear, personId, threadRef: "" }, cardOf(noticePart(one, ctx), ctx.lang));
    });
  }
}

/** Whoever is no member has nothing to decide. */
function nobody(error: unknown): undefined {
  if (error instanceof Failure && error.code === "forbidden") return undefined;
  throw error;
}

async function wasShown(tx: Tx, ear: Ear, id: string): Promise<boolean> {
  const { platform, roomRef } = ear;
  const here = and(eq(conversation.platform, platform), eq(conversation.roomRef, roomRef));
  return (await shownAt(tx, ear, id, here)) !== undefined;
}

const lead = words("기다리는 승인 요청이 있어요.", "A request waits for your decision.");

function cardOf(part: Card["parts"][number], lang: Lang): Card {
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, lead)] }, part] };
}
