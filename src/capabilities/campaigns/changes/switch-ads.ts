// "소재 B만 꺼줘", "광고그룹 전부 꺼줘": ads and ad groups of campaigns that are there, switched off and on by themselves.

import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Filter } from "../../../core/query.ts";
import { nameKey } from "../../../language/names.ts";
import type { Change } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { Step } from "../execution/steps.ts";
import type { PauseCampaign } from "../tools.ts";
import { adsOf, type CampaignAds, type RunningAd } from "./ads.ts";
import { labelOf } from "./build-ads.ts";
import type { Built, Show } from "./build.ts";
import { askCreative } from "./creative-question.ts";
import {
  type Candidate,
  candidateOf,
  candidatesOf,
  chooseCreative,
  isOnAir,
  isRunning,
} from "./creatives.ts";
import { answerChange, showMoney } from "./settled.ts";
import { findTargets } from "./targets.ts";

/** One object of a campaign as it is shown and switched. */
type Switched = { level: "ad" | "adGroup"; id: string; label: string; status: RunningAd["status"] };
type Picked = { of: CampaignAds; all: Switched[] };

/** `undefined` where figures would have to choose: our figures of connected media are by campaign. */
export async function switchAds(
  ctx: Ctx,
  input: PauseCampaign,
  notes: readonly Words[],
): Promise<ToolResult | undefined> {
  if (input.having.length > 0 || input.order !== undefined) return undefined;
  const targets = await findTargets(ctx, input);
  const show: Show = { money: showMoney(ctx), text: (text) => text[ctx.lang] };
  const picked: Picked[] = [];
  const unsure: { of: CampaignAds; among: Candidate[] }[] = [];
  for (const of of await adsOf(ctx, targets.reached)) {
    const chosen = input.level === "adGroup" ? groupsOf(of, input) : creativesOf(of, input, show);
    if ("among" in chosen) unsure.push({ of, among: chosen.among });
    else picked.push({ of, all: chosen.all });
  }
  const [first] = unsure;
  // A letter that only some of the campaigns have means those.
  if (first && (picked.length === 0 || first.among.length > 0)) return ask(ctx, input, first, show);
  const built = targets.reached.length > 0 ? build(picked, input.action, show) : undefined;
  return answerChange(ctx, targets, built, {
    kind: input.action === "pause" ? "campaign.pause" : "campaign.resume",
    title: titleOf(input, picked),
    notes: [...notes, ...(built ? silentNotes(picked, input.action) : [])],
    byHandAs: { deed: `${input.level}.${input.action}`, what: saidOf(input, ctx.lang) },
  });
}

/** What people called it: nobody has seen the ads of a campaign that is known from a report. */
function saidOf({ level, creatives, filters }: PauseCampaign, lang: Lang): string {
  const named = creatives.includes("all") ? [] : creatives;
  const what = say(lang, level === "ad" ? words("소재", "creative") : words("광고그룹", "ad group"));
  return [what, [...named, ...valuesOf(filters, level)].join(", ")].filter((one) => one !== "").join(" ");
}

type Chosen = { all: Switched[] } | { among: Candidate[] };

/** @returns `among` where it is not sure which: several that fit, or none where none fits */
function creativesOf(of: CampaignAds, { creatives, filters }: PauseCampaign, show: Show): Chosen {
  const ids = valuesOf(filters, "ad");
  const candidates = candidatesOf(of, []);
  if (ids.length > 0)
    return { all: of.ads.filter((ad) => isNamed(ad, ids)).map((ad) => switchedAd(of, ad, show)) };
  if (creatives.includes("all")) return { all: of.ads.map((ad) => switchedAd(of, ad, show)) };
  if (creatives.length === 0) return { among: candidates };
  const chosen = creatives.map((said) => chooseCreative(said, candidates));
  const ads: RunningAd[] = [];
  for (const one of chosen) {
    if (one.kind === "doubt") return { among: one.fits ? one.among : [] };
    ads.push(...one.candidate.ads);
  }
  return { all: [...new Set(ads)].map((ad) => switchedAd(of, ad, show)) };
}

function groupsOf({ groups }: CampaignAds, { filters }: PauseCampaign): Chosen {
  const names = valuesOf(filters, "adGroup");
  const wanted = names.length === 0 ? groups : groups.filter((group) => isNamed(group, names));
  return { all: wanted.map(({ id, name, status }) => ({ level: "adGroup", id, label: name, status })) };
}

function valuesOf(filters: readonly Filter[], wanted: Filter["field"]): string[] {
  return filters.filter(({ field, op }) => field === wanted && op === "in").flatMap(({ values }) => values);
}

function isNamed({ id, name }: { id: string; name: string }, said: readonly string[]): boolean {
  return said.some((one) => one === id || nameKey(one) === nameKey(name));
}

function switchedAd({ groups }: CampaignAds, ad: RunningAd, show: Show): Switched {
  const group = groups.length > 1 ? groups.find(({ id }) => id === ad.groupId)?.name : undefined;
  const label = labelOf(candidateOf([ad]), show);
  return { level: "ad", id: ad.id, label: group ? `${group} · ${label}` : label, status: ad.status };
}

const states = { active: words("집행 중", "active"), paused: words("일시정지", "paused") };

