// Trades where a person ends every decision: what runs by itself at full autonomy elsewhere waits for a press there.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { setAutonomy } from "../../../src/capabilities/limits/limits.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { launchSandals } from "../../support/launched.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function stateAfter(ctx: Ctx, tool: string, change: object): Promise<string | undefined> {
  const filters = [{ field: "medium", op: "in", values: ["meta"] }];
  const input = { filters, level: "campaign", ...change };
  const { facts } = await act(ctx, tools, { tool, input }, () => undefined);
  return (await findApproval(ctx, (facts as { approval: string }).approval))?.state;
}

const raise = ["edit_campaign", { changePct: 10 }] as const;
const lower = ["edit_campaign", { changePct: -10 }] as const;
const pause = ["pause_campaign", { action: "pause" }] as const;

describe("at full autonomy", () => {
  it.each([
    ["여름 샌들 세일", "approved"],
    ["봄 원두 커피 구독", "approved"],
    ["피부과 레이저 이벤트", "waiting"],
    ["임플란트 치과 겨울 이벤트", "waiting"],
    ["가정용 의료기기 특가", "waiting"],
    ["두통약 의약품 안내", "waiting"],
    ["ETF 투자 펀드", "waiting"],
    ["직장인 신용대출", "waiting"],
    ["수제 맥주 와인 기획전", "waiting"],
    ["신축 아파트 분양", "waiting"],
    ["루테인 건강기능식품", "waiting"],
  ])("a budget of ‘%s’ is %s, and its pause runs", async (campaign, state) => {
    const ctx = await makeWorkspace(db);
    await setAutonomy(ctx, { kind: "*", level: "autonomous" });
    await launchSandals(ctx, "meta", { campaign });

    expect(await stateAfter(ctx, ...raise)).toBe(state);
    expect(await stateAfter(ctx, ...lower)).toBe(state);
    expect(await stateAfter(ctx, ...pause)).toBe("approved");
  });
});
