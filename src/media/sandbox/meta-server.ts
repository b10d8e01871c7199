// The server side of Meta's dialect: Graph paths, form bodies, errors with code and subcode.

import { z } from "zod";
import type { Level } from "../medium.ts";
import type { WireRequest } from "../transport.ts";
import {
  add,
  all,
  change,
  get,
  isOver,
  type NewObject,
  Refused,
  reviewOf,
  type RefusalName,
  type Shelf,
} from "./engine.ts";
import { endOf, SHOP } from "./first-state.ts";
import { metaFigures } from "./meta-figures.ts";
import { aimed, places, Targeting, targetingOf } from "./meta-targeting.ts";
import { embedded, json, matchPath, page, read, type Server } from "./server.ts";
import type { SandboxObject } from "./state.ts";

const edges: Readonly<Record<string, Level>> = { campaigns: "campaign", adsets: "adGroup", ads: "ad" };
const objectives = {
  OUTCOME_AWARENESS: "awareness",
  OUTCOME_TRAFFIC: "traffic",
  OUTCOME_LEADS: "leads",
  OUTCOME_SALES: "sales",
} as const;
/** Budget units of one main unit, the server's own table. */
const units: Readonly<Record<string, bigint>> = { KRW: 1n, JPY: 1n, USD: 100n, EUR: 100n };
const codes: Readonly<Record<RefusalName, { code: number; sub?: number }>> = {
  invalid: { code: 100 },
  unknown_field: { code: 100, sub: 1_487_000 },
  not_found: { code: 100, sub: 33 },
  wrong_account: { code: 200 },
  bad_signature: { code: 190 },
  duplicate_name: { code: 100 },
  bad_budget: { code: 100, sub: 1_885_272 },
  bad_dates: { code: 100, sub: 1_487_036 },
};

const Status = z.enum(["ACTIVE", "PAUSED"]);
const Digits = z.string().regex(/^\d{1,19}$/);
const Time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/);
const NewCampaign = z.strictObject({
  name: z.string(),
  objective: z.enum(Object.keys(objectives) as [keyof typeof objectives]),
  status: Status.default("ACTIVE"),
  special_ad_categories: embedded(
    z.array(z.enum(["HOUSING", "EMPLOYMENT", "CREDIT", "FINANCIAL_PRODUCTS_SERVICES"])),
  ),
  bid_strategy: z.enum(["LOWEST_COST_WITHOUT_CAP", "COST_CAP"]).optional(),
  daily_budget: Digits,
  start_time: Time.optional(),
  stop_time: Time.optional(),
});
const NewAdset = z.strictObject({
  name: z.string(),
  campaign_id: Digits,
  optimization_goal: z.enum(["LINK_CLICKS", "REACH", "OFFSITE_CONVERSIONS", "LEAD_GENERATION"]),
  billing_event: z.enum(["IMPRESSIONS", "LINK_CLICKS"]),
  status: Status.default("ACTIVE"),
  targeting: Targeting,
});
const NewAd = z.strictObject({
  name: z.string(),
  adset_id: Digits,
  creative: embedded(z.strictObject({ creative_id: Digits })),
  status: Status.default("ACTIVE"),
});
const NewCreative = z.strictObject({
  name: z.string(),
  object_story_spec: embedded(
    z.strictObject({ page_id: Digits, link_data: z.looseObject({ message: z.string(), link: z.url() }) }),
  ),
});
const Changed = z.strictObject({
  status: z.enum(["ACTIVE", "PAUSED", "DELETED"]).optional(),
  name: z.string().optional(),
  daily_budget: Digits.optional(),
  stop_time: Time.optional(),
  targeting: Targeting.optional(),
});

