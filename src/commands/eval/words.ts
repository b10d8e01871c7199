// The words of the labelled rows beside the product's own. This is the only place that knows both; the product never reads
// or writes the right-hand ones. What is not listed is equal, or camelCase here and snake_case there.

import { QueryKind } from "../../core/query.ts";

/** Dimensions, filters and levels. */
const fields: Readonly<Record<string, string>> = { medium: "channel", adGroup: "adset", ad: "creative" };

export function evalField(own: string): string {
  return fields[own] ?? own;
}

const slots: Readonly<Record<string, string>> = {
  fromMedium: "from_channel",
  toMedium: "to_channel",
  person: "user",
};

/** `durationDays` = `duration_days`. */
export function evalSlot(own: string): string {
  return slots[own] ?? own.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Slots as they are asked back about: several of ours are one there. */
const asks: Readonly<Record<string, string>> = {
  media: "channel",
  metrics: "metric",
  name: "campaign",
  period: "time",
  start: "time",
  end: "time",
  resumeOn: "time",
  cron: "time",
  at: "time",
  bid: "amount",
  changePct: "amount",
  landing_page: "url",
  landingPage: "url",
};

export function evalAsk(own: string): string {
  return asks[own] ?? evalSlot(evalField(own));
}

/** `medium: …` of an assumption becomes `channel: …`. */
export function evalAssumption(text: string): string {
  const colon = text.indexOf(":");
  return colon < 0 ? text : evalField(text.slice(0, colon)) + text.slice(colon);
}

/** What we tell apart and the rows do not. */
const finer: Readonly<Record<string, string>> = { email: "other", app: "other", weather: "other" };

/** `medium:tiktok` becomes `channel:tiktok`. */
export function evalMissing(code: string): string {
  return finer[code] ?? code.replace(/^medium:/, "channel:");
}

const objectives: Readonly<Record<string, string>> = { sales: "conversions", leads: "conversions" };

export function evalObjective(own: string): string {
  return objectives[own] ?? own;
}

/** Where a campaign runs within its medium is one list here and several fields there. */
const placeFields: Readonly<Record<string, string>> = {
  powerlink: "product_type",
  shopping: "product_type",
  brand_search: "product_type",
  search: "campaign_type",
  display: "campaign_type",
  performance_max: "campaign_type",
};

export function placeField(place: string): string {
  return placeFields[place] ?? "placement";
}

export function isCampaignType(type: string): boolean {
  return placeFields[type] === "campaign_type";
}

/** What a call means there: its intent, and the slots that our tool's name says already. */
export type Meaning = { intent: string; slots?: Readonly<Record<string, unknown>> };

const tools: Readonly<Record<string, Meaning>> = {
  list_campaigns: { intent: "list_campaigns" },
  create_campaign: { intent: "create_campaign" },
  launch_pack: { intent: "create_campaign" },
  show_plan_versions: { intent: "create_campaign" },
  campaign_form: { intent: "create_campaign" },
  edit_campaign: { intent: "edit_campaign" },
  pause_campaign: { intent: "pause_resume" },
  budget_plan: { intent: "budget_plan" },
  generate_copy: { intent: "generate_copy" },
  generate_image: { intent: "generate_image" },
  review_compliance: { intent: "review_compliance" },
  review_rejection: { intent: "review_compliance" },
  check_send: { intent: "review_compliance" },
  review_page: { intent: "review_compliance" },
  show_approvals: { intent: "approve_reject" },
  schedule_digest: { intent: "schedule_digest" },
  show_schedules: { intent: "schedule_digest", slots: { action: "list" } },
  show_digest: { intent: "query_performance" },
  show_portfolio: { intent: "query_performance" },
  cancel_schedule: { intent: "cancel_schedule" },
  create_audience: { intent: "audience", slots: { action: "create" } },
  show_audience: { intent: "audience" },
  show_roles: { intent: "roles_admin" },
  set_role: { intent: "roles_admin" },
  set_room_policy: { intent: "roles_admin" },
  show_intake: { intent: "roles_admin" },
  set_alert: { intent: "roles_admin" },
  show_alerts: { intent: "roles_admin" },
  change_alert: { intent: "roles_admin" },
  set_alert_hours: { intent: "roles_admin" },
  set_room_intake: { intent: "roles_admin" },
  show_limits: { intent: "roles_admin" },
  set_limit: { intent: "roles_admin" },
  limits_form: { intent: "roles_admin" },
  stop_automation: { intent: "roles_admin" },
  resume_automation: { intent: "roles_admin" },
  note_rejection: { intent: "approve_reject", slots: { action: "reject" } },
  convert_creative: { intent: "generate_image" },
  set_brand_guide: { intent: "generate_copy" },
  show_brand_guide: { intent: "generate_copy" },
  set_brand_rule: { intent: "generate_copy" },
  explain_findings: { intent: "review_compliance" },
  answer_finding: { intent: "review_compliance" },
  rule_statistics: { intent: "review_compliance" },
  change_brand_rule: { intent: "generate_copy" },
  show_brand_rules: { intent: "generate_copy" },
  leave_brand_rules: { intent: "generate_copy" },
  set_campaign_rule: { intent: "edit_campaign" },
  show_campaign_rule: { intent: "edit_campaign" },
  set_deputy: { intent: "roles_admin" },
  show_history: { intent: "roles_admin" },
  show_feedback: { intent: "roles_admin" },
  show_policies: { intent: "review_compliance" },
  review_picture: { intent: "review_compliance" },
  show_evidence: { intent: "review_compliance" },
  export_dossier: { intent: "review_compliance" },
  give_evidence: { intent: "review_compliance" },
  set_aside_review: { intent: "review_compliance" },
  show_reach: { intent: "audience" },
  withdraw_consent: { intent: "audience" },
  show_consents_due: { intent: "audience" },
  note_sent: { intent: "audience" },
  erase_contact: { intent: "audience" },
  show_access_log: { intent: "audience" },
  show_reach_order: { intent: "roles_admin" },
  set_reach_order: { intent: "roles_admin" },
  set_push: { intent: "roles_admin" },
  set_autonomy: { intent: "roles_admin", slots: { action: "set_autonomy" } },
  help: { intent: "help" },
  explain_figure: { intent: "help" },
  not_measured: { intent: "other_data_not_available" },
  decline: { intent: "smalltalk_out_of_scope" },
  ask_back: { intent: "smalltalk_out_of_scope" },
};

/** No call at all: a greeting, chit-chat, or nothing that is done here. */
export const noCall: Meaning = { intent: "smalltalk_out_of_scope" };

export function meaningOf(tool: string, kind: unknown): Meaning {
  if (tool !== "query_performance") return tools[tool] ?? noCall;
  const known = QueryKind.safeParse(kind).data ?? "total";
  return { intent: known === "total" ? "query_performance" : known };
}

/** Tools the table above speaks of, for the check that none was forgotten. */
export const knownTools: readonly string[] = ["query_performance", ...Object.keys(tools)];
