// Kakao Moment's dialect: bearer token and adAccountId in headers, integer won, and errors that may stand in a 200.

import { z } from "zod";
import { type Answer, call, type ClientParts, type Dialect, type Refusal } from "./call.ts";
import { checked } from "./given.ts";
import type { AccountRef, AdContent, Audience, Level, Remote, RemoteStatus } from "./medium.ts";
import { MediumError } from "./medium.ts";
import { budgetFromWire } from "./money-on-wire.ts";
import type { WireRequest } from "./transport.ts";

const BASE = "/openapi/v4";
export const NUMBER = /^\d{1,18}$/;
const KAKAO_NOT_FOUND = "404";
const kakaoDialect: Dialect = { medium: "kakao", refusalIn };

/** A code together with a message is an error, whatever the status says. */
const Trouble = z.object({ code: z.number(), msg: z.string() });
const THROTTLED = -10;

const Id = z.union([z.number(), z.string()]).transform(String);
export const KakaoObject = z.object({
  id: Id,
  name: z.string(),
  config: z.enum(["ON", "OFF", "DEL"]),
  dailyBudgetAmount: z.number().nullish(),
  schedule: z.object({ endDate: z.iso.date().nullish() }).nullish(),
  campaign: z.object({ id: Id }).optional(),
  adGroup: z.object({ id: Id }).optional(),
  /** WAITING, APPROVED, REJECTED. */
  reviewStatus: z.string().optional(),
  targeting: z
    .object({
      ages: z.array(z.number()).optional(),
      genders: z.array(z.enum(["FEMALE", "MALE"])).optional(),
    })
    .optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  landingUrl: z.string().optional(),
});
export type KakaoObject = z.output<typeof KakaoObject>;

export const kakaoPaths: Readonly<Record<Level, string>> = {
  campaign: "/campaigns",
  adGroup: "/adGroups",
  ad: "/creatives",
};

type Sent = Pick<WireRequest, "method" | "path" | "query"> & { json?: unknown };

export function kakao<Shape extends z.ZodType>(
  parts: ClientParts,
  at: AccountRef,
  { method, path, query, json }: Sent,
  shape: Shape,
): Promise<z.output<Shape>> {
  return call(parts, kakaoDialect, {
    method,
    path: `${BASE}${path}`,
    ...(query && { query }),
    headers: {
      adaccountid: checked("kakao", at.ref, NUMBER),
      ...(json !== undefined && { "content-type": "application/json" }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    effect: method !== "GET",
    shape,
  });
}

export async function findKakao(
  parts: ClientParts,
  at: AccountRef,
  level: Level,
  id: string,
): Promise<KakaoObject | undefined> {
  try {
    const path = `${kakaoPaths[level]}/${checked("kakao", id, NUMBER)}`;
    return await kakao(parts, at, { method: "GET", path }, KakaoObject);
  } catch (error) {
    if (error instanceof MediumError && error.code === KAKAO_NOT_FOUND) return undefined;
    throw error;
  }
}

export function remoteOf(raw: KakaoObject, level: Level, now: Temporal.Instant): Remote {
  const endDate = raw.schedule?.endDate;
  const end = endDate ? Temporal.PlainDate.from(endDate) : undefined;
  const parentId = raw.campaign?.id ?? raw.adGroup?.id;
  return {
    id: raw.id,
    name: raw.name,
    status: statusOf(raw, end, now),
    ...(level === "campaign" &&
      typeof raw.dailyBudgetAmount === "number" && {
        dailyBudget: budgetFromWire("kakao", "main", raw.dailyBudgetAmount, "KRW"),
      }),
    ...(end && { end }),
    ...(parentId !== undefined && { parentId }),
    ...(raw.reviewStatus === "REJECTED" && { reason: "REJECTED" }),
    ...(level === "adGroup" && raw.targeting && { audience: audienceOf(raw.targeting) }),
    ...(level === "ad" && contentOf(raw)),
  };
}

function audienceOf({ ages, genders }: NonNullable<KakaoObject["targeting"]>): Audience {
  const [from, to] = ages ?? [];
  return {
    ...(from !== undefined && to !== undefined && { ages: { from, to } }),
    ...(genders?.length === 1 && {
      genders: genders.map((one) => (one === "MALE" ? ("male" as const) : ("female" as const))),
    }),
  };
}

/** Pictures are not given back. */
function contentOf({ title, description, landingUrl }: KakaoObject): { content?: AdContent } {
  if (title === undefined || landingUrl === undefined) return {};
  return { content: { texts: { headline: title, description: description ?? "" }, landingUrl } };
}

function statusOf(
  raw: KakaoObject,
  end: Temporal.PlainDate | undefined,
  now: Temporal.Instant,
): RemoteStatus {
  if (raw.config === "DEL") return "deleted";
  if (raw.reviewStatus === "REJECTED") return "rejected";
  const today = now.toZonedDateTimeISO("Asia/Seoul").toPlainDate();
  if (end && Temporal.PlainDate.compare(end, today) < 0) return "ended";
  if (raw.config === "OFF") return "paused";
  return raw.reviewStatus === "WAITING" ? "in_review" : "active";
}

function refusalIn({ status, json }: Answer): Refusal | undefined {
  const trouble = Trouble.safeParse(json);
  if (!trouble.success) return undefined;
  const { code, msg } = trouble.data;
  return { code: status === 404 ? KAKAO_NOT_FOUND : `${code}`, message: msg, throttled: code === THROTTLED };
}
