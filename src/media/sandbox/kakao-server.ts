// The server side of Kakao Moment's dialect: everything is born ON, errors come in a 200 as well, reports never hold today.

import { z } from "zod";
import type { Level } from "../medium.ts";
import type { WireRequest } from "../transport.ts";
import {
  add,
  all,
  change,
  get,
  type NewObject,
  Refused,
  reviewOf,
  type RefusalName,
  type Shelf,
  todayOf,
} from "./engine.ts";
import { figureDays } from "./figure-days.ts";
import { endOf, SHOP } from "./first-state.ts";
import { bodyJson, json, matchPath, page, read, type Server } from "./server.ts";
import type { SandboxObject } from "./state.ts";

const levels: Readonly<Record<string, Level>> = {
  campaigns: "campaign",
  adGroups: "adGroup",
  creatives: "ad",
};
const codes: Readonly<Record<RefusalName, number>> = {
  invalid: -2,
  unknown_field: -2,
  not_found: -404,
  wrong_account: -403,
  bad_signature: -401,
  duplicate_name: -3,
  bad_budget: -4,
  bad_dates: -5,
};
/** Pairs that can be made by API. */
const PAIRS = new Set([
  "TALK_BIZ_BOARD/CONVERSION",
  "TALK_BIZ_BOARD/VISITING",
  "DISPLAY/CONVERSION",
  "DISPLAY/VISITING",
  "VIDEO/VIEW",
  "TALK_CHANNEL/REACH",
  "PERSONAL_MESSAGE/REACH",
]);
const objectives: Readonly<Record<string, string>> = {
  CONVERSION: "sales",
  VISITING: "traffic",
  REACH: "awareness",
  VIEW: "awareness",
};
const MAX_PAGE = 200;
const MAX_DAYS = 31;
const MAX_IDS = 5;

const Config = z.enum(["ON", "OFF"]);
const Id = z.number().int().positive();
const Won = z.number().int();
const Iso = z.iso.date();
const NewCampaign = z.strictObject({
  name: z.string(),
  campaignTypeGoal: z.strictObject({ campaignType: z.string(), goal: z.string() }),
  dailyBudgetAmount: Won,
  schedule: z.strictObject({ beginDate: Iso, endDate: Iso.optional() }).optional(),
  config: Config.optional(),
});
const Targeting = z.strictObject({
  ages: z.array(z.number().int()).length(2).optional(),
  genders: z.array(z.enum(["FEMALE", "MALE"])).optional(),
});
const NewAdGroup = z.strictObject({
  name: z.string(),
  campaign: z.strictObject({ id: Id }),
  targeting: Targeting,
  config: Config.optional(),
});
const NewCreative = z.strictObject({
  name: z.string(),
  adGroup: z.strictObject({ id: Id }),
  landingUrl: z.url(),
  title: z.string().min(1),
  description: z.string(),
  image: z.base64().optional(),
  config: Config.optional(),
});
const changes = {
  onOff: z.strictObject({ id: Id, config: Config }),
  dailyBudgetAmount: z.strictObject({ id: Id, dailyBudgetAmount: Won }),
  schedule: z.strictObject({ id: Id, schedule: z.strictObject({ endDate: Iso }) }),
  targeting: z.strictObject({ id: Id, targeting: Targeting }),
  name: z.strictObject({ id: Id, name: z.string() }),
};

export const kakaoServer: Server = {
  kindOf: ({ method }) => (method === "GET" ? "read" : method === "POST" ? "create" : "change"),
  serve: (shelf, request) => {
    if (request.headers["adaccountid"] !== shelf.state.ref)
      throw new Refused("wrong_account", "no access to this ad account");
    const at = matchPath(
      request.path,
      /^\/openapi\/v4\/(?<kind>campaigns|adGroups|creatives)(?:\/(?<rest>[A-Za-z0-9]+))?$/,
    );
    const level = levels[at?.["kind"] ?? ""];
    if (!level) throw new Refused("not_found", "no such resource");
    const rest = at?.["rest"];
    if (request.method === "POST" && rest === undefined)
      return json(shown(shelf, made(shelf, level, bodyJson(request))));
    if (request.method === "PUT") return changed(shelf, level, rest ?? "name", bodyJson(request));
    if (rest === "report") return json(report(shelf, request));
    if (rest === undefined) return json(listed(shelf, level, request.query ?? {}));
    return json(shown(shelf, get(shelf, level, rest)));
  },
  /** What is wrong with a request is told in a 200; only what is missing or forbidden has a status of its own. */
  refuse: (reason, msg) =>
    json({ code: codes[reason], msg }, reason === "not_found" ? 404 : reason === "wrong_account" ? 403 : 200),
  throttle: (waitMs) =>
    json({ code: -10, msg: "API limit has been exceeded" }, 429, {
      "retry-after": `${Math.ceil(waitMs / 1_000)}`,
    }),
  okWithError: () => json({ code: -813, msg: "The request could not be processed" }),
};

/** Whatever `config` asks for, a new object runs. */
function made(shelf: Shelf, level: Level, body: unknown): SandboxObject {
  return add(shelf, {
    ...{ campaign: campaignOf, adGroup: adGroupOf, ad: creativeOf }[level](body),
    on: true,
  });
}

