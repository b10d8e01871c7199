// The server side of Google Ads' dialect: mutate as one transaction, GAQL, errors with a code per field.

import type { WireReply, WireRequest } from "../transport.ts";
import type { Level } from "../medium.ts";
import { Refused, type RefusalName, type Shelf } from "./engine.ts";
import { type Query, nested, readGaql } from "./gaql.ts";
import { googleMutate } from "./google-mutate.ts";
import { googleTable, googleFields } from "./google-table.ts";
import { bodyJson, json, matchPath, page, read, type Server } from "./server.ts";
import { z } from "zod";

/** Small, so that paging is met early; the platform pages by 10,000. */
const PAGE = 50;

const codes: Readonly<Record<RefusalName, { kind: string; code: string }>> = {
  invalid: { kind: "requestError", code: "INVALID_INPUT" },
  unknown_field: { kind: "queryError", code: "UNRECOGNIZED_FIELD" },
  not_found: { kind: "mutateError", code: "RESOURCE_NOT_FOUND" },
  wrong_account: { kind: "authorizationError", code: "USER_PERMISSION_DENIED" },
  bad_signature: { kind: "authenticationError", code: "OAUTH_TOKEN_INVALID" },
  duplicate_name: { kind: "campaignError", code: "DUPLICATE_CAMPAIGN_NAME" },
  bad_budget: { kind: "campaignBudgetError", code: "MONEY_AMOUNT_TOO_SMALL" },
  bad_dates: { kind: "dateError", code: "EARLIER_THAN_MINIMUM_DATE" },
};

const Search = z.strictObject({ query: z.string().max(10_000), pageToken: z.string().optional() });

export const googleServer: Server = {
  kindOf: ({ path, body = "" }) =>
    path.endsWith(":mutate") ? (body.includes('"create":') ? "create" : "change") : "read",
  serve: (shelf, request) => {
    const at = matchPath(request.path, /^\/v26\/customers\/(?<ref>\d{10})\/googleAds:(?<verb>[a-zA-Z]+)$/);
    if (!at || request.method !== "POST") throw new Refused("invalid", "no such method");
    if (at["ref"] !== shelf.state.ref)
      throw new Refused("wrong_account", "the caller does not have permission");
    if (at["verb"] === "mutate") return googleMutate(shelf, bodyJson(request));
    return found(shelf, request, at["verb"] ?? "");
  },
  refuse: (reason, message) => {
    const { kind, code } = codes[reason];
    return json(trouble(400, "INVALID_ARGUMENT", message, { [kind]: code }), 400);
  },
  throttle: () =>
    json(trouble(429, "RESOURCE_EXHAUSTED", "Too many requests", { quotaError: "RESOURCE_EXHAUSTED" }), 429),
  okWithError: () =>
    json({
      mutateOperationResponses: [],
      partialFailureError: {
        code: 3,
        message: "Multiple errors in details",
        details: [{ errors: [{ errorCode: { mutateError: "INTERNAL" } }] }],
      },
    }),
};

function trouble(code: number, status: string, message: string, errorCode: Record<string, string>): unknown {
  return {
    error: {
      code,
      status,
      message,
      details: [{ "@type": "GoogleAdsFailure", errors: [{ errorCode, message }], requestId: "sandbox" }],
    },
  };
}

const levels: Readonly<Record<string, Level>> = {
  campaign: "campaign",
  ad_group: "adGroup",
  ad_group_ad: "ad",
};

function found(shelf: Shelf, request: WireRequest, verb: string): WireReply {
  const { query, pageToken } = read(Search, bodyJson(request));
  const asked = readGaql(query, googleFields);
  const rows = googleTable(shelf, levels[asked.from] ?? "campaign", asked.between)
    .filter((row) => matches(row, asked))
    .map((row) => nested(row, asked.fields));
  if (verb === "searchStream") return json(rows.length === 0 ? [] : [{ results: rows }]);
  if (verb !== "search") throw new Refused("invalid", "no such method");
  const { items, next } = page(rows, Number(pageToken ?? "0"), PAGE);
  return json({ results: items, ...(next !== undefined && { nextPageToken: `${next}` }) });
}

function matches(row: Readonly<Record<string, unknown>>, { conditions }: Query): boolean {
  return conditions.every(({ field, op, value }) => (row[field] === value) === (op === "="));
}
