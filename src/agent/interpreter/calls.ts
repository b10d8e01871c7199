// From what a message means to the tools that do it.

import type { ActionSlots, ActionIntent, Interpretation, Part } from "./interpretation.ts";
import { isFigures } from "./figures.ts";

export type ToolCall = { tool: string; input: unknown };

const toolOf: Readonly<Record<ActionIntent, string>> = {
  create_campaign: "create_campaign",
  edit_campaign: "edit_campaign",
  pause_resume: "pause_campaign",
  budget_plan: "budget_plan",
  audience: "audience",
  generate_copy: "generate_copy",
  generate_image: "generate_image",
  review_compliance: "review_compliance",
  approve_reject: "show_approvals",
  schedule_digest: "schedule_digest",
  cancel_schedule: "cancel_schedule",
  roles_admin: "show_roles",
};

/** One call per part that has a tool, in the message's order. */
export function callsFor({ parts }: Interpretation): ToolCall[] {
  return parts.flatMap((part) => {
    const call = callFor(part);
    return call ? [call] : [];
  });
}

function callFor(part: Part): ToolCall | undefined {
  if (part.refuse) return undefined;
  if (part.query && isFigures(part.intent)) return { tool: "query_performance", input: part.query };
  if (part.queryId) return { tool: "explain_figure", input: { queryId: part.queryId } };
  if (part.listing) return { tool: "list_campaigns", input: part.listing };
  if (part.action) return { tool: toolFor(part.intent as ActionIntent, part.action), input: part.action };
  return undefined;
}

/** Looking at roles is open to everybody; changing one is not. */
function toolFor(intent: ActionIntent, { action }: ActionSlots): string {
  return intent === "roles_admin" && (action === "set_role" || action === "invite")
    ? "set_role"
    : toolOf[intent];
}
