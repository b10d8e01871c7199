// The sheets of a launch pack: settings, texts with their room, money by day, and the list to tick. For people and their spreadsheets.

import { createHash } from "node:crypto";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { objectiveLabels } from "../../../core/objective.ts";
import { exponentOf } from "../../../core/money.ts";
import { neutralise } from "../../documents/documents.ts";
import type { CampaignPlan, PlanMedium, PlannedMedium } from "../plan.ts";
import { amountText, audienceText, placementText } from "../plan/words.ts";

/** At the end of a campaign's name: by it a report that comes back is known. */
export function packTag(planId: string, medium: PlanMedium): string {
  return `[co9-${createHash("sha256").update(`${planId} ${medium}`).digest("hex").slice(0, 8)}]`;
}

const label = (ko: string, en: string): Words => words(ko, en);

/** One row per medium: what is typed into its console. */
export function settingsSheet(plan: CampaignPlan, lang: Lang): string {
  const rows = plan.media.map((one) => settingsOf(one, plan, lang));
  const head = (rows[0] ?? []).map(([key]) => say(lang, key));
  return csv([head, ...rows.map((row) => row.map(([, value]) => value))]);
}

function settingsOf(one: PlannedMedium, plan: CampaignPlan, lang: Lang): (readonly [Words, string])[] {
  const { flight, audience, budget, objective, keywords } = plan;
  return [
    [label("매체", "Medium"), mediumLabels[one.medium][lang]],
    [label("캠페인 이름", "Campaign name"), taggedName(one, plan)],
    [label("광고그룹 이름", "Ad group name"), one.adGroupName],
    [label("목적", "Objective"), say(lang, objectiveLabels[objective])],
    [label("지면", "Placements"), placementText(one.placements, lang)],
    [label("총예산(VAT 별도)", "Total budget (VAT excluded)"), main(one.totalMinor, budget.currency)],
    [
      label("하루 예산(VAT 별도)", "Daily budget (VAT excluded)"),
      main(one.dailyBudgetMinor, budget.currency),
    ],
    [label("통화", "Currency"), budget.currency],
    [label("시작일", "Start"), flight.from],
    [label("종료일", "End"), flight.to],
    [label("타겟", "Audience"), audienceText(audience, lang)],
    [label("키워드", "Keywords"), keywords.join(" ")],
    [label("연결 주소", "Landing page"), one.landingUrl ?? say(lang, noAddress)],
  ];
}

const noAddress = label(
  "없음: 올리기 전에 정해 주세요. 주소 없이 집행하지 마세요",
  "none: decide on one first and do not run it without",
);

function taggedName({ campaignName, medium }: PlannedMedium, { planId }: CampaignPlan): string {
  return `${campaignName} ${packTag(planId, medium)}`;
}

/** One row per text of a medium, with its length as the medium counts and the most it takes. */
export function copySheet(plan: CampaignPlan, medium: PlanMedium, lang: Lang): string {
  const head = [
    label("시안", "Draft"),
    label("대상", "For"),
    label("자리", "Field"),
    label("문구", "Text"),
    label("길이", "Length"),
    label("한도", "Limit"),
    label("남음", "Left"),
  ];
  const texts = plan.creatives?.texts.filter((one) => one.medium === medium) ?? [];
  const rows = texts.flatMap(({ segment, variant, fields }) =>
    fields.map(({ field, text, width, limit }) => [
      variant,
      segment ?? "",
      field,
      text,
      String(width),
      String(limit),
      String(limit - width),
    ]),
  );
  return csv([head.map((one) => say(lang, one)), ...rows]);
}

/** One row per day, a column per medium and their sum; the last row adds up the columns. */
export function budgetSheet(plan: CampaignPlan, lang: Lang): string {
  const { media, budget, flight } = plan;
  const first = Temporal.PlainDate.from(flight.from);
  const days = media[0]?.dailyMinor.length ?? 0;
  const amount = (minor: number): string => main(minor, budget.currency);
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const rows = Array.from({ length: days }, (_, index) => {
    const values = media.map(({ dailyMinor }) => dailyMinor[index] ?? 0);
    return [first.add({ days: index }).toString(), ...values.map(amount), amount(sum(values))];
  });
  const totals = media.map(({ totalMinor }) => totalMinor);
  return csv([
    [
      say(lang, label("날짜", "Day")),
      ...media.map(({ medium }) => mediumLabels[medium][lang]),
      say(lang, label("합계", "Total")),
    ],
    ...rows,
    [say(lang, label("합계", "Total")), ...totals.map(amount), amount(sum(totals))],
  ]);
}

/** What is done by hand, in order, as a list to tick. */
export function tickList(plan: CampaignPlan, { lang, approved }: { lang: Lang; approved: boolean }): string {
  const { name, version, budget, flight, media, legalLines, duties } = plan;
  const told = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  const tick = (text: string): string => `- [ ] ${text}`;
  const lines = [
    `# ${told("런치팩", "Launch pack")}: ${name} (v${version})`,
    "",
    ...(approved
      ? []
      : [
          `**${told("승인 전 초안이에요. 승인되기 전에는 집행하지 마세요.", "A draft: not approved. Do not run it before it is.")}**`,
          "",
        ]),
    `${told("기간", "Flight")}: ${flight.from} – ${flight.to} · ${told("총예산", "Total")}: ${amountText(budget.totalMinor, budget.currency, lang)} (${told("VAT 별도", "VAT excluded")})`,
    "",
    told(
      "AI가 쓴 문구와 그린 그림이에요. 사람이 확인한 뒤 올려 주세요.",
      "Texts and pictures are made by AI; a person checks them before they go up.",
    ),
    "",
    `## ${told("올리기 전", "Before")}`,
    ...duties.map((duty) => tick(say(lang, duty))),
    ...legalLines.map((line) => tick(`${told("필수 문구", "Required line")}: ${line}`)),
    tick(told("연결 주소를 눌러 열리는지 확인", "Click the landing page and see it open")),
    ...media.flatMap((one) => [
      "",
      `## ${mediumLabels[one.medium][lang]}`,
      tick(
        `${told("캠페인 이름을 그대로 입력(끝의 태그로 보고서를 알아봐요)", "Type the campaign's name as it is (reports are known by the tag at its end)")}: \`${taggedName(one, plan)}\``,
      ),
      tick(
        `${told("하루 예산", "Daily budget")}: ${amountText(one.dailyBudgetMinor, budget.currency, lang)}`,
      ),
      tick(`${told("시작일과 종료일", "Start and end")}: ${flight.from} – ${flight.to}`),
      tick(`${told("타겟", "Audience")}: ${audienceText(plan.audience, lang)}`),
      tick(told("문구와 그림 올리기", "Upload texts and pictures")),
      tick(`${told("연결 주소", "Landing page")}: ${one.landingUrl ?? say(lang, noAddress)}`),
      tick(
        told(
          "멈춘 상태로 저장하고 한 번 더 확인한 뒤 켜기",
          "Save it paused, look once more, then switch it on",
        ),
      ),
    ]),
    "",
    `## ${told("켠 다음", "After")}`,
    tick(
      told(
        "매체 보고서를 내려받아 대화에 올리면 태그로 이 계획과 이어져요",
        "Drop the medium's report in chat; the tag ties it to this plan",
      ),
    ),
    "",
  ];
  return lines.join("\n");
}

/** UTF-8 with a mark that spreadsheets want, and cells that no spreadsheet takes for a formula. */
function csv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => quoted(neutralise(cell))).join(","));
  return `\u{feff}${lines.join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function main(minor: number, currency: string): string {
  return (minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency));
}
