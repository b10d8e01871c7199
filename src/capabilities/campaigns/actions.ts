// Every kind of thing that can be approved, with what it does: a kind without a line here cannot be carried out.

import type { ApprovedActions } from "../approvals/approvals.ts";
import { RULE_SEVERITY, SET_ASIDE, setAsideAction, severityAction } from "../compliance/compliance.ts";
import { changeAction } from "./execution/exact.ts";
import { launchAction } from "./launch.ts";

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
