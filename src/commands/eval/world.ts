// The fixture as a living workspace in a database of its own, and the product's own path from a message to a prediction.

import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { PastTurn, TurnEvent } from "../../agent/turn.ts";
import type { Ctx } from "../../capabilities/context.ts";
import { loadMarketDays } from "../../capabilities/imports/imports.ts";
import { admitPerson, meetPerson, openOwnWorkspace } from "../../capabilities/workspace/workspace.ts";
import type { Answerer } from "../../chat/chat.ts";
import { readable } from "../../chat/said.ts";
import type { Card } from "../../core/card/card.ts";
import type { PersonId } from "../../core/ids.ts";
import { Role } from "../../core/roles.ts";
import { dayIn } from "../../core/time.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import { messageLanguage } from "../../language/message-language.ts";
import { adGroupName, fixtureDays } from "./figures.ts";
import type { Fixture } from "./fixture.ts";
import { type Prediction, predictionOf } from "./prediction.ts";

type Message = { id: string; utterance: string; role?: Role | undefined };

/** A turn as chat would keep it, and what it was read as. */
type Heard = { prediction: Prediction; past: PastTurn; end: Extract<TurnEvent, { kind: "end" }> };

export type World = {
  ctx: Ctx;
  /** Every message is a fresh conversation, unless earlier turns are given. */
  hear: (message: Message, history?: PastTurn[]) => Promise<Heard>;
};

export async function openWorld(
  parts: { db: Db; log: Logger; answerer: Pick<Answerer, "turn"> },
  fixture: Fixture,
): Promise<World> {
  const { ctx, people } = await openWorkspace(parts, fixture);
  await loadFigures(ctx, fixture);
  return { ctx, hear: (message, history = []) => hear({ ...parts, ctx, people }, message, history) };
}

type People = Readonly<Record<Role, PersonId>>;

/** One person per role, by the fixture's names where it has them. */
async function openWorkspace(
  { db, log }: { db: Db; log: Logger },
  { clock: now, timezone: zone, currency, workspace, members }: Fixture,
): Promise<{ ctx: Ctx; people: People }> {
  const known = (role: Role): string => members.find((member) => member.role === role)?.name ?? role;
  const meet = async (name: string): Promise<PersonId> =>
    (await meetPerson(db, { platform: "eval", platformId: name, name, now })).id;
  const admin = await meet(known("company_admin"));
  const { id: workspaceId } = await openOwnWorkspace(
    { db, log },
    { personId: admin, name: workspace.name, lang: "ko", currency, zone, now },
  );
  const actor = { kind: "person" as const, personId: admin };
  const ctx: Ctx = { workspaceId, actor, role: "company_admin", lang: "ko", zone, now, db, log };
  const people = { company_admin: admin } as Record<Role, PersonId>;
  for (const role of Role.exclude(["company_admin"]).options) {
    const personId = await meet(known(role));
    await admitPerson(ctx, { personId, role });
    people[role] = personId;
  }
  return { ctx, people };
}

async function loadFigures(ctx: Ctx, fixture: Fixture): Promise<void> {
  const today = dayIn(ctx.zone, ctx.now);
  const states = { active: "active", ended: "ended" } as const;
  const campaigns = fixture.campaigns.map(({ name, channel, status }) => ({
    name,
    medium: channel,
    status: states[status as keyof typeof states] ?? ("paused" as const),
    adGroups: { [adGroupName({ name })]: [`${adGroupName({ name })}-1`] },
  }));
  await loadMarketDays(ctx, { days: fixtureDays(fixture, today), campaigns });
}

type Room = { db: Db; answerer: Pick<Answerer, "turn">; ctx: Ctx; people: People };

async function hear(
  room: Room,
  { id, utterance, role = "project_manager" }: Message,
  history: PastTurn[],
): Promise<Heard> {
  const said = readable(utterance);
  const actor = { kind: "person" as const, personId: room.people[role] };
  const lang = messageLanguage(said, room.ctx.lang);
  const ctx: Ctx = { ...room.ctx, role, actor, lang, withoutCreatives: true };
  const before = await ledgerRows(ctx);
  const cards: Card[] = [];
  let end: Heard["end"] | undefined;
  for await (const event of room.answerer.turn(ctx, { said, history })) {
    if (event.kind === "card") cards.push(event.card);
    if (event.kind === "end") end = event;
  }
  if (!end) throw new Error("a turn ended without its end");
  const writes = (await ledgerRows(ctx)) - before;
  const { calls, answer } = end;
  return { prediction: predictionOf(id, { calls, cards, writes }), past: { said, calls, answer }, end };
}

/**
 * Every change that was asked for leaves a row; a draft, the record of a review and what people say of its findings, a dossier taken, the request to
 * approve it and how the workspace's own drafts are written, reviewed and named change nothing outside the conversation: no medium,
 * budget, role, decision, autonomy or schedule.
 */
async function ledgerRows(ctx: Ctx): Promise<number> {
  const [row] = await withTx(ctx, (tx) =>
    rowsOf<{ count: number }>(
      tx,
      sql`select count(*)::int as count from ledger where workspace_id = ${ctx.workspaceId}
          and action not in ('campaign.draft', 'creative.draft', 'creative.convert', 'review.record', 'approval.ask',
            'brand.set', 'brand.rule', 'finding.answer', 'campaign_rule.set', 'campaign.dossier')`,
    ),
  );
  return row?.count ?? 0;
}
