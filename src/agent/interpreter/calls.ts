// From what a message means to the tools that do it.

import type { Interpretation, Part } from "./interpretation.ts";
import { isFigures } from "./figures.ts";

export type ToolCall = { tool: string; input: unknown };

/** The calls of each part, in the message's order. */
export function callsFor({ parts }: Interpretation): ToolCall[] {
  return parts.flatMap((part) => [...callFor(part), ...missingCall(part)]);
}

function callFor(part: Part): ToolCall[] {
  if (part.refuse) return [{ tool: "decline", input: { reason: part.refuse } }];
  if (part.query && isFigures(part.intent)) return [{ tool: "query_performance", input: part.query }];
  if (part.queryId) return [{ tool: "explain_figure", input: { queryId: part.queryId } }];
  if (part.listing) return [{ tool: "list_campaigns", input: part.listing }];
  if (part.intent === "help") return [{ tool: "help", input: { topic: part.topic ?? "overview" } }];
  if (part.because === "nothing understood") return [{ tool: "ask_back", input: { said: part.said ?? "" } }];
  return part.wish ? [part.wish] : [];
}

/** What is not measured is told beside whatever else the request asked. */
function missingCall({ missing }: Part): ToolCall[] {
  return missing && missing.length > 0 ? [{ tool: "not_measured", input: { missing } }] : [];
}
