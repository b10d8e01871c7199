// Other creatives, addresses, names and audiences on campaigns that run: asked for, carried out on every medium as it does it, taken back.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editCampaigns } from "../../../src/capabilities/campaigns/changes/edit.ts";
import { EditCampaign } from "../../../src/capabilities/campaigns/tools.ts";
import { undoTools } from "../../../src/capabilities/campaigns/undo.ts";
import {
  type Approval,
  approvalPart,
  findApproval,
  listApprovals,
} from "../../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Tool, ToolResult } from "../../../src/capabilities/tool.ts";
import type { Db } from "../../../src/db/db.ts";
import type { MediumName } from "../../../src/media/medium.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { draftCreatives } from "../../../src/capabilities/creatives/creatives.ts";
import { marketStore } from "../../../src/capabilities/catalog/market-store.ts";
import { setFaults } from "../../../src/media/sandbox/faults.ts";
import type { FaultPlan } from "../../../src/media/sandbox/state.ts";
import {
  carriedOut,
  LANDING,
  launchSandals,
  type Launched,
  runCalls,
  SANDALS,
} from "../../support/launched.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const media: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];

const wish = (ctx: Ctx, said: object): Promise<ToolResult> =>
  editCampaigns(
    ctx,
    EditCampaign.parse({ filters: [{ field: "campaign", op: "in", values: [SANDALS] }], ...said }),
  );

async function asked(ctx: Ctx, said: object): Promise<Approval> {
  const { facts } = await wish(ctx, said);
  const found = await findApproval(ctx, (facts as { approval: string }).approval);
  if (!found) throw new Error("nothing was asked for");
  return found;
}

async function states({ medium, at, adGroup }: Launched): Promise<Record<string, string>> {
  const ads = await medium.list(at, "ad", adGroup);
  return Object.fromEntries(
    ads.map(({ content, status }) => [
      content?.texts["headline"] ?? content?.texts["headline1"] ?? "",
      status,
    ]),
  );
}

const faults = (ctx: Ctx, { medium, at }: Launched, plan: Partial<FaultPlan>): Promise<void> =>
  setFaults(marketStore(ctx), { medium: medium.name, ...at }, { seed: 1, ...plan });

const undo = async (ctx: Ctx, id: string): Promise<Approval> => {
  const tool = undoTools[0] as Tool;
  const { facts } = await tool.run(ctx, { id } as never, () => {});
  const found = await findApproval(ctx, (facts as { approval: string }).approval);
  if (!found) throw new Error("nothing was asked for");
  return found;
};