function campaignOf(body: unknown): NewObject {
  const { name, campaignTypeGoal: pair, dailyBudgetAmount, schedule } = read(NewCampaign, body);
  if (!PAIRS.has(`${pair.campaignType}/${pair.goal}`))
    throw new Refused("invalid", "a campaign type without this goal");
  return {
    level: "campaign",
    name,
    on: true,
    dailyMicros: BigInt(dailyBudgetAmount) * 1_000_000n,
    ...(schedule && { from: schedule.beginDate }),
    ...(schedule?.endDate !== undefined && { to: schedule.endDate }),
    fields: { ...pair, objective: objectives[pair.goal] },
  };
}

function adGroupOf(body: unknown): NewObject {
  const { name, campaign, targeting } = read(NewAdGroup, body);
  return { level: "adGroup", name, parentId: `${campaign.id}`, on: true, fields: aimed(targeting) };
}

/** Whom it reaches, and how many of all that is. */
function aimed(targeting: z.output<typeof Targeting>): { reach: number; targeting: unknown } {
  const [from = 15, to = 69] = targeting.ages ?? [];
  if (from > to) throw new Refused("invalid", "ages end before they start");
  const reach = Math.min(1, (to - from + 1) / 55) * (targeting.genders?.length === 1 ? 0.5 : 1);
  return { reach, targeting };
}

function creativeOf(body: unknown): NewObject {
  const { name, adGroup, title, description, landingUrl } = read(NewCreative, body);
  return {
    level: "ad",
    name,
    parentId: `${adGroup.id}`,
    on: true,
    fields: { title, description, landingUrl },
  };
}

function changed(shelf: Shelf, level: Level, what: string, body: unknown): ReturnType<typeof json> {
  const given = read(
    changes[read(z.enum(["onOff", "dailyBudgetAmount", "schedule", "targeting", "name"]), what)],
    body,
  );
  change(shelf, level, `${given.id}`, {
    ...("config" in given && { on: given.config === "ON" }),
    ...("dailyBudgetAmount" in given && { dailyMicros: BigInt(given.dailyBudgetAmount) * 1_000_000n }),
    ...("schedule" in given && { to: given.schedule.endDate }),
    ...("name" in given && { name: given.name }),
    ...("targeting" in given && { fields: { targeting: aimed(given.targeting).targeting } }),
  });
  return { status: 200, headers: {}, body: "" };
}

function listed(shelf: Shelf, level: Level, query: Readonly<Record<string, string>>): unknown {
  const parentId = level === "adGroup" ? query["campaignId"] : query["adGroupId"];
  if (level !== "campaign" && parentId === undefined)
    throw new Refused("invalid", "the id of what is above is needed");
  const configs = (query["config"] ?? "ON").split(",");
  const objects = all(shelf, level, parentId).filter(({ on }) => configs.includes(on ? "ON" : "OFF"));
  const size = Math.min(Number(query["size"] ?? "20"), MAX_PAGE);
  const { items, next } = page(objects, Number(query["page"] ?? "0") * size, size);
  return { content: items.map((object) => shown(shelf, object)), last: next === undefined };
}

function shown(shelf: Shelf, object: SandboxObject): Record<string, unknown> {
  const end = endOf(object, todayOf(shelf));
  return {
    id: Number(object.id),
    name: object.name,
    config: object.on ? "ON" : "OFF",
    ...(object.dailyMicros !== undefined && {
      dailyBudgetAmount: Number(BigInt(object.dailyMicros) / 1_000_000n),
    }),
    ...(end !== undefined && { schedule: { endDate: end } }),
    ...(object.level === "adGroup" && {
      campaign: { id: Number(object.parentId) },
      targeting: object.fields["targeting"] ?? {},
    }),
    ...(object.level === "ad" && {
      title: object.fields["title"] ?? object.name,
      description: object.fields["description"] ?? object.name,
      landingUrl: object.fields["landingUrl"] ?? SHOP,
      adGroup: { id: Number(object.parentId) },
      reviewStatus: { approved: "APPROVED", in_review: "WAITING", rejected: "REJECTED" }[
        reviewOf(shelf, object)
      ],
    }),
  };
}

const Report = z.strictObject({
  campaignId: z.string(),
  start: z.string().regex(/^\d{8}$/),
  end: z.string().regex(/^\d{8}$/),
  timeUnit: z.literal("DAY"),
  metricsGroup: z.string(),
});

function report(shelf: Shelf, { query = {} }: WireRequest): unknown {
  const { campaignId, start, end } = read(Report, query);
  const ids = campaignId.split(",");
  if (ids.length > MAX_IDS) throw new Refused("invalid", `at most ${MAX_IDS} ids`);
  const to = dashed(end);
  if (to >= todayOf(shelf).toString()) throw new Refused("bad_dates", "today is not in reports");
  const rows = figureDays(shelf, { from: dashed(start), to, today: false, maxDays: MAX_DAYS });
  return {
    data: rows
      .filter((row) => ids.includes(row.campaignId))
      .map((row) => ({
        start: row.day.toString(),
        end: row.day.toString(),
        dimensions: { campaign_id: row.campaignId },
        metrics: {
          imp: row.impressions,
          click: row.clicks,
          cost: Math.round(row.spend),
          conv_purchase_1d: row.conversions,
          conv_purchase_p_1d: Math.round(row.revenue),
        },
      })),
  };
}

function dashed(compact: string): string {
  return `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;
}
