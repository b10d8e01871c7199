// A model that is wholly in the hands of somebody else: it calls every tool with every kind of argument, as four roles in three workspaces
// at once, while backends of the server are killed. Whatever one workspace holds carries its canary; none may turn up with another, in
// rows, replies, prompts, logs or errors. HOSTILE_CALLS sets how many (`npm run hostile:model`: 100,000).

import { randomUUID } from "node:crypto";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { type Agent, buildAgent, runTurn } from "../../../src/agent/turn.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { BrandChange, changeBrandGuide } from "../../../src/capabilities/creatives/brand.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { defineTool, type Tool } from "../../../src/capabilities/tool.ts";
import { Failure, failureText } from "../../../src/core/failure.ts";
import { Role } from "../../../src/core/roles.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb } from "../../support/database.ts";
import { makeCampaigns } from "../../support/running-campaigns.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { calls, says, toolOf } from "../support.ts";
import { z } from "zod";
import { hostileCalls } from "./made-calls.ts";

const CALLS = Number(process.env["HOSTILE_CALLS"] ?? 144);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_123);
const IN_A_TURN = 8;
const KILL_EVERY = 40;

type Place = { canary: string; people: Ctx[]; seen: string[] };

let db: Db;
let places: Place[] = [];
let bystander: Ctx;
beforeAll(async () => {
  db = await openTestDb();
  bystander = await makeWorkspace(db);
  await makeCampaigns(bystander, ["아무도 안 건드린다"]);
  places = await Promise.all([1, 2, 3].map(makePlace));
});
afterAll(() => closeTestDb(db));

/** What it says to people, to the model and to the log is all kept in `seen`. */
async function makePlace(number: number): Promise<Place> {
  const canary = `카나리아${number}${randomUUID().slice(0, 8)}`;
  const seen: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void seen.push(line) });
  const admin = { ...(await makeWorkspace(db)), log, withoutCreatives: true };
  await makeCampaigns(admin, [`${canary} 캠페인`]);
  await changeBrandGuide(admin, BrandChange.parse({ name: canary, use: [canary] }));
  const people = await Promise.all(Role.options.map((role) => joinWorkspace(admin, role)));
  return { canary, people, seen };
}

/** One turn's calls at once, then words. */
function hostileModel(seen: string[], planned: readonly { tool: string; input: unknown }[]): LanguageModelV4 {
  let step = 0;
  return {
    specificationVersion: "v4",
    provider: "hostile",
    modelId: "hostile",
    supportedUrls: {},
    doGenerate: ({ prompt }) => {
      seen.push(JSON.stringify(prompt));
      return Promise.reject(new Error("not used"));
    },
    doStream: ({ prompt }) => {
      seen.push(JSON.stringify(prompt));
      const parts =
        step++ === 0 ? calls(...planned.map((one, at) => ({ id: `c${at}`, ...one }))) : says("네.");
      return Promise.resolve({
        stream: ReadableStream.from([{ type: "stream-start" as const, warnings: [] }, ...parts]),
      });
    },
  };
}

function agentOf(model: LanguageModelV4, ctx: Ctx): Agent {
  return buildAgent({ model, tools, log: ctx.log });
}

async function turnOf(
  ctx: Ctx,
  seen: string[],
  planned: readonly { tool: string; input: unknown }[],
): Promise<void> {
  const said = "지난주 광고비 보여줘";
  for await (const event of runTurn(ctx, agentOf(hostileModel(seen, planned), ctx), { said, history: [] }))
    seen.push(textOf(event));
}

