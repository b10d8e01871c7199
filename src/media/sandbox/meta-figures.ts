// Meta's insights: numbers as strings, one purchase under three action types.

import { z } from "zod";
import { type Shelf } from "./engine.ts";
import { figureDays } from "./figure-days.ts";
import { jsonIn, read } from "./server.ts";

const FIELDS = "campaign_id campaign_name spend impressions clicks actions action_values".split(" ");
const TYPES = ["purchase", "omni_purchase", "offsite_conversion.fb_pixel_purchase"];
const Query = z.strictObject({
  level: z.literal("campaign"),
  fields: z
    .string()
    .refine((list) => list.split(",").every((field) => FIELDS.includes(field)), "a field nobody knows"),
  time_range: z.string(),
  time_increment: z.literal("1"),
  limit: z.string().optional(),
  after: z.string().optional(),
});
const Range = z.strictObject({ since: z.iso.date(), until: z.iso.date() });

export function metaFigures(shelf: Shelf, query: Readonly<Record<string, string>>): unknown[] {
  const { since, until } = read(Range, jsonIn(read(Query, query).time_range));
  const decimals = shelf.state.currency === "KRW" || shelf.state.currency === "JPY" ? 0 : 2;
  return figureDays(shelf, { from: since, to: until, today: true, maxDays: 1_200 }).map((row) => ({
    campaign_id: row.campaignId,
    campaign_name: shelf.state.objects[row.campaignId]?.name,
    date_start: row.day.toString(),
    date_stop: row.day.toString(),
    spend: row.spend.toFixed(decimals),
    impressions: `${row.impressions}`,
    clicks: `${row.clicks}`,
    actions: TYPES.map((action_type) => ({ action_type, value: `${row.conversions}` })),
    action_values: TYPES.map((action_type) => ({ action_type, value: row.revenue.toFixed(decimals) })),
  }));
}
