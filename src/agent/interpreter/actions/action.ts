// From a decided wish to the tool that proposes it.

import type { ActionIntent, Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { approvalOf } from "./approvals.ts";
import { audienceOf } from "./audience.ts";
import { copyOf } from "./copy.ts";
import { createOf } from "./create.ts";
import { editOf } from "./edit.ts";
import { imageOf } from "./image.ts";
import { pauseOf } from "./pause.ts";
import { planOf } from "./plan.ts";
import { reviewOf } from "./review.ts";
import { rolesOf } from "./roles.ts";
import { cancelOf, scheduleOf } from "./schedule.ts";

const makers: Readonly<Record<ActionIntent, (found: Found) => Wish>> = {
  create_campaign: createOf,
  edit_campaign: editOf,
  pause_resume: pauseOf,
  budget_plan: planOf,
  audience: audienceOf,
  generate_copy: copyOf,
  generate_image: imageOf,
  review_compliance: reviewOf,
  approve_reject: approvalOf,
  schedule_digest: scheduleOf,
  cancel_schedule: cancelOf,
  roles_admin: rolesOf,
};

export function wishOf(intent: ActionIntent, found: Found): Wish {
  return makers[intent](found);
}
