// One message per incident, as it stands: what is amiss, how sure that is, what it was compared with, what to do next.

import { Card, type Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { dayIn } from "../../../core/time.ts";
import { periodWords } from "../../performance/performance.ts";
import type { Incident } from "./incidents.ts";
import type { Rule, Seen } from "./rules.ts";
import {
  comparedWords,
  kindLabels,
  leadRuns,
  type Page,
  subjectWords,
  sureWords,
  watchRuns,
} from "./words.ts";

export type Shown = {
  incident: Incident;
  rule: Rule | undefined;
  /** Incidents that were too much for their day, told by a line here. */
  along?: readonly Incident[];
  /** Changes noted about the same days. */
  changes?: readonly { day: Temporal.PlainDate; text: Words }[];
};

type Here = { lang: Lang; zone: string; now: Temporal.Instant };

export function incidentCard(shown: Shown, here: Here): Card {
  const { lang } = here;
  const { incident } = shown;
  const page: Page = { lang, today: dayIn(here.zone, here.now) };
  const { seen, state } = incident;
  const parts: Part[] =
    state === "closed"
      ? [text("lead", [say(lang, over(seen, lang))]), text("note", leadRuns(seen, page))]
      : [text("lead", leadRuns(seen, page)), ...reasons(shown, page)];
  return Card.parse({
    lang,
    parts: [
      ...parts,
      ...alongPart(shown, page),
      sources(shown, here),
      ...(state === "open" ? [next(shown, lang)] : []),
    ],
  });
}

function over(seen: Seen, lang: Lang): Words {
  const who = subjectWords(seen, lang);
  const name = { ko: kindLabels[seen.kind].ko, en: kindLabels[seen.kind].en };
  const of = who === "" ? { ko: "", en: "" } : { ko: `${who} `, en: ` (${who})` };
  return words(`끝났어요: ${of.ko}${name.ko}`, `Over: ${name.en}${of.en}`);
}

function reasons({ incident: { seen }, changes = [] }: Shown, page: Page): Part[] {
  const { lang } = page;
  const compared = comparedWords(seen);
  const young = youngWords(seen);
  const beside = besideRuns(seen, lang);
  return [
    ...(beside ? [text("plain", beside)] : []),
    text("plain", [say(lang, sureWords(seen))]),
    ...(compared ? [text("note", [say(lang, compared)])] : []),
    ...(young ? [text("note", [say(lang, young)])] : []),
    ...(seen.untracked ? [text("warning", [say(lang, untracked)])] : []),
    ...(seen.names.length > 0 ? [text("plain", [seen.names.map((name) => `· ${name}`).join("\n")])] : []),
    ...changes.map((change) =>
      text("note", [
        lang === "ko"
          ? `같은 때의 변경: ${dayShort(change.day, lang)} ${change.text.ko}`
          : `Changed at the same time: ${dayShort(change.day, lang)}, ${change.text.en}`,
      ]),
    ),
  ];
}

const untracked = words(
  "같은 때 전환 추적이 멈춘 것으로 보여요. 그 영향일 수 있어요.",
  "Conversion tracking seems dead on the same days: this may come from that.",
);

function youngWords({ young }: Seen): Words | undefined {
  if (!young) return undefined;
  return words(
    "아직 어린 날짜예요: 전환이 더 들어와 숫자가 바뀔 수 있어요.",
    "These days are young: more conversions may come in and change the figure.",
  );
}

function besideRuns({ beside, kind }: Seen, lang: Lang): Run[] | undefined {
  const shown = kind === "no_conversions" ? beside.slice(1) : beside;
  if (shown.length === 0) return undefined;
  return shown.flatMap((one, index): Run[] => [`${index > 0 ? " · " : ""}${labelOf(one, lang)} `, one]);
}

function labelOf({ metric }: Quantity, lang: Lang): string {
  const known = Metric.safeParse(metric);
  return known.success ? say(lang, metrics[known.data].label) : metric;
}

function dayShort(day: Temporal.PlainDate, lang: Lang): string {
  return periodWords({ from: day, to: day }, lang, day.year);
}

/** What was too much for its day, told with the first message after it. */
function alongPart({ along = [] }: Shown, { lang }: Page): Part[] {
  if (along.length === 0) return [];
  const each = along.slice(0, MOST_ALONG).map(({ seen }) => {
    const who = subjectWords(seen, lang);
    return `${say(lang, kindLabels[seen.kind])}${who === "" ? "" : ` (${who})`}`;
  });
  const more = along.length > MOST_ALONG ? say(lang, words(" …", " …")) : "";
  const head = words("하루 한도로 따로 알리지 않은 것: ", "Not told apart, as it was too much for a day: ");
  return [text("plain", [`${say(lang, head)}${each.join(", ")}${more}`])];
}

function sources({ incident: { seen } }: Shown, { zone }: Here): Part {
  const money = [seen.now, seen.against, ...seen.beside].filter((one) => one?.unit === "currency");
  const vat = [...new Set(money.flatMap((one) => one?.vat ?? []))];
  const currency = [...new Set(money.flatMap((one) => one?.currency ?? []))];
  return {
    kind: "sources",
    ...(seen.period && seen.kind !== "missing" && { period: seen.period }),
    zone,
    media: seen.about.medium ? [seen.about.medium] : [],
    ...(vat.length > 0 && { vat, currency }),
    assumptions: [],
    notes: [],
    demo: seen.demo,
  };
}

/** What helps now, and the ways to hear less of it. */
function next({ incident, rule }: Shown, lang: Lang): Part {
  const { seen } = incident;
  const step = steps[seen.kind];
  const look = lookAt(seen);
  const choices: Choice[] = [
    ...(look
      ? [
          {
            label: say(lang, words("일별로 보기", "Show by day")),
            style: "primary" as const,
            press: { action: "query_performance", input: look },
          },
        ]
      : []),
    ...(rule
      ? [
          {
            label: say(lang, words("3일 조용히", "Quiet for 3 days")),
            style: "plain" as const,
            press: { action: "change_alert", input: { ids: [rule.id], deed: "mute", days: 3 } },
          },
          {
            label: say(lang, words("이 알림 끄기", "Switch this off")),
            style: "plain" as const,
            press: { action: "change_alert", input: { ids: [rule.id], deed: "off" } },
          },
        ]
      : []),
  ];
  const own = rule?.watch && [say(lang, words("알림: ", "Alert: ")), ...watchRuns(rule.watch, lang)];
  return {
    kind: "proposal",
    title: say(lang, words("다음 할 일", "What to do next")),
    lines: [[say(lang, step)], ...(own ? [own] : [])],
    choices,
  };
}

const steps: Readonly<Record<Seen["kind"], Words>> = {
  tracking: words(
    "전환 태그와 결제 페이지를 먼저 확인해 주세요. 고칠 때까지 이 매체의 전환·ROAS로 예산을 판단하지 마세요.",
    "Check the conversion tag and the checkout page first; until it is repaired, do not judge budgets by this medium's conversions or ROAS.",
  ),
  no_conversions: words(
    "랜딩 페이지와 전환 설정을 확인하고, 이상이 없으면 캠페인을 멈추는 것도 생각해 보세요.",
    "Check the landing page and the conversion set-up; if both are fine, consider pausing the campaign.",
  ),
  budget: words(
    "예산을 낮추거나 캠페인을 멈출지 정해 주세요. ‘예산 5만원으로 바꿔줘’처럼 말하면 요청을 만들어 드려요.",
    "Decide whether to lower the budget or to pause: say “change the budget to 50,000 won” and I will prepare the request.",
  ),
  missing: words(
    "빠진 보고서 파일을 이 대화에 올려 주세요. 그때까지 이 계정의 숫자는 오래된 것이에요.",
    "Drop the missing report here; until then this account's figures are old.",
  ),
  rejected: words(
    "반려 사유를 ‘메타에서 이 광고 반려됐어: …’처럼 붙여 주시면 고칠 문구를 찾아 드려요.",
    "Paste the notice as in “Meta rejected our ad: …”, and I will look for words that pass.",
  ),
  threshold: words(
    "날짜별 추이와 캠페인별 원인을 먼저 보세요. 기준이 맞지 않으면 새 기준을 말해 주세요.",
    "Look at the days and the campaigns behind it first; say a new limit where this one does not fit.",
  ),
};

const DAYS_SHOWN = 14;

/** The days behind the figure, as a question. */
function lookAt(seen: Seen): Record<string, unknown> | undefined {
  const { now, period, about } = seen;
  const metric = Metric.safeParse(now?.metric);
  if (!metric.success || !period) return undefined;
  const to = Temporal.PlainDate.from(period.to);
  const filters = [
    ...(about.medium ? [{ field: "medium", op: "in", values: [about.medium] }] : []),
    ...(about.campaign ? [{ field: "campaign", op: "in", values: [about.campaign] }] : []),
  ];
  return {
    kind: "trend",
    metrics: [metric.data],
    dimensions: [],
    filters,
    time: `explicit:${to.subtract({ days: DAYS_SHOWN - 1 })}..${to}`,
    grain: "day",
  };
}

const MOST_ALONG = 5;

function text(tone: "lead" | "plain" | "note" | "warning", runs: Run[]): Part {
  return { kind: "text", tone, runs };
}
