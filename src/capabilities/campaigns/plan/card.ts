// A plan as a card: what, how much where, why, what it may bring, what is open. Every figure is a stored value.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { metrics } from "../../../core/metric.ts";
import { objectiveLabels } from "../../../core/objective.ts";
import { lengthDays, periodOf } from "../../../core/time.ts";
import { type Approval, approvalPart } from "../../approvals/approvals.ts";
import type { KeptReview } from "../../compliance/compliance.ts";
import { reviewParts } from "../../creatives/creatives.ts";
import type { Ctx } from "../../context.ts";
import { type CampaignPlan, PlanMedium } from "../plan.ts";
import type { PlanChange } from "./diff.ts";
import { creativeParts } from "./card-creatives.ts";
import { kpis, mediaTable, mixChart } from "./card-figures.ts";
import type { PlanFinding } from "./preflight.ts";
import { audienceText, metricQuantity, placementText, planned } from "./words.ts";

export type PlanCard = {
  plan: CampaignPlan;
  /** Against the version before; empty for a first one. */
  changes: readonly PlanChange[];
  findings: readonly PlanFinding[];
  /** Of its texts; absent where it has none. */
  review: KeptReview | undefined;
  /** Absent where something is in the way of asking. */
  approval: Approval | undefined;
  /** For a plan that is not asked for yet: its request says for itself what entered it from outside. */
  notes?: readonly Words[];
};

export function planCard(ctx: Pick<Ctx, "lang" | "zone" | "now">, shown: PlanCard): Card {
  const { lang } = ctx;
  const { plan, changes, findings, review, approval, notes = [] } = shown;
  const blocks = findings.filter(({ level }) => level === "block");
  const others = findings.filter(({ level }) => level !== "block");
  const parts: Part[] = [
    text("lead", leadOf(plan, changes.length > 0, lang)),
    ...changeParts(changes, lang),
    // What stands in the way is read first, not below four pictures.
    ...findingParts(blocks, lang),
    kpis(plan, lang),
    mediaTable(plan, lang),
    ...(plan.media.length > 1 ? [mixChart(plan, lang)] : []),
    text("plain", aboutOf(plan, lang)),
    ...expectedParts(plan, lang),
    text("plain", [`${say(lang, whyWord)}: ${plan.why.map((line) => say(lang, line)).join(" ")}`]),
    ...leftOutParts(plan, lang),
    ...(plan.defaults.length > 0
      ? [
          text("note", [
            `${say(lang, defaultWord)}: ${plan.defaults.map((one) => say(lang, one.text)).join(" · ")}`,
          ]),
        ]
      : []),
    ...creativeParts(plan, lang),
    ...reviewLines(review, lang),
    ...dutyParts(plan, lang),
    ...findingParts(others, lang),
    ...(approval
      ? [approvalPart(approval, ctx)]
      : [...notes.map((note) => text("note", [say(lang, note)])), text("plain", [say(lang, blockedWord)])]),
    { kind: "suggestions", texts: suggestionsOf(plan, lang) },
    sourcesOf(plan, ctx.zone, lang),
  ];
  return { lang, parts };
}

const whyWord = words("왜 이렇게 잡았나요", "Why so");
const defaultWord = words("기본값", "Defaults");
const blockedWord = words(
  "맨 위의 문제를 풀면 승인을 요청할 수 있어요. 고칠 내용을 말로 알려 주세요.",
  "Once the problems at the top are solved I can ask for approval. Tell me the changes in words.",
);

function leadOf(plan: CampaignPlan, changed: boolean, lang: Lang): Run[] {
  const { name, version, budget, media } = plan;
  const where = media.map(({ medium }) => mediumLabels[medium][lang]).join(", ");
  const days = dayCount(plan);
  const money = planned(budget.totalMinor, budget.currency);
  if (lang === "ko") {
    const kind = changed ? "계획을 바꿨어요" : version === 1 ? "계획 초안이에요" : "계획이에요";
    return [
      `‘${name}’ ${kind}. ${where}에 `,
      days,
      "일 동안 모두 ",
      money,
      "(VAT 별도)을 써요. 승인 전에는 아무것도 집행되지 않아요.",
    ];
  }
  const kind = changed
    ? "I changed the plan for"
    : version === 1
      ? "Here is a first plan for"
      : "The plan for";
  return [
    `${kind} ‘${name}’: `,
    money,
    ` (VAT excluded) over `,
    days,
    ` days on ${where}. Nothing runs before it is approved.`,
  ];
}

