// Why a plan is as it is: own weeks first, else what is assumed, then what the line of business is about.

import { type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { josa } from "../../../language/josa.ts";
import type { PlannedMedium } from "../plan.ts";
import type { Template } from "../templates.ts";
import type { History } from "./history.ts";

export function whyOf(template: Template, media: readonly PlannedMedium[], history: History): Words[] {
  const own = media.filter(({ medium }) => history[medium]);
  const lacking = media.filter(({ medium }) => !history[medium]);
  return [
    ...(own.length > 0 ? [ownLine(own, history)] : []),
    ...(lacking.length > 0 ? [assumedLine(lacking, template)] : []),
    words(
      `‘${template.name.ko}’${josa(template.name.ko, "은/는").slice(template.name.ko.length)} 보통 ${template.objective.goal.ko} 목적이고, 심의에서는 ${template.watch.ko}부터 봐요.`,
      `“${template.name.en}” usually aims at ${template.objective.goal.en}; reviews look first at ${template.watch.en}.`,
    ),
  ];
}

function ownLine(own: readonly PlannedMedium[], history: History): Words {
  const { ko, en } = namesOf(own);
  const period = own.flatMap(({ medium }) => history[medium]?.period ?? [])[0];
  const [from, to] = [dayWords(period?.from), dayWords(period?.to)];
  return words(
    `${ko}: 우리 계정의 ${from.ko}–${to.ko} 주별 성과(중앙값과 범위)를 기준으로 잡았어요.`,
    `${en}: these figures stand on our own weeks of ${from.en}–${to.en} (median and range).`,
  );
}

function assumedLine(lacking: readonly PlannedMedium[], template: Template): Words {
  const { ko, en } = namesOf(lacking);
  return words(
    `${ko}: 쓸 만한 지난 성과가 없어서 ‘${template.name.ko}’ 업종의 가정을 썼어요(출처: ${template.kpi.source.ko}). 성과가 쌓이면 우리 수치로 바꿔요.`,
    `${en}: no results of our own yet, so these are assumptions for “${template.name.en}” (source: ${template.kpi.source.en}); our own figures replace them.`,
  );
}

function namesOf(media: readonly PlannedMedium[]): Words {
  return words(
    media.map(({ medium }) => mediumLabels[medium].ko).join(", "),
    media.map(({ medium }) => mediumLabels[medium].en).join(", "),
  );
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function dayWords(iso: string | undefined): Words {
  if (iso === undefined) return words("지난", "the last");
  const { month, day } = Temporal.PlainDate.from(iso);
  return words(`${month}월 ${day}일`, `${months[month - 1]} ${day}`);
}