describe.each(media)("on %s", (name) => {
  test("another creative of the campaign goes on and the others off, and back again", async () => {
    const ctx = await makeWorkspace(db);
    const launched = await launchSandals(ctx, name);
    const first = await asked(ctx, { creative: "B" });
    await carriedOut(ctx, first);
    expect(await states(launched)).toEqual({
      "가볍게 걷는 여름": "paused",
      "장마에도 뽀송한 샌들": "active",
    });

    const second = await asked(ctx, { creative: "가볍게" });
    expect(second.diff.map(({ before, after }) => [before, after])).toEqual([
      ["일시정지", "집행 중"],
      ["집행 중", "일시정지"],
    ]);
    await carriedOut(ctx, second);
    const calls = await carriedOut(ctx, await undo(ctx, second.id));

    expect(calls.map(({ stage }) => stage)).toEqual(["confirmed", "confirmed"]);
    expect(await states(launched)).toEqual({
      "가볍게 걷는 여름": "paused",
      "장마에도 뽀송한 샌들": "active",
    });
  });

  test("a new landing page is a new ad with the same words and its tags, the old one paused; undone, the old one runs", async () => {
    const ctx = await makeWorkspace(db);
    const launched = await launchSandals(ctx, name, { headlines: ["가볍게 걷는 여름"] });

    const change = await asked(ctx, { url: "https://shop.example.com/winter" });
    const calls = await carriedOut(ctx, change);

    expect(calls.map(({ step, stage }) => [step.op, stage])).toEqual([
      ["create_ad", "confirmed"],
      ["set_status", "confirmed"],
      ["verify_ad", "confirmed"],
      ["set_status", "confirmed"],
    ]);
    const address = "https://shop.example.com/winter?utm_source=meta&utm_campaign=sandals";
    expect(change.diff[0]).toMatchObject({ before: LANDING, after: address });
    const { medium, at, adGroup } = launched;
    const ads = async () =>
      Object.fromEntries(
        (await medium.list(at, "ad", adGroup)).map(({ content, status }) => [content?.landingUrl, status]),
      );
    expect(await ads()).toEqual({ [LANDING]: "paused", [address]: "active" });

    await carriedOut(ctx, await undo(ctx, change.id));
    expect(await ads()).toEqual({ [LANDING]: "active", [address]: "paused" });
  });

  test("the way back of a budget shows the figures the other way round", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at, campaign } = await launchSandals(ctx, name);
    const change = await asked(ctx, { changePct: 20 });
    await carriedOut(ctx, change);

    const back = await undo(ctx, change.id);

    const shown = cardText({ lang: "ko", parts: [approvalPart(back, { ...ctx, lang: "ko" })] });
    expect(shown).toContain("하루 예산 60,000원 → 50,000원");
    expect(shown).not.toContain("50,000원 → 60,000원");
    await carriedOut(ctx, back);
    expect((await medium.read(at, "campaign", campaign))?.dailyBudget?.minor).toBe(50_000n);
  });

  test("a new name keeps the tag, is known by both names, and goes back", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at, campaign } = await launchSandals(ctx, name);
    const before = (await medium.read(at, "campaign", campaign))?.name ?? "";

    const change = await asked(ctx, { name: "가을 샌들" });
    await carriedOut(ctx, change);

    expect((await medium.read(at, "campaign", campaign))?.name).toBe(before.replace(SANDALS, "가을 샌들"));
    await carriedOut(ctx, await undo(ctx, change.id));
    expect((await medium.read(at, "campaign", campaign))?.name).toBe(before);
  });

  test("people are changed where the medium lets it, else its console is told and nothing asked", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at, adGroup } = await launchSandals(ctx, name);
    const targeting = { age: [{ min: 30, max: 39 }], gender: ["female"] };

    const { facts, card } = await wish(ctx, { targeting });

    const can = medium.features.audience.includes("ages");
    expect(facts).toMatchObject(can ? { byHand: 0, changes: 1 } : { byHand: 1, changes: 0 });
    expect(await listApprovals(ctx)).toHaveLength(can ? 1 : 0);
    const [, byHand] = card.parts;
    expect(JSON.stringify(byHand).includes("note_done_by_hand")).toBe(!can);
    const change = can ? await asked(ctx, { targeting }) : undefined;
    if (!change) return;
    await carriedOut(ctx, change);
    expect((await medium.read(at, "adGroup", adGroup))?.audience).toEqual({
      ages: { from: 30, to: 39 },
      genders: ["female"],
    });
    await carriedOut(ctx, await undo(ctx, change.id));
    expect((await medium.read(at, "adGroup", adGroup))?.audience).toEqual({});
  });
});

test("a new ad that its review turns down leaves the old one running, and the request says so", async () => {
  const ctx = await makeWorkspace(db);
  const launched = await launchSandals(ctx, "naver", { headlines: ["가볍게 걷는 여름"] });
  await faults(ctx, launched, { queue: [{ fault: "rejected", on: "create" }] });

  const calls = await carriedOut(ctx, await asked(ctx, { url: "https://shop.example.com/winter" }));

  expect(calls.map(({ stage }) => stage)).toEqual(["confirmed", "confirmed", "failed", "skipped"]);
  const { medium, at, adGroup } = launched;
  const ads = (await medium.list(at, "ad", adGroup)).map(({ status }) => status);
  expect(ads.toSorted((a, b) => a.localeCompare(b))).toEqual(["active", "rejected"]);
});

