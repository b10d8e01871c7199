// The server side of Naver SearchAd's dialect: signed requests, numbered errors, `?fields=` names what a PUT may change.

import { z } from "zod";
import type { Level } from "../medium.ts";
import { naverSignature } from "../naver-sign.ts";
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
  todayOf,
} from "./engine.ts";
import { figureDays } from "./figure-days.ts";
import { endOf, SHOP } from "./first-state.ts";
import { NAVER_SANDBOX_KEY } from "./naver-key.ts";
import { bodyJson, json, jsonIn, matchPath, read, type Server } from "./server.ts";
import type { SandboxObject } from "./state.ts";

const levels: Readonly<Record<string, Level>> = { campaigns: "campaign", adgroups: "adGroup", ads: "ad" };
const idNames: Readonly<Record<Level, string>> = {
  campaign: "nccCampaignId",
  adGroup: "nccAdgroupId",
  ad: "nccAdId",
};
const MAX_RECORDS = 1_000;
/** The VAT switch of the reports, by the day the figures are about. */
const VAT_FROM = "2026-03-30";

const Time = z.iso.datetime({ offset: true });
const Url = z.url();
const Won = z.number().int();
const shapes = {
  campaign: z.strictObject({
    campaignTp: z.enum(["WEB_SITE", "SHOPPING", "POWER_CONTENTS", "BRAND_SEARCH"]),
    customerId: z.number().int(),
    name: z.string(),
    userLock: z.boolean().default(false),
    deliveryMethod: z.enum(["ACCELERATED", "STANDARD"]),
    useDailyBudget: z.literal(true),
    dailyBudget: Won,
    usePeriod: z.boolean().default(false),
    periodStartDt: Time.optional(),
    periodEndDt: Time.optional(),
  }),
  adGroup: z.strictObject({
    nccCampaignId: z.string(),
    name: z.string(),
    userLock: z.boolean().default(false),
    pcChannelUrl: Url,
  }),
  ad: z.strictObject({
    nccAdgroupId: z.string(),
    type: z.literal("TEXT_45"),
    userLock: z.boolean().default(false),
    ad: z.strictObject({
      headline: z.string().min(1),
      description: z.string().min(1),
      pc: z.strictObject({ final: Url }),
      mobile: z.strictObject({ final: Url }),
    }),
  }),
};
/** What each `?fields=` may carry beside the id. */
const changes = {
  userLock: z.object({ userLock: z.boolean() }).strict(),
  budget: z.strictObject({ useDailyBudget: z.literal(true), dailyBudget: Won }),
  period: z.strictObject({ usePeriod: z.literal(true), periodEndDt: Time }),
  name: z.strictObject({ name: z.string() }),
};

export const naverServer: Server = {
  kindOf: ({ method }) => (method === "GET" ? "read" : method === "POST" ? "create" : "change"),
  serve: (shelf, request) => {
    checkSignature(shelf, request);
    if (request.path === "/stats") return json(stats(shelf, request.query ?? {}));
    if (request.path === "/ncc/keywords") return json(keywords(shelf, request));
    const at = matchPath(request.path, /^\/ncc\/(?<kind>campaigns|adgroups|ads)(?:\/(?<id>[a-z0-9-]+))?$/);
    const level = levels[at?.["kind"] ?? ""];
    if (!level) throw new Refused("not_found", "no such resource");
    const id = at?.["id"];
    if (id === undefined)
      return json(
        request.method === "POST"
          ? shown(shelf, made(shelf, level, bodyJson(request)))
          : listed(shelf, level, request.query ?? {}),
      );
    if (request.method === "PUT") put(shelf, level, id, request);
    return json(shown(shelf, get(shelf, level, id)), 200, {
      "x-transaction-id": `sandbox-${shelf.state.position}`,
    });
  },
  refuse: (reason, message, level) =>
    json(
      { code: codeOf(reason, level), title: message },
      reason === "not_found" ? 404 : reason === "bad_signature" ? 403 : 400,
    ),
  throttle: () => json({ code: 1016, title: "Too many connections" }, 429),
  okWithError: () => json({ code: 1002, title: "Invalid request" }),
};

