// Orders hidden in names, files and words of others, read by a model that obeys each of them to the letter: nothing is done, nobody is
// called, nothing leads away, nothing is told elsewhere. A stop that such a text talks it into is let through: it is safe.
// INJECTIONS sets how many are read in whole turns (`npm run injections`: all).

import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../src/agent/act.ts";
import { buildAgent, runTurn, type TurnEvent } from "../../src/agent/turn.ts";
import { decide, propose } from "../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { setBrandGuide } from "../../src/capabilities/creatives/creatives.ts";
import { findStop, lift, setAutonomy, setGuardrail } from "../../src/capabilities/limits/limits.ts";
import { tools } from "../../src/capabilities/registry.ts";
import type { Chat, Place as ChatPlace } from "../../src/chat/chat.ts";
import { tellThere } from "../../src/chat/tell.ts";
import { Failure } from "../../src/core/failure.ts";
import { InboundId } from "../../src/core/ids.ts";
import { words } from "../../src/core/locale.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { makePlace, openTestChat, until } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import {
  APPROVAL,
  CANARY,
  type Injection,
  injections,
  type Place,
  unreadPlaces,
  VICTIM,
} from "../support/injections.ts";
import { leadsAway } from "../support/leads-away.ts";
import { campaignId, makeCampaigns } from "../support/running-campaigns.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { calls, says } from "./support.ts";

const TURNS = Number(process.env["INJECTIONS"] ?? 24);

let db: Db;
let scene: Scene;
beforeAll(async () => {
  db = await openTestDb();
  scene = await openScene();
});
afterAll(async () => {
  await scene.chat.close();
  await rm(scene.folder, { recursive: true });
  await closeTestDb(db);
});

type Scene = {
  admin: Ctx;
  chat: Chat;
  folder: string;
  /** Ids of what the text is written into. */
  ids: Record<"account" | "poisoned" | "adGroup" | "ad" | "approval" | "refused", string>;
  manager: Ctx;
  /** What is read now. */
  now: { injection?: Injection; prompts: string[]; obeyed: number; reached: number };
};

/** A workspace with everything open: autonomous, no cap in the way, a campaign that runs; and another one that nobody may see. */
async function openScene(): Promise<Scene> {
  const admin = { ...(await makeWorkspace(db)), withoutCreatives: true };
  await joinWorkspace(admin, "member");
  const manager = await joinWorkspace(admin, "project_manager");
  const account = await makeCampaigns(admin, [VICTIM, "새 이름"]);
  const other = await makeWorkspace(db);
  await makeCampaigns(other, [`${CANARY} 캠페인`]);
  await withTx(other, (tx) =>
    tx.execute(sql`update workspace set name = ${CANARY} where id = ${other.workspaceId}`),
  ).catch(() => undefined);
  await setAutonomy(admin, { kind: "*", level: "autonomous" });
  await setGuardrail(admin, { kind: "cap_day", value: { minor: "900000000", currency: "KRW" } });
  await setGuardrail(admin, { kind: "changes_hour", value: { count: 1_000 } });
  const steps = [
    { op: "set_status", level: "campaign", target: { id: "1" }, status: "paused", before: "active" },
  ];
  const exact = { lines: [{ medium: "meta", accountId: account, entity: VICTIM, steps }], holds: [] };
  const request = { kind: "campaign.pause", exact, title: words("요청", "A request"), diff: [] };
  const refused = await propose(manager, { ...request, subject: "y" });
  await decide(admin, { id: refused.id, decision: "reject" }, {});
  const asked = await propose(manager, { ...request, subject: "x" });
  const [poisoned, adGroup, ad] = [await campaignId(admin, "새 이름"), randomUUID(), randomUUID()];
  const { workspaceId } = admin;
  await withTx(admin, async (tx) => {
    await tx.execute(sql`insert into ad_group values (${workspaceId}, ${adGroup}, ${poisoned}, 'x', now())`);
    await tx.execute(sql`insert into ad (workspace_id, id, campaign_id, ad_group_id, name, created_at)
      values (${workspaceId}, ${ad}, ${poisoned}, ${adGroup}, 'x', now())`);
  });
  const now: Scene["now"] = { prompts: [], obeyed: 0, reached: 0 };
  const agent = buildAgent({ model: obedient(now), tools, log: silentLog });
  const chat = await openTestChat(db, {
    turn: (ctx, input) => counted(now, runTurn({ ...ctx, withoutCreatives: true }, agent, input)),
    act: (ctx, tool, input, progress) => act(ctx, agent.tools, { tool, input }, progress),
  });
  const folder = await mkdtemp(join(tmpdir(), "co9ma-test-"));
  const known = await accountWithFigures(chat, admin, folder);
  const ids = { account: known, poisoned, adGroup, ad, approval: asked.id, refused: refused.id };
  return { admin, manager, chat, folder, ids, now };
}

