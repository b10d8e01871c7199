import { describe, expect, it } from "vitest";
import type { MediumName } from "../../../src/media/medium.ts";
import { naverSignature } from "../../../src/media/naver-sign.ts";
import { memoryStore } from "../../../src/media/sandbox/memory-store.ts";
import { sandboxTransport } from "../../../src/media/sandbox/sandbox.ts";
import type { WireReply, WireRequest } from "../../../src/media/transport.ts";

const ref = "1234567890";
const now = (): Temporal.Instant => Temporal.Instant.from("2026-11-21T10:00:00+09:00");

function open(
  medium: MediumName,
): (request: Omit<WireRequest, "headers"> & { headers?: Record<string, string> }) => Promise<WireReply> {
  const store = memoryStore({ seed: 7, demo: false });
  const transport = sandboxTransport({
    store,
    account: { medium, ref, currency: "KRW" },
    now,
    epochMs: () => 0,
  });
  return (request) => transport({ headers: {}, ...request });
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const campaign = {
  name: "여름",
  objective: "OUTCOME_SALES",
  status: "PAUSED",
  special_ad_categories: "[]",
  daily_budget: "50000",
};
const toMeta = (
  fields: Record<string, string | undefined>,
): Omit<WireRequest, "headers"> & { headers: Record<string, string> } => ({
  method: "POST",
  path: `/v26.0/act_${ref}/campaigns`,
  headers: form,
  body: new URLSearchParams(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ).toString(),
});

describe("the simulated Meta", () => {
  it("takes a campaign as it should be, and starts one that does not ask for PAUSED", async () => {
    const meta = open("meta");

    const made = await meta(toMeta(campaign));
    const started = await meta(toMeta({ ...campaign, status: undefined }));

    const { id } = JSON.parse(started.body) as { id: string };
    expect(made.status).toBe(200);
    expect(JSON.parse((await meta({ method: "GET", path: `/v26.0/${id}` })).body)).toMatchObject({
      status: "ACTIVE",
    });
  });

  it.each([
    ["no special_ad_categories", { special_ad_categories: undefined }, "special_ad_categories"],
    ["a field nobody knows", { colour: "red" }, "colour"],
    ["parts of a unit", { daily_budget: "50000.5" }, "daily_budget"],
    ["micros", { daily_budget: "50000000000000" }, "budget"],
    ["less than the least", { daily_budget: "500" }, "minimum"],
    [
      "an end before the start",
      { start_time: "2026-12-05T00:00:00+0900", stop_time: "2026-12-01T23:59:59+0900" },
      "before the start",
    ],
    ["an end in the past", { stop_time: "2026-11-01T23:59:59+0900" }, "past"],
    ["no name", { name: " " }, "name"],
    ["an objective of the old kind", { objective: "CONVERSIONS" }, "objective"],
  ])("refuses %s", async (_, fields, said) => {
    const reply = await open("meta")(toMeta({ ...campaign, ...fields }));

    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).error.message).toContain(said);
  });

  it("allows a name twice", async () => {
    const meta = open("meta");
    await meta(toMeta(campaign));

    expect((await meta(toMeta(campaign))).status).toBe(200);
  });
});

const root = `customers/${ref}`;
const budget = {
  resourceName: `${root}/campaignBudgets/-1`,
  name: "여름",
  amountMicros: "50000000000",
  deliveryMethod: "STANDARD",
  explicitlyShared: false,
};
const search = {
  resourceName: `${root}/campaigns/-2`,
  name: "여름",
  status: "PAUSED",
  advertisingChannelType: "SEARCH",
  campaignBudget: budget.resourceName,
  targetSpend: {},
  containsEuPoliticalAdvertising: "DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING",
};
const toGoogle = (budgetFields: object, campaignFields: object): Omit<WireRequest, "headers"> => ({
  method: "POST",
  path: `/v26/${root}/googleAds:mutate`,
  body: JSON.stringify({
    mutateOperations: [
      { campaignBudgetOperation: { create: { ...budget, ...budgetFields } } },
      { campaignOperation: { create: { ...search, ...campaignFields } } },
    ],
  }),
});

