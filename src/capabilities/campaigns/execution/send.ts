// The one place where a recorded step becomes a call to a medium, and where it is looked up what became of one.

import { type AccountRef, type Medium, MediumError } from "../../../media/medium.ts";
import { DocumentId } from "../../../core/ids.ts";
import type { Ctx } from "../../context.ts";
import { documentBytes } from "../../documents/documents.ts";
import type { Call } from "./calls.ts";
import { moneyOf, type Step, type StepTarget, targetOf } from "./steps.ts";

export type Sending = {
  ctx: Pick<Ctx, "db" | "workspaceId">;
  call: Call;
  parent: Call | undefined;
  medium: Medium;
  at: AccountRef;
};

type Images = { format: string; bytes: Uint8Array }[];

/**
 * Reads whatever the step carries, so that nothing lies between the mark "sent" and the call.
 * @returns the call; it gives the medium's id of what was made or changed and throws MediumError
 */
export async function prepare(sending: Sending): Promise<() => Promise<string | undefined>> {
  const { step } = sending.call;
  const images = step.op === "create_ad" ? await imagesOf(sending, step) : [];
  return () => send(sending, images);
}

async function send(sending: Sending, images: Images): Promise<string | undefined> {
  const { call, medium, at } = sending;
  const { step } = call;
  const name = "name" in step ? named(step.name, call.tag, medium) : "";
  switch (step.op) {
    case "create_campaign": {
      const { objective, dailyBudget, flight } = step;
      const days = { from: Temporal.PlainDate.from(flight.from), to: Temporal.PlainDate.from(flight.to) };
      return (
        await medium.createCampaign(at, { name, objective, dailyBudget: moneyOf(dailyBudget), flight: days })
      ).id;
    }
    case "create_ad_group": {
      const { landingUrl } = step;
      const audience = audienceOf(step.audience);
      return (await medium.createAdGroup(at, { name, campaignId: idOf(sending), audience, landingUrl })).id;
    }
    case "create_ad": {
      const { texts, landingUrl, shown = [] } = step;
      const all = [...images, ...shown];
      return (await medium.createAd(at, { name, adGroupId: idOf(sending), texts, images: all, landingUrl }))
        .id;
    }
    case "verify":
      return verify(sending, step);
    case "verify_ad":
      return verifyAd(sending);
    case "rename":
      await medium.rename(at, "campaign", idOf(sending), step.to);
      return idOf(sending);
    case "set_audience":
      await medium.setAudience(at, idOf(sending), audienceOf(step.audience));
      return idOf(sending);
    case "set_status":
      await medium.setStatus(at, step.level, idOf(sending), step.status);
      return idOf(sending);
    case "set_daily_budget":
      await medium.setDailyBudget(at, idOf(sending), moneyOf(step.budget));
      return idOf(sending);
    case "set_end":
      await medium.setEnd(at, idOf(sending), Temporal.PlainDate.from(step.day));
      return idOf(sending);
  }
}

/** What an earlier sending left, if anything; changes that set a value are simply set again. @throws MediumError */
export async function doneBefore(sending: Sending): Promise<{ id?: string } | undefined> {
  const { call, medium, at } = sending;
  const { step } = call;
  const level = levelOf[step.op];
  if (!level) return undefined;
  const found = await medium.find(at, level, call.tag, level === "campaign" ? undefined : idOf(sending));
  // A medium that starts what it makes did so, and the reply was lost before it could be switched off.
  if (found?.status === "active" || found?.status === "in_review")
    await medium.setStatus(at, level, found.id, "paused");
  // The ad group was made and what comes with it may not have been.
  if (found && step.op === "create_ad_group")
    await medium.ensureKeywords(at, found.id, step.audience.keywords ?? []);
  return found && { id: found.id };
}

const levelOf: Readonly<Partial<Record<Step["op"], "campaign" | "adGroup" | "ad">>> = {
  create_campaign: "campaign",
  create_ad_group: "adGroup",
  create_ad: "ad",
};

/** The tag stays whole, whatever length the medium allows a name. */
function named(name: string, tag: string, { features }: Medium): string {
  const room = features.maxNameLength - tag.length - 1;
  return `${Array.from(name).slice(0, room).join("").trim()} ${tag}`;
}

function idOf({ call, parent }: Pick<Sending, "call" | "parent">): string {
  const target: StepTarget | undefined = targetOf(call.step);
  const id = target && "id" in target ? target.id : parent?.result.id;
  if (id === undefined) throw new Error(`call ${call.id} hangs on nothing`);
  return id;
}

/** Absent keys, not undefined ones. */
function audienceOf(audience: Extract<Step, { op: "create_ad_group" }>["audience"]) {
  const { ages, genders, regions, interests, keywords } = audience;
  return {
    ...(ages && { ages }),
    ...(genders && { genders }),
    ...(regions && { regions }),
    ...(interests && { interests }),
    ...(keywords && { keywords }),
  };
}

async function imagesOf({ ctx }: Sending, { images }: Extract<Step, { op: "create_ad" }>): Promise<Images> {
  const read: Images = [];
  for (const { format, documentId } of images)
    read.push({ format, bytes: await documentBytes(ctx, DocumentId.parse(documentId)) });
  return read;
}

/** @throws MediumError "refused" when the campaign stands otherwise than it was approved */
async function verify(sending: Sending, step: Extract<Step, { op: "verify" }>): Promise<string> {
  const { medium, at } = sending;
  const id = idOf(sending);
  const found = await medium.read(at, "campaign", id);
  const budget = moneyOf(step.dailyBudget);
  const as = found?.status === "paused" || found?.status === "in_review";
  if (
    found &&
    as &&
    found.dailyBudget?.minor === budget.minor &&
    found.dailyBudget.currency === budget.currency
  )
    return id;
  if (found?.status === "active") await medium.setStatus(at, "campaign", id, "paused");
  throw new MediumError("refused", "it does not stand as it was approved", {
    medium: medium.name,
    code: "not_as_approved",
  });
}

/** A medium's review may take a day; nobody asks more often. */
const REVIEW_PAUSE_MS = 60_000;

/** @throws MediumError "refused" when it does not run, "throttled" while its review goes on: it is asked again, and nothing hangs in the air */
async function verifyAd(sending: Sending): Promise<string> {
  const { medium, at } = sending;
  const id = idOf(sending);
  const found = await medium.read(at, "ad", id);
  const facts = { medium: medium.name };
  switch (found?.status) {
    case "active":
      return id;
    case "in_review":
      throw new MediumError("throttled", "its review goes on", {
        ...facts,
        code: "in_review",
        retryAfterMs: REVIEW_PAUSE_MS,
      });
    case "rejected":
      throw new MediumError("refused", found.reason ?? "its review turned it down", {
        ...facts,
        code: "rejected",
      });
    case "paused":
    case "ended":
    case "deleted":
    case undefined:
      throw new MediumError("refused", "the new ad does not run", { ...facts, code: "not_as_approved" });
  }
}