function codeOf(reason: RefusalName, level: Level | undefined): number {
  if (reason === "duplicate_name") return level === "adGroup" ? 3710 : 3506;
  return {
    invalid: 1002,
    unknown_field: 1002,
    not_found: 1018,
    wrong_account: 1018,
    bad_signature: 1018,
    bad_budget: 3505,
    bad_dates: 1002,
  }[reason];
}

/** The path is signed without its query. */
function checkSignature({ state }: Shelf, { method, path, headers }: WireRequest): void {
  const expected = naverSignature(NAVER_SANDBOX_KEY.secretKey, headers["x-timestamp"] ?? "", method, path);
  if (headers["x-api-key"] !== NAVER_SANDBOX_KEY.apiKey || headers["x-signature"] !== expected)
    throw new Refused("bad_signature", "invalid signature");
  if (headers["x-customer"] !== state.ref) throw new Refused("wrong_account", "no permission");
}

function made(shelf: Shelf, level: Level, body: unknown): SandboxObject {
  return add(shelf, { campaign: campaignOf, adGroup: adGroupOf, ad: adOf }[level](shelf, body));
}

function campaignOf({ state }: Shelf, body: unknown): NewObject {
  const given = read(shapes.campaign, body);
  if (`${given.customerId}` !== state.ref) throw new Refused("wrong_account", "another customer");
  const dates = given.usePeriod ? { from: given.periodStartDt, to: given.periodEndDt } : {};
  return {
    level: "campaign",
    name: given.name,
    on: !given.userLock,
    dailyMicros: BigInt(given.dailyBudget) * 1_000_000n,
    ...(dates.from !== undefined && { from: dates.from.slice(0, 10) }),
    ...(dates.to !== undefined && { to: dates.to.slice(0, 10) }),
    fields: {
      campaignTp: given.campaignTp,
      objective: "sales",
    },
  };
}

function adGroupOf(_: Shelf, body: unknown): NewObject {
  const { nccCampaignId, name, userLock } = read(shapes.adGroup, body);
  return { level: "adGroup", name, parentId: nccCampaignId, on: !userLock, fields: {} };
}

function adOf(shelf: Shelf, body: unknown): NewObject {
  const { nccAdgroupId, userLock, ad } = read(shapes.ad, body);
  const { parentId = "" } = get(shelf, "adGroup", nccAdgroupId);
  const { campaignTp = "WEB_SITE" } = get(shelf, "campaign", parentId).fields;
  if (campaignTp !== "WEB_SITE") throw new Refused("invalid", `no text ads in ${campaignTp}`);
  return { level: "ad", name: ad.headline, parentId: nccAdgroupId, on: !userLock, fields: { ad } };
}

function put(shelf: Shelf, level: Level, id: string, request: WireRequest): void {
  const field = read(z.enum(["userLock", "budget", "period", "name"]), request.query?.["fields"]);
  const { [idNames[level]]: named, ...rest } = read(z.record(z.string(), z.unknown()), bodyJson(request));
  if (named !== id) throw new Refused("invalid", "the body speaks of another object");
  const given = read(changes[field], rest);
  change(shelf, level, id, {
    ...("userLock" in given && { on: !given.userLock }),
    ...("dailyBudget" in given && { dailyMicros: BigInt(given.dailyBudget) * 1_000_000n }),
    ...("periodEndDt" in given && { to: given.periodEndDt.slice(0, 10) }),
    ...("name" in given && { name: given.name }),
  });
}

