// Where a schedule's reports go, and what that costs: a room only while it speaks of this workspace, a person by their own order of ways.

import type { PersonId } from "../../../core/ids.ts";
import { type Db, withTx } from "../../../db/db.ts";
import { reachableMembers } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { findRoomWorkspace, findWorkspace } from "../../workspace/workspace.ts";
import { orderOf, pushesOn, type ReachPath } from "../reaching/reaching.ts";
import type { Target } from "./rule.ts";

type Here = { db: Db; workspaceId: Ctx["workspaceId"] };
type Room = Extract<Target, { kind: "room" }>;

/** Of a room that nobody bound the demo speaks, and no other workspace. */
export async function speaksOf({ db, workspaceId }: Here, { platform, roomRef }: Room): Promise<boolean> {
  const [teamRef] = roomRef.split("/");
  const bound = await findRoomWorkspace(db, { platform, roomRef, teamRef });
  if (bound !== undefined) return bound === workspaceId;
  return (await findWorkspace(db, workspaceId))?.kind === "demo";
}

/** The way of a person's order by which they would be reached now; `undefined` where there is none. */
export async function wayTo(here: Here, personId: PersonId): Promise<ReachPath | undefined> {
  const member = (await reachableMembers(here)).find((one) => one.personId === personId);
  const { order, on } = await withTx(here, async (tx) => ({
    order: await orderOf(tx, here, personId),
    on: await pushesOn(tx, here),
  }));
  const onKakao = member?.kakaoId !== undefined;
  const open: Record<ReachPath, boolean> = {
    slack: member?.slackId !== undefined,
    kakao: onKakao && on.has("kakao"),
    alimtalk: onKakao && on.has("alimtalk") && order.hasPhone,
    page: true,
  };
  return order.paths.find((path) => open[path]);
}
