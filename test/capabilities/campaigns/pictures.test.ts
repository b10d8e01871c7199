// A plan whose creative was drawn anew: it keeps what it showed until somebody takes the new pictures, in a version of its own.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { decide, findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { newerPictures } from "../../../src/capabilities/campaigns/plan/pictures.ts";
import { readVersions } from "../../../src/capabilities/campaigns/plan/store.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Facts = { planId: string; approval?: { id: string; state: string } };

async function run(ctx: Ctx, tool: string, input: object) {
  const { card, facts } = await act(ctx, tools, { tool, input }, () => undefined);
  return { card: Card.parse(card), text: cardText(card).replaceAll(/\s+/g, " "), facts: facts as Facts };
}

/** A plan on Naver with its creative, and the creative in every format. */
async function drawnAnew(): Promise<{ ctx: Ctx; plan: Facts; converted: Awaited<ReturnType<typeof run>> }> {
  const ctx = await makeWorkspace(db);
  const account = {
    medium: "naver",
    connection: "sandbox",
    name: "naver",
    externalRef: "1",
    currency: "KRW",
  } as const;
  await withTx(ctx, (tx) => makeAccount(tx, ctx, account));
  const brief = {
    product: "여름 샌들 세일",
    media: ["naver"],
    budget: { amount: 3_000_000 },
    durationDays: 14,
  };
  const { facts } = await run(ctx, "create_campaign", brief);
  return { ctx, plan: facts, converted: await run(ctx, "convert_creative", {}) };
}

function pressOf({ card }: { card: Card }): { action: string; input: Record<string, unknown> } {
  const form = card.parts.find((part) => part.kind === "form" && part.slot === "pictures");
  const press = form?.kind === "form" ? form.choices[0]?.press : undefined;
  if (!press || !("action" in press)) throw new Error("nothing to press");
  return press;
}

describe("pictures drawn anew", () => {
  it("are offered beside the plan that shows the old ones, and taken as a version that is approved anew", async () => {
    const { ctx, plan, converted } = await drawnAnew();
    const press = pressOf(converted);

    const taken = await run(ctx, press.action, press.input);
    const [one, two] = await readVersions(ctx, plan.planId);

    expect(one?.creatives?.images).toHaveLength(4);
    expect(two?.creatives?.images).toHaveLength(5);
    expect(two?.creatives?.texts).toEqual(one?.creatives?.texts);
    expect(two?.media).toEqual(one?.media);
    expect(taken.text).toContain("바뀐 점: 소재 그림 4개 → 그림 5개 (새로 그림)");
    expect((await findApproval(ctx, plan.approval?.id ?? ""))?.state).toBe("superseded");
    expect(taken.facts.approval?.state).toBe("waiting");
    expect(taken.facts.approval?.id).not.toBe(plan.approval?.id);
    expect(taken.card.parts.some((part) => part.kind === "form" && part.slot === "pictures")).toBe(false);
  });

  it("stay out of a plan that is changed otherwise, and shown again it offers them", async () => {
    const { ctx, plan } = await drawnAnew();

    await run(ctx, "create_campaign", { planId: plan.planId, durationDays: 21 });
    const shown = await run(ctx, "create_campaign", { planId: plan.planId });
    const [, two] = await readVersions(ctx, plan.planId);

    expect(two?.creatives?.images).toHaveLength(4);
    expect(pressOf(shown).input).toEqual({ planId: plan.planId, newPictures: true });
  });

  it("are taken into the newest plan where none is named; wished for twice, the plan is shown as it is", async () => {
    const { ctx, plan } = await drawnAnew();

    await run(ctx, "create_campaign", { newPictures: true });
    const again = await run(ctx, "create_campaign", { newPictures: true });

    expect(await readVersions(ctx, plan.planId)).toHaveLength(2);
    expect(again.facts).toMatchObject({ planId: plan.planId, version: 2 });
  });

  it("do not reach a plan that was approved", async () => {
    const { ctx, plan } = await drawnAnew();
    const asked = await findApproval(ctx, plan.approval?.id ?? "");
    if (!asked) throw new Error("nothing was asked for");
    await decide(ctx, { id: asked.id, planHash: asked.planHash, decision: "approve" }, approvedActions);

    const { text } = await run(ctx, "create_campaign", { planId: plan.planId, newPictures: true });

    expect(text).toContain("이미 승인돼서 그대로 두었어요");
    expect(await readVersions(ctx, plan.planId)).toHaveLength(1);
  });

  it("leave nothing of the old ones behind: neither the photograph nor what was remarked", async () => {
    const { ctx, plan } = await drawnAnew();
    const [one] = await readVersions(ctx, plan.planId);
    if (!one?.creatives) throw new Error("a plan without creatives");
    const old = { ...one.creatives, photo: crypto.randomUUID(), remarks: ["사진 없이 그렸어요."] };

    const newer = await newerPictures(ctx, { ...one, creatives: old });

    expect(newer?.images).toHaveLength(5);
    expect(newer).not.toHaveProperty("photo");
    expect(newer).not.toHaveProperty("remarks");
  });

  it("without any plan are told so, with the next step", async () => {
    const ctx = await makeWorkspace(db);

    await expect(run(ctx, "create_campaign", { newPictures: true })).rejects.toThrow(Failure);
  });
});