export const metaServer: Server = {
  kindOf: ({ method, path }) =>
    method === "GET" ? "read" : /\/(campaigns|adsets|ads)$/.test(path) ? "create" : "change",
  serve: (shelf, request) => {
    const onAccount = matchPath(request.path, /^\/v26\.0\/act_(?<ref>\d+)\/(?<edge>[a-z_]+)$/);
    if (onAccount) {
      if (onAccount["ref"] !== shelf.state.ref)
        throw new Refused("wrong_account", "no permission for this account");
      return json(
        request.method === "GET"
          ? listed(shelf, request, onAccount["edge"] ?? "")
          : made(shelf, request, onAccount["edge"] ?? ""),
      );
    }
    if (request.path === "/v26.0/search" && request.method === "GET")
      return json(places(request.query ?? {}));
    const below = matchPath(request.path, /^\/v26\.0\/(?<parent>\d+)\/(?<edge>adsets|ads)$/);
    if (below && request.method === "GET")
      return json(listed(shelf, request, below["edge"] ?? "", below["parent"]));
    const id = matchPath(request.path, /^\/v26\.0\/(?<id>\d+)$/)?.["id"];
    const object = id === undefined ? undefined : shelf.state.objects[id];
    if (!object) throw new Refused("not_found", "Unsupported request. Object does not exist");
    if (request.method === "GET") return json(shown(shelf, get(shelf, object.level, object.id)));
    change(shelf, object.level, object.id, patchOf(shelf, read(Changed, form(request))));
    return json({ success: true });
  },
  refuse: (reason, message) => {
    const { code, sub } = codes[reason];
    return json(
      {
        error: {
          message,
          type: "OAuthException",
          code,
          ...(sub !== undefined && { error_subcode: sub }),
          fbtrace_id: "sandbox",
        },
      },
      reason === "wrong_account" ? 403 : 400,
    );
  },
  throttle: () =>
    json({ error: { message: "User request limit reached", type: "OAuthException", code: 17 } }, 400),
  okWithError: () =>
    json({ error: { message: "An unknown error occurred", type: "OAuthException", code: 1 } }),
};

function form({ body = "", headers }: WireRequest): Record<string, string> {
  if (headers["content-type"] !== "application/x-www-form-urlencoded")
    throw new Refused("invalid", "a body that is no form");
  return Object.fromEntries(new URLSearchParams(body));
}

function made(shelf: Shelf, request: WireRequest, edge: string): unknown {
  const fields = form(request);
  if (edge === "adimages")
    return { images: { bytes: { hash: hashOf(read(z.strictObject({ bytes: z.base64() }), fields).bytes) } } };
  if (edge === "adcreatives") return creative(shelf, read(NewCreative, fields));
  if (!(edge in edges)) throw new Refused("not_found", `no edge ${edge}`);
  return {
    id: add(
      shelf,
      { campaigns: campaignOf, adsets: adsetOf, ads: adOf }[edge as "campaigns" | "adsets" | "ads"](
        shelf,
        fields,
      ),
    ).id,
  };
}

function creative({ state }: Shelf, spec: z.output<typeof NewCreative>): { id: string } {
  const id = `1203${`${state.nextId++}`.padStart(12, "0")}`;
  state.kept[id] = spec.object_story_spec.link_data;
  return { id };
}

function campaignOf(shelf: Shelf, fields: Record<string, string>): NewObject {
  const { name, objective, status, daily_budget, start_time, stop_time } = read(NewCampaign, fields);
  return {
    level: "campaign",
    name,
    on: status === "ACTIVE",
    dailyMicros: micros(shelf, daily_budget),
    ...(start_time !== undefined && { from: start_time.slice(0, 10) }),
    ...(stop_time !== undefined && { to: stop_time.slice(0, 10) }),
    fields: { objective: objectives[objective] },
  };
}

function adsetOf(_: Shelf, fields: Record<string, string>): NewObject {
  const { name, campaign_id, status, targeting } = read(NewAdset, fields);
  return {
    level: "adGroup",
    name,
    parentId: campaign_id,
    on: status === "ACTIVE",
    fields: aimed(targeting),
  };
}

function adOf({ state }: Shelf, fields: Record<string, string>): NewObject {
  const { name, adset_id, creative: ref, status } = read(NewAd, fields);
  if (!(ref.creative_id in state.kept)) throw new Refused("invalid", "no such creative");
  return {
    level: "ad",
    name,
    parentId: adset_id,
    on: status === "ACTIVE",
    fields: { creative: ref.creative_id },
  };
}