/** By pages after an id; ads by their ad group. */
function listed(shelf: Shelf, level: Level, query: Readonly<Record<string, string>>): unknown[] {
  const parentId = level === "ad" ? query["nccAdgroupId"] : query["nccCampaignId"];
  if (level === "ad" && parentId === undefined) throw new Refused("invalid", "nccAdgroupId is needed");
  const objects = all(shelf, level, parentId);
  const after = objects.findIndex(({ id }) => id === query["baseSearchId"]) + 1;
  const size =
    level === "ad" ? MAX_RECORDS : Math.min(Number(query["recordSize"] ?? MAX_RECORDS), MAX_RECORDS);
  return objects.slice(after, after + size).map((object) => shown(shelf, object));
}

function shown(shelf: Shelf, object: SandboxObject): Record<string, unknown> {
  const end = endOf(object, todayOf(shelf));
  const parent =
    object.level === "adGroup"
      ? { nccCampaignId: object.parentId }
      : object.level === "ad" && { nccAdgroupId: object.parentId };
  const ad = object.fields["ad"] ?? {
    headline: object.name,
    description: object.name,
    pc: { final: SHOP },
    mobile: { final: SHOP },
  };
  return {
    [idNames[object.level]]: object.id,
    ...parent,
    customerId: Number(shelf.state.ref),
    ...(object.level === "ad" ? { ad } : { name: object.name }),
    userLock: !object.on,
    status: object.on && !isOver(shelf, object) ? "ELIGIBLE" : "PAUSED",
    inspectStatus: { approved: 20, in_review: 10, rejected: 30 }[reviewOf(shelf, object)],
    ...(object.dailyMicros !== undefined && {
      useDailyBudget: true,
      dailyBudget: Number(BigInt(object.dailyMicros) / 1_000_000n),
    }),
    usePeriod: end !== undefined,
    periodEndDt: end === undefined ? null : `${end}T14:59:59.000Z`,
  };
}

const Keywords = z
  .array(z.strictObject({ keyword: z.string().regex(/^\S+$/) }))
  .min(1)
  .max(100);

/** Those of an ad group, or more of them: one that is there already stays as it is. */
function keywords(shelf: Shelf, request: WireRequest): unknown {
  const id = request.query?.["nccAdgroupId"] ?? "";
  get(shelf, "adGroup", id);
  if (request.method === "GET")
    return Object.entries(shelf.state.kept).flatMap(([key, one]) => (key.startsWith(`${id}/`) ? [one] : []));
  const given = read(Keywords, bodyJson(request));
  const taken = shelf.partial ? given.slice(0, Math.ceil(given.length / 2)) : given;
  for (const one of taken) shelf.state.kept[`${id}/${one.keyword}`] = one;
  return taken;
}

const Range = z.strictObject({ since: z.iso.date(), until: z.iso.date() });
const STATS = new Set(["impCnt", "clkCnt", "salesAmt", "ccnt", "convAmt"]);
const Stats = z.strictObject({
  id: z.string(),
  fields: z.string(),
  timeRange: z.string(),
  timeIncrement: z.literal("1"),
});

function stats(shelf: Shelf, query: Readonly<Record<string, string>>): unknown {
  const { id, fields, timeRange } = read(Stats, query);
  if (!read(z.array(z.string()), jsonIn(fields)).every((field) => STATS.has(field)))
    throw new Refused("unknown_field", "a field nobody knows");
  get(shelf, "campaign", id);
  const { since, until } = read(Range, jsonIn(timeRange));
  const rows = figureDays(shelf, { from: since, to: until, today: true, maxDays: 92 }).filter(
    ({ campaignId }) => campaignId === id,
  );
  return {
    data: rows.map(({ day, spend, impressions, clicks, conversions, revenue }) => ({
      dateStart: day.toString(),
      dateEnd: day.toString(),
      impCnt: impressions,
      clkCnt: clicks,
      salesAmt: day.toString() < VAT_FROM ? Math.round(spend / 1.1) : Math.round(spend),
      ccnt: conversions,
      convAmt: Math.round(revenue),
    })),
  };
}
