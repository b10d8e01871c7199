// Who a running campaign is for, changed ad group by ad group: what was said takes the place of what was there, the rest stays.

import { words } from "../../../core/locale.ts";
import type { Targeting } from "../../../core/slots.ts";
import { mediumFeatures } from "../../../media/features.ts";
import type { Audience, Remote } from "../../../media/medium.ts";
import type { Change } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { reach } from "../execution/reach.ts";
import type { Step } from "../execution/steps.ts";
import { audienceText } from "../plan/words.ts";
import type { Built, Show } from "./build.ts";
import type { Reached } from "./targets.ts";

export type CampaignGroups = { one: Reached; groups: readonly Remote[] };

export async function groupsOf(ctx: Ctx, targets: readonly Reached[]): Promise<CampaignGroups[]> {
  const all: CampaignGroups[] = [];
  for (const one of targets) {
    const place = await reach(ctx, one.accountId);
    if (!place) continue;
    const groups = await place.medium.list(place.at, "adGroup", one.remote.id);
    all.push({ one, groups: groups.filter(({ status }) => status !== "deleted") });
  }
  return all;
}

/** Ages, genders and regions as media take them; nothing where only groups of people were said, which are no field of an ad group here. */
export function audienceSaid({ age, gender, region }: Targeting): Audience {
  return {
    ...(age.length > 0 && {
      ages: {
        from: Math.min(...age.map(({ min }) => min)),
        to: Math.max(...age.map(({ max }) => max ?? OLDEST)),
      },
    }),
    ...(gender.length > 0 && { genders: gender }),
    ...(region.length > 0 && { regions: region }),
  };
}

const OLDEST = 65;

/** Whether the medium lets all of it be changed. */
export function canAim({ medium }: Reached, wanted: Audience): boolean {
  const open: readonly string[] = mediumFeatures[medium].audience;
  return Object.keys(wanted).every((part) => open.includes(part));
}

export function buildAudience(
  all: readonly CampaignGroups[],
  wanted: Audience,
  show: Show & { lang: Ctx["lang"] },
): Built {
  const planned = all.map(({ one, groups }) => ({
    one,
    moves: groups.flatMap((group) => {
      const before = group.audience ?? {};
      const after = { ...before, ...wanted };
      return isSame(before, after) ? [] : [{ group, before, after }];
    }),
  }));
  const moved = planned.filter(({ moves }) => moves.length > 0);
  return {
    exact: {
      lines: moved.map(({ one, moves }) => ({
        medium: one.medium,
        accountId: one.accountId,
        entity: one.name,
        steps: moves.map(({ group, before, after }): Step => ({
          op: "set_audience",
          target: { id: group.id },
          audience: plain(after),
          before: plain(before),
        })),
      })),
      holds: [],
      undoHolds: [],
      releases: [],
    },
    diff: moved.flatMap(({ one, moves }) =>
      moves.map(({ group, before, after }): Change => ({
        entity: `${one.name} · ${group.name.replace(/\s?\[co9-[0-9a-f]{8}\]$/, "")}`,
        medium: one.medium,
        field: show.text(words("타겟", "audience")),
        before: textOf(before, show.lang),
        after: textOf(after, show.lang),
      })),
    ),
    already: planned.filter(({ moves }) => moves.length === 0).map(({ one }) => one.name),
  };
}

type Aimed = Extract<Step, { op: "set_audience" }>["audience"];

function plain({ ages, genders, regions }: Audience): Aimed {
  return {
    ...(ages && { ages }),
    ...(genders && { genders: [...genders] }),
    ...(regions && { regions: [...regions] }),
  };
}

function isSame(a: Audience, b: Audience): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function textOf({ ages, genders = [], regions = [] }: Audience, lang: Ctx["lang"]): string {
  const age = ages ? [{ min: ages.from, ...(ages.to < OLDEST && { max: ages.to }) }] : [];
  return audienceText({ age, gender: [...genders], region: [...regions], audience: [] }, lang);
}
