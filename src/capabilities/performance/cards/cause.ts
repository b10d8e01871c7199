// "Why did it change": the premise first with its figures, then contributions that add up to the change, then what stood beside it.

import type { Part } from "../../../core/card/card.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { type Words, words } from "../../../core/locale.ts";
import type { Metric } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, figure, scopeOf } from "../answer.ts";
import { type Cause, causeOf } from "../cause.ts";
import { type Block, changeOf } from "../prove.ts";
import { isComparable } from "./compared.ts";
import { kpisOf, lead, opening } from "./overview.ts";
import { besides, causeTable, effect, funnelTable, isNothing, kindsOf, wholeOf } from "./cause-tables.ts";
import { groupName } from "./split.ts";
import { counted, listed, metricLabel, particle, spokenLabel } from "./words.ts";

export function causeParts(answer: Answer, block: Block): Part[] {
  const metric = answer.shown[0] ?? "roas";
  const [now, before] = (["now", "before"] as const).map((side) =>
    figure(answer, metric, block.total[side], block, scopeOf(answer, side)),
  );
  if (!now || !before || now.value === null || before.value === null) return [lead([noPair(answer, metric)])];
  if (!isComparable(answer, metric)) return [lead([unlikeDays(answer, metric)])];
  const [byMedium, byCampaign] = block.splits.map((groups) => causeOf(metric, groups));
  const main = byCampaign ?? byMedium;
  return [
    premise(answer, metric, now, before),
    ...(main ? composition(answer, metric, block, main) : []),
    ...kpisOf(answer, [{ metric, block, now, before, pair: { now, before } }]),
    ...(byMedium && byMedium.groups.size > 1 ? [causeTable(answer, metric, block, byMedium, "medium")] : []),
    ...(byCampaign && byCampaign.groups.size > 1
      ? [causeTable(answer, metric, block, byCampaign, "campaign")]
      : []),
    ...funnelTable(answer, metric, block),
    ...besides(answer),
  ];
}

function noPair({ lang }: Answer, metric: Metric): string {
  const label = metricLabel(metric, lang);
  return words(
    `${josa(label, "을/를")} 두 기간에서 모두 계산할 수 없어 변화를 나눌 수 없어요.`,
    `${label} cannot be formed in both periods, so its change cannot be split.`,
  )[lang];
}

function unlikeDays({ lang }: Answer, metric: Metric): string {
  const label = metricLabel(metric, lang);
  return words(
    `두 기간에 데이터가 있는 날이 달라 ${label} 변화를 나누지 않았어요.`,
    `The change of ${spokenLabel(metric, lang)} is not split, as the two periods have data on unlike days.`,
  )[lang];
}

/** What the person said happened is checked before anything else is said. */
function premise(answer: Answer, metric: Metric, now: Quantity, before: Quantity): TextPart {
  const { lang, request } = answer;
  const label = metricLabel(metric, lang);
  const change = changeOf(now, before);
  const moved = direction(now, before);
  const wrong = request.query.direction !== undefined && request.query.direction !== moved;
  const against = request.comparison?.label[lang] ?? "";
  if (moved === "same") return lead([opening(answer), ...unmoved(answer, metric, now, change)]);
  if (lang === "en") {
    const start = wrong
      ? `${label} did not go ${request.query.direction}: it ${verbs[moved].en}`
      : `${label} ${verbs[moved].en}`;
    return lead([
      `${opening(answer)}${start} from `,
      before,
      " to ",
      now,
      " (",
      change,
      ` against ${against}).`,
    ]);
  }
  const start = wrong
    ? `${josa(label, "은/는")} ${denied[request.query.direction ?? "down"]} `
    : `${josa(label, "은/는")} `;
  return lead([
    `${opening(answer)}${start}${against} `,
    ...counted(before, lang),
    "에서 ",
    ...counted(now, lang),
    `${particle(now, "으로/로")} ${verbs[moved].ko}(`,
    change,
    ").",
  ]);
}

/** "ROAS stayed at 400% (±0.0% against the week before).": two equal figures need not be said twice. */
function unmoved(answer: Answer, metric: Metric, now: Quantity, change: Quantity): Run[] {
  const { lang, request } = answer;
  const label = metricLabel(metric, lang);
  const against = request.comparison?.label[lang] ?? "";
  const asked = request.query.direction;
  if (lang === "en") {
    const start = asked ? `${label} did not go ${asked}: it stayed at ` : `${label} stayed at `;
    return [start, now, " (", change, ` against ${against}).`];
  }
  const start = `${josa(label, "은/는")} ${asked ? `${denied[asked]} ` : ""}`;
  const end = `${particle(now, "이에요/예요")}(`;
  return [`${start}${josa(against, "와/과")} 같은 `, ...counted(now, lang), end, change, ")."];
}

type Moved = "up" | "down" | "same";

function direction(now: Quantity, before: Quantity): Moved {
  if (now.value === before.value) return "same";
  return (now.value ?? 0) > (before.value ?? 0) ? "up" : "down";
}

const verbs: Readonly<Record<Exclude<Moved, "same">, Words>> = {
  up: words("올랐어요", "rose"),
  down: words("내렸어요", "fell"),
};
const denied = { up: "오르지 않았어요.", down: "떨어지지 않았어요." } as const;

/** How the change divides into volume, rate and mix, and which segment holds most of it. */
export function composition(answer: Answer, metric: Metric, block: Block, cause: Cause): TextPart[] {
  const { lang } = answer;
  const { split, groups } = cause;
  if (isNothing(split.change, split)) return [];
  const part = (value: number): Quantity => effect(answer, metric, block, value, split);
  const kinds = kindsOf(cause).filter(({ kind }) => kind !== "sum");
  const shares = kinds.map(({ kind, label }): Run[] => [`${label[lang]} `, part(wholeOf(split, kind))]);
  const largest = split.parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum))[0];
  const group = largest && groups.get(largest.key);
  const runs: Run[] = [];
  if (shares.length > 0) {
    const last = part(wholeOf(split, kinds.at(-1)?.kind ?? "sum"));
    runs.push(
      ...(lang === "ko"
        ? ["이 변화를 나누면 ", ...listed(shares), `${particle(last, "이에요/예요")}. `]
        : ["It divides into ", ...listed(shares), ". "]),
    );
  }
  if (group && groups.size > 1) {
    const name = groupName(answer, group, answer.splits.all.at(-1) ?? []);
    const sum = part(largest.sum);
    runs.push(
      ...(lang === "ko"
        ? [`가장 큰 몫은 ${name}의 `, sum, `${particle(sum, "이에요/예요")}.`]
        : [`The largest share is that of ${name}: `, sum, "."]),
    );
  }
  return runs.length > 0 ? [{ kind: "text", runs, tone: "plain" }] : [];
}
