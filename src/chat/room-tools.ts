// What the answer of each tool holds, for rooms in which not everything may be said. A tool without a row holds the workspace's own affairs:
// whoever writes a new one says here that a room may see it, or no guarded room does.

/**
 * `words`: neither figures nor anything of the workspace's own. `figures`: performance, budgets and campaigns. `own`: limits and fees, the
 * record of what was done, who is here and in which role, what other rooms hear, people's contacts and consents, evidence.
 */
export type Holds = "words" | "figures" | "own";

const rows: Readonly<Record<Exclude<Holds, "own">, readonly string[]>> = {
  words: [
    "help",
    "not_measured",
    "decline",
    "ask_back",
    "review_compliance",
    "review_picture",
    "review_page",
    "review_rejection",
    "generate_copy",
    "generate_image",
    "convert_creative",
    "give_feedback",
    "stop_automation",
  ],
  figures: [
    "query_performance",
    "list_campaigns",
    "explain_figure",
    "import_report",
    "undo_import",
    "campaign_form",
    "create_campaign",
    "edit_campaign",
    "pause_campaign",
    "undo_change",
    "ask_again",
    "draft_by_form",
    "change_by_form",
    "change_proposal",
    "decide_approval",
    "pause_everything",
    "tell_outcome",
    "tell_decision",
    "tell_expired",
    "preview_schedule",
    "send_digest",
    "show_digest",
  ],
};

const holds: ReadonlyMap<string, Holds> = new Map([
  ...rows.words.map((tool) => [tool, "words"] as const),
  ...rows.figures.map((tool) => [tool, "figures"] as const),
]);

export function holdsOf(tool: string): Holds {
  return holds.get(tool) ?? "own";
}
