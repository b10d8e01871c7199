// Wishes that are not carried out yet: what was understood, the one question, what is needed; nothing is written.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { act } from "../../src/agent/act.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { tools } from "../../src/capabilities/registry.ts";
import { isForWords } from "../../src/capabilities/tool.ts";
import { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { Failure } from "../../src/core/failure.ts";
import type { Role } from "../../src/core/roles.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { loadReport } from "./performance/made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

/** Those that are only understood so far: carried out by nobody, whatever is said. */
const wishes = tools.filter(({ name }) =>
  [
    "budget_plan",
    "create_audience",
    "edit_campaign",
    "pause_campaign",
    "review_compliance",
    "show_audience",
  ].includes(name),
);

async function ask(
  ctx: Ctx,
  name: string,
  input: object,
): Promise<{ card: Card; text: string; facts: unknown }> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  const { card, facts } = await tool.run(ctx, tool.input.parse(input) as never, () => undefined);
  return { card: Card.parse(card), text: cardText(card), facts };
}

async function withCampaigns(lang: "ko" | "en" = "ko"): Promise<Ctx> {
  const ctx = await makeWorkspace(db, { lang });
  const row = (campaign: string) => ({ day: "2026-11-19", campaign, clicks: 10 });
  await loadReport(ctx, { medium: "meta", rows: [row("올리브 오일"), row("녹차 샘플러"), row("수면 베개")] });
  return ctx;
}

async function ledgerRows(ctx: Ctx): Promise<number> {
  const rows = await withTx(ctx, (tx) =>
    rowsOf<{ n: number }>(
      tx,
      sql`select count(*)::int as n from ledger where workspace_id = ${ctx.workspaceId}`,
    ),
  );
  return rows[0]?.n ?? 0;
}

/** Those that are done once the question is answered: no word of what they would need. */
const askedFirst: readonly string[] = ["edit_campaign", "pause_campaign", "review_compliance"];

describe("a wish", () => {
  it.each(wishes.map(({ name }) => name))(
    "%s says that nothing was changed and what it needs",
    async (name) => {
      const ctx = await makeWorkspace(db, { lang: "en" });
      const least = name === "pause_campaign" ? { action: "pause" } : {};

      const { text, facts } = await ask(ctx, name, least);

      expect(text).toContain(
        askedFirst.includes(name)
          ? "one thing first. Nothing has changed yet."
          : "not carried out yet. Nothing was changed.",
      );
      expect(facts).toMatchObject({ notYet: name });
      expect(text).not.toMatch(/[가-힣]/);
    },
  );

  it("shows what it took, amounts as figures", async () => {
    const ctx = await makeWorkspace(db);

    const { text } = await ask(ctx, "edit_campaign", {
      filters: [],
      budget: { amount: 120_000, period: "daily" },
      durationDays: 14,
      targeting: { age: [{ min: 20, max: 29 }], gender: ["female"] },
    });

    expect(text).toContain("예산: 하루 120,000원");
    expect(text).toContain("기간: 14일");
    expect(text).toContain("연령: 20–29세");
  });

  it("takes a slip of a name for the stored one and says so", async () => {
    const { text, facts } = await ask(await withCampaigns(), "pause_campaign", {
      action: "pause",
      filters: [{ field: "campaign", op: "in", values: ["올리브 오잉"] }],
    });

    expect(text).toContain("메타 · 올리브 오일");
    expect(text).toContain("‘올리브 오잉’ → ‘올리브 오일’");
    expect(facts).toMatchObject({ took: { filters: [{ values: ["올리브 오일"] }] } });
  });

  it("asks about a name nobody knows", async () => {
    const { facts, text } = await ask(await withCampaigns("en"), "pause_campaign", {
      action: "pause",
      filters: [{ field: "campaign", op: "in", values: ["Winter Coat"] }],
    });

    expect(facts).toMatchObject({ asked: ["campaign"] });
    expect(text).toContain("There is no “Winter Coat” in the data.");
  });

  it("writes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const before = await ledgerRows(ctx);

    await ask(ctx, "edit_campaign", { filters: [], budget: { amount: 1_000 } });

    expect(await ledgerRows(ctx)).toBe(before);
  });
});

describe("a decision in words", () => {
  it("is open to those who may decide; looking is open to all", async () => {
    const roles = ["company_admin", "project_manager", "member", "viewer"] as const;
    const outcome = async (role: Role, action: string): Promise<string> => {
      const ctx = { ...(await makeWorkspace(db)), role };
      return act(
        ctx,
        tools,
        { tool: "show_approvals", input: { action, target: "배너" } },
        () => undefined,
      ).then(
        () => "shown",
        (error: unknown) => (error instanceof Failure ? error.code : "bug"),
      );
    };

    expect(await Promise.all(roles.map((role) => outcome(role, "approve")))).toEqual([
      "shown",
      "shown",
      "forbidden",
      "forbidden",
    ]);
    expect(await outcome("viewer", "list_pending")).toBe("shown");
  });
});

describe("roles", () => {
  it("are shown as they are, one person or all", async () => {
    const ctx = await makeWorkspace(db);
    await joinWorkspace(ctx, "viewer");

    const all = await ask(ctx, "show_roles", {});
    const one = await ask(ctx, "show_roles", { action: "show_role", person: "동료" });

    expect(all.text).toContain("김마케터");
    expect(all.text).toContain("박동료");
    expect(one.text).toContain("박동료 님은 뷰어예요.");
    expect(one.text).toContain("예산 쓰기와 승인: 불가");
  });

  it("of somebody unknown: the members there are", async () => {
    const { text } = await ask(await makeWorkspace(db, { lang: "en" }), "show_roles", { person: "Zoe" });

    expect(text).toContain('No member matches "Zoe".');
    expect(text).toContain("김마케터");
  });
});

describe("every tool", () => {
  it("that words may start and that changes something has a proposal of its own", () => {
    const changing = tools.filter((tool) => isForWords(tool) && tool.effect !== "read");

    expect(changing.length).toBeGreaterThan(8);
    expect(changing.filter(({ propose }) => propose === undefined)).toEqual([]);
  });

  it("has an input a model can be told: one JSON schema each", () => {
    const types = tools.map(({ name, input }) => [name, z.toJSONSchema(input, { io: "input" })["type"]]);

    expect(types).toEqual(tools.map(({ name }) => [name, "object"]));
  });
});
