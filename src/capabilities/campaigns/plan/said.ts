// What was said of a campaign as a brief: whole for a new plan, put into the one that stands for a change.

import { periodOf } from "../../../core/time.ts";
import type { CreateCampaign } from "../create-tool.ts";
import { type Brief, changedBrief } from "./brief.ts";
import { minorPerUnit } from "./draft.ts";
import type { StoredPlan } from "./store.ts";

/** A first brief from what was said. */
export function briefOf({ copyOf, product, ...said }: CreateCampaign): Brief {
  const about = product ?? copyOf;
  return { ...slotsOf(said), ...(about !== undefined && { product: about }) } as Brief;
}

/** The slots that a brief keeps; what is relative to a plan and the plan's id are not among them. */
function slotsOf(said: Partial<CreateCampaign>): Partial<Brief> {
  const {
    planId: _id,
    more: _more,
    set: _set,
    toVersion: _version,
    cannot: _cannot,
    addMedia: _add,
    dropMedia: _drop,
    addTargeting: _who,
    longerDays: _days,
    byTemplate: _one,
    copyOf: _of,
    bid: _bid,
    level: _level,
    newPictures: _new,
    ...slots
  } = said;
  return slots;
}

/** The brief of a plan with what was said now put in. */
export function changedFrom({ plan, brief }: StoredPlan, input: CreateCampaign): Brief {
  const { more, set, addMedia, dropMedia, addTargeting, longerDays } = input;
  return changedBrief(
    brief,
    slotsOf(input),
    { more, set, addMedia, dropMedia, longerDays, addTargeting },
    {
      standing: plan.media,
      minorPerUnit: minorPerUnit(plan.budget.currency),
      flight: periodOf(plan.flight),
    },
  );
}