function build(picked: readonly Picked[], action: PauseCampaign["action"], show: Show): Built {
  const status = action === "pause" ? "paused" : "active";
  const before = action === "pause" ? "active" : "paused";
  const moves = picked.map(({ of, all }) => ({ of, moved: all.filter((one) => isToMove(one, action)) }));
  const lines = moves
    .filter(({ moved }) => moved.length > 0)
    .map(({ of: { one }, moved }) => ({
      medium: one.medium,
      accountId: one.accountId,
      entity: one.name,
      steps: moved.map(({ level, id }): Step => ({
        op: "set_status",
        level,
        target: { id },
        status,
        before,
      })),
    }));
  const diff = moves.flatMap(({ of: { one }, moved }) =>
    moved.map(({ label }): Change => ({
      entity: `${one.name} · ${label}`,
      medium: one.medium,
      field: show.text(words("상태", "status")),
      before: show.text(states[before]),
      after: show.text(states[status]),
    })),
  );
  const already = picked.flatMap(({ of, all }) =>
    all.filter((one) => !isToMove(one, action)).map(({ label }) => `${of.one.name} · ${label}`),
  );
  return { exact: { lines, holds: [], undoHolds: [], releases: [] }, diff, already };
}

/** What its review turned down is not switched on from here. */
function isToMove({ status }: Switched, action: PauseCampaign["action"]): boolean {
  return action === "pause" ? isRunning(status) : status === "paused";
}

function titleOf({ action, level }: PauseCampaign, picked: readonly Picked[]): Words {
  const all = picked.flatMap(({ all: some }) => some);
  const [campaign, ...others] = picked
    .filter(({ all: some }) => some.length > 0)
    .map(({ of }) => of.one.name);
  const where = campaign !== undefined && others.length === 0 ? campaign : undefined;
  const what = level === "adGroup" ? words("광고그룹", "ad groups") : words("소재", "ads");
  const label = all.length === 1 ? all[0]?.label : undefined;
  const ko = [where ?? "여러 캠페인", label ?? what.ko].join(" · ");
  const en = [where ?? "several campaigns", label ?? what.en].join(" · ");
  return action === "pause"
    ? words(`${ko} 일시정지`, `Pause ${en}`)
    : words(`${ko} 다시 시작`, `Resume ${en}`);
}

/** A campaign whose last ad goes off shows nothing, though it still says that it runs; ads of a paused campaign stay dark. */
function silentNotes(picked: readonly Picked[], action: PauseCampaign["action"]): Words[] {
  return picked.flatMap(({ of: { one, ads, groups }, all }): Words[] => {
    const ids = new Set(all.map(({ id }) => id));
    const runs = isRunning(one.remote.status);
    if (action === "resume")
      return runs || !all.some((some) => isToMove(some, action))
        ? []
        : [
            words(
              `‘${one.name}’ 캠페인이 멈춰 있어서 소재만 켜도 노출되지 않아요. 캠페인도 켜려면 ‘${one.name} 다시 켜줘’라고 해 주세요.`,
              `“${one.name}” itself is paused, so nothing is shown until it is resumed as well: say “resume ${one.name}”.`,
            ),
          ];
    const left = [...ads, ...groups].filter(({ id, status }) => isRunning(status) && !ids.has(id));
    const level = all[0]?.level;
    const others = left.filter(({ id }) => (level === "adGroup") === groups.some((group) => group.id === id));
    return runs && others.length === 0 && all.some((some) => isToMove(some, action))
      ? [
          words(
            `‘${one.name}’에 켜져 있는 것이 더 없게 돼요. 캠페인은 켜져 있어도 노출이 멈춰요.`,
            `Nothing else is on in “${one.name}”: it stays active but shows nothing.`,
          ),
        ]
      : [];
  });
}

function ask(
  ctx: Ctx,
  input: PauseCampaign,
  { of, among }: { of: CampaignAds; among: Candidate[] },
  show: Show,
): ToolResult {
  const all = among.length > 0 ? among : candidatesOf(of, []);
  const useful = all.filter((one) => isOnAir(one) === (input.action === "pause"));
  const { name } = of.one;
  const none = words(
    `‘${name}’에 소재가 없어요. 바뀐 것은 없어요.`,
    `“${name}” has no ads. Nothing was changed.`,
  );
  const which =
    input.action === "pause"
      ? words(`‘${name}’의 어느 소재를 멈출까요?`, `Which creative of “${name}” shall I pause?`)
      : words(`‘${name}’의 어느 소재를 다시 켤까요?`, `Which creative of “${name}” shall I resume?`);
  return askCreative(ctx, {
    question: say(ctx.lang, all.length === 0 ? none : which),
    among: all,
    offered: useful.length > 0 ? useful : all,
    press: ({ key }) => ({
      action: "pause_campaign",
      input: { ...input, creatives: [key], filters: inOne(input.filters, name) },
    }),
    took: input,
    show,
  });
}

/** The question was about one campaign, so its answer is as well. */
function inOne(filters: readonly Filter[], name: string): Filter[] {
  return [
    ...filters.filter(({ field }) => field !== "campaign"),
    { field: "campaign", op: "in", values: [name] },
  ];
}
