// Single ads and ad groups of a campaign that runs, paused and resumed by themselves on every medium, and taken back.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { switchCampaigns } from "../../../src/capabilities/campaigns/changes/pause.ts";
import { PauseCampaign } from "../../../src/capabilities/campaigns/tools.ts";
import { undoTools } from "../../../src/capabilities/campaigns/undo.ts";
import { type Approval, findApproval, listApprovals } from "../../../src/capabilities/approvals/approvals.ts";
import { makeAccount, resolveCampaigns } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Tool, ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import type { MediumName } from "../../../src/media/medium.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { carriedOut, launchSandals, type Launched, SANDALS } from "../../support/launched.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const media: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];
const [dry, light] = ["장마에도 뽀송한 샌들", "가볍게 걷는 여름"];

async function wish(ctx: Ctx, said: object): Promise<ToolResult> {
  const which = {
    level: "ad",
    action: "pause",
    filters: [{ field: "campaign", op: "in", values: [SANDALS] }],
  };
  const answer = await switchCampaigns(ctx, PauseCampaign.parse({ ...which, ...said }));
  if (!answer) throw new Error("only understood");
  return answer;
}

async function asked(ctx: Ctx, said: object): Promise<Approval> {
  const { facts } = await wish(ctx, said);
  const found = await findApproval(ctx, (facts as { approval: string }).approval);
  if (!found) throw new Error("nothing was asked for");
  return found;
}

async function undo(ctx: Ctx, id: string): Promise<Approval> {
  const { facts } = await (undoTools[0] as Tool).run(ctx, { id } as never, () => {});
  const found = await findApproval(ctx, (facts as { approval: string }).approval);
  if (!found) throw new Error("nothing was asked for");
  return found;
}

async function adStates({ medium, at, adGroup }: Launched): Promise<Record<string, string>> {
  const ads = await medium.list(at, "ad", adGroup);
  return Object.fromEntries(
    ads.map(({ content, status }) => [
      content?.texts["headline"] ?? content?.texts["headline1"] ?? "",
      status,
    ]),
  );
}

describe.each(media)("on %s", (name) => {
  test("the named creative goes off, the others and the campaign run on, and undoing turns it on", async () => {
    const ctx = await makeWorkspace(db);
    const launched = await launchSandals(ctx, name);
    const { medium, at, campaign } = launched;

    const pause = await asked(ctx, { creatives: ["B"] });
    await carriedOut(ctx, pause);

    expect(pause.kind).toBe("campaign.pause");
    expect(pause.diff).toMatchObject([
      { entity: `${SANDALS} · 소재 B ‘${dry}’`, before: "집행 중", after: "일시정지" },
    ]);
    expect(await adStates(launched)).toEqual({ [light]: "active", [dry]: "paused" });
    expect((await medium.read(at, "campaign", campaign))?.status).toBe("active");
    await carriedOut(ctx, await undo(ctx, pause.id));
    expect(await adStates(launched)).toEqual({ [light]: "active", [dry]: "active" });
  });

  test("an ad group goes off and on again", async () => {
    const ctx = await makeWorkspace(db);
    const { medium, at, adGroup } = await launchSandals(ctx, name);
    const state = async () => (await medium.read(at, "adGroup", adGroup))?.status;

    await carriedOut(ctx, await asked(ctx, { level: "adGroup" }));
    const off = await state();
    await carriedOut(ctx, await asked(ctx, { level: "adGroup", action: "resume" }));

    expect([off, await state()]).toEqual(["paused", "active"]);
  });
});

test("a second wish that shares one creative waits beside the first; the same two in another order are the same wish", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta", { headlines: [light, dry, "도심 산책 샌들"] });
  const states = async () =>
    Object.fromEntries((await listApprovals(ctx)).map(({ id, state }) => [id, state]));

  const first = await asked(ctx, { creatives: ["A", "B"] });
  const other = await asked(ctx, { creatives: ["A", "C"] });
  expect(await states()).toMatchObject({ [first.id]: "waiting", [other.id]: "waiting" });

  const again = await asked(ctx, { creatives: ["B", "A"] });
  expect(again.id).not.toBe(other.id);
  const waiting = Object.entries(await states()).filter(([, state]) => state === "waiting");
  expect(waiting.map(([id]) => id).toSorted()).toEqual([other.id, again.id].toSorted());
});

test("what stands so already is said, and nothing is asked for", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta");
  await carriedOut(ctx, await asked(ctx, { creatives: ["B"] }));
  const before = await listApprovals(ctx);

  const { card } = await wish(ctx, { creatives: ["B"] });

  expect(cardText(card)).toContain("이미 그 상태라 바꿀 것이 없어요.");
  expect(cardText(card)).toContain(`이미 그 상태: ‘${SANDALS} · 소재 B ‘${dry}’’`);
  expect(await listApprovals(ctx)).toEqual(before);
});

test("words of a headline name a creative; a letter nobody carries is asked about, with those that run", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "naver");

  const named = await asked(ctx, { creatives: ["뽀송한"] });
  const { facts, card } = await wish(ctx, { creatives: ["Z"] });

  expect(named.diff).toHaveLength(1);
  expect(facts).toMatchObject({ asked: ["creative"] });
  const form = card.parts.find((part) => part.kind === "form");
  expect(form?.question).toEqual([`‘${SANDALS}’의 어느 소재를 멈출까요?`]);
  expect(form?.choices.map(({ label }) => label)).toEqual([`소재 A ‘${light}’`, `소재 B ‘${dry}’`]);
  const press = form?.choices[1]?.press;
  if (!press || !("action" in press)) throw new Error("nothing to press");
  expect((await asked(ctx, press.input)).diff).toEqual(named.diff);
});

test("a campaign that is left with nothing on is told so before anybody approves", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta");

  const one = await wish(ctx, { creatives: ["A"] });
  const all = await wish(ctx, { creatives: ["all"] });

  expect(cardText(one.card)).not.toContain("노출이 멈춰요");
  expect(cardText(all.card)).toContain(`‘${SANDALS}’에 켜져 있는 것이 더 없게 돼요.`);
});

test("of several campaigns those that have the creative are meant", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta");
  await launchSandals(ctx, "naver", { headlines: [light] });

  const pause = await asked(ctx, { creatives: ["B"] });

  expect(pause.diff.map(({ medium }) => medium)).toEqual(["meta"]);
});

test("a campaign known from a file gets its medium's console steps, and its note says which deed it was", async () => {
  const ctx = await makeWorkspace(db, { lang: "en" });
  await withTx(ctx, async (tx) => {
    const facts = {
      medium: "meta",
      connection: "file",
      name: "Own",
      externalRef: "7",
      currency: "KRW",
    } as const;
    const accountId = await makeAccount(tx, ctx, facts);
    await resolveCampaigns(tx, ctx, [{ accountId, name: SANDALS, ref: undefined }]);
  });

  const { card, facts } = await wish(ctx, { creatives: ["B"] });

  expect(facts).toMatchObject({ byHand: 1, changes: 0 });
  const steps = card.parts.find((part) => part.kind === "proposal");
  expect(steps?.lines.slice(0, 2)).toEqual([
    [`Meta · ${SANDALS} · creative B`],
    ["Meta Ads Manager → the campaign → Ad sets or Ads tab → the switch left of the name."],
  ]);
  expect(JSON.stringify(steps?.choices)).toContain('"kind":"ad.pause"');
});
