// "네이버 예산 20% 올려", "종료일을 다음 주로", "이름을 …로", "30대로", "소재 B로", "되돌려": every change of campaigns that run, one way for all.

import { Failure } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";
import { exponentOf } from "../../../core/money.ts";
import type { SpokenBudget, Targeting } from "../../../core/slots.ts";
import { dayIn } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { EditCampaign } from "../tools.ts";
import { undoLast } from "../undo.ts";
import { audienceSaid, buildAudience, canAim, groupsOf } from "./audience.ts";
import { type Built, type BudgetChange, buildBudget, buildEnd, type Show } from "./build.ts";
import { buildName } from "./build-name.ts";
import { answerChange, showMoney, titleOf } from "./settled.ts";
import { swapAds } from "./swap.ts";
import { askWhichForSum, isSumForNobody } from "./sum-question.ts";
import { findTargets, type Reached, without } from "./targets.ts";

export async function editCampaigns(ctx: Ctx, input: EditCampaign): Promise<ToolResult> {
  if (input.action === "undo") return undoLast(ctx);
  const said = sorts.filter(({ isSaid }) => isSaid(input));
  const [only] = said;
  // Half of a wish is not carried out: two changes at once are asked for one by one.
  if (said.length > 1 && !isSwapTo(said)) throw oneByOne(said.map(({ what }) => what));
  if (!only) throw nothingSaid();
  return only.run(ctx, input, only.what);
}

type Sort = {
  what: Words;
  isSaid: (input: EditCampaign) => boolean;
  run: (ctx: Ctx, input: EditCampaign, what: Words) => Promise<ToolResult>;
};

const byMedium = (kind: string, notes: readonly Words[] = []): Sort["run"] => {
  return (ctx, input, what) => change(ctx, input, { kind, what, notes, can: () => false, build: nothing });
};

/** Every sort of change there is, with how it is done. */
const sorts: readonly Sort[] = [
  {
    what: words("소재 교체", "Swap of the creative"),
    isSaid: ({ creative }) => creative !== undefined,
    run: swapAds,
  },
  {
    what: words("연결 주소 변경", "Change of the landing page"),
    isSaid: ({ url }) => url !== undefined,
    run: swapAds,
  },
  {
    what: words("예산 변경", "Change of budget"),
    isSaid: ({ budget, changePct, bid }) =>
      bid === undefined && (budget !== undefined || changePct !== undefined),
    run: (ctx, input, what) => {
      const wanted = budgetChange(input);
      return change(ctx, input, {
        kind: "campaign.budget",
        what,
        build: async (targets, today, show) => buildBudget(targets, wanted, today, show),
      });
    },
  },
  {
    what: words("종료일 변경", "Change of the end"),
    isSaid: ({ end, endShiftDays }) => end !== undefined || endShiftDays !== undefined,
    run: (ctx, input, what) =>
      change(ctx, input, {
        kind: "campaign.end",
        what,
        build: async (targets, today, show) => buildEnd(targets, newEnd(input), today, show),
      }),
  },
  {
    what: words("이름 변경", "New name"),
    isSaid: ({ name, action }) => name !== undefined && action === undefined,
    run: (ctx, input, what) =>
      change(ctx, input, {
        kind: "campaign.rename",
        what,
        build: async (targets, _, show) => buildName(targets, input.name ?? "", show),
      }),
  },
  {
    what: words("타겟 변경", "Change of the audience"),
    isSaid: ({ targeting }) => targeting !== undefined,
    run: (ctx, input, what) => {
      const wanted = audienceSaid(input.targeting ?? noTargeting);
      const interests = (input.targeting?.audience.length ?? 0) > 0;
      const onlyInterests = Object.keys(wanted).length === 0;
      return change(ctx, input, {
        kind: "campaign.audience",
        what,
        notes: interests ? [noInterests] : [],
        can: (one) => !onlyInterests && canAim(one, wanted),
        build: async (targets, _, show) =>
          buildAudience(await groupsOf(ctx, targets), wanted, { ...show, lang: ctx.lang }),
      });
    },
  },
  {
    what: words("입찰 변경", "Change of the bid"),
    isSaid: ({ bid }) => bid !== undefined,
    run: byMedium("campaign.bid", [
      words(
        "입찰은 매체가 자동으로 정하게 만들어요. 입찰가를 바꾸는 일은 아직 제가 하지 않아요.",
        "Campaigns are made with the medium's automatic bidding; changing bids is not done from here yet.",
      ),
    ]),
  },
  {
    what: words("키워드 변경", "Change of keywords"),
    isSaid: ({ keywords }) => keywords.length > 0,
    run: byMedium("campaign.keywords", [
      words(
        "집행 중인 캠페인의 키워드를 바꾸는 일은 아직 제가 하지 않아요.",
        "Keywords of a campaign that runs are not changed from here yet.",
      ),
    ]),
  },
  {
    what: words("시작일 변경", "Change of the start"),
    isSaid: ({ start, durationDays }) => start !== undefined || durationDays !== undefined,
    run: byMedium("campaign.other", [
      words(
        "집행 중인 캠페인은 종료일만 바꿀 수 있어요. ‘종료일을 12월 5일로’처럼 말해 주세요.",
        "Of a campaign that runs only the end can be changed: say “end it on December 5”.",
      ),
    ]),
  },
  {
    what: words("복제", "Duplicate"),
    isSaid: ({ action }) => action === "duplicate",
    run: byMedium("campaign.other", [
      words(
        "복제는 아직 제가 하지 않아요. ‘○○ 같은 캠페인 만들어줘, 300만원’이라고 하시면 새 계획을 짜 드려요.",
        "Copies are not made from here yet. Say “make a campaign like …, 3 million won” and I plan a new one.",
      ),
    ]),
  },
  {
    what: words("삭제·보관", "Deletion or archive"),
    isSaid: ({ action }) => action === "archive" || action === "delete",
    run: byMedium("campaign.other", [
      words(
        "삭제와 보관은 되돌릴 수 없어서 제가 하지 않아요. 멈추려면 ‘일시정지’라고 해 주세요.",
        "Deleting and archiving cannot be taken back, so I do neither. To stop it, say “pause”.",
      ),
    ]),
  },
];