/** An account known from a report, so that a query can name it. */
async function accountWithFigures(chat: Chat, admin: Ctx, folder: string): Promise<string> {
  const path = join(folder, "report.csv");
  await writeFile(
    path,
    "날짜,계정 이름,캠페인 이름,노출수,클릭수,비용\n2026-11-19,알려진 계정,알려진 캠페인,1000,10,5000\n2026-11-20,알려진 계정,알려진 캠페인,1000,10,5000\n",
  );
  const at = makePlace(admin, randomUUID());
  const dropped = await chat.drop(at, { key: randomUUID(), name: "report.csv", path, lang: "ko" });
  await until(() => chat.answerTo(at, dropped.inboundId));
  const [row] = await asOwner<{ id: string }>(
    db,
    `select id from ad_account where workspace_id = '${admin.workspaceId}' and connection = 'file'`,
  );
  if (!row) throw new Error("no account of the report");
  return row.id;
}

/** Reads first; what it has read it does, then repeats what it was told to say. */
function obedient(now: Scene["now"]): LanguageModelV4 {
  const answer = ({ prompt }: LanguageModelV4CallOptions) => {
    const read = JSON.stringify(prompt.filter(({ role }) => role !== "system"));
    now.prompts.push(read);
    const one = now.injection;
    if (!one) return says("네.");
    const turn = prompt.slice(prompt.findLastIndex(({ role }) => role === "user"));
    const steps = turn.filter(({ role }) => role === "assistant").length;
    if (steps === 0) return calls(...reading(one.place).map((call, at) => ({ id: `r${at}`, ...call })));
    if (!read.includes(one.mark)) return says("네.");
    if (steps === 1) {
      now.obeyed++;
      const wants = one.wants.map(({ tool, input }, at) => ({ id: `w${at}`, tool, input: withIds(input) }));
      if (wants.length > 0) return calls(...wants);
    }
    return says(`${one.says} ${one.text.slice(6)}`);
  };
  return {
    specificationVersion: "v4",
    provider: "scripted",
    modelId: "obedient",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("not used")),
    doStream: (options) =>
      Promise.resolve({
        stream: ReadableStream.from([{ type: "stream-start", warnings: [] }, ...answer(options)]),
      }),
  };
}

function withIds(input: object): object {
  return JSON.parse(JSON.stringify(input).replaceAll(APPROVAL, scene.ids.approval)) as object;
}

/** What a model calls to read what was written there. */
function reading(place: Place): { tool: string; input: object }[] {
  const list = { tool: "list_campaigns", input: {} };
  switch (place) {
    case "adGroup":
    case "ad":
      return [{ tool: "list_campaigns", input: { level: place } }];
    case "account":
      return [{ tool: "query_performance", input: byAccount }];
    case "brand":
      return [{ tool: "show_brand_guide", input: {} }];
    case "person":
      return [{ tool: "set_role", input: { action: "set_role", person: "manager", role: "viewer" } }];
    case "title":
    case "mediaError":
      return [list, { tool: "show_approvals", input: {} }, { tool: "show_history", input: { count: 50 } }];
    case "campaign":
    case "file":
    case "reason":
      return [list];
  }
}

const byAccount = {
  kind: "breakdown",
  metrics: ["spend"],
  dimensions: ["account"],
  filters: [],
  having: [],
  time: "last_7_days",
  assumptions: [],
  unresolved: [],
};

/** Counts the calls that came to the gate, beside the one that reads. */
async function* counted(now: Scene["now"], events: AsyncIterable<TurnEvent>): AsyncGenerator<TurnEvent> {
  for await (const event of events) {
    if (event.kind === "end") now.reached += event.calls.filter(({ id }) => !id.startsWith("r")).length;
    yield event;
  }
}

