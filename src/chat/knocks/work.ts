// The part of the claim loop that knocks: asks the platform, then asks what became of it, until that is final.

import type { Logger } from "pino";
import { type Reachable, reachableMembers } from "../../capabilities/approvals/approvals.ts";
import { openPhone, PushPath, type ReachPath, SEND, TELL_LOST } from "../../capabilities/digests/digests.ts";
import { findWorkspace } from "../../capabilities/workspace/workspace.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { finish, type Job, mustHold, notYet, pauseOf, type Work } from "../../db/claim.ts";
import { type Db, withTx } from "../../db/db.ts";
import { elsewhere } from "../reach.ts";
import { tellThere } from "../tell.ts";
import { addKnock, type Knock, KNOCKS, noteReceipt, noteTrouble, readKnock, withdraw } from "./knocks.ts";

/** One knock: whom, and what may be said to everybody about it. */
export type KnockAt = {
  /** The row's own id, which the platform hands back when it fetches what is held. */
  id: string;
  roomRef: string;
  phone: string | undefined;
  workspace: string;
  about: string;
  signal: AbortSignal;
};

export type Knocker = {
  /**
   * @returns the platform's name of what it accepted
   * @throws `notYet` on a pause, Failure "unavailable" without a clear answer, Failure "forbidden" when it is refused
   */
  send: (at: KnockAt) => Promise<string>;
  /** What became of it; `failed` is the platform's code. */
  look: (receipt: string, at: KnockAt) => Promise<"going" | "done" | { failed: string }>;
};

export type Knockers = Readonly<Partial<Record<PushPath, Knocker>>>;

export function pushesOf(knockers: Knockers): PushPath[] {
  return PushPath.options.filter((path) => knockers[path] !== undefined);
}

/** The first look; each further one waits half as long again. */
const LOOK_MS = 1_000;
const MOST_LOOK_MS = 30_000;
/** A platform that is out of order, or says nothing final, is waited for so long; then they are told elsewhere. */
const LIFE_MS = 10 * 60_000;

type Desk = { db: Db; log: Logger; knockers: Knockers };

export function knockWork(desk: Desk): Work {
  return {
    table: KNOCKS,
    serialBy: "conversation_id",
    run: (job) => carryOut(desk, job),
    onDead: async (job) => giveUp(desk, job, "unknown"),
  };
}

async function carryOut(desk: Desk, job: Job): Promise<void> {
  const { db, knockers } = desk;
  const here = { db, workspaceId: job.workspaceId };
  const found = await withTx(here, (tx) => readKnock(tx, here, job.id));
  const knocker = knockers[found.path];
  if (!knocker) return giveUp(desk, job, "not_configured");
  const at = await knockAt(here, job, found);
  try {
    if (found.receipt === undefined) {
      // Whoever has fetched it by themselves is not knocked at, and nobody pays for it.
      if (!found.stillHeld) return await noDoubt(desk, job);
      if (found.trouble !== UNCLEAR) {
        await begin(desk, job, knocker, at);
        return;
      }
    } else {
      const state = await knocker.look(found.receipt, at);
      if (state === "done") return;
      if (state !== "going") return await giveUp(desk, job, state.failed);
    }
  } catch (error) {
    job.signal.throwIfAborted();
    if (pauseOf(error) !== undefined && found.ageMs <= LIFE_MS) throw error;
    if (pauseOf(error) !== undefined) return giveUp(desk, job, "late");
    if (error instanceof Failure && error.code === "forbidden") return giveUp(desk, job, "refused");
    if (!(error instanceof Failure)) throw error;
  }
  if (found.ageMs > LIFE_MS) return giveUp(desk, job, "late");
  throw notYet(Math.min(MOST_LOOK_MS, Math.max(LOOK_MS, found.ageMs / 2)));
}

/** It was sent, or may have been: nobody knows whether it got through, and it is sent no second time, as each is paid for and seen. */
const UNCLEAR = "unclear";

