// What a digest says of a change: its exact split, what stood beside it, and who moved most, so short that a phone shows it whole.

import { isWithinChance } from "../../../analysis/count-change.ts";
import type { Part } from "../../../core/card/card.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import type { Run } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, blocksFor, figure, scopeOf } from "../answer.ts";
import { type Cause, causeOf } from "../cause.ts";
import { composition } from "../cards/cause.ts";
import { besides, effect } from "../cards/cause-tables.ts";
import { isComparable } from "../cards/compared.ts";
import { groupFigure, groupName } from "../cards/split.ts";
import { dimLabels, labelIn, metricLabel } from "../cards/words.ts";
import { type Block, changeOf } from "../prove.ts";
import { isKnown, mainValue } from "../sums.ts";

/** What a digest explains first: what came out, then what led to it. */
const worth: readonly Metric[] = ["revenue", "conversions", "clicks", "interactions", "impressions", "spend"];

/** The figure whose change is split: the first one asked for that both periods know. */
export function mainMetric(answer: Answer, asked: readonly Metric[]): Metric | undefined {
  const { now, before } = answer.result.whole.total;
  return [...asked, ...worth].find(
    (metric) => isKnown(metric, now) && isKnown(metric, before) && isComparable(answer, metric),
  );
}

/** One block per currency where the figure is money. */
export function whyParts(answer: Answer, metric: Metric, movers: number): Part[] {
  const blocks = blocksFor(answer, metric);
  const parts = blocks.flatMap((block) => blockParts(answer, metric, block, movers));
  const noted = besides(answer).filter(({ kind }) => kind === "table");
  return parts.length > 0 ? [...parts, ...noted] : noted;
}

function blockParts(answer: Answer, metric: Metric, block: Block, movers: number): Part[] {
  const [byMedium, byCampaign] = block.splits.map((groups) => causeOf(metric, groups));
  const cause = byCampaign ?? byMedium;
  if (!cause) return [];
  const said = changeRuns(answer, metric, block, cause);
  const [made] = composition(answer, metric, block, cause);
  return [
    { kind: "text", tone: "plain", runs: [...said, ...(made ? [" ", ...made.runs] : [])] },
    ...chanceNote(answer, metric, block),
    ...moversTable(answer, metric, block, cause, movers),
  ];
}

/** "매출은 지난주 같은 요일보다 −440,000원(−12.1%) 움직였어요." */
function changeRuns(answer: Answer, metric: Metric, block: Block, cause: Cause): Run[] {
  const { lang, request } = answer;
  const [now, before] = (["now", "before"] as const).map((side) =>
    figure(answer, metric, block.total[side], block, scopeOf(answer, side)),
  );
  const label = labelIn(block, metric, lang);
  const against = request.comparison?.label[lang] ?? "";
  const size = effect(answer, metric, block, cause.split.change, cause.split);
  const change = now && before ? changeOf(now, before) : undefined;
  const percent: Run[] = change && change.value !== null ? ["(", change, ")"] : [];
  if (size.value === 0)
    return [
      words(
        `${josa(label, "은/는")} ${josa(against, "와/과")} 같아요.`,
        `${label} is the same as ${against}.`,
      )[lang],
    ];
  if (lang === "ko") return [`${josa(label, "은/는")} ${against} 대비 `, size, ...percent, " 달라졌어요."];
  return [
    `${label} moved by `,
    size,
    ...(percent.length > 0 ? [" ", ...percent] : []),
    ` against ${against}.`,
  ];
}

/** Counts as small as these differ by chance as well: said, so that nobody acts on a coin toss. */
function chanceNote({ lang, result }: Answer, metric: Metric, block: Block): Part[] {
  const outcomes: readonly Metric[] = ["conversions", "revenue", "cpa", "roas", "cvr", "aov"];
  const total = block.currency === "" ? result.whole.total : block.total;
  const [now, before] = [total.now?.sums.conversions, total.before?.sums.conversions];
  if (!outcomes.includes(metric) || now === undefined || before === undefined) return [];
  if (!isWithinChance(mainValue(before), mainValue(now))) return [];
  const text = words(
    "전환 수로 보면 우연으로도 생길 수 있는 차이예요.",
    "By the number of conversions, a difference of this size can come by chance.",
  );
  return [{ kind: "text", tone: "note", runs: [text[lang]] }];
}

/** The largest shares of the change; the others are one line, so that the column adds up to the whole. */
function moversTable(answer: Answer, metric: Metric, block: Block, cause: Cause, most: number): TablePart[] {
  const { lang, splits } = answer;
  const dim = splits.all.at(-1)?.[0] ?? "campaign";
  const parts = cause.split.parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  if (parts.length < 2) return [];
  const head = parts.length > most + 1 ? parts.slice(0, most) : parts;
  const rest = parts.slice(head.length);
  const share = (value: number, more: Record<string, string> = {}): Cell =>
    effect(answer, metric, block, value, cause.split, more);
  const rows = head.flatMap((part): Cell[][] => {
    const group = cause.groups.get(part.key);
    if (!group) return [];
    const more = { [dim]: group.keys[0]?.name ?? "" };
    return [
      [
        groupName(answer, group, [dim]),
        groupFigure(answer, metric, block, group, [dim]),
        share(part.sum, more),
      ],
    ];
  });
  const others = words(`그 외 ${rest.length}개`, `${rest.length} others`)[lang];
  const right = (key: string, label: string) => ({ key, label, align: "right" as const });
  const spoken = metricLabel(metric, lang);
  return [
    {
      kind: "table",
      title: words(`${spoken} 변화가 큰 곳`, `Where ${spoken.toLowerCase()} moved most`)[lang],
      columns: [
        { key: dim, label: dimLabels[dim][lang], align: "left" },
        right("now", labelIn(block, metric, lang)),
        right("sum", words(metrics[metric].kind === "ratio" ? "변화의 몫" : "변화", "Change")[lang]),
      ],
      rows: [
        ...rows,
        ...(rest.length > 0 ? [[others, "", share(rest.reduce((all, { sum }) => all + sum, 0))]] : []),
      ],
      total: [
        words("합계", "Total")[lang],
        figure(answer, metric, block.total.now, block, scopeOf(answer, "now")),
        share(cause.split.change),
      ],
    },
  ];
}
