// How far automation goes, kind by kind: proposed by words, set by an admin's press, heeded by what runs by itself.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApprovedActions, propose, runByItself } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { actionKinds, findAutonomy, setAutonomy } from "../../../src/capabilities/limits/limits.ts";
import { autonomyTools } from "../../../src/capabilities/limits/autonomy-tools.ts";
import { limitTools } from "../../../src/capabilities/limits/tools.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import { words } from "../../../src/core/locale.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = [...limitTools, ...autonomyTools].find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

function pressOf({ card }: ToolResult): Record<string, unknown> {
  const part = card.parts.find(({ kind }) => kind === "proposal");
  const press = part?.kind === "proposal" ? part.choices[0]?.press : undefined;
  if (!press || !("input" in press)) throw new Error("no press");
  return press.input;
}

const said = {
  kinds: [
    { kind: "campaign.budget", level: "act_on_approval" },
    { kind: "campaign.pause", level: "autonomous" },
  ],
};
const small = { lowersRisk: () => true, isSmall: () => true, begin: async () => "running" as const };
const actions: ApprovedActions = { "campaign.budget": small, "campaign.pause": small };
let asked = 0;
const begins = async (ctx: Ctx, kind: string): Promise<boolean> => {
  const request = {
    kind,
    subject: `s${++asked}`,
    exact: { asked },
    title: words("요청", "request"),
    diff: [],
  };
  return (await runByItself(ctx, await propose(ctx, request), actions)).state === "approved";
};

describe("a level of its own", () => {
  test("is only proposed by words, and heeded once an admin pressed", async () => {
    const admin = await makeWorkspace(db);
    await setAutonomy(admin, { kind: "*", level: "autonomous" });

    const proposed = await run(admin, "set_autonomy", said);
    expect(await begins(admin, "campaign.budget")).toBe(true);
    await run(admin, "apply_autonomy", pressOf(proposed));

    expect(cardText(proposed.card)).toContain("예산 변경: 한도 안에서 스스로 → 승인 후 실행");
    expect(await begins(admin, "campaign.budget")).toBe(false);
    expect(await begins(admin, "campaign.pause")).toBe(true);
    const rows = await asOwner(
      db,
      `select subject from ledger where workspace_id = '${admin.workspaceId}' and action = 'workspace.set_autonomy'`,
    );
    expect(rows).toContainEqual({ subject: "campaign.budget,campaign.pause" });
  });

  test("runs by itself where everything else waits", async () => {
    const admin = await makeWorkspace(db);
    await run(admin, "apply_autonomy", { kinds: [{ kind: "campaign.pause", level: "autonomous" }] });

    expect(await begins(admin, "campaign.pause")).toBe(true);
    expect(await begins(admin, "campaign.budget")).toBe(false);
  });

  test("is shown kind by kind, and goes when it is to be like the rest", async () => {
    const admin = await makeWorkspace(db);
    await run(admin, "apply_autonomy", said);

    expect(cardText((await run(admin, "show_limits", {})).card)).toMatch(
      /자율 단계 · 일시정지 +한도 안에서 스스로/,
    );
    await run(admin, "apply_autonomy", { kinds: [{ kind: "campaign.pause", level: "whole" }] });

    expect(await findAutonomy(admin)).toEqual([{ kind: "campaign.budget", level: "act_on_approval" }]);
  });

  test("never starts spending by itself", async () => {
    const admin = await makeWorkspace(db);
    const launch = { kind: "campaign.launch", level: "autonomous" };

    await expect(run(admin, "set_autonomy", { kinds: [launch] })).rejects.toThrow(Failure);
    const both = await run(admin, "set_autonomy", { kinds: [launch, ...said.kinds] });

    expect(pressOf(both)).toEqual(said);
  });

  test("is set by admins alone", async () => {
    const manager = await joinWorkspace(await makeWorkspace(db), "project_manager");

    await expect(run(manager, "apply_autonomy", said)).rejects.toThrow(Failure);
    expect(await findAutonomy(manager)).toEqual([]);
  });
});

test("every kind that can be approved has its words", () => {
  expect(Object.keys(approvedActions).filter((kind) => !(kind in actionKinds))).toEqual([]);
});