function patchOf(
  shelf: Shelf,
  { status, name, daily_budget, stop_time, targeting }: z.output<typeof Changed>,
): Parameters<typeof change>[3] {
  return {
    // How many it reaches stays as it was made: days that were reported would move with it.
    ...(targeting !== undefined && { fields: { targeting: aimed(targeting).targeting } }),
    ...(status === "DELETED" ? { deleted: true } : status !== undefined && { on: status === "ACTIVE" }),
    ...(name !== undefined && { name }),
    ...(daily_budget !== undefined && { dailyMicros: micros(shelf, daily_budget) }),
    ...(stop_time !== undefined && { to: stop_time.slice(0, 10) }),
  };
}

function listed(shelf: Shelf, { query = {} }: WireRequest, edge: string, below?: string): unknown {
  if (edge === "promote_pages") return { data: [{ id: "100000000000001" }] };
  const size = Math.min(Number(query["limit"] ?? "25"), 500);
  const from = Number(query["after"] ?? "0");
  const rows =
    edge === "insights"
      ? metaFigures(shelf, query)
      : all(shelf, levelOf(edge), below).map((object) => shown(shelf, object));
  const { items, next } = page(rows, from, size);
  return {
    data: items,
    paging: {
      cursors: { after: `${from + items.length}` },
      ...(next !== undefined && { next: "https://graph.facebook.com/next" }),
    },
  };
}

function levelOf(edge: string): Level {
  const level = edges[edge];
  if (level) return level;
  throw new Refused("not_found", `no edge ${edge}`);
}

function shown(shelf: Shelf, object: SandboxObject): Record<string, unknown> {
  const status = object.on ? "ACTIVE" : "PAUSED";
  const review = reviewOf(shelf, object);
  const end = endOf(object, shelf.now.toZonedDateTimeISO(shelf.state.zone).toPlainDate());
  return {
    id: object.id,
    name: object.name,
    status,
    effective_status:
      review === "rejected"
        ? "DISAPPROVED"
        : review === "in_review"
          ? "PENDING_REVIEW"
          : isOver(shelf, object)
            ? "PAUSED"
            : status,
    ...(object.dailyMicros !== undefined && {
      daily_budget: `${(BigInt(object.dailyMicros) * unitsOf(shelf)) / 1_000_000n}`,
    }),
    ...(end !== undefined && { stop_time: `${end}T23:59:59+0900` }),
    ...(object.level === "adGroup" && { campaign_id: object.parentId, targeting: targetingOf(object) }),
    ...(object.level === "ad" && { adset_id: object.parentId, creative: creativeOf(shelf, object) }),
    ...(review === "rejected" && {
      ad_review_feedback: { global: { POLICY: "This ad does not comply with our policies (simulated)." } },
    }),
  };
}

/** What the shop ran before has only a name: it stands for its words. */
function creativeOf({ state }: Shelf, { id, name, fields }: SandboxObject): unknown {
  const own = fields["creative"];
  const link_data = (typeof own === "string" ? state.kept[own] : undefined) ?? {
    message: name,
    name,
    link: SHOP,
  };
  return {
    id: typeof own === "string" ? own : id,
    object_story_spec: { page_id: "100000000000001", link_data },
  };
}

function micros(shelf: Shelf, units: string): bigint {
  return (BigInt(units) * 1_000_000n) / unitsOf(shelf);
}

function unitsOf({ state }: Shelf): bigint {
  const found = units[state.currency];
  if (found === undefined) throw new Refused("invalid", "an account in a currency nobody knows");
  return found;
}

function hashOf(bytes: string): string {
  let hash = 5381n;
  for (const letter of bytes.slice(0, 4_096))
    hash = (hash * 33n + BigInt(letter.codePointAt(0) ?? 0)) % 2n ** 64n;
  return hash.toString(16).padStart(16, "0");
}