describe("the simulated Google Ads", () => {
  it("makes a budget and its campaign together", async () => {
    const reply = await open("google_ads")(toGoogle({}, {}));

    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body).mutateOperationResponses[1].campaignResult.resourceName).toMatch(
      /campaigns\/2\d+$/,
    );
  });

  it.each([
    ["a shared budget", { explicitlyShared: true }, {}],
    ["micros as a number", { amountMicros: 50_000_000_000 }, {}],
    ["parts of a won", { amountMicros: "50000000001" }, {}],
    ["won for micros", { amountMicros: "50000" }, {}],
    ["no bidding strategy", {}, { targetSpend: undefined }],
    ["no word about EU politics", {}, { containsEuPoliticalAdvertising: undefined }],
    ["a field nobody knows", {}, { colour: "red" }],
    ["an end before the start", {}, { startDate: "2026-12-05", endDate: "2026-12-01" }],
  ])("refuses %s, and leaves nothing of the call", async (_, budgetFields, campaignFields) => {
    const google = open("google_ads");

    const reply = await google(toGoogle(budgetFields, campaignFields));

    const query = { query: "SELECT campaign.id FROM campaign" };
    const left = await google({
      method: "POST",
      path: `/v26/${root}/googleAds:search`,
      body: JSON.stringify(query),
    });
    expect(reply.status).toBe(400);
    expect(JSON.parse(left.body)).toEqual({ results: [] });
  });

  it("refuses a second live campaign of the same name", async () => {
    const google = open("google_ads");
    await google(toGoogle({}, {}));

    expect((await google(toGoogle({}, {}))).body).toContain("DUPLICATE_CAMPAIGN_NAME");
  });

  it.each([
    "SELECT campaign.id, campaign.colour FROM campaign",
    "SELECT campaign.id FROM campaign WHERE campaign.name = 'x' OR 1 = 1",
    "SELECT campaign.id FROM customer",
    "SELECT campaign.id FROM campaign WHERE segments.date DURING LAST_7_DAYS",
  ])("refuses the query %s", async (query) => {
    const reply = await open("google_ads")({
      method: "POST",
      path: `/v26/${root}/googleAds:search`,
      body: JSON.stringify({ query }),
    });

    expect(reply.status).toBe(400);
  });

  it("refuses a mask that does not name what is sent", async () => {
    const google = open("google_ads");
    const made = JSON.parse((await google(toGoogle({}, {}))).body);
    const { resourceName } = made.mutateOperationResponses[1].campaignResult;

    const operation = {
      campaignOperation: { update: { resourceName, status: "ENABLED", name: "x" }, updateMask: "status" },
    };
    const reply = await google({
      method: "POST",
      path: `/v26/${root}/googleAds:mutate`,
      body: JSON.stringify({ mutateOperations: [operation] }),
    });

    expect(reply.status).toBe(400);
  });
});

const power = {
  campaignTp: "WEB_SITE",
  customerId: Number(ref),
  name: "여름",
  userLock: true,
  deliveryMethod: "ACCELERATED",
  useDailyBudget: true,
  dailyBudget: 50_000,
};
function toNaver(
  fields: object,
  headers: Record<string, string> = {},
): Omit<WireRequest, "headers"> & { headers: Record<string, string> } {
  const signed = {
    "x-timestamp": "1700000000000",
    "x-api-key": "sandbox",
    "x-customer": ref,
    "x-signature": naverSignature("sandbox-secret", "1700000000000", "POST", "/ncc/campaigns"),
  };
  return {
    method: "POST",
    path: "/ncc/campaigns",
    headers: { ...signed, ...headers },
    body: JSON.stringify({ ...power, ...fields }),
  };
}

