// What a model sees, taken apart: the day and language, what was said, the thread's last query, the results of this turn.

import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from "@ai-sdk/provider";
import { z } from "zod";
import { Filter, MarketingQuery } from "../../core/query.ts";
import { settingOf } from "../system-text.ts";
import { said } from "./actions/spoken.ts";
import type { Before, Listing, Part } from "./interpretation.ts";
import type { Setting } from "./interpret.ts";
import { advance } from "./thread.ts";

/** The part of a query's facts that a later question needs. */
const Answer = z.object({ queryId: z.string() });
/** A review that was kept: what is asked next may be about its findings. */
const Reviewed = z.object({ reviewId: z.string() });
const Lacking = z.object({ asked: z.array(z.string()).min(1) });
/** A dropped file that was no report but a page: what is said of it next is about its words. */
const TookPage = z.object({ page: z.literal(true), documentId: z.string() });
/** What a plan's result says it stands on. */
const Took = z.object({ took: z.looseObject({ planId: z.string() }) });
const Listed = z.object({
  level: z.enum(["campaign", "adGroup", "ad"]).default("campaign"),
  filters: z.array(Filter).default([]),
  status: z.string().optional(),
  startsIn: z.string().optional(),
  endsIn: z.string().optional(),
});
/** Calls that leave what the thread is about as it was. */
const talks: readonly string[] = [
  "help",
  "explain_figure",
  "not_measured",
  "decline",
  "launch_pack",
  "show_plan_versions",
  "show_approvals",
];

export type Seen = {
  setting: Setting;
  said: string;
  before: Before;
  /** Tool results that answer what was said; empty before the first call. */
  results: { tool: string; output: unknown }[];
  tools: ReadonlySet<string>;
};

/** The last words of a person and everything around them. */
export function seenIn({ prompt, tools }: LanguageModelV4CallOptions): Seen {
  const lastUser = prompt.findLastIndex(({ role }) => role === "user");
  const system = prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n");
  return {
    setting: settingOf(system) ?? { today: Temporal.PlainDate.from("1970-01-01"), lang: "ko" },
    said: textOf(prompt[lastUser]),
    before: threadOf(prompt.slice(0, Math.max(0, lastUser))),
    results: prompt.slice(lastUser + 1).flatMap(resultsOf),
    tools: new Set(tools?.map(({ name }) => name)),
  };
}

function textOf(message: LanguageModelV4Message | undefined): string {
  if (message?.role !== "user") return "";
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join(" ");
}

/** What earlier turns were about, from the calls they made. */
function threadOf(history: LanguageModelV4Prompt): Before {
  const calls = history.flatMap((message) =>
    message.role === "assistant"
      ? message.content.flatMap((part) => (part.type === "tool-call" ? [part] : []))
      : [],
  );
  let before: Before = {};
  for (const { toolName, input, toolCallId } of calls) {
    const facts = factsOf(history, toolCallId);
    if (isRefusedChange(toolName, input, facts)) continue;
    const tool = toolName === "import_report" && TookPage.safeParse(facts).success ? "review_page" : toolName;
    before = advance(before, partOf(tool, planned(tool, input, facts), facts));
  }
  const last = calls.findLast(({ toolName }) => toolName === "query_performance");
  const queryId = last && answerId(history, last.toolCallId);
  return { ...before, ...(queryId && { queryId }) };
}

/** A change of a plan that was refused left it as it was: what was said for it is not repeated with the next one. */
function isRefusedChange(tool: string, input: unknown, facts: unknown): boolean {
  const named = tool === "create_campaign" && z.object({ planId: z.string() }).safeParse(input).success;
  return named && !Took.safeParse(facts).success;
}

/** What a tool asked back about first; `undefined` when nothing was lacking. */
function askedIn(facts: unknown): string | undefined {
  return Lacking.safeParse(facts).data?.asked[0];
}

function partOf(tool: string, input: unknown, facts: unknown): Pick<Part, "query" | "listing" | "wish"> {
  if (tool === "query_performance") {
    const query = MarketingQuery.safeParse(input);
    return query.success ? { query: query.data } : {};
  }
  if (tool === "list_campaigns") {
    const listing = Listed.safeParse(input);
    return listing.success ? { listing: said(listing.data) as Listing } : {};
  }
  if (talks.includes(tool) || typeof input !== "object" || input === null) return {};
  const asked = askedIn(facts);
  const reviewId = Reviewed.safeParse(facts).data?.reviewId;
  return {
    wish: { tool, input, ...(asked !== undefined && { asked }), ...(reviewId !== undefined && { reviewId }) },
  };
}

function answerId(history: LanguageModelV4Prompt, callId: string): string | undefined {
  return Answer.safeParse(factsOf(history, callId)).data?.queryId;
}

function factsOf(history: LanguageModelV4Prompt, callId: string): unknown {
  const output = history
    .flatMap((message) => (message.role === "tool" ? message.content : []))
    .find((part) => part.type === "tool-result" && part.toolCallId === callId);
  return output?.type === "tool-result" && output.output.type === "json" ? output.output.value : undefined;
}

/** A plan stands as its result says, whatever was added or taken to come there; only its id and slots go on. */
function planned(tool: string, input: unknown, facts: unknown): unknown {
  if (tool !== "create_campaign" || typeof input !== "object" || input === null) return input;
  const took = Took.safeParse(facts).data?.took;
  if (took) return took;
  const {
    more: _more,
    set: _set,
    toVersion: _version,
    cannot: _cannot,
    addMedia: _add,
    dropMedia: _drop,
    addTargeting: _who,
    longerDays: _days,
    ...slots
  } = input as Record<string, unknown>;
  return slots;
}

function resultsOf(message: LanguageModelV4Message): Seen["results"] {
  if (message.role !== "tool") return [];
  return message.content.flatMap((part) =>
    part.type === "tool-result"
      ? [{ tool: part.toolName, output: "value" in part.output ? part.output.value : null }]
      : [],
  );
}
