// The ads of campaigns that are there, with what they show: what we sent for those we made, else what their medium tells.

import { and, eq, inArray, sql } from "drizzle-orm";
import { withTx } from "../../../db/db.ts";
import type { AdContent, Remote } from "../../../media/medium.ts";
import { storedName } from "../../catalog/catalog.ts";
import type { Ctx } from "../../context.ts";
import { reach } from "../execution/reach.ts";
import { Step } from "../execution/steps.ts";
import { mediaCall } from "../execution/tables.ts";
import type { Reached } from "./targets.ts";

/** What a new ad is made from. */
export type Shows = {
  texts: Readonly<Record<string, string>>;
  landingUrl: string;
  images: readonly { format: string; documentId: string }[];
  shown: readonly { format: string; ref: string }[];
};

export type RunningAd = {
  id: string;
  groupId: string;
  /** Without its tag. */
  name: string;
  status: Remote["status"];
  /** `B` where its own name ends so. */
  letter?: string;
  /** Left out where nobody can tell all of it: such an ad is switched on and off, and copied by nobody. */
  shows?: Shows;
};

type RunningGroup = Pick<Remote, "id" | "name" | "status">;
/** Names without their tags. */
export type CampaignAds = { one: Reached; groups: readonly RunningGroup[]; ads: RunningAd[] };

export async function adsOf(ctx: Ctx, targets: readonly Reached[]): Promise<CampaignAds[]> {
  const all: CampaignAds[] = [];
  for (const one of targets) {
    const place = await reach(ctx, one.accountId);
    if (!place) continue;
    const groups = (await place.medium.list(place.at, "adGroup", one.remote.id)).filter(isThere);
    const remotes: Remote[] = [];
    for (const { id } of groups) remotes.push(...(await place.medium.list(place.at, "ad", id)));
    const made = await madeByUs(
      ctx,
      one.accountId,
      remotes.map(({ id }) => id),
    );
    const ads = remotes.filter(isThere).map((remote) => adOf(remote, made.get(remote.id)));
    all.push({ one, groups: groups.map(groupOf), ads });
  }
  return all;
}

function groupOf({ id, name, status }: Remote): RunningGroup {
  return { id, name: storedName(name), status };
}

function isThere({ status }: Remote): boolean {
  return status !== "deleted";
}

type Made = Extract<Step, { op: "create_ad" }>;

function adOf({ id, parentId = "", name, status, content }: Remote, made: Made | undefined): RunningAd {
  const own = made?.name ?? storedName(name);
  const letter = letterOf(own);
  const shows = made ? sentBy(made) : content && toldBy(content);
  return {
    id,
    groupId: parentId,
    name: storedName(name),
    status,
    ...(letter !== undefined && { letter }),
    ...(shows && { shows }),
  };
}

function sentBy({ texts, images, shown = [], landingUrl }: Made): Shows {
  return { texts, images, shown, landingUrl };
}

/** An ad whose picture its medium does not give back cannot be made a second time. */
function toldBy({ texts, landingUrl, images }: AdContent): Shows | undefined {
  return images && { texts, landingUrl, images: [], shown: images };
}

/** 샌들_소재 B, Sandal-B: a capital letter on its own at the end. */
function letterOf(name: string): string | undefined {
  return /(?:^|[\s_·-])([A-Z])$/.exec(name)?.[1];
}

/** What we sent to make these ads, by the medium's id of each. */
async function madeByUs(
  { db, workspaceId }: Ctx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, Made>> {
  if (ids.length === 0) return new Map();
  const made = sql<string>`${mediaCall.result}->>'id'`;
  const rows = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ id: made, input: mediaCall.input })
      .from(mediaCall)
      .where(
        and(
          eq(mediaCall.workspaceId, workspaceId),
          eq(mediaCall.accountId, accountId),
          eq(mediaCall.op, "create_ad"),
          inArray(made, [...ids]),
        ),
      ),
  );
  const steps = rows.map(({ id, input }) => [id, Step.parse((input as { step: unknown }).step)] as const);
  return new Map(steps.flatMap(([id, step]) => (step.op === "create_ad" ? [[id, step] as const] : [])));
}
