// At most three follow-ups that the data can answer.

import type { SuggestionsPart } from "../../../core/card/suggestions.ts";
import type { Answer } from "../answer.ts";
import { hasDimension } from "../views.ts";
import { metricLabel } from "./words.ts";

export function suggestionsOf(answer: Answer): SuggestionsPart[] {
  const texts = candidates(answer).slice(0, 3);
  return texts.length > 0 ? [{ kind: "suggestions", texts }] : [];
}

function candidates(answer: Answer): string[] {
  const { lang, request, choice, shown } = answer;
  const ko = lang === "ko";
  const when = request.span.label[lang];
  const metric = shown.includes("roas") ? "roas" : (shown[0] ?? "spend");
  const label = metricLabel(metric, lang);
  const can = (dim: "campaign" | "day"): boolean =>
    choice.chosen.every(
      ({ view }) => hasDimension(view, dim) && (view.shape !== "week" || metric === "spend"),
    );
  const media = new Set(choice.chosen.map(({ account }) => account.medium));
  const texts: string[] = [];
  if (
    answer.missing.some((one) => one === "clicks" || one === "ctr" || one === "cpc") &&
    answer.result.whole.total.now?.sums.interactions !== undefined
  )
    texts.push(ko ? `${when} 상호작용 보여줘` : `Show interactions for ${when}`);
  if (request.comparison && shown.length > 0 && request.kind !== "root_cause")
    texts.push(ko ? `${when} ${label} 왜 변했어?` : `Why did ${label} change ${when}?`);
  if (media.size > 1 && !request.dims.includes("medium"))
    texts.push(ko ? `${when} 매체별로 비교해줘` : `Compare media for ${when}`);
  if (!request.dims.includes("campaign") && !request.overview && can("campaign"))
    texts.push(ko ? `${when} 캠페인별 ${label}` : `${label} by campaign for ${when}`);
  if (request.kind !== "trend" && can("day") && !answer.periods.now.from.equals(answer.periods.now.to))
    texts.push(ko ? `${when} 일별 ${label} 추이` : `Daily ${label} for ${when}`);
  if (request.kind === "trend")
    texts.push(ko ? `${when} ${label} 높은 캠페인은?` : `Top campaigns by ${label} for ${when}`);
  return texts;
}
