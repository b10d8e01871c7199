// At most three follow-ups that the data can answer, about the same media and campaigns.

import type { SuggestionsPart } from "../../../core/card/suggestions.ts";
import type { Answer } from "../answer.ts";
import { hasDimension } from "../views.ts";
import { isComparable } from "./compared.ts";
import { subjectWords } from "./subject.ts";
import { metricLabel, spokenLabel } from "./words.ts";

export function suggestionsOf(answer: Answer): SuggestionsPart[] {
  const texts = candidates(answer).slice(0, 3);
  return texts.length > 0 ? [{ kind: "suggestions", texts }] : [];
}

/** A follow-up in both languages: `about` is what the figures are limited to. */
type Wording = Record<"ko" | "en", (when: string, about: string, label: string) => string>;

const wordings = {
  interactions: {
    ko: (when, about) => `${when} ${about}상호작용 보여줘`,
    en: (when, about) => `Show interactions${about} for ${when}`,
  },
  why: {
    ko: (when, about, label) => `${when} ${about}${label} 왜 변했어?`,
    en: (when, about, label) => `Why did ${label}${about} change ${when}?`,
  },
  media: {
    ko: (when, about) => `${when} ${about}매체별로 비교해줘`,
    en: (when, about) => `Compare media${about} for ${when}`,
  },
  campaigns: {
    ko: (when, about, label) => `${when} ${about}캠페인별 ${label}`,
    en: (when, about, label) => `${capital(label)} by campaign${about} for ${when}`,
  },
  days: {
    ko: (when, about, label) => `${when} ${about}일별 ${label} 추이`,
    en: (when, about, label) => `Daily ${label}${about} for ${when}`,
  },
  top: {
    ko: (when, about, label) => `${when} ${about}${label} 높은 캠페인은?`,
    en: (when, about, label) => `Top campaigns by ${label}${about} for ${when}`,
  },
} satisfies Record<string, Wording>;

function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function candidates(answer: Answer): string[] {
  const { lang, request, choice, shown } = answer;
  const when = request.span.label[lang];
  const metric = shown.includes("roas") ? "roas" : (shown[0] ?? "spend");
  const label = lang === "ko" ? metricLabel(metric, lang) : spokenLabel(metric, lang);
  const about = aboutWords(answer);
  const named = answer.names.scope["campaign"] !== undefined;
  const can = (dim: "campaign" | "day"): boolean =>
    choice.chosen.every(
      ({ view }) => hasDimension(view, dim) && (view.shape !== "week" || metric === "spend"),
    );
  const media = new Set(choice.chosen.map(({ account }) => account.medium));
  const isTrend = request.kind === "trend";
  const longer = !answer.periods.now.from.equals(answer.periods.now.to);
  const byCampaign = request.dims.includes("campaign") || request.overview;
  const fits: [keyof typeof wordings, boolean][] = [
    ["interactions", lacksClicks(answer)],
    ["why", hasBefore(answer) && request.kind !== "root_cause"],
    ["media", media.size > 1 && !request.dims.includes("medium")],
    ["campaigns", !byCampaign && !named && can("campaign")],
    ["days", !isTrend && can("day") && longer],
    ["top", isTrend && !named && can("campaign")],
  ];
  return fits.filter(([, fit]) => fit).map(([name]) => wordings[name][lang](when, about, label));
}

/** The narrowest filter of one value in words; more than that is left to the person. */
function aboutWords({ names, lang, today }: Answer): string {
  const field = ["campaign", "product_type", "placement", "device", "medium"].find(
    (one) => one in names.scope,
  );
  const value = names.scope[field ?? ""];
  if (field === undefined || value === undefined || value.includes(", ")) return "";
  const text = subjectWords({ [field]: value }, lang, today.year).join(" ");
  if (lang === "ko") return `${text} `;
  return text.startsWith("without ") ? ` ${text}` : ` of ${text}`;
}

function lacksClicks({ missing, result }: Answer): boolean {
  const clicks = missing.some((one) => one === "clicks" || one === "ctr" || one === "cpc");
  return clicks && result.whole.total.now?.sums.interactions !== undefined;
}

/** A change to speak of: both sides have figures. */
function hasBefore(answer: Answer): boolean {
  const { request, shown, result } = answer;
  return (
    request.comparison !== undefined &&
    shown.length > 0 &&
    result.whole.total.before !== undefined &&
    shown.every((metric) => isComparable(answer, metric))
  );
}