/** Another creative with an address of its own is one change. */
function isSwapTo(said: readonly Sort[]): boolean {
  return said.every(({ run }) => run === swapAds);
}

const noTargeting: Targeting = { age: [], gender: [], region: [], audience: [] };
const noInterests = words(
  "관심사나 고객군 타겟은 아직 제가 바꾸지 않아요. 매체 화면에서 바꿔 주세요.",
  "Interests and groups of customers are not changed from here yet; use the medium's own screen.",
);

type Build = (targets: readonly Reached[], today: Temporal.PlainDate, show: Show) => Promise<Built>;

const nothing: Build = () => {
  throw new Error("nobody can be reached by this change");
};

type Making = {
  kind: string;
  what: Words;
  build: Build;
  notes?: readonly Words[];
  /** Whether it can be done on this campaign's medium; on all of them when left out. */
  can?: (one: Reached) => boolean;
};

async function change(
  ctx: Ctx,
  input: EditCampaign,
  { kind, what, build, notes = [], can = () => true }: Making,
): Promise<ToolResult> {
  if (input.level !== "campaign" && !levelless.has(kind)) throw onCampaigns(what);
  const found = await findTargets(ctx, input);
  const targets = without(
    found,
    found.reached.filter((one) => !can(one)),
  );
  const show: Show = { money: showMoney(ctx), text: (text: Words) => text[ctx.lang] };
  if (kind === "campaign.budget" && isSumForNobody(input, targets.reached))
    return askWhichForSum(ctx, input, targets.reached, show);
  const built =
    targets.reached.length > 0 ? await build(targets.reached, dayIn(ctx.zone, ctx.now), show) : undefined;
  return answerChange(ctx, targets, built, { kind, title: titleOf(what, built), notes });
}

/** Changes that are made in ad groups or on the medium itself: naming a level does not change what is meant. */
const levelless: ReadonlySet<string> = new Set([
  "campaign.audience",
  "campaign.bid",
  "campaign.keywords",
  "campaign.other",
]);

function newEnd({ end, endShiftDays }: EditCampaign): (one: Reached) => Temporal.PlainDate | undefined {
  return ({ remote }) =>
    end === undefined ? remote.end?.add({ days: endShiftDays ?? 0 }) : Temporal.PlainDate.from(end);
}

function oneByOne(changes: readonly Words[]): Failure {
  const both = words(
    changes.map(({ ko }) => ko).join(", "),
    changes.map(({ en }) => en.toLowerCase()).join(", "),
  );
  return new Failure("invalid", "several changes at once", {
    say: words(
      `한 번에 한 가지씩 바꿔요 (${both.ko}). 바뀐 것은 없어요.`,
      `One change at a time (${both.en}). Nothing was changed.`,
    ),
    next: words("먼저 할 것 하나만 말해 주세요.", "Say which one comes first."),
  });
}

function onCampaigns(what: Words): Failure {
  return new Failure("invalid", "a change of campaigns for a level below", {
    say: words(
      `${what.ko}: 광고그룹이나 소재가 아니라 캠페인 단위로 해요. 바뀐 것은 없어요.`,
      `${what.en}: this is done for whole campaigns, not for ad groups or ads. Nothing was changed.`,
    ),
    next: words("캠페인 이름으로 다시 말해 주세요.", "Say it again with the campaign's name."),
  });
}

function nothingSaid(): Failure {
  return new Failure("invalid", "a change without its new value", {
    say: words(
      "무엇을 어떻게 바꿀지 알아듣지 못했어요. 바뀐 것은 없어요.",
      "I did not get what is to change into what. Nothing was changed.",
    ),
    next: words(
      "예: ‘예산 20% 올려’, ‘소재 B로 바꿔’, ‘종료일을 12월 5일로’",
      "For example “raise the budget by 20%”, “swap to creative B”, “end it on December 5”.",
    ),
  });
}

/** @throws Failure "invalid" for an amount that is not one of a day */
function budgetChange({ budget, changePct, direction }: EditCampaign): BudgetChange {
  if (changePct !== undefined) return { ratio: changePct / 100 };
  if (!budget) throw nothingSaid();
  if (budget.period !== undefined && budget.period !== "daily") throw notDaily(budget.period);
  const minor = minorOf(budget);
  if (direction === undefined) return { to: minor };
  return { by: direction === "up" ? minor : -minor };
}

/** Whole minor units; what JSON cannot hold exactly is no budget. */
function minorOf({ amount, currency = "KRW" }: SpokenBudget): bigint {
  const minor = Math.round(amount * 10 ** exponentOf(currency));
  if (!Number.isSafeInteger(minor) || minor <= 0) throw new Failure("invalid", `${amount} is no budget`);
  return BigInt(minor);
}

function notDaily(period: NonNullable<SpokenBudget["period"]>): Failure {
  return new Failure("invalid", `a budget by ${period} for a campaign that runs`, {
    say: words(
      "집행 중인 캠페인의 예산은 하루 금액으로 바꿔요. 바뀐 것은 없어요.",
      "The budget of a campaign that runs is changed by the day. Nothing was changed.",
    ),
    next: words("예: ‘하루 5만원으로 바꿔줘’", "For example: “set it to 50,000 won a day”."),
  });
}
