// Which plan a dossier is asked for: by its id, by what the campaign is called, else the newest.

import { desc, eq } from "drizzle-orm";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { withTx } from "../../../db/db.ts";
import { nameKey } from "../../../language/names.ts";
import type { Ctx } from "../../context.ts";
import { plan } from "../plan/tables.ts";

export type Meant = { id: string; name: string; version: number; changedAt: Temporal.Instant };

const LOOKED_THROUGH = 1_000;
const NAMED = 3;

/**
 * @returns one, or several where the name fits several: then people are asked
 * @throws Failure "not_found" where there is no plan, or none of that name
 */
export async function plansMeant(
  ctx: Ctx,
  { planId, campaign }: { planId?: string | undefined; campaign?: string | undefined },
): Promise<[Meant, ...Meant[]]> {
  const all = await plansOf(ctx);
  const [newest] = all;
  if (!newest) throw noPlan();
  if (planId !== undefined) return [all.find(({ id }) => id === planId) ?? unknown(undefined, all)];
  const key = nameKey(campaign ?? "");
  if (campaign === undefined || key === "") return [newest];
  const same = all.filter(({ name }) => nameKey(name) === key);
  const like = same.length > 0 ? same : all.filter(({ name }) => isLike(nameKey(name), key));
  const [first, ...rest] = like;
  return first ? [first, ...rest] : [unknown(campaign, all)];
}

function isLike(name: string, key: string): boolean {
  return name.includes(key) || (name.length > 1 && key.includes(name));
}

async function plansOf({ workspaceId, ...ctx }: Ctx): Promise<Meant[]> {
  return withTx({ ...ctx, workspaceId }, (tx) =>
    tx
      .select({ id: plan.id, name: plan.name, version: plan.version, changedAt: plan.changedAt })
      .from(plan)
      .where(eq(plan.workspaceId, workspaceId))
      .orderBy(desc(plan.changedAt), desc(plan.id))
      .limit(LOOKED_THROUGH),
  );
}

function noPlan(): Failure {
  return new Failure("not_found", "there is no plan to show evidence of", {
    say: words(
      "여기서 만든 캠페인이 아직 없어서 증빙으로 뽑을 기록이 없어요.",
      "No campaign was made here yet, so there is no record to export.",
    ),
    next: words(
      "캠페인을 만들면 문구, 심의, 승인 기록이 쌓이고 그때 뽑을 수 있어요.",
      "Once you plan one, its copy, review and approval are on record.",
    ),
  });
}

/** @param campaign how it was called; `undefined` for one that was meant by its id */
function unknown(campaign: string | undefined, all: readonly Meant[]): never {
  const names = all.slice(0, NAMED).map(({ name }) => `‘${name}’`);
  throw new Failure("not_found", "no plan of that name", {
    say:
      campaign === undefined
        ? words("그 계획은 여기에 없어요.", "That plan is not here.")
        : words(
            `‘${campaign}’ 이름으로 여기서 만든 캠페인이 없어요. 보고서로만 아는 캠페인은 문구와 심의 기록이 없어요.`,
            `No campaign called “${campaign}” was made here. Of those known from reports there is no copy or review.`,
          ),
    next: words(`이 중에서 말씀해 주세요: ${names.join(", ")}`, `Name one of these: ${names.join(", ")}`),
  });
}