/** The review before anybody decides: what it found stands with its rewrites, and a pass says what it is worth. */
function reviewLines(review: KeptReview | undefined, lang: Lang): Part[] {
  const bare = [text("note", [say(lang, unreviewed)])];
  if (!review) return bare;
  const hasTexts = review.judged.some(({ only }) => only !== "brand");
  if (!hasTexts && review.verdict === "pass") return bare;
  const parts = [...reviewParts(review, lang), ...(hasTexts ? [] : bare)];
  return review.setAside ? [...parts, text("note", [say(lang, setAsideWord)])] : parts;
}

const unreviewed = words(
  "심의: 문구가 아직 없어서 검토한 것이 없어요.",
  "Review: there are no texts yet to review.",
);
const setAsideWord = words(
  "보류 의견은 사유를 적고 다른 분의 승인으로 해제됐어요.",
  "The hold was set aside with a written reason and another person's approval.",
);

/** What has to stand in the ads or be checked by somebody who knows. */
function dutyParts({ legalLines, duties }: CampaignPlan, lang: Lang): TextPart[] {
  const lines = [
    ...(legalLines.length > 0
      ? [
          `${say(lang, words("넣을 문구", "Lines to print"))}: ${legalLines.map((line) => `‘${line}’`).join(", ")}`,
        ]
      : []),
    ...(duties.length > 0
      ? [`${say(lang, words("확인할 것", "To check"))}: ${duties.map((duty) => say(lang, duty)).join(", ")}`]
      : []),
  ];
  return lines.length > 0 ? [text("note", [lines.join(" ")])] : [];
}

function dayCount({ flight }: CampaignPlan): Run {
  return { value: lengthDays(periodOf(flight)), unit: "count", metric: "days", scope: {} };
}

function changeParts(changes: readonly PlanChange[], lang: Lang): TextPart[] {
  if (changes.length === 0) return [];
  const title = say(lang, words("바뀐 점", "What changed"));
  return [text("plain", [`${title}: ${changes.map((one) => shortChange(one, lang)).join(" · ")}`])];
}

/** 네이버 예산 1,059,000원 → 1,559,000원: the plan it is about stands above. */
function shortChange({ medium, field, before, after }: PlanChange, lang: Lang): string {
  const what = medium === undefined ? field : `${mediumLabels[medium][lang]} ${field}`;
  return `${what} ${before === null ? after : `${before} → ${after}`}`;
}

/** Objective, audience, days, link: what a marketer checks first. */
function aboutOf(plan: CampaignPlan, lang: Lang): Run[] {
  const { objective, audience, flight, media } = plan;
  const url = media.find((one) => one.landingUrl !== null)?.landingUrl;
  const placements = media.flatMap((one) => one.placements);
  const label = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  const pieces = [
    `${label("목적", "Objective")} ${objectiveLabels[objective][lang]}`,
    `${label("타겟", "Audience")} ${audienceText(audience, lang)}`,
    `${label("기간", "Flight")} ${flight.from}–${flight.to}`,
    ...(placements.length > 0 ? [`${label("지면", "Placements")} ${placementText(placements, lang)}`] : []),
    `${label("이름", "Names")} ‘${media[0]?.campaignName ?? plan.name}’`,
    ...(url === undefined ? [] : [`${label("연결 주소", "Landing page")} ${readable(url ?? "")}`]),
  ];
  return [pieces.join(" · ")];
}

