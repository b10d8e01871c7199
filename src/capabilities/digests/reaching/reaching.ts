// Where a person is told of what they did not ask for: their own order, among the ways that are there for them.

import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import type { PersonId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { rowsOf, type Tx, withSystemTx, withTx } from "../../../db/db.ts";
import { addressIn, sealerOf } from "../../audience/audience.ts";
import type { Ctx } from "../../context.ts";
import { write } from "../../write.ts";
import { identity, membership } from "../../workspace/tables.ts";
import { identityHere } from "../../workspace/workspace.ts";
import { pushSetting, reachOrder } from "../tables.ts";

/** `page`: a conversation of its own on the page, which waits until somebody looks. */
export const ReachPath = z.enum(["slack", "kakao", "alimtalk", "page"]);
export type ReachPath = z.output<typeof ReachPath>;

/** Those that cost money for each message. */
export const PushPath = z.enum(["kakao", "alimtalk"]);
export type PushPath = z.output<typeof PushPath>;

/** What costs nothing comes first. */
const USUAL_ORDER: readonly ReachPath[] = ["slack", "kakao", "alimtalk", "page"];

type Here = Pick<Ctx, "workspaceId">;
export type Order = { paths: ReachPath[]; own: boolean; hasPhone: boolean };

const Paths = z.array(ReachPath);

/** Paths of a workspace that an admin has switched on. */
export async function pushesOn(tx: Tx, { workspaceId }: Here): Promise<ReadonlySet<PushPath>> {
  const rows = await tx.select().from(pushSetting).where(eq(pushSetting.workspaceId, workspaceId));
  return new Set(rows.filter(({ isOn }) => isOn).map(({ path }) => path));
}

export async function findPushes(ctx: Ctx): Promise<ReadonlySet<PushPath>> {
  return withTx(ctx, (tx) => pushesOn(tx, ctx));
}

/** Switches a way of speaking first on or off, for everybody of the workspace. */
export async function setPush(ctx: Ctx, { path, isOn }: { path: PushPath; isOn: boolean }): Promise<void> {
  await write(ctx, "workspace.set_push", "write", async (tx) => {
    const before = (await pushesOn(tx, ctx)).has(path);
    const row = { isOn, by: ctx.actor, at: sql`clock_timestamp()` };
    await tx
      .insert(pushSetting)
      .values({ workspaceId: ctx.workspaceId, path, ...row })
      .onConflictDoUpdate({ target: [pushSetting.workspaceId, pushSetting.path], set: row });
    return { result: undefined, before: { [path]: before }, after: { [path]: isOn } };
  });
}

/** A person's order, else the usual one; what they left out is not used. */
export async function orderOf(
  tx: Tx,
  { workspaceId }: Here,
  personId: PersonId,
): Promise<Order & { sealedPhone: string | null }> {
  const [row] = await tx
    .select()
    .from(reachOrder)
    .where(and(eq(reachOrder.workspaceId, workspaceId), eq(reachOrder.personId, personId)));
  const own = Paths.safeParse(row?.paths).data;
  const sealedPhone = row?.sealedPhone ?? null;
  return {
    paths: own ?? [...USUAL_ORDER],
    own: own !== undefined,
    sealedPhone,
    hasPhone: sealedPhone !== null,
  };
}

export async function findOrder(ctx: Ctx, personId: PersonId): Promise<Order> {
  const { paths, own, hasPhone } = await withTx(ctx, (tx) => orderOf(tx, ctx, personId));
  return { paths, own, hasPhone };
}

/**
 * Keeps the asker's own order.
 * @param input.phone their mobile number in the clear, sealed before it is stored; left out, the one there was stays
 * @throws Failure "invalid" where 알림톡 is wanted and no number is known, or the number is none
 */
export async function setOrder(
  ctx: Ctx,
  { paths, phone }: { paths: readonly ReachPath[]; phone?: string | undefined },
): Promise<void> {
  const personId = askerOf(ctx);
  const sealed = phone === undefined ? undefined : sealerOf(ctx).seal(mobileOf(phone));
  await write(ctx, "person.set_reach", "write", async (tx) => {
    const before = await orderOf(tx, ctx, personId);
    const sealedPhone = sealed ?? before.sealedPhone;
    if (paths.includes("alimtalk") && sealedPhone === null) throw noPhone();
    const row = { paths: [...paths], sealedPhone, at: sql`clock_timestamp()` };
    await tx
      .insert(reachOrder)
      .values({ workspaceId: ctx.workspaceId, personId, ...row })
      .onConflictDoUpdate({ target: [reachOrder.workspaceId, reachOrder.personId], set: row });
    return { result: undefined, subject: personId, before: { paths: before.paths }, after: { paths } };
  });
}

/** The number a person wants 알림톡 at, in the clear; for the one message. */
export function openPhone(
  place: Pick<Ctx, "db" | "workspaceId">,
  sealedPhone: string | null,
): string | undefined {
  return sealedPhone === null ? undefined : sealerOf(place).open(sealedPhone);
}

/** People of the workspace that KakaoTalk's one-to-one bot has met. */
export async function countOnKakao({ db, workspaceId }: Pick<Ctx, "db" | "workspaceId">): Promise<number> {
  const rows = await withSystemTx(db, "reach.count", (tx) =>
    tx
      .selectDistinct({ personId: identity.personId })
      .from(identity)
      .innerJoin(membership, eq(membership.personId, identity.personId))
      .where(and(identityHere("kakao", workspaceId).where, eq(membership.workspaceId, workspaceId))),
  );
  return rows.length;
}

/** What became of the knocks of the last thirty days; a knock belongs to a floor above and is only counted here. */
export type Knocked = { path: PushPath; reached: number; failed: number; reasons: string[] };

export async function countKnocks(ctx: Ctx): Promise<Knocked[]> {
  const since = ctx.now.subtract({ hours: 30 * 24 }).toString();
  return withTx(ctx, (tx) =>
    rowsOf<Knocked>(
      tx,
      sql`select path, count(*) filter (where trouble is null and accepted_at is not null)::int as reached,
            count(*) filter (where trouble is not null)::int as failed,
            coalesce(array_agg(distinct trouble) filter (where trouble is not null), '{}') as reasons
          from knock where created_at > ${since}::timestamptz group by path order by path`,
    ),
  );
}

export function askerOf({ actor }: Pick<Ctx, "actor">): PersonId {
  if (actor.kind !== "person") throw new Error("an order of nobody");
  return actor.personId;
}

function mobileOf(text: string): string {
  const address = addressIn(text);
  if (address?.kind !== "phone" || !address.value.startsWith("01")) throw noMobile();
  return address.value;
}

function noPhone(): Failure {
  return new Failure("invalid", "no number for 알림톡", {
    say: words(
      "알림톡을 받을 휴대폰 번호를 아직 몰라요. 바뀐 것은 없어요.",
      "I do not know a mobile number for 알림톡 yet. Nothing was changed.",
    ),
    next: words(
      "‘내 알림톡 번호는 010-1234-5678이야’처럼 본인 번호를 알려 주세요. 암호화해서 그 용도로만 써요.",
      "Tell me your own: “my number for alimtalk is 010-1234-5678”. It is kept encrypted and used for that alone.",
    ),
  });
}

function noMobile(): Failure {
  return new Failure("invalid", "not a Korean mobile number", {
    say: words(
      "휴대폰 번호로 읽히지 않아서 바꾸지 않았어요.",
      "That does not read as a Korean mobile number, so nothing was changed.",
    ),
    next: words(
      "‘010-1234-5678’처럼 전체 번호를 적어 주세요.",
      "Write the whole number, as in 010-1234-5678.",
    ),
  });
}
