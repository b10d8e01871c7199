// Google Ads' REST dialect: resource names, mutate in one transaction, GAQL with checked values only, errors also inside a 200.

import { z } from "zod";
import { type Answer, call, type ClientParts, type Dialect, type Refusal } from "./call.ts";
import { checked } from "./given.ts";
import type { AccountRef } from "./medium.ts";
import { MediumError } from "./medium.ts";

const GOOGLE_VERSION = "v26";
export const NUMBER = /^\d{1,19}$/;
/** An ad's id holds its ad group's. */
export const AD = /^\d{1,19}~\d{1,19}$/;
const CUSTOMER = /^\d{10}$/;
const MAX_PAGES = 500;

const Status = z.object({
  code: z.number().optional(),
  status: z.string().optional(),
  message: z.string().default(""),
  details: z
    .array(
      z.looseObject({
        errors: z.array(z.looseObject({ errorCode: z.record(z.string(), z.string()) })).optional(),
      }),
    )
    .default([]),
});
const Trouble = z.object({ error: Status });
const Partial = z.object({ partialFailureError: Status });

const googleDialect: Dialect = { medium: "google_ads", refusalIn };

const Mutated = z.object({
  mutateOperationResponses: z.array(z.record(z.string(), z.object({ resourceName: z.string() }))),
});

export function customer({ ref }: AccountRef): string {
  return `customers/${checked("google_ads", ref.replaceAll("-", ""), CUSTOMER)}`;
}

/** All operations or none. @returns resource names in the order of the operations */
export async function mutate(
  parts: ClientParts,
  at: AccountRef,
  operations: readonly object[],
): Promise<string[]> {
  const { mutateOperationResponses } = await ask(parts, at, "googleAds:mutate", true, Mutated, {
    mutateOperations: operations,
    partialFailure: false,
    validateOnly: false,
  });
  return mutateOperationResponses.map((one) => Object.values(one)[0]?.resourceName ?? "");
}

/** Every row of a query over all its pages. */
export async function search<Shape extends z.ZodType>(
  parts: ClientParts,
  at: AccountRef,
  query: string,
  row: Shape,
): Promise<z.output<Shape>[]> {
  const Page = z.object({ results: z.array(row).default([]), nextPageToken: z.string().optional() });
  const rows: z.output<Shape>[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const body = { query, ...(pageToken !== undefined && { pageToken }) };
    const answer = await ask(parts, at, "googleAds:search", false, Page, body);
    rows.push(...answer.results);
    pageToken = answer.nextPageToken;
    if (!pageToken) return rows;
  }
  throw new MediumError("unavailable", "a list without end", { medium: "google_ads", code: "pages" });
}

/** Figures come as an array of batches. */
export async function stream<Shape extends z.ZodType>(
  parts: ClientParts,
  at: AccountRef,
  query: string,
  row: Shape,
): Promise<z.output<Shape>[]> {
  const Batches = z.array(z.object({ results: z.array(row).default([]) }));
  const batches = await ask(parts, at, "googleAds:searchStream", false, Batches, { query });
  return batches.flatMap(({ results }) => results);
}

function ask<Shape extends z.ZodType>(
  parts: ClientParts,
  at: AccountRef,
  verb: string,
  effect: boolean,
  shape: Shape,
  body: object,
): Promise<z.output<Shape>> {
  return call(parts, googleDialect, {
    method: "POST",
    path: `/${GOOGLE_VERSION}/${customer(at)}/${verb}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    effect,
    shape,
  });
}

function refusalIn({ status, json }: Answer): Refusal | undefined {
  const inArray: unknown = Array.isArray(json) ? json[0] : json;
  const trouble = Trouble.safeParse(inArray);
  const partial = Partial.safeParse(json);
  const found = trouble.data?.error ?? partial.data?.partialFailureError;
  if (!found) return undefined;
  const codes = found.details.flatMap(({ errors = [] }) =>
    errors.flatMap(({ errorCode }) => Object.values(errorCode)),
  );
  const throttled = status === 429 || found.status === "RESOURCE_EXHAUSTED" || found.code === 8;
  return { code: codes[0] ?? found.status ?? `${status}`, message: found.message, throttled };
}