/** A Korean tag as it is written, not in percent signs; the address as it is where that would hide a sign that is not seen. */
function readable(url: string): string {
  try {
    const shown = decodeURI(url);
    return /[\p{C}\p{Z}]/u.test(shown) ? url : shown;
  } catch {
    return url;
  }
}

function expectedParts({ expected, budget, media }: CampaignPlan, lang: Lang): TextPart[] {
  if (expected.length === 0) return [];
  const runs: Run[] = [lang === "ko" ? "예상: " : "Expected: "];
  for (const [index, { metric, low, high }] of expected.entries()) {
    if (index > 0) runs.push(", ");
    const at = (value: number): Run => metricQuantity(metric, value, budget.currency);
    runs.push(`${metrics[metric].label[lang]} `, at(low), lang === "ko" ? "에서 " : " to ", at(high));
  }
  const own = media.every(({ basis }) => basis.kind === "own");
  runs.push(say(lang, own ? ownRange : assumedRange));
  return [text("plain", runs)];
}

const ownRange = words(
  ". 지난 주들의 범위로 본 값이라 보통은 이 사이에 들어와요. 약속은 아니에요.",
  ". From the range of our past weeks: usually it lands between, but it is no promise.",
);
const assumedRange = words(
  ". 일부는 업종 가정이라 실제와 다를 수 있어요. 성과가 쌓이면 우리 수치로 바꿔요.",
  ". Part of it rests on assumptions for the industry; our own figures replace them.",
);

const tones = { block: "warning", fix: "warning", note: "note" } as const;

function findingParts(findings: readonly PlanFinding[], lang: Lang): TextPart[] {
  const order = { block: 0, fix: 1, note: 2 } as const;
  return findings
    .toSorted((a, b) => order[a.level] - order[b.level])
    .map(({ level, say: told }) => text(tones[level], [say(lang, told)]));
}

/** Media with the same reason in one line. */
function leftOutParts({ leftOut }: CampaignPlan, lang: Lang): TextPart[] {
  const byReason = new Map<string, string[]>();
  for (const { medium, reason } of leftOut) {
    const told = say(lang, reason);
    byReason.set(told, [...(byReason.get(told) ?? []), mediumName(medium, lang)]);
  }
  return [...byReason].map(([reason, media]) => text("note", [`${media.join(", ")}: ${reason}`]));
}

/** Changes that make sense for this plan, in words that are understood. */
function suggestionsOf({ media, leftOut }: CampaignPlan, lang: Lang): string[] {
  const there = media.map(({ medium }) => medium);
  const last = there.length > 1 ? there.at(-1) : undefined;
  // What was left out for its money would be left out again.
  const other = leftOut.length > 0 ? undefined : PlanMedium.options.find((medium) => !there.includes(medium));
  const texts = [
    other && words(`${mediumLabels[other].ko}도 추가해줘`, `add ${mediumLabels[other].en}`),
    last && words(`${mediumLabels[last].ko} 빼줘`, `drop ${mediumLabels[last].en}`),
    words("런치팩 줘", "give me the launch pack"),
  ];
  return texts.flatMap((text) => (text ? [say(lang, text)] : []));
}

function sourcesOf({ media }: CampaignPlan, zone: string, lang: Lang): Part {
  const simulated = media.some(({ account }) => account?.connection === "sandbox");
  const own = media.find(({ basis }) => basis.kind === "own")?.basis;
  const queryId = own?.kind === "own" ? own.queryId : undefined;
  return {
    kind: "sources",
    zone,
    media: media.map(({ medium }) => medium),
    assumptions: [],
    notes: simulated
      ? [say(lang, words("시뮬레이션 매체에서 집행돼요", "It runs on the simulated market"))]
      : [],
    demo: simulated,
    vat: ["excluded"],
    ...(queryId !== undefined && { queryId: queryId as never }),
  };
}

function mediumName(medium: string, lang: Lang): string {
  return medium in mediumLabels ? mediumLabels[medium as keyof typeof mediumLabels][lang] : medium;
}

function text(tone: TextPart["tone"], runs: Run[]): TextPart {
  return { kind: "text", tone, runs };
}
