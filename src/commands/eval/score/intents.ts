// Which intents may be taken for one another, which slots each has, and which of them may write at once.

import type { Slots } from "../slots.ts";
import { choicesOf, type GoldRow } from "./gold.ts";
import { listOf, sameList } from "./text.ts";

export const reads: readonly string[] = [
  "query_performance",
  "breakdown",
  "trend",
  "compare",
  "top_n",
  "root_cause",
  "forecast",
];

/** Where a filter nobody asked for is an error. */
export const narrowing: readonly string[] = [...reads, "pause_resume", "edit_campaign", "list_campaigns"];

/** Where a write in the same turn is no fault by itself. */
export const mayWrite: readonly string[] =
  "schedule_digest cancel_schedule approve_reject generate_copy generate_image review_compliance audience".split(
    " ",
  );

const slotsOfIntent: Readonly<Record<string, string>> = {
  query_performance: "metrics filters exclude time missing ask parts",
  breakdown: "metrics dimensions filters exclude having time grain order limit missing ask parts",
  trend: "metrics dimensions filters exclude time grain missing ask parts",
  compare: "metrics dimensions filters exclude time grain compare missing ask parts",
  top_n: "metrics dimensions filters exclude having time order limit missing ask parts",
  root_cause: "metrics filters exclude time compare direction missing ask parts",
  forecast: "metrics filters time budget change_pct goal missing ask parts",
  budget_plan: "filters time budget direction change_pct goal from_channel to_channel missing ask parts",
  create_campaign:
    "filters targeting product name budget start end duration_days split objective format type copy_of initial_status missing ask parts",
  edit_campaign:
    "filters targeting having level budget bid change_pct direction name start end end_shift_days field ends_in ask parts",
  pause_resume: "filters having level time order limit resume_on recurring ask parts",
  list_campaigns: "filters having level starts_in ends_in ask parts",
  generate_copy: "filters targeting product tone count part max_chars languages lines ask parts",
  generate_image: "filters product aspect size background ask parts",
  review_compliance: "filters text scope ask parts",
  approve_reject: "target requested_by reason ask parts",
  schedule_digest: "metrics dimensions filters time cron at which deliver_to ask parts",
  cancel_schedule: "which ask parts",
  audience: "filters targeting product time did did_not ask parts",
  roles_admin: "user role threshold autonomy ask parts",
  other_data_not_available: "missing",
  help: "",
  smalltalk_out_of_scope: "",
};

export const intents: readonly string[] = Object.keys(slotsOfIntent);

/** Slots that the reading under another intent can be held to; `undefined` = all. */
export function slotsAskedOf(row: GoldRow, intent: string): readonly string[] | undefined {
  const other = intent !== row.intent && row.also.includes(intent);
  if (!other && row.intent !== "other_data_not_available") return undefined;
  return slotsOfIntent[other ? intent : row.intent]?.split(" ") ?? [];
}

export function sameIntent(row: GoldRow, intent: string, slots: Slots): boolean {
  if (intent === row.intent || row.also.includes(intent)) return true;
  const dims = listOf(slots["dimensions"]);
  const [want] = choicesOf(row.slots["dimensions"]);
  switch (`${row.intent} as ${intent}`) {
    case "compare as breakdown":
    case "breakdown as compare":
      return sideBySide(row, slots);
    case "top_n as breakdown":
      return (
        row.slots["limit"] === undefined &&
        row.slots["order"] !== undefined &&
        sameOrder(row.slots["order"], slots["order"])
      );
    case "breakdown as top_n":
      return slots["limit"] === undefined && sameList("dimensions", want, dims);
    case "trend as breakdown":
      return choicesOf(row.slots["grain"]).some((grain) => grain !== null && dims.includes(grain));
    case "breakdown as trend":
      return listOf(want).includes(slots["grain"]);
    default:
      return false;
  }
}

/** Two values of one dimension were named. */
function sideBySide(row: GoldRow, slots: Slots): boolean {
  const filters = { ...(slots["filters"] as Record<string, unknown> | undefined) };
  return Object.entries({ ...(row.slots["filters"] as object | undefined) }).some(
    ([field, label]) =>
      choicesOf(label).some((one) => listOf(one).length > 1) &&
      (listOf(slots["dimensions"]).includes(field) || listOf(filters[field]).length > 1),
  );
}

export function sameOrder(label: unknown, said: unknown): boolean {
  const { by, dir } = { ...(said as { by?: string; dir?: string } | undefined) };
  return choicesOf(label).some((one) => {
    const want = one as { by: string; dir: string } | null;
    return want !== null && want.by === by && want.dir === dir;
  });
}
