// The fixed world of the labelled rows: clock, media, campaigns and people, from a JSON file.

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { Role } from "../../core/roles.ts";

const Media = z.object({
  channel: z.enum(["meta", "google_ads", "naver", "kakao"]),
  dimensions: z.array(z.string()).default([]),
  placements: z.array(z.string()).default([]),
  product_types: z.array(z.string()).default([]),
});

const Campaign = z.object({
  name: z.string(),
  channel: Media.shape.channel,
  status: z.string().default("active"),
  start: z.iso.date(),
  end: z.iso.date().optional(),
});
export type FixtureCampaign = z.output<typeof Campaign>;

export const Fixture = z.object({
  clock: z.string().transform((text) => Temporal.Instant.from(text)),
  timezone: z.string().default("Asia/Seoul"),
  currency: z.string().default("KRW"),
  workspace: z.object({ name: z.string() }).default({ name: "eval" }),
  media: z.array(Media),
  campaigns: z.array(Campaign),
  members: z.array(z.object({ name: z.string(), role: Role })).default([]),
});
export type Fixture = z.output<typeof Fixture>;

export async function readFixture(path: string): Promise<Fixture> {
  return Fixture.parse(JSON.parse(await readFile(path, "utf8")));
}
