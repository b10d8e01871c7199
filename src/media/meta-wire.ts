// Meta's dialect: Graph paths, form bodies, error codes and the state of a node.

import { z } from "zod";
import { type Answer, call, type ClientParts, type Dialect, type Refusal } from "./call.ts";
import { checked } from "./given.ts";
import type { AccountRef, AdContent, Level, Remote, RemoteStatus } from "./medium.ts";
import { audienceOf, MetaTargeting } from "./meta-audience.ts";
import { budgetFromWire } from "./money-on-wire.ts";

const META_VERSION = "v26.0";
export const NUMBER = /^\d{1,25}$/;

/** Application, account, page and custom throttling; 80000 and up are the business use cases. */
const THROTTLES = new Set([4, 17, 32, 613]);

const Trouble = z.object({
  error: z.object({
    message: z.string().default(""),
    code: z.number(),
    error_subcode: z.number().optional(),
    error_user_msg: z.string().optional(),
  }),
});

/** A link with its words and picture: what this client makes, and most of what people make. */
const Story = z.object({
  link_data: z.object({
    message: z.string().default(""),
    link: z.string(),
    name: z.string().default(""),
    description: z.string().optional(),
    image_hash: z.string().optional(),
  }),
});

const metaDialect: Dialect = { medium: "meta", refusalIn };

export const metaNode = {
  fields: {
    campaign: "id,name,status,effective_status,daily_budget,stop_time",
    adGroup: "id,name,status,effective_status,campaign_id,targeting",
    ad: "id,name,status,effective_status,adset_id,ad_review_feedback,creative{object_story_spec}",
  } satisfies Record<Level, string>,
  shape: z.object({
    id: z.string(),
    name: z.string(),
    status: z.enum(["ACTIVE", "PAUSED", "ARCHIVED", "DELETED"]),
    effective_status: z.string(),
    daily_budget: z.string().optional(),
    stop_time: z.string().optional(),
    campaign_id: z.string().optional(),
    adset_id: z.string().optional(),
    targeting: MetaTargeting.optional(),
    ad_review_feedback: z.object({ global: z.record(z.string(), z.string()).optional() }).optional(),
    creative: z.object({ object_story_spec: z.unknown() }).optional(),
  }),
};
export type Node = z.output<typeof metaNode.shape>;

export function account({ ref }: AccountRef): string {
  return `act_${checked("meta", ref, NUMBER)}`;
}

export function get<Shape extends z.ZodType>(
  parts: ClientParts,
  path: string,
  query: Record<string, string>,
  shape: Shape,
): Promise<z.output<Shape>> {
  const request = { method: "GET", path: `/${META_VERSION}${path}`, query, headers: {} } as const;
  return call(parts, metaDialect, { ...request, effect: false, shape });
}

export function post<Shape extends z.ZodType>(
  parts: ClientParts,
  path: string,
  fields: Record<string, string>,
  shape: Shape,
): Promise<z.output<Shape>> {
  return call(parts, metaDialect, {
    method: "POST",
    path: `/${META_VERSION}${path}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
    effect: true,
    shape,
  });
}

export function remoteOf(node: Node, level: Level, currency: string, now: Temporal.Instant): Remote {
  const reason = Object.values(node.ad_review_feedback?.global ?? {})[0];
  const parentId = node.campaign_id ?? node.adset_id;
  const ends = node.stop_time === undefined ? undefined : instantOf(node.stop_time);
  return {
    id: node.id,
    name: node.name,
    status: statusOf(node, ends, now),
    ...(level === "campaign" &&
      node.daily_budget !== undefined && {
        dailyBudget: budgetFromWire("meta", "offset", node.daily_budget, currency),
      }),
    ...(ends && { end: ends.toZonedDateTimeISO("Asia/Seoul").toPlainDate() }),
    ...(parentId !== undefined && { parentId }),
    ...(reason !== undefined && { reason }),
    ...(level === "adGroup" && node.targeting && { audience: audienceOf(node.targeting) }),
    ...(level === "ad" && contentOf(node)),
  };
}

/** Nothing for an ad of another kind than a link: it is copied by nobody. */
function contentOf({ creative }: Node): { content?: AdContent } {
  const story = Story.safeParse(creative?.object_story_spec);
  if (!story.success) return {};
  const { message, link, name, description, image_hash: ref } = story.data.link_data;
  const texts = { headline: name, primary_text: message, ...(description !== undefined && { description }) };
  return { content: { texts, landingUrl: link, images: ref === undefined ? [] : [{ format: "", ref }] } };
}

/** What was set on the object itself: a running ad of a paused campaign is `active`. */
function statusOf(node: Node, ends: Temporal.Instant | undefined, now: Temporal.Instant): RemoteStatus {
  if (node.status === "DELETED" || node.status === "ARCHIVED") return "deleted";
  if (node.effective_status === "DISAPPROVED") return "rejected";
  if (ends && Temporal.Instant.compare(ends, now) < 0) return "ended";
  if (node.status === "PAUSED") return "paused";
  return ["PENDING_REVIEW", "IN_PROCESS"].includes(node.effective_status) ? "in_review" : "active";
}

/** Meta writes zones without a colon. */
function instantOf(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

function refusalIn({ json }: Answer): Refusal | undefined {
  const trouble = Trouble.safeParse(json);
  if (!trouble.success) return undefined;
  const { code, error_subcode: sub, message, error_user_msg: said } = trouble.data.error;
  const throttled = THROTTLES.has(code) || (code >= 80_000 && code < 90_000);
  return { code: sub === undefined ? `${code}` : `${code}/${sub}`, message: said ?? message, throttled };
}