/** That it may have left is stored before it leaves: no other process knocks again, however this one ends. */
async function begin(desk: Desk, job: Job, knocker: Knocker, at: KnockAt): Promise<void> {
  const wanted = await withTx({ db: desk.db, ...job }, async (tx) => {
    await mustHold(tx, job);
    const { stillHeld } = await readKnock(tx, job, job.id);
    if (stillHeld) await noteTrouble(tx, job, job.id, UNCLEAR);
    return stillHeld;
  });
  if (!wanted) return;
  const receipt = await knocker.send(at).catch(async (error: unknown) => {
    if (pauseOf(error) !== undefined || neverLeft(error)) await noDoubt(desk, job);
    throw error;
  });
  await withTx({ db: desk.db, ...job }, async (tx) => {
    await mustHold(tx, job);
    await noteReceipt(tx, job, job.id, receipt);
  });
  throw notYet(LOOK_MS);
}

async function noDoubt({ db }: Desk, job: Job): Promise<void> {
  await withTx({ db, ...job }, async (tx) => {
    await mustHold(tx, job);
    await noteTrouble(tx, job, job.id, null);
  });
}

const noWayThere: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** No connection was made. */
function neverLeft(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return noWayThere.has(code) || (cause !== undefined && cause !== error && neverLeft(cause));
}

const abouts: Readonly<Record<string, Words>> = {
  remind_decider: words("승인 요청", "an approval request"),
  tell_expired: words("끝난 승인 요청", "a request that ended"),
  tell_outcome: words("요청 결과", "the outcome of a request"),
  tell_review_changes: words("심의 알림", "a review notice"),
  remind_consents: words("수신 동의", "consents that are due"),
  [SEND]: words("정기 보고", "a scheduled report"),
  [TELL_LOST]: words("멈춘 예약", "a schedule that rests"),
};
const anything = words("새 소식", "news");

async function knockAt(
  here: { db: Db; workspaceId: Job["workspaceId"] },
  job: Job,
  found: Knock,
): Promise<KnockAt> {
  const workspace = await findWorkspace(here.db, here.workspaceId);
  const lang: Lang = workspace?.lang ?? "ko";
  return {
    id: job.id,
    roomRef: found.roomRef,
    phone: found.path === "alimtalk" ? openPhone(here, found.sealedPhone) : undefined,
    workspace: workspace?.name ?? "CO9MA",
    about: say(lang, abouts[found.told.action] ?? anything),
    signal: job.signal,
  };
}

/** Told by the next way of their order; where there is none, it stays held for their next message. */
async function giveUp({ db, log }: Desk, job: Job, reason: string): Promise<void> {
  const here = { db, workspaceId: job.workspaceId };
  log.warn({ id: job.id, reason }, "a knock did not reach its person");
  const [workspace, members] = [await findWorkspace(db, job.workspaceId), await reachableMembers(here)];
  await withTx(here, async (tx) => {
    const found = await readKnock(tx, here, job.id);
    await noteTrouble(tx, here, job.id, reason);
    const member = members.find(({ personId }) => personId === found.personId);
    if (member && found.stillHeld)
      await tellElsewhere(tx, here, job, { found, member, lang: workspace?.lang ?? "ko" });
    await finish(tx, job);
  });
}

type Failed = { found: Knock; member: Reachable & { lang: Lang | null }; lang: Lang };

async function tellElsewhere(
  tx: Parameters<typeof readKnock>[0],
  here: { workspaceId: Job["workspaceId"] },
  job: Job,
  { found, member, lang }: Failed,
): Promise<void> {
  const { told, conversationId, personId, path } = found;
  const reached = { ...member, lang: member.lang ?? lang };
  const next: { path: ReachPath; conversationId?: string } | undefined = await elsewhere(
    tx,
    here,
    reached,
    path,
  );
  if (next?.path === "alimtalk" || next?.path === "kakao")
    return addKnock(tx, here, { conversationId, personId, told, path: next.path });
  if (!next?.conversationId) return;
  await withdraw(tx, here, told);
  const { action, input } = told;
  await tellThere(tx, here, {
    conversationId: next.conversationId,
    action,
    input,
    key: `elsewhere:${job.id}`,
  });
}