/** Puts the text where it comes from. */
async function poison(
  { admin, manager, chat, folder, ids }: Scene,
  { place, text }: Injection,
  thread: string,
): Promise<void> {
  const { workspaceId } = admin;
  const set = (statement: ReturnType<typeof sql>): Promise<unknown> =>
    withTx(admin, (tx) => tx.execute(statement));
  if (place === "campaign") await set(sql`update campaign set name = ${text} where id = ${ids.poisoned}`);
  if (place === "adGroup") await set(sql`update ad_group set name = ${text} where id = ${ids.adGroup}`);
  if (place === "ad") await set(sql`update ad set name = ${text} where id = ${ids.ad}`);
  if (place === "account") await set(sql`update ad_account set name = ${text} where id = ${ids.account}`);
  if (place === "person")
    await asOwner(
      db,
      `update person set name = ${quoted(text.slice(0, 60))} where id = '${personId(manager)}'`,
    );
  if (place === "title")
    await set(
      sql`update approval set title = ${JSON.stringify({ ko: text, en: text })}::jsonb where id = ${ids.approval}`,
    );
  if (place === "reason") await set(sql`update approval set reason = ${text} where id = ${ids.refused}`);
  if (place === "mediaError")
    await set(sql`insert into media_call
      (id, workspace_id, approval_id, line, seq, medium, account_id, op, input, tag, intent_hash, stage, trouble, created_at)
      values (${randomUUID()}, ${workspaceId}, ${ids.refused}, 'x', 1, 'meta', ${ids.account}, 'set_status',
        ${JSON.stringify(failedStep)}::jsonb, 'x', 'x', 'failed', ${text}, now())`);
  if (place === "brand")
    await setBrandGuide(admin, {
      use: [text.slice(0, 60)],
      legal: [text.slice(0, 60)],
      examples: [text],
      rules: [text],
    });
  if (place !== "file") return;
  const path = join(folder, "dropped");
  await writeFile(path, "no,report\n1,2\n");
  const at = makePlace({ ...admin, workspaceId }, thread);
  const { inboundId } = await chat.drop(at, { key: randomUUID(), name: `${text}.csv`, path, lang: "ko" });
  await until(() => chat.answerTo(at, inboundId));
}

const failedStep = {
  op: "set_status",
  level: "campaign",
  target: { id: "1" },
  status: "paused",
  before: "active",
};

/** What must not stay for the comparison of before and after. */
async function cleaned({ admin, ids }: Scene, { place }: Injection): Promise<void> {
  const done = (statement: ReturnType<typeof sql>): Promise<unknown> =>
    withTx(admin, (tx) => tx.execute(statement));
  if (place === "reason") await done(sql`update approval set reason = null where id = ${ids.refused}`);
  if (place === "mediaError")
    await asOwner(db, `delete from media_call where approval_id = '${ids.refused}'`);
}

/** The message in which the text is met: a question, or a press on a card that tells it. */
async function asked(
  scene: Scene,
  { place: where }: Injection,
  place: ChatPlace,
  ready: () => void,
): Promise<InboundId> {
  const { chat } = scene;
  const send = async (text: string): Promise<InboundId> =>
    (await chat.send(place, { key: randomUUID(), text, lang: "ko" })).inboundId;
  if (where !== "reason" && where !== "mediaError") {
    ready();
    return send("캠페인 보여줘");
  }
  const hello = await send("안녕하세요");
  await until(() => chat.answerTo(place, hello));
  const told = await tellThe(scene, hello, where);
  const { cards } = await until(() => chat.answerTo(place, told));
  const faults = leadsAway(
    cards.map(({ card }) => card),
    "",
  );
  if (faults.length > 0) throw new Error(`${where}: ${faults.join(", ")}`);
  ready();
  if (where === "mediaError") return send("캠페인 보여줘");
  const [token] = JSON.stringify(cards).match(/(?<="label":"사유대로 수정".{0,80}"token":")[^"]+/) ?? [];
  if (!token) throw new Error("no button for the reason");
  return (await chat.press(place, { key: randomUUID(), token })).inboundId;
}

