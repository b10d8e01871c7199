// What would go wrong, found before a card asks anybody to approve: each finding says what to do. Nothing is opened on the network.

import { words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { UNKNOWN_CURRENCY } from "../../../core/money.ts";
import { lengthDays, periodOf } from "../../../core/time.ts";
import { nameKey } from "../../../language/names.ts";
import { mediumFeatures } from "../../../media/features.ts";
import type { CampaignPlan, PlannedMedium } from "../plan.ts";
import type { Template } from "../templates.ts";
import { urlFindings } from "./address.ts";
import { minorPerUnit } from "./draft.ts";
import { block, note, type PlanFinding } from "./finding.ts";

export type { PlanFinding } from "./finding.ts";

export type Surroundings = {
  today: Temporal.PlainDate;
  template: Template;
  /** Names of campaigns there are and of other plans. */
  names: readonly string[];
};

export function preflight(plan: CampaignPlan, around: Surroundings): PlanFinding[] {
  return [
    ...urlFindings(plan),
    ...flightFindings(plan, around),
    ...nameFindings(plan, around),
    ...ageFindings(plan),
    ...placeFindings(plan),
    ...plan.media.flatMap((one) => accountFindings(one, plan)),
    ...plan.media.flatMap((one) => budgetFindings(one, plan, around)),
    ...unevenFindings(plan),
    ...legalFindings(plan),
  ];
}

function flightFindings(plan: CampaignPlan, { today }: Surroundings): PlanFinding[] {
  const { from, to } = periodOf(plan.flight);
  if (Temporal.PlainDate.compare(to, today) < 0)
    return [
      block(
        "ended",
        "집행 기간이 이미 지났어요. 새 시작일을 알려 주세요. 예: ‘다음 주 월요일부터’",
        "The flight is over already. Tell me a new start, such as “from next Monday”.",
      ),
    ];
  if (Temporal.PlainDate.compare(from, today) < 0)
    return [
      block(
        "starts_in_past",
        "시작일이 지났어요. 오늘 이후로 다시 알려 주세요. 예: ‘내일부터’",
        "The start lies in the past. Tell me one from today on, such as “from tomorrow”.",
      ),
    ];
  if (from.equals(today))
    return [
      note(
        "starts_today",
        "오늘 시작이라 매체 심의 때문에 늦게 나갈 수 있어요.",
        "It starts today; the media's review may delay it.",
      ),
    ];
  return [];
}

function nameFindings(plan: CampaignPlan, { names }: Surroundings): PlanFinding[] {
  const made = plan.media.map(({ campaignName }) => nameKey(campaignName));
  if (new Set(made).size < made.length) return [sameOverMedia];
  const own = new Set([nameKey(plan.name), ...made]);
  const taken = names.some((name) => own.has(nameKey(name)));
  if (!taken) return [];
  return [
    {
      level: "fix",
      code: "duplicate_name",
      say: words(
        "같은 이름의 캠페인이나 계획이 이미 있어요. ‘이름은 …’으로 바꾸면 보고서에서 헷갈리지 않아요.",
        "A campaign or plan of that name is there already. Say “name it …” to keep reports apart.",
      ),
    },
  ];
}

/** A workspace's own rule may leave the medium out. */
const sameOverMedia: PlanFinding = {
  level: "fix",
  code: "same_name_over_media",
  say: words(
    "이름 규칙에 매체가 없어서 매체마다 캠페인 이름이 같아요. ‘캠페인 이름은 브랜드_매체_날짜로’처럼 매체를 넣어 주세요.",
    "The naming rule leaves the medium out, so every medium's campaign has the same name. Put it in: “name campaigns brand_medium_date”.",
  ),
};

/** Media take one stretch of ages: what lies between two of them is reached as well. */
function ageFindings({ audience }: CampaignPlan): PlanFinding[] {
  const ages = audience.age.toSorted((a, b) => a.min - b.min);
  const gap = ages.slice(1).some(({ min }, at) => min > (ages[at]?.max ?? Infinity) + 1);
  if (!gap) return [];
  return [
    {
      level: "fix",
      code: "age_gap",
      say: words(
        "매체에는 이어진 나이만 넣을 수 있어서 사이에 뺀 나이도 함께 나가요. ‘20대만’이나 ‘40대 이상’처럼 한 구간으로 말해 주세요.",
        "Media take one stretch of ages, so those left out in between are reached as well. Say one stretch, such as “20s only” or “40 and over”.",
      ),
    },
  ];
}

/** Places smaller than a province cannot be left out on the media. */
function placeFindings({ audience }: CampaignPlan): PlanFinding[] {
  const places = audience.audience.filter((one) => / 제외$|^except /.test(one));
  if (places.length === 0) return [];
  return [
    {
      level: "fix",
      code: "place_left_out",
      say: words(
        `‘${places.join(", ")}’는 CO9MA가 매체에 넣지 못해요. 승인 뒤 매체 화면에서 그 지역을 직접 빼 주세요.`,
        `CO9MA cannot tell the media “${places.join(", ")}”. Take the place out on the medium's own page after approval.`,
      ),
    },
  ];
}

function accountFindings({ medium, account }: PlannedMedium, { budget }: CampaignPlan): PlanFinding[] {
  const { ko, en } = mediumLabels[medium];
  if (account === null)
    return [
      note(
        "no_account",
        `${ko}: 연결된 계정이 없어서 실행 대신 런치팩(ZIP)으로 드려요.`,
        `${en}: no account is connected, so its part comes as a launch pack (ZIP).`,
      ),
    ];
  if (account.currency !== budget.currency && account.currency !== UNKNOWN_CURRENCY)
    return [
      block(
        "wrong_account",
        `${ko}: 계정 통화와 예산 통화가 달라요. 환산은 하지 않으니 계정 통화로 예산을 알려 주세요.`,
        `${en}: the account's currency is not the budget's. I convert nothing; give the budget in the account's.`,
      ),
    ];
  if (account.connection === "file")
    return [
      note(
        "file_account",
        `${ko}: 보고서로만 아는 계정이라 직접 실행하지 못해요. 런치팩(ZIP)으로 드려요.`,
        `${en}: known from reports only, so I cannot run it; its part comes as a launch pack (ZIP).`,
      ),
    ];
  return [];
}

function budgetFindings(
  { medium, dailyBudgetMinor }: PlannedMedium,
  { budget, flight }: CampaignPlan,
  { template }: Surroundings,
): PlanFinding[] {
  const { ko, en } = mediumLabels[medium];
  const least = mediumFeatures[medium].minDailyBudget(budget.currency);
  if (least !== undefined && BigInt(dailyBudgetMinor) < least.minor)
    return [
      block(
        "under_minimum",
        `${ko}: 하루 예산이 매체 최소 금액(가정)보다 적어요. 기간을 줄이거나 예산을 올려 주세요.`,
        `${en}: the daily budget is under the medium's minimum (an assumption). Shorten the flight or raise the budget.`,
      ),
    ];
  const floor = budget.currency === "KRW" ? template.floors.krwPerDay[medium] : undefined;
  if (
    floor !== undefined &&
    dailyBudgetMinor < floor * minorPerUnit("KRW") &&
    lengthDays(periodOf(flight)) > 1
  )
    return [
      note(
        "thin_budget",
        `${ko}: 예산에 비해 기간이 길어요. 기간을 줄이면 하루에 쓸 돈이 늘어 학습이 빨라요.`,
        `${en}: the flight is long for the money. A shorter one spends more a day and learns faster.`,
      ),
    ];
  return [];
}

/** Days of unlike amounts are set by hand, where the launch pack goes; what CO9MA sets itself is alike on all days. */
function unevenFindings({ media }: CampaignPlan): PlanFinding[] {
  const uneven = media.filter(({ dailyMinor }) => Math.max(...dailyMinor) - Math.min(...dailyMinor) > 1);
  if (uneven.length === 0) return [];
  const told = words(
    uneven.map(({ medium }) => mediumLabels[medium].ko).join(", "),
    uneven.map(({ medium }) => mediumLabels[medium].en).join(", "),
  );
  return [
    note(
      "uneven_days",
      `${told.ko}: 날마다 금액이 달라요(위 하루 예산은 평균이에요). 직접 올릴 때 런치팩 예산표의 날짜별 금액을 그대로 넣어 주세요.`,
      `${told.en}: the days differ in amount (the daily budget above is their mean). Set each day as the launch pack's budget sheet has it.`,
    ),
  ];
}

function legalFindings({ legalLines }: CampaignPlan): PlanFinding[] {
  if (!legalLines.some((line) => /\[[^\]]+\]/.test(line))) return [];
  return [
    {
      level: "fix",
      code: "legal_blank",
      say: words(
        "필수 문구에 채울 칸([ ])이 있어요. 번호를 확인해 소재에 넣은 뒤 집행해 주세요.",
        "A required legal line has a blank ([ ]). Fill in the number before it runs.",
      ),
    },
  ];
}
