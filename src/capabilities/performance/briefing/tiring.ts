// Creatives that people have stopped looking at: ads whose click rate fell by more than chance from one week to the next.

import { hasFallen } from "../../../analysis/count-change.ts";
import type { TablePart } from "../../../core/card/table.ts";
import { newId, QueryId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { type Filter, MarketingQuery } from "../../../core/query.ts";
import { dayIn, type Period, periodText, shiftDays } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { Answer } from "../answer.ts";
import { cardQuantities } from "../card-quantities.ts";
import { groupFigure, groupName } from "../cards/split.ts";
import { changeOf, type Group } from "../prove.ts";
import { readAnswer } from "../read-answer.ts";
import { keepQuery } from "../stored-query.ts";
import { mainValue, type Totals } from "../sums.ts";

/** Fewer impressions say nothing of a click rate. */
const LEAST_IMPRESSIONS = 1_000;
/** A fall below this is no reason to change an ad. Our default. */
const LEAST_FALL = 0.2;
const SHOWN = 3;
const WINDOW_DAYS = 7;

/** @param until last day of the later week @returns nothing where no report knows single ads, or none is tiring */
export async function readTiring(
  tx: Tx,
  ctx: Ctx,
  { until, filters }: { until: Temporal.PlainDate; filters: readonly Filter[] },
): Promise<TablePart[]> {
  const week: Period = { from: until.subtract({ days: WINDOW_DAYS - 1 }), to: until };
  const query = MarketingQuery.parse({
    kind: "breakdown",
    metrics: ["ctr", "impressions"],
    dimensions: ["ad"],
    time: periodText(week),
    compare: periodText(shiftDays(week, -WINDOW_DAYS)),
    filters,
  });
  const clock = { today: dayIn(ctx.zone, ctx.now) };
  const answer = await readAnswer(tx, ctx, query, clock, newId(QueryId));
  if ("card" in answer) return [];
  const tired = tiredAds(answer);
  if (tired.length === 0) return [];
  const table = tableOf(answer, tired);
  await keepQuery(tx, ctx, answer, cardQuantities({ lang: ctx.lang, parts: [table] }));
  return [table];
}

/** Those seen most first: there a new creative is worth most. */
function tiredAds({ result, splits }: Answer): Group[] {
  const groups = result.whole.splits[splits.groups ?? 0] ?? [];
  return groups
    .filter(({ keys, now, before }) => keys.every(({ id }) => id !== "") && isTired(before, now))
    .toSorted((a, b) => seen(b.now) - seen(a.now))
    .slice(0, SHOWN);
}

function isTired(before: Totals | undefined, now: Totals | undefined): boolean {
  const [was, is] = [shareOf(before), shareOf(now)];
  if (was.of < LEAST_IMPRESSIONS || is.of < LEAST_IMPRESSIONS) return false;
  const fell = 1 - is.count / is.of / (was.count / was.of);
  return fell >= LEAST_FALL && hasFallen(was, is);
}

function shareOf(totals: Totals | undefined): { count: number; of: number } {
  const pair = totals?.pairs.ctr;
  return { count: mainValue(pair?.numerator ?? 0n), of: mainValue(pair?.denominator ?? 0n) };
}

function seen(totals: Totals | undefined): number {
  return mainValue(totals?.sums.impressions ?? 0n);
}

function tableOf(answer: Answer, groups: readonly Group[]): TablePart {
  const { lang, result } = answer;
  const right = (key: string, ko: string, en: string) => ({
    key,
    label: words(ko, en)[lang],
    align: "right" as const,
  });
  return {
    kind: "table",
    title: words("지쳐 보이는 소재", "Creatives that look tired")[lang],
    columns: [
      { key: "ad", label: words("소재", "Ad")[lang], align: "left" },
      right("ctr", "최근 7일 클릭률", "CTR, last 7 days"),
      right("change", "그 전 7일 대비", "Against the 7 before"),
    ],
    rows: groups.map((group) => {
      const [now, before] = (["now", "before"] as const).map((side) =>
        groupFigure(answer, "ctr", result.whole, group, ["ad"], side),
      );
      return [groupName(answer, group, ["ad"]), now ?? "", now && before ? changeOf(now, before) : ""];
    }),
    note: words(
      "클릭률이 우연보다 크게 떨어졌어요. 소재를 바꿔 볼 때예요.",
      "Their click rate fell by more than chance: time for another creative.",
    )[lang],
  };
}
