// What a message becomes: one part per request in it.

import type { Lang } from "../../core/locale.ts";
import type { Filter, MarketingQuery } from "../../core/query.ts";
import type { ChatKind } from "../talk/chat-replies.ts";
import type { Reason } from "../talk/decline.ts";
import type { Topic } from "../talk/help.ts";

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

/** A wish to make or change something as the call that proposes it; nothing in it is executed by the interpretation. */
export type Wish = {
  tool: string;
  input: object;
  /** Of an earlier turn: the slot its tool asked back about. */
  asked?: string;
  /** Of an earlier turn: the review that came of it. */
  reviewId?: string;
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
  wish?: Wish;
  /** The answer whose figures are asked about; absent when the thread has none. */
  queryId?: string;
  /** Codes of data that no ad report holds. */
  missing?: string[];
  /** Never done, whatever is added later in the thread. */
  refuse?: Reason;
  topic?: Topic;
  /** Small talk by kind; absent where nothing was understood. */
  chat?: ChatKind;
  /** What was said, where words alone answer it. */
  said?: string;
  /** Why it was read so: the rule that decided, for whoever asks. */
  because: string;
};

export type Interpretation = { lang: Lang; parts: Part[] };

/** What a follow-up builds on, read from the calls of the thread's earlier turns. */
export type Before = {
  /** The typed query of the last figures, the one before it, and the id of the last answer. */
  query?: MarketingQuery;
  earlier?: MarketingQuery;
  queryId?: string;
  listing?: Listing;
  /** Latest last. */
  wishes?: readonly Wish[];
  /** Which of them came last. */
  last?: "figures" | "listing" | "wish";
};
