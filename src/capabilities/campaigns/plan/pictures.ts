// Pictures that were drawn anew since a plan was made: the plan keeps what was shown, says so, and takes them when somebody wants it to.

import { and, desc, eq, sql } from "drizzle-orm";
import type { Part } from "../../../core/card/card.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import { CreativeId } from "../../../core/ids.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { type CreativeSet, findCreative } from "../../creatives/creatives.ts";
import type { Tool } from "../../tool.ts";
import { CampaignPlan, PlanMedium } from "../plan.ts";
import { isNewest } from "./store.ts";
import { plan as planTable, planVersion } from "./tables.ts";

type Creatives = NonNullable<CampaignPlan["creatives"]>;

/** The creatives with the pictures of the newest version; `undefined` where the plan has those, or its creative is gone. */
export async function newerPictures(
  ctx: Ctx,
  { creatives, media }: Pick<CampaignPlan, "creatives" | "media">,
): Promise<Creatives | undefined> {
  const id = CreativeId.safeParse(creatives?.creativeId).data;
  const set = id && (await findCreative(ctx, id));
  if (!creatives || !set || set.versionId === creatives.versionId) return undefined;
  // What was said of the old pictures is not true of the new ones.
  const { photo: _photo, remarks: _remarks, ...kept } = creatives;
  return {
    ...kept,
    ...drawnIn(
      set,
      media.map(({ medium }) => medium),
    ),
  };
}

/** What of a version is its pictures; its words are those of the version before. */
function drawnIn(
  { versionId, images, remarks, scene }: CreativeSet,
  media: readonly PlanMedium[],
): Partial<Creatives> & Pick<Creatives, "versionId" | "images"> {
  return {
    versionId,
    images: images.flatMap((image) => {
      const medium = PlanMedium.safeParse(image.medium).data;
      return medium && media.includes(medium) ? [{ ...image, medium }] : [];
    }),
    ...(remarks && { remarks }),
    ...(scene && { photo: scene }),
  };
}

/** Says that there are newer ones and offers to take them. */
export function picturesOffer(plan: CampaignPlan, newer: Creatives, lang: Lang): Part {
  const question = words(
    `‘${plan.name}’ 계획의 그림이 새로 그려졌어요(그림 {n}개). 계획은 이전 그림을 그대로 써요. 새 그림으로 바꾸면 새 버전이 되고 승인을 다시 받아요.`,
    `The pictures of the plan “${plan.name}” were drawn anew ({n} of them). The plan keeps the old ones; taking the new ones makes a new version that needs its own approval.`,
  );
  return {
    kind: "form",
    slot: "pictures",
    question: countedRuns(say(lang, question), newer.images.length),
    choices: [
      {
        label: say(lang, words("계획에 새 그림 쓰기", "Use the new pictures")),
        style: "primary",
        press: { action: "create_campaign", input: { planId: plan.planId, newPictures: true } },
      },
    ],
  };
}

/** A creative drawn anew says which plan still shows its old pictures. */
export function withPlanPictures(tool: Tool): Tool {
  if (tool.name !== "convert_creative") return tool;
  return {
    ...tool,
    run: async (ctx, input: unknown, progress) => {
      const result = await tool.run(ctx, input, progress);
      const offers = await offersFor(ctx, madeIn(result.facts));
      return { ...result, card: { ...result.card, parts: [...result.card.parts, ...offers] } };
    },
  };
}

function madeIn(facts: unknown): string[] {
  const made = (facts as { made?: readonly { creativeId?: unknown }[] } | undefined)?.made ?? [];
  return made.flatMap(({ creativeId }) => (typeof creativeId === "string" ? [creativeId] : []));
}

/** Plans are drafted one a creative; a copy of one beside it is rare. */
const MOST_OFFERS = 3;

async function offersFor(ctx: Ctx, creativeIds: readonly string[]): Promise<Part[]> {
  const offers: Part[] = [];
  for (const id of creativeIds)
    for (const plan of await plansShowing(ctx, id)) {
      const newer = await newerPictures(ctx, plan);
      if (newer) offers.push(picturesOffer(plan, newer, ctx.lang));
    }
  return offers;
}

async function plansShowing(ctx: Ctx, creativeId: string): Promise<CampaignPlan[]> {
  const shown = sql<string>`${planVersion.plan}->'creatives'->>'creativeId'`;
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ plan: planVersion.plan })
      .from(planTable)
      .innerJoin(planVersion, isNewest)
      .where(and(eq(planTable.workspaceId, ctx.workspaceId), eq(shown, creativeId)))
      .orderBy(desc(planTable.changedAt))
      .limit(MOST_OFFERS),
  );
  return rows.map(({ plan }) => CampaignPlan.parse(plan));
}
