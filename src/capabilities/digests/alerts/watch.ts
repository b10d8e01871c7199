// From what a person said to what is watched: names settled, amounts in a currency, nothing guessed that would alarm for nothing.

import { eq } from "drizzle-orm";
import type { Card, Part } from "../../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { Medium } from "../../../core/medium.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { withTx } from "../../../db/db.ts";
import { campaign } from "../../catalog/tables.ts";
import type { Ctx } from "../../context.ts";
import { workspaceCurrency } from "../../imports/imports.ts";
import { settleNames } from "../../performance/performance.ts";
import type { Watch } from "./rules.ts";
import type { SetAlert } from "./tools.ts";

type Made = { watch: Watch } | { card: Card; asked: string };

export async function watchOf(ctx: Ctx, input: SetAlert): Promise<Made> {
  const { metric, value, window, each } = input;
  const { lang } = ctx;
  if (metric === undefined) return ask(lang, "metric", whichMetric);
  if (value === undefined) return ask(lang, "value", whichValue(metric));
  if (metrics[metric].kind === "not_additive") return ask(lang, "metric", notDaily);
  const names = await settleNames(
    ctx,
    input.filters.filter(({ field }) => field === "campaign"),
  );
  if (names.question) {
    const { written, names: known } = names.question;
    return ask(lang, "campaign", whichCampaign(written, known));
  }
  const campaigns = await campaignsNamed(
    ctx,
    names.filters.flatMap(({ values }) => values),
  );
  const media = input.filters
    .filter(({ field, op }) => field === "medium" && op === "in")
    .flatMap(({ values }) => values.flatMap((one) => Medium.safeParse(one).data ?? []));
  const isMoney = metrics[metric].unit === "currency";
  const currency = isMoney ? (input.currency ?? (await workspaceCurrency(ctx))) : undefined;
  return {
    watch: {
      metric,
      op: input.op ?? (metrics[metric].better === "up" ? "<" : ">"),
      value: scaled(metric, value),
      ...(currency !== undefined && { currency }),
      ...(window && { window }),
      ...(each && { each }),
      ...(media.length > 0 && { media: [...new Set(media)].toSorted() }),
      ...(campaigns.length > 0 && { campaigns }),
    },
  };
}

/** "ROAS 300" is percent, "ROAS 3" a multiple; "CTR 1" is one percent. */
function scaled(metric: Metric, value: number): number {
  if (metric === "roas") return value >= 20 ? value / 100 : value;
  const row = metrics[metric];
  return row.unit === "ratio" && row.shown === "percent" && value >= 1 ? value / 100 : value;
}

async function campaignsNamed(ctx: Ctx, names: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (names.length === 0) return [];
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: campaign.id, name: campaign.name, into: campaign.mergedInto })
      .from(campaign)
      .where(eq(campaign.workspaceId, ctx.workspaceId)),
  );
  const named = rows.filter(({ name }) => names.includes(name));
  return [...new Map(named.map(({ id, name, into }) => [into ?? id, { id: into ?? id, name }])).values()];
}

const whichMetric = words(
  "무엇이 얼마가 되면 알려 드릴까요? 예: ‘CPA 2만원 넘으면 알려줘’",
  "What should I watch, and at which figure? For example “tell me if CPA goes above 20,000 won”.",
);
const notDaily = words(
  "도달과 빈도는 날마다 더할 수 없어서 지켜볼 수 없어요. 노출이나 광고비로 정해 주세요.",
  "Reach and frequency do not add up by day, so I cannot watch them. Choose impressions or spend instead.",
);

function whichValue(metric: Metric): Words {
  const { ko, en } = metrics[metric].label;
  return words(
    `${ko} 기준을 얼마로 할까요? 예: ‘${ko} 2만원 넘으면 알려줘’`,
    `At which ${en} should I tell you? For example “tell me if ${en} goes above 20,000 won”.`,
  );
}

function whichCampaign(written: string, names: readonly string[]): Words {
  const known = names.map((name) => `‘${name}’`).join(", ");
  const ko =
    known === ""
      ? "캠페인 이름을 다시 적어 주세요."
      : `혹시 ${known} 중 하나인가요? 이름을 그대로 적어 주세요.`;
  const en =
    known === "" ? "Please write its name again." : `Did you mean one of ${known}? Write the name as it is.`;
  return words(
    `‘${written}’ 캠페인을 찾지 못해서 알림을 만들지 않았어요. ${ko}`,
    `I found no one campaign “${written}”, so no alert was made. ${en}`,
  );
}

function ask(lang: Lang, asked: string, text: Words): Made {
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, text)] }];
  return { card: { lang, parts }, asked };
}
