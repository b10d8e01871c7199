// Versions of a plan beside each other: what each changed, and what lies between two of them.

import { z } from "zod";
import type { Card, Part } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { josa } from "../../../language/josa.ts";
import { defineTool, type ToolResult } from "../../tool.ts";
import type { CampaignPlan } from "../plan.ts";
import { type PlanChange, planChanges } from "./diff.ts";
import { newestPlanId, readVersion, readVersions, type StoredPlan } from "./store.ts";
import { amountText } from "./words.ts";

/** More than these are found by their number. */
const LISTED = 12;

const Asked = z.object({
  planId: z.string().optional().describe("Of the plan, from an earlier result; left out for the newest."),
  from: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("The version to compare with; 0 is the one before the newest."),
  to: z.number().int().min(1).optional().describe("Left out: the newest."),
});

export const versionsTool = defineTool({
  name: "show_plan_versions",
  about: "Compare versions of a campaign plan: what changed between two of them, and in each.",
  effect: "read",
  input: Asked,
  run: planVersions,
});

/** @throws Failure "not_found" where there is no plan, or no such version of it */
export async function planVersions(
  ctx: Ctx,
  { planId: given, from, to }: z.output<typeof Asked>,
): Promise<ToolResult> {
  const planId = given ?? (await newestPlanId(ctx));
  const versions = planId === undefined ? [] : await readVersions(ctx, planId);
  const newest = versions.at(-1);
  if (!newest) throw noPlan();
  const later = versionOf(versions, to ?? newest.version);
  const asked = from === undefined || from === 0 ? later.version - 1 : from;
  const earlier = asked > 0 ? versionOf(versions, asked) : undefined;
  const facts = {
    planId,
    name: newest.name,
    versions: versions.length,
    shown: [earlier?.version, later.version],
  };
  return { card: cardOf(ctx.lang, versions, earlier, later), facts, outside: false };
}

/** @returns `undefined` where the plan has no earlier version @throws Failure "not_found" for one it never had */
export async function earlierVersion(
  ctx: Ctx,
  { plan }: StoredPlan,
  version: number,
): Promise<Omit<StoredPlan, "approvalId"> | undefined> {
  if (version < 1) return undefined;
  const found = await withTx(ctx, (tx) => readVersion(tx, ctx, plan.planId, version));
  if (!found) throw noVersion(plan.version);
  return found;
}

function versionOf(versions: readonly CampaignPlan[], version: number): CampaignPlan {
  const found = versions.find((one) => one.version === version);
  if (!found) throw noVersion(versions.length);
  return found;
}

function cardOf(
  lang: Lang,
  versions: readonly CampaignPlan[],
  earlier: CampaignPlan | undefined,
  later: CampaignPlan,
): Card {
  if (!earlier) return { lang, parts: [lead(only(later, lang)), ...toGoOn(later, lang)] };
  const changes = planChanges(earlier, later, lang);
  return {
    lang,
    parts: [
      lead(told(earlier, later, changes.length, lang)),
      ...between(lang, [earlier, later], changes),
      ...(versions.length > 2 ? [all(lang, versions)] : []),
      ...toGoBack(earlier, later, versions.length, lang),
    ],
  };
}

function only({ name, version }: CampaignPlan, lang: Lang): string {
  return lang === "ko"
    ? `‘${name}’ 계획은 버전 ${version}이 처음이라 견줄 앞 버전이 없어요.`
    : `Version ${version} of the plan ‘${name}’ is its first: there is none before it to compare with.`;
}

function told(earlier: CampaignPlan, later: CampaignPlan, count: number, lang: Lang): string {
  const [a, b] = [earlier.version, later.version];
  if (count === 0)
    return lang === "ko"
      ? `‘${later.name}’ 계획의 두 버전(${a}, ${b})은 내용이 같아요.`
      : `Versions ${a} and ${b} of the plan ‘${later.name}’ hold the same.`;
  return lang === "ko"
    ? `‘${later.name}’ 계획은 버전 ${a}에서 ${b} 사이에 ${count}가지가 바뀌었어요.`
    : `Between versions ${a} and ${b} of the plan ‘${later.name}’, ${count} ${count === 1 ? "thing" : "things"} changed.`;
}

function lead(text: string): Part {
  return { kind: "text", tone: "lead", runs: [text] };
}

function between(
  lang: Lang,
  [earlier, later]: readonly [CampaignPlan, CampaignPlan],
  changes: readonly PlanChange[],
): Part[] {
  if (changes.length === 0) return [];
  const version = ({ version: one }: CampaignPlan): string =>
    say(lang, words(`버전 ${one}`, `Version ${one}`));
  return [
    {
      kind: "table",
      columns: [
        { key: "what", label: say(lang, words("항목", "What")), align: "left" },
        { key: "before", label: version(earlier), align: "left" },
        { key: "after", label: version(later), align: "left" },
      ],
      rows: changes.map(({ medium, field, before, after }) => [
        medium === undefined ? field : `${mediumLabels[medium][lang]} ${field}`,
        before ?? "–",
        after,
      ]),
    },
  ];
}

/** Each version with what it holds, the newest first. */
function all(lang: Lang, versions: readonly CampaignPlan[]): Part {
  return {
    kind: "table",
    title: say(lang, words("모든 버전", "All versions")),
    columns: [
      { key: "version", label: say(lang, words("버전", "Version")), align: "left" },
      { key: "total", label: say(lang, words("총예산", "Total budget")), align: "right" },
      { key: "flight", label: say(lang, words("기간", "Flight")), align: "left" },
      { key: "media", label: say(lang, words("매체", "Media")), align: "left" },
    ],
    rows: versions
      .toReversed()
      .slice(0, LISTED)
      .map(({ version, budget, flight, media }) => [
        String(version),
        amountText(budget.totalMinor, budget.currency, lang),
        `${flight.from}–${flight.to}`,
        media.map(({ medium }) => mediumLabels[medium][lang]).join(", "),
      ]),
  };
}

function toGoBack(earlier: CampaignPlan, later: CampaignPlan, newest: number, lang: Lang): Part[] {
  const back = words(
    `버전 ${josa(String(earlier.version), "으로/로")} 되돌려줘`,
    `go back to version ${earlier.version}`,
  );
  const show = words("계획 보여줘", "show the plan");
  return [
    {
      kind: "suggestions",
      texts: (later.version === newest ? [back, show] : [show]).map((one) => say(lang, one)),
    },
  ];
}

function toGoOn({ media }: CampaignPlan, lang: Lang): Part[] {
  const [first] = media;
  if (!first) return [];
  const { ko, en } = mediumLabels[first.medium];
  return [
    { kind: "suggestions", texts: [say(lang, words(`${ko}에 50만원 더`, `500,000 won more for ${en}`))] },
  ];
}

function noPlan(): Failure {
  return new Failure("not_found", "versions of a plan that is not there", {
    say: words("아직 만든 계획이 없어요.", "There is no plan yet."),
    next: words(
      "‘여름 샌들 캠페인 만들어줘, 2주, 300만원’처럼 먼저 계획을 만들어 주세요.",
      "Draft one first: “make a campaign for the summer sandals, 2 weeks, 3M won”.",
    ),
  });
}

function noVersion(newest: number): Failure {
  return new Failure("not_found", "a version the plan never had", {
    say: words(
      `그 번호의 버전은 없어요. 버전은 1부터 ${newest}까지 있어요.`,
      `There is no such version; they go from 1 to ${newest}.`,
    ),
    next: words("‘버전 비교해줘’라고 하면 모두 보여 드려요.", "Say “compare the versions” to see them."),
  });
}
