// Who may start what, and what comes of it at each level of automation: one row per tool. A tool without a row runs for nobody.

import type { Role } from "../core/roles.ts";
import type { Autonomy } from "./limits/limits.ts";

/**
 * `shows`: nothing changes. `changes`: something of the workspace's own (a name, a limit, a draft) changes at once; no money, no medium.
 * `asks`: a request that changes media, and waits or runs by the level of automation. `decides`: an authenticated press on such a request.
 */
type Ends = "shows" | "changes" | "asks" | "decides";

export type Row = { roles: readonly Role[]; ends: Ends };

const all: readonly Role[] = ["company_admin", "project_manager", "member", "viewer"];
const members: readonly Role[] = ["company_admin", "project_manager", "member"];
const deciders: readonly Role[] = ["company_admin", "project_manager"];
const admins: readonly Role[] = ["company_admin"];

const shows = (roles: readonly Role[]): Row => ({ roles, ends: "shows" });
const changes = (roles: readonly Role[]): Row => ({ roles, ends: "changes" });
const asks = (roles: readonly Role[]): Row => ({ roles, ends: "asks" });
const decides = (roles: readonly Role[]): Row => ({ roles, ends: "decides" });

export const matrix: Readonly<Record<string, Row>> = {
  query_performance: shows(all),
  list_campaigns: shows(all),
  explain_figure: shows(all),
  budget_plan: shows(all),
  review_compliance: shows(all),
  explain_findings: shows(all),
  review_picture: shows(all),
  review_rejection: shows(all),
  check_send: shows(all),
  review_page: shows(all),
  show_approvals: shows(all),
  show_schedules: shows(all),
  show_digest: shows(all),
  show_portfolio: shows(all),
  preview_schedule: shows(all),
  send_digest: shows(all),
  tell_schedule: shows(all),
  show_alerts: shows(all),
  tell_incident: shows(all),
  show_audience: shows(all),
  show_reach: shows(all),
  show_consents_due: shows(all),
  remind_consents: shows(all),
  show_access_log: shows(admins),
  show_intake: shows(admins),
  show_arrival: shows(members),
  show_reach_order: shows(all),
  show_roles: shows(all),
  show_limits: shows(all),
  show_history: shows(all),
  show_feedback: shows(deciders),
  give_feedback: changes(all),
  show_brand_guide: shows(all),
  show_campaign_rule: shows(all),
  show_plan_versions: shows(all),
  show_brand_rules: shows(all),
  leave_brand_rules: shows(all),
  show_findings: shows(all),
  rule_statistics: shows(all),
  show_evidence: shows(all),
  show_policies: shows(all),
  tell_decision: shows(all),
  change_proposal: shows(all),
  help: shows(all),
  tell_expired: shows(all),
  remind_decider: shows(all),
  show_request: shows(all),
  tell_review_changes: shows(all),
  tell_disconnected: shows(all),
  show_review: shows(all),
  not_measured: shows(all),
  decline: shows(all),
  ask_back: shows(all),
  campaign_form: shows(members),
  limits_form: shows(admins),

  create_campaign: asks(members),
  edit_campaign: asks(members),
  pause_campaign: asks(members),
  undo_change: asks(members),
  set_aside_review: asks(admins),
  tell_outcome: asks(all),

  ask_again: asks(members),
  draft_by_form: asks(members),
  change_by_form: asks(members),
  decide_approval: decides(all),
  pause_everything: decides(deciders),

  set_reach_order: changes(all),
  set_push: changes(admins),
  apply_push: changes(admins),
  set_deputy: changes(deciders),
  apply_deputy: changes(deciders),
  note_rejection: changes(members),
  send_reason: changes(members),
  keep_brand_rule: changes(members),
  launch_pack: changes(members),
  export_dossier: changes(members),
  note_done_by_hand: changes(members),
  generate_copy: changes(members),
  generate_image: changes(members),
  convert_creative: changes(members),
  set_brand_guide: changes(members),
  restore_brand_guide: changes(members),
  set_brand_rule: changes(members),
  switch_on_brand_rules: changes(members),
  change_brand_rule: changes(members),
  restore_brand_rules: changes(members),
  answer_finding: changes(members),
  set_campaign_rule: changes(members),
  restore_campaign_rule: changes(members),
  give_evidence: changes(members),
  withdraw_consent: changes(members),
  note_sent: changes(members),
  apply_sent: changes(members),
  erase_contact: changes(deciders),
  apply_erasure: changes(deciders),
  take_back_evidence: changes(members),
  schedule_digest: changes(members),
  cancel_schedule: changes(members),
  change_schedule: changes(members),
  set_alert: changes(members),
  change_alert: changes(members),
  set_alert_hours: changes(admins),
  create_audience: changes(members),
  import_report: changes(members),
  undo_import: changes(members),
  merge_campaigns: changes(members),
  unmerge_campaigns: changes(members),

  stop_automation: changes(all),
  resume_automation: changes(admins),
  lift_stop: changes(admins),
  set_limit: changes(admins),
  apply_limit: changes(admins),
  change_limits_by_form: changes(admins),
  set_autonomy: changes(admins),
  apply_autonomy: changes(admins),
  set_role: changes(admins),
  invite_person: changes(admins),
  change_role: changes(admins),
  remove_person: changes(admins),
  link_identity: changes(all),
  admit_person: changes(admins),
  turn_person_away: changes(admins),
  bind_room: changes(admins),
  unbind_room: changes(admins),
  approve_room: changes(admins),
  silence_room: changes(admins),
  set_room_policy: changes(admins),
  apply_room_policy: changes(admins),
  set_room_intake: changes(admins),
  apply_room_intake: changes(admins),
  offer_upload_address: changes(admins),
  revoke_upload_address: changes(admins),
};

/** What comes of a request or a decision on it. */
export type Comes = "forbidden" | "suggested" | "waits" | "runs" | "begins";

/**
 * The whole of role × tool × level, for a request that is small and within every limit; whose it is makes no difference below the
 * amount from which somebody else decides.
 */
export function comesOf({ roles, ends }: Row, role: Role, level: Autonomy): Comes {
  if (!roles.includes(role)) return "forbidden";
  switch (ends) {
    case "shows":
    case "changes":
      return "runs";
    case "asks":
      if (level === "suggest") return "suggested";
      return level === "autonomous" && deciders.includes(role) ? "begins" : "waits";
    case "decides":
      return !deciders.includes(role) || level === "suggest" ? "forbidden" : "begins";
  }
}