test("the old ad runs on while the new one is under review", async () => {
  const ctx = await makeWorkspace(db);
  const launched = await launchSandals(ctx, "kakao", { headlines: ["가볍게 걷는 여름"] });
  await faults(ctx, launched, { reviewMinutes: 60 });
  const change = await asked(ctx, { url: "https://shop.example.com/winter" });

  const waiting = await carriedOut(ctx, change);
  const { medium, at, adGroup } = launched;
  const during = (await medium.list(at, "ad", adGroup)).map(({ status }) => status);
  await runCalls({ ...ctx, now: ctx.now.add({ hours: 2 }) });
  const approval = await findApproval(ctx, change.id);

  expect(waiting.map(({ stage }) => stage)).toEqual(["confirmed", "confirmed", "queued", "queued"]);
  expect(during.toSorted((a, b) => a.localeCompare(b))).toEqual(["active", "in_review"]);
  expect(approval?.outcome).toBe("done");
});

describe("a creative is asked for when it is in doubt", () => {
  test("by a letter no ad carries, with those there are", async () => {
    const ctx = await makeWorkspace(db);
    await launchSandals(ctx, "meta");

    const { facts, card } = await wish(ctx, { creative: "Z" });

    expect(facts).toMatchObject({ asked: ["creative"] });
    expect(card.parts.map(({ kind }) => kind)).toEqual(["table", "form"]);
    expect(await listApprovals(ctx)).toEqual([]);
  });

  test("by “another” when all run; with one that does not, that one is meant", async () => {
    const ctx = await makeWorkspace(db);
    await launchSandals(ctx, "meta");
    const { facts } = await wish(ctx, { creative: "other" });
    await carriedOut(ctx, await asked(ctx, { creative: "A" }));

    const change = await asked(ctx, { creative: "other" });

    expect(facts).toMatchObject({ asked: ["creative"] });
    expect(change.diff.map(({ entity, after }) => [entity, after])).toEqual([
      [`${SANDALS} · 소재 B ‘장마에도 뽀송한 샌들’`, "집행 중"],
      [`${SANDALS} · 소재 A ‘가볍게 걷는 여름’`, "일시정지"],
    ]);
  });

  test("by a letter of a fresh draft that an ad carries as well; its button means the draft", async () => {
    const ctx = await makeWorkspace(db);
    const launched = await launchSandals(ctx, "meta", { headlines: ["가볍게 걷는 여름"] });
    const set = await draftCreatives(ctx, {
      product: "여름 샌들",
      objective: "sales",
      media: ["meta"],
      lang: "ko",
      formats: [],
    });

    const { facts } = await wish(ctx, { creative: "A" });
    const calls = await carriedOut(ctx, await asked(ctx, { creative: `draft:${set.versionId}:A` }));

    expect(facts).toMatchObject({ asked: ["creative"] });
    expect(calls.every(({ stage }) => stage === "confirmed")).toBe(true);
    const ads = await launched.medium.list(launched.at, "ad", launched.adGroup);
    const fresh = ads.find(({ status }) => status === "active");
    const words = set.texts.find(({ variant }) => variant === "A")?.fields.map(({ text }) => text);
    expect(words).toContain(fresh?.content?.texts["headline"]);
    expect(fresh?.content?.landingUrl).toBe(LANDING);
  });
});

test("several changes in one wish are asked for one by one, and what nobody changes from here says where it is done", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta");

  await expect(wish(ctx, { name: "새 이름", url: "https://shop.example.com/a" })).rejects.toMatchObject({
    code: "invalid",
  });
  for (const said of [
    { bid: { amount: 500 } },
    { keywords: ["샌들"] },
    { action: "delete" },
    { start: "2026-12-01" },
  ]) {
    const { facts, card } = await wish(ctx, said);
    expect(facts).toMatchObject({ byHand: 1, changes: 0 });
    expect(card.parts.map(({ kind }) => kind)).toEqual(["text", "proposal", "text"]);
  }
});
