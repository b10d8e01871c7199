// From advice to a request: an admin is asked to change a brand rule, and only their press changes it. Laws and platforms are never asked
// about.

import { isDeepStrictEqual } from "node:util";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { severityLabels } from "../../../core/card/findings.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import { type Approval, type ApprovedAction, listApprovals, propose } from "../../approvals/approvals.ts";
import { approval } from "../../approvals/tables.ts";
import type { Ctx } from "../../context.ts";
import { ownNumber, ruleTitle } from "../brand/rule.ts";
import { type KeptRule, lockRules, patchRule, rulesByNumber } from "../brand/rules.ts";
import { Severity } from "../policy.ts";
import { type Advice, adviceOn } from "./advice.ts";
import { answersTo } from "./counts.ts";

export const RULE_SEVERITY = "brand.severity";

const Exact = z.object({
  ruleId: z.uuid(),
  version: z.number().int(),
  severity: Severity.optional(),
  off: z.literal(true).optional(),
});

/**
 * Asks where the answers to a brand rule are many and clear enough; answers from before the last request about it count no more. Every
 * answer looks at all of them, so a request that was lost with its process is made by the next one.
 * @returns the request, `undefined` where there is nothing to ask
 */
export async function askByAnswers(ctx: Ctx, rule: string): Promise<Approval | undefined> {
  const number = ownNumber(rule);
  if (number === undefined) return undefined;
  const found = await withTx(ctx, (tx) => toAsk(tx, ctx, rule, number));
  if (!found) return undefined;
  try {
    return await propose(ctx, requestOf(ctx.lang, found.kept, found.advice, found.answers), async (tx) => {
      await lockRules(tx, ctx);
      const now = await toAsk(tx, ctx, rule, number);
      if (now?.kept.version !== found.kept.version || !isDeepStrictEqual(now.advice, found.advice))
        throw new Failure("conflict", "asked or changed meanwhile");
    });
  } catch (error) {
    if (error instanceof Failure && error.code === "conflict") return undefined; // somebody else's answer came first
    throw error;
  }
}

type ToAsk = { kept: KeptRule; advice: Advice; answers: Awaited<ReturnType<typeof answersTo>> };

async function toAsk(tx: Tx, ctx: Ctx, rule: string, number: number): Promise<ToAsk | undefined> {
  const kept = (await rulesByNumber(tx, ctx, [number])).get(number);
  if (kept?.state !== "on") return undefined;
  const [last] = await tx
    .select({ at: approval.createdAt, state: approval.state })
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, ctx.workspaceId),
        eq(approval.subject, kept.id),
        eq(approval.kind, RULE_SEVERITY),
      ),
    )
    .orderBy(desc(approval.createdAt))
    .limit(1);
  if (last?.state === "waiting") return undefined;
  const after = last?.at ?? Temporal.Instant.fromEpochMilliseconds(0);
  const answers = await answersTo(tx, ctx, { rule, version: kept.version, after });
  const advice = adviceOn(kept.policy.severity, answers);
  return advice && { kept, advice, answers };
}

/** Requests about brand rules that wait. */
export async function waitingRequests(ctx: Ctx): Promise<Approval[]> {
  const waiting = await listApprovals(ctx, { limit: 50 });
  return waiting.filter(({ kind, state }) => kind === RULE_SEVERITY && state === "waiting");
}

function requestOf(
  lang: Lang,
  rule: KeptRule,
  advice: Advice,
  { agree, wrong, people }: { agree: number; wrong: number; people: number },
): Parameters<typeof propose>[1] {
  const { policy, id, version, number } = rule;
  const isOff = advice.kind === "off";
  const name = `${number}. ${ruleTitle(policy, lang)}`;
  const after = isOff ? (lang === "ko" ? "끄기" : "off") : severityLabels[advice.to][lang];
  const counted =
    lang === "ko"
      ? `맞음·고침 ${agree}, 잘못 짚음 ${wrong} (${people}명)`
      : `${agree} right or changed, ${wrong} wrong (${people} people)`;
  return {
    kind: RULE_SEVERITY,
    subject: id,
    exact: { ruleId: id, version, ...(isOff ? { off: true } : { severity: advice.to }) },
    title: words(
      `브랜드 규칙 ${number}번: 답변을 보니 바꾸는 게 어떨까요?`,
      `Brand rule ${number}: the answers suggest a change`,
    ),
    diff: [
      {
        entity: name,
        field: lang === "ko" ? "강도" : "severity",
        before: severityLabels[policy.severity][lang],
        after,
      },
      { entity: name, field: lang === "ko" ? "답변" : "answers", before: null, after: counted },
    ],
    needs: { roles: ["company_admin"], people: 1, other: false, reason: false },
  };
}

export const severityAction: ApprovedAction = {
  lowersRisk: () => false,
  isSmall: () => false,
  begin: async (tx, ctx, approved) => {
    const { ruleId, version, severity, off } = Exact.parse(approved.exact);
    await patchRule(
      tx,
      ctx,
      { id: ruleId, version },
      {
        ...(severity && { policy: { severity } }),
        ...(off && { state: "off" as const }),
      },
    );
    return "done";
  },
};