describe("the simulated Naver", () => {
  it("takes a signed campaign", async () => {
    expect((await open("naver")(toNaver({}))).status).toBe(200);
  });

  it.each([
    [
      "a signature of another path",
      { "x-signature": naverSignature("sandbox-secret", "1700000000000", "POST", "/ncc/ads") },
    ],
    ["a signature in hex", { "x-signature": "deadbeef" }],
    [
      "the key as the secret",
      { "x-signature": naverSignature("sandbox", "1700000000000", "POST", "/ncc/campaigns") },
    ],
    ["another timestamp", { "x-timestamp": "1700000000001" }],
    ["another customer", { "x-customer": "9" }],
  ])("refuses %s", async (_, headers) => {
    expect((await open("naver")(toNaver({}, headers))).status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ["a budget as text", { dailyBudget: "50000" }, 1002],
    ["less than the least", { dailyBudget: 70 }, 3505],
    ["a PLACE campaign", { campaignTp: "PLACE" }, 1002],
    ["a field nobody knows", { colour: "red" }, 1002],
    ["an end in the past", { usePeriod: true, periodEndDt: "2026-11-01T23:59:59+09:00" }, 1002],
  ])("refuses %s with its number", async (_, fields, code) => {
    expect(JSON.parse((await open("naver")(toNaver(fields))).body).code).toBe(code);
  });

  it("refuses the same campaign name with 3506", async () => {
    const naver = open("naver");
    await naver(toNaver({}));

    expect(JSON.parse((await naver(toNaver({}))).body).code).toBe(3506);
  });
});

const board = {
  name: "여름",
  campaignTypeGoal: { campaignType: "TALK_BIZ_BOARD", goal: "CONVERSION" },
  dailyBudgetAmount: 50_000,
};
const toKakao = (fields: object): Omit<WireRequest, "headers"> & { headers: Record<string, string> } => ({
  method: "POST",
  path: "/openapi/v4/campaigns",
  headers: { adaccountid: ref },
  body: JSON.stringify({ ...board, ...fields }),
});

describe("the simulated Kakao", () => {
  it("starts a campaign at once, whatever it was asked", async () => {
    expect(JSON.parse((await open("kakao")(toKakao({ config: "OFF" }))).body)).toMatchObject({
      config: "ON",
    });
  });

  it.each([
    ["a pair that cannot be made", { campaignTypeGoal: { campaignType: "TALK_BIZ_BOARD", goal: "REACH" } }],
    ["less than the least", { dailyBudgetAmount: 9_000 }],
    ["a field nobody knows", { colour: "red" }],
    ["an end before the start", { schedule: { beginDate: "2026-12-05", endDate: "2026-12-01" } }],
  ])("refuses %s in a 200", async (_, fields) => {
    const reply = await open("kakao")(toKakao(fields));

    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({ code: expect.any(Number), msg: expect.any(String) });
  });

  it.each([
    ["32 days", { start: "20261001", end: "20261101" }],
    ["today", { start: "20261120", end: "20261121" }],
    ["six campaigns", { campaignId: "1,2,3,4,5,6", start: "20261110", end: "20261111" }],
  ])("refuses a report of %s", async (_, query) => {
    const asked = { campaignId: "1", timeUnit: "DAY", metricsGroup: "BASIC", ...query };

    const reply = await open("kakao")({
      method: "GET",
      path: "/openapi/v4/campaigns/report",
      headers: { adaccountid: ref },
      query: asked,
    });

    expect(JSON.parse(reply.body)).toHaveProperty("msg");
  });
});

describe("the simulated market", () => {
  it.each(["meta", "google_ads", "naver", "kakao"] as const)(
    "answers nonsense as a %s of its own, and never breaks",
    async (medium) => {
      const ask = open(medium);
      const headers = { adaccountid: ref, ...form, "x-customer": ref };
      const paths = [
        "/",
        `/v26.0/act_${ref}/insights`,
        `/v26/${root}/googleAds:search`,
        "/stats",
        "/openapi/v4/campaigns/report",
        "/openapi/v4/campaigns",
      ];
      const queries = [
        {},
        { time_range: "{", start: "20261399", end: "1", timeRange: "[", page: "-1", size: "x", limit: "1e9" },
      ];

      for (const path of paths)
        for (const method of ["GET", "POST", "PUT", "DELETE"] as const)
          for (const query of queries)
            for (const body of [
              undefined,
              "",
              "{",
              "[]",
              "null",
              '{"__proto__":{"a":1}}',
              "a=b&__proto__=c",
            ]) {
              const reply = await ask({ method, path, query, headers, ...(body !== undefined && { body }) });
              expect(reply.status).toBeGreaterThanOrEqual(200);
            }
    },
  );
});