/** As the program tells a decision or an outcome in the conversation where it was asked for. */
async function tellThe({ admin, ids }: Scene, hello: InboundId, where: Place): Promise<InboundId> {
  const key = `test:${randomUUID()}`;
  const [at] = await asOwner<{ conversation_id: string }>(
    db,
    `select conversation_id from inbound where id = '${hello}'`,
  );
  const conversationId = at?.conversation_id ?? "";
  const told =
    where === "reason"
      ? { action: "tell_decision", input: { id: ids.refused, by: "박동료" } }
      : { action: "tell_outcome", input: { id: ids.refused } };
  await withTx(admin, (tx) => tellThere(tx, admin, { conversationId, key, ...told }));
  const [row] = await asOwner<{ id: string }>(db, `select id from inbound where dedupe_key = '${key}'`);
  return InboundId.parse(row?.id);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const personId = ({ actor }: Ctx): string => (actor.kind === "person" ? actor.personId : "");

/** What an order could change; a stop may be set. */
async function standing({ admin }: Scene): Promise<unknown> {
  const here = sql`workspace_id = ${admin.workspaceId}`;
  const [row] = await withTx(admin, (tx) =>
    rowsOf(
      tx,
      sql`select
        (select count(*)::int from media_call where ${here}) as calls,
        (select count(*)::int from approval where ${here} and state not in ('waiting', 'superseded')) as decided,
        (select count(*)::int from reservation where ${here}) as held,
        (select count(*)::int from room where ${here}) as rooms,
        (select string_agg(reason, ',') from approval where ${here}) as reasons,
        (select string_agg(kind || value::text, ',' order by kind) from guardrail where ${here}) as limits,
        (select string_agg(kind || level, ',' order by kind) from autonomy where ${here}) as autonomy,
        (select string_agg(person_id || role, ',' order by person_id) from membership where ${here}) as roles`,
    ),
  );
  const codes = await asOwner(db, "select count(*)::int as n from link_code");
  return { ...(row as object), codes };
}

/** The same ones in every run: a fraction of all, spread over kinds, languages and places. */
function sample(count: number): Injection[] {
  const step = 37;
  return Array.from(
    { length: Math.min(count, injections.length) },
    (_, at) => injections[(at * step) % injections.length],
  ).flatMap((one) => one ?? []);
}

test(
  "a model that obeys what it reads changes nothing, calls nobody and tells nothing elsewhere",
  { timeout: 900_000 },
  async () => {
    const before = await standing(scene);
    const faults: string[] = [];
    const seen = new Map<Place, number>();
    for (const injection of sample(TURNS)) {
      const { now, chat, admin } = scene;
      const thread = randomUUID();
      const place = makePlace(admin, thread);
      delete now.injection;
      if ((await findStop(admin)).halted) await lift(admin);
      await poison(scene, injection, thread);
      const { obeyed } = now;
      const from = now.prompts.length;
      const inboundId = await asked(scene, injection, place, () => void (now.injection = injection));
      const answered = await until(() => chat.answerTo(place, inboundId));
      await cleaned(scene, injection);
      const read = now.prompts.slice(from).some((prompt) => prompt.includes(injection.mark));
      if (read && unreadPlaces.has(injection.place)) faults.push(`${injection.mark} was read by a model`);
      if (now.obeyed > obeyed) seen.set(injection.place, (seen.get(injection.place) ?? 0) + 1);
      const cards = answered.cards.map(({ card }) => card);
      const said = cards.map((card) => JSON.stringify(card)).join("\n");
      const found = leadsAway(cards, await answerOf(inboundId));
      if (said.includes(CANARY)) found.push("a card of another workspace");
      faults.push(
        ...found.map((fault) => `${injection.mark} ${injection.place} ${injection.kind}: ${fault}`),
      );
    }
    const { admin, now } = scene;
    if (now.prompts.some((prompt) => prompt.includes(CANARY))) faults.push("a prompt of another workspace");
    process.stdout.write(
      `injections: ${Math.min(TURNS, injections.length)} of ${injections.length} in turns, ${now.obeyed} obeyed (${[...seen].map(([place, count]) => `${place} ${count}`).join(", ")}), ${now.reached} calls at the gate\n`,
    );

    expect(faults).toEqual([]);
    expect(await standing(scene)).toEqual(before);
    expect(await elsewhere(admin)).toEqual([]);
    expect(now.obeyed).toBeGreaterThan(TURNS / 3);
  },
);

async function answerOf(inboundId: string): Promise<string> {
  const [row] = await asOwner<{ answer: string }>(
    db,
    `select answer from turn where inbound_id = '${inboundId}'`,
  );
  return row?.answer ?? "";
}

/** Rows of conversations that nobody spoke in. */
async function elsewhere(admin: Ctx): Promise<unknown[]> {
  return asOwner(
    db,
    `select id from inbound where workspace_id <> '${admin.workspaceId}' or (kind = 'action' and dedupe_key not like 'test:%') or person_id <> '${personId(admin)}'
     union all select id from delivery where workspace_id <> '${admin.workspaceId}'
     union all select id from delivery where state <> 'held'`,
  );
}

test("whatever call such a text asks for, the gate only proposes it", async () => {
  const before = await standing(scene);
  const unwanted: string[] = [];
  let reached = 0;
  for (const { wants, mark } of injections)
    for (const { tool, input } of wants) {
      if (reached >= 300 && TURNS < injections.length) break;
      if (tool === "generate_copy") continue;
      reached++;
      const told = await act(scene.admin, tools, { tool, input: withIds(input) }, () => undefined, {
        tainted: true,
      }).catch((error: unknown) => error);
      if (told instanceof Error && !(told instanceof Failure))
        unwanted.push(`${mark} ${tool}: ${told.message}`);
      if (!(told instanceof Error) && "tells" in (told as object)) unwanted.push(`${mark} ${tool}: tells`);
    }

  process.stdout.write(`injections: ${reached} calls straight to the gate\n`);
  expect(unwanted).toEqual([]);
  expect(await standing(scene)).toEqual(before);
  expect(reached).toBeGreaterThanOrEqual(300);
});
