// What a plan does not hold, said with its reason and what helps instead: dates of one medium, days of unlike amounts.

import { type Words, say, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { CreateCampaign } from "../create-tool.ts";
import { type CampaignPlan, PlanMedium } from "../plan.ts";
import { factsOf } from "./facts.ts";
import type { StoredPlan } from "./store.ts";
import { amountText } from "./words.ts";

const reasons: Readonly<Record<NonNullable<CreateCampaign["cannot"]>, Words>> = {
  medium_dates: words(
    "한 계획의 매체는 모두 같은 날 시작하고 끝나요. 날짜가 다르면 그 매체를 빼서 따로 계획해 주세요. 바뀐 것은 없어요.",
    "All media of a plan start and end on the same days. For other dates take the medium out and plan it by itself. Nothing was changed.",
  ),
  unlike_days: words(
    "하루 예산은 매일 같게 잡아요. 매체는 예산이 바뀔 때마다 다시 학습하고, 좋은 날에 조금 더 쓰는 일은 스스로 해요. 특정한 날에 더 쓰려면 시작한 뒤 그날 ‘하루 예산 …원으로’라고 하거나, 그 기간만 따로 계획해 주세요. 바뀐 것은 없어요.",
    "Days get the same budget: a medium learns anew with each change, and spends a little more on good days by itself. To spend more on some days, say “set the daily budget to …” on the day once it runs, or plan those days by themselves. Nothing was changed.",
  ),
};

export function unheld(
  ctx: Ctx,
  cannot: NonNullable<CreateCampaign["cannot"]>,
  stored: StoredPlan | undefined,
  { media }: Pick<CreateCampaign, "media">,
): ToolResult {
  const { lang } = ctx;
  const asked = PlanMedium.safeParse(media[0]).data;
  const texts = stored && cannot === "medium_dates" ? apart(stored.plan, asked, lang) : [];
  return {
    card: {
      lang,
      parts: [
        { kind: "text", tone: "lead", runs: [say(lang, reasons[cannot])] },
        ...(texts.length > 0 ? [{ kind: "suggestions" as const, texts }] : []),
      ],
    },
    facts: stored ? factsOf(stored.plan, stored.brief, {}) : { cannot },
    outside: false,
  };
}

/** Takes the medium out, and plans it by itself with the money it has here. */
function apart({ media, product, budget }: CampaignPlan, asked: PlanMedium | undefined, lang: "ko" | "en") {
  const own = media.find(({ medium }) => medium === asked);
  if (!own || media.length < 2) return [];
  const label = mediumLabels[own.medium][lang];
  const money = amountText(own.totalMinor, budget.currency, lang);
  return lang === "ko"
    ? [`${label} 빼줘`, `${product} 새 캠페인 만들어줘, ${label}, ${money}`]
    : [`drop ${label}`, `make a new campaign for ${product} on ${label}, ${money}`];
}