/** As a button would, whose token somebody has forged: also those tools that no model is offered. */
async function pressOf(
  ctx: Ctx,
  seen: string[],
  one: { tool: string; input: unknown },
  all = tools,
): Promise<void> {
  try {
    seen.push(textOf(await act(ctx, all, one, (card) => void seen.push(textOf(card)))));
  } catch (error) {
    for (let at: unknown = error; at instanceof Error; at = at.cause) {
      seen.push(at.message);
      if (at instanceof Failure) seen.push(textOf(failureText(at, ctx.lang)));
    }
  }
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}` : one)) ?? "";
}

async function tenantTables(): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    db,
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Ids of rows, whosever they are. */
async function idsOfAll(): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    db,
    `select c.table_name as name from information_schema.columns c join information_schema.columns w using (table_schema, table_name)
     where table_schema = 'public' and c.column_name = 'id' and c.data_type = 'uuid' and w.column_name = 'workspace_id'`,
  );
  const union = rows.map(({ name }) => `(select id::text as id from "${name}" limit 40)`).join(" union ");
  const workspaces = await asOwner<{ id: string }>(
    db,
    "select id::text as id from workspace union select id::text from person",
  );
  return [...(await asOwner<{ id: string }>(db, union)), ...workspaces].map(({ id }) => id);
}

/** Where the canary of one is found with another. */
async function leaks(): Promise<string[]> {
  const found: string[] = [];
  const tables = await tenantTables();
  for (const [at, { people, seen }] of places.entries())
    for (const [other, { canary }] of places.entries()) {
      if (at === other) continue;
      found.push(
        ...seen.filter((text) => text.includes(canary)).map((text) => `said: ${text.slice(0, 200)}`),
      );
      const parts = tables.map(
        (table) =>
          `select '${table}: ' || left(t::text, 200) as text from "${table}" t
           where workspace_id = '${people[0]?.workspaceId}' and t::text like '%${canary}%'`,
      );
      found.push(...(await asOwner<{ text: string }>(db, parts.join(" union all "))).map(({ text }) => text));
    }
  return found;
}

/** Everything of the workspace that nobody is in, in one number. */
async function fingerprint(): Promise<string> {
  const parts = (await tenantTables()).map(
    (table) =>
      `select '${table}' || t::text as line from "${table}" t where workspace_id = '${bystander.workspaceId}'`,
  );
  const [row] = await asOwner<{ sum: string }>(
    db,
    `select md5(string_agg(line, '|' order by line)) as sum from (${parts.join(" union all ")}) all_lines`,
  );
  return row?.sum ?? "";
}

async function killOne(): Promise<void> {
  if (!onPostgres()) return;
  await asOwner(
    db,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usename is not null order by random() limit 1`,
  );
}

test(
  `${CALLS} calls of a hostile model bring no workspace anything of another's (seed ${SEED})`,
  { timeout: 30_000 + CALLS * 200 },
  async ({ annotate }) => {
    const strangers = await idsOfAll();
    const hostile = hostileCalls(SEED, strangers);
    const before = await fingerprint();
    let made = 0;
    let nextKill = KILL_EVERY;
    while (made < CALLS) {
      await Promise.all(
        places.map(async ({ canary, people, seen }) => {
          const ctx = hostile.pick(people);
          const planned = Array.from({ length: IN_A_TURN }, () => hostile.call(tools, canary));
          const presses = Array.from({ length: IN_A_TURN }, () => hostile.call(tools, canary));
          await turnOf(ctx, seen, planned);
          for (const one of presses) await pressOf(ctx, seen, one);
          made += planned.length + presses.length;
        }),
      );
      if (made >= nextKill) {
        nextKill += KILL_EVERY;
        await killOne();
        if (made % 10 === 0) strangers.splice(0, strangers.length, ...(await idsOfAll()));
      }
    }
    const own = places.map(({ canary, seen }) => seen.filter((text) => text.includes(canary)).length);
    await annotate(`calls=${made} seen_own=${own.join(",")}`);

    expect(await leaks()).toEqual([]);
    expect(await fingerprint()).toBe(before);
    // Each saw its own: a canary that nobody shows proves nothing.
    expect(Math.min(...own)).toBeGreaterThan(0);
  },
);

test("the judge finds a tool that reads for somebody else, and a row that stands with another", async () => {
  const [mine, other] = places;
  if (!mine?.people[0] || !other?.people[0]) throw new Error("two workspaces");
  const stranger = other.people[0];
  const leaky: Tool = defineTool({
    ...toolOf("leaky", z.object({}), () => Promise.reject(new Error("not used"))),
    run: async (_, __, progress) => {
      const shown = tools.find(({ name }) => name === "show_brand_guide");
      if (!shown) throw new Error("no such tool");
      return shown.run(stranger, {}, progress);
    },
  });
  await pressOf(mine.people[0], mine.seen, { tool: "leaky", input: {} }, [...tools, leaky]);

  expect((await leaks()).some((text) => text.startsWith("said: "))).toBe(true);

  await asOwner(
    db,
    `update brand_guide set guide = '{"name": "${other.canary}"}' where workspace_id = '${mine.people[0].workspaceId}'`,
  );

  expect((await leaks()).some((text) => text.startsWith("brand_guide: "))).toBe(true);
});
