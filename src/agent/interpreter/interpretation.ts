// What a message becomes: one part per request in it.

import type { Lang } from "../../core/locale.ts";
import type { Medium } from "../../core/medium.ts";
import type { Filter, MarketingQuery } from "../../core/query.ts";

export type ReadIntent =
  | "query_performance"
  | "trend"
  | "breakdown"
  | "compare"
  | "top_n"
  | "root_cause"
  | "forecast";

export type ActionIntent =
  | "create_campaign"
  | "edit_campaign"
  | "pause_resume"
  | "budget_plan"
  | "audience"
  | "generate_copy"
  | "generate_image"
  | "review_compliance"
  | "approve_reject"
  | "schedule_digest"
  | "cancel_schedule"
  | "roles_admin";

type TalkIntent = "help" | "other_data_not_available" | "smalltalk_out_of_scope";
export type Intent = ReadIntent | ActionIntent | TalkIntent | "list_campaigns" | "explain_figure";

export type Budget = {
  amount: number;
  /** As spoken; absent = the workspace's. */
  currency?: string;
  period?: "daily" | "weekly" | "monthly" | "total";
};

/** The slots of a wish to change or make something, as said; nothing in it is executed by the interpretation. */
export type ActionSlots = {
  filters?: Filter[];
  product?: string;
  budget?: Budget;
  changePct?: number;
  durationDays?: number;
  time?: string;
  fromMedium?: Medium;
  toMedium?: Medium;
  field?: string;
  action?: string;
  target?: string;
  text?: string;
  count?: number;
  person?: string;
  role?: string;
  age?: string[];
  gender?: string[];
  region?: string[];
  cron?: string;
  deliverTo?: string[];
  needsConfirmation: boolean;
};

export type Listing = {
  level: "campaign" | "adGroup" | "ad";
  filters: Filter[];
  status?: string;
  startsIn?: string;
  endsIn?: string;
};

export type Part = {
  intent: Intent;
  query?: MarketingQuery;
  listing?: Listing;
  action?: ActionSlots;
  /** The answer whose figures are asked about; absent when the thread has none. */
  queryId?: string;
  /** Codes of data that no ad report holds. */
  missing?: string[];
  /** The slot to ask for. */
  ask?: string;
  refuse?: boolean;
  /** Why it was read so: the rule that decided, for whoever asks. */
  because: string;
};

export type Interpretation = { lang: Lang; parts: Part[] };

/** What a follow-up builds on: the typed query of the thread's last figure, and the id of its answer. */
export type Before = { query?: MarketingQuery; queryId?: string };
