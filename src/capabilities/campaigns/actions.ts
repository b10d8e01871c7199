// Every kind of thing that can be approved, with what it does: a kind without a line here cannot be carried out.

import type { ApprovedAction, ApprovedActions } from "../approvals/approvals.ts";
import { RULE_SEVERITY, SET_ASIDE, setAsideAction, severityAction } from "../compliance/compliance.ts";
import { changeAction as change } from "./execution/exact.ts";
import { changeMustPass, isRegulatedChange } from "./held.ts";
import { launchAction } from "./launch.ts";

const changeAction: ApprovedAction = {
  ...change,
  needsPerson: (tx, ctx, { exact }) => isRegulatedChange(tx, ctx, exact),
  begin: async (tx, ctx, approved) => {
    await changeMustPass(tx, ctx, approved);
    return change.begin(tx, ctx, approved);
  },
};

export const approvedActions: ApprovedActions = {
  "campaign.launch": launchAction,
  "campaign.activate": changeAction,
  "campaign.pause": changeAction,
  "campaign.resume": changeAction,
  "campaign.budget": changeAction,
  "campaign.end": changeAction,
  "campaign.creative": changeAction,
  "campaign.url": changeAction,
  "campaign.rename": changeAction,
  "campaign.audience": changeAction,
  "campaign.undo": changeAction,
  [SET_ASIDE]: setAsideAction,
  [RULE_SEVERITY]: severityAction,
};
