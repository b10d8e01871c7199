// From a brief to a stored plan with its request for approval, its questions, its versions and what pre-flight finds.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { readVersions } from "../../../src/capabilities/campaigns/plan/store.ts";
import type { CampaignPlan } from "../../../src/capabilities/campaigns/plan.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, rowsOf, withTx } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Answer = {
  card: Card;
  text: string;
  facts: {
    planId: string;
    version: number;
    asked?: string[];
    findings?: string[];
    refused?: string;
    total: object;
    changes?: string[];
    approval?: { id: string; state: string };
  };
};

async function draft(ctx: Ctx, input: object, withoutCreatives = true): Promise<Answer> {
  const { card, facts } = await act(
    { ...ctx, withoutCreatives },
    tools,
    { tool: "create_campaign", input },
    () => undefined,
  );
  return {
    card: Card.parse(card),
    text: cardText(card).replaceAll(/\s+/g, " "),
    facts: facts as Answer["facts"],
  };
}

async function withAccounts(ctx: Ctx): Promise<Ctx> {
  await withTx(ctx, async (tx) => {
    for (const medium of ["meta", "naver", "kakao"] as const)
      await makeAccount(tx, ctx, {
        medium,
        connection: "sandbox",
        name: medium,
        externalRef: `${medium}-1`,
        currency: "KRW",
      });
  });
  return ctx;
}

async function waiting(ctx: Ctx): Promise<{ id: string; state: string; subject: string }[]> {
  return withTx(ctx, (tx) =>
    rowsOf(
      tx,
      sql`select id, state, subject from approval where workspace_id = ${ctx.workspaceId} order by created_at, id`,
    ),
  );
}

const sandals = {
  product: "여름 샌들 세일",
  media: ["meta", "naver"],
  budget: { amount: 3_000_000 },
  durationDays: 14,
  targeting: { age: [{ min: 20, max: 29 }], gender: ["female"] },
};

describe("a brief", () => {
  it("becomes a stored plan that waits for approval, with what was filled in said", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));

    const { text, facts, card } = await draft(ctx, sandals);
    const [plan] = (await readVersions(ctx, facts.planId)) as [CampaignPlan];

    expect(plan.media.map(({ medium, totalMinor }) => [medium, totalMinor])).toEqual([
      ["meta", 1_941_000],
      ["naver", 1_059_000],
    ]);
    expect(text).toContain("1,941,000원");
    expect(text).toContain("기본값: 시작일");
    expect(text).toContain("업종의 가정");
    expect(text).toContain("심의: 문구가 아직 없어서 검토한 것이 없어요.");
    expect(text).toContain("시뮬레이션");
    expect(facts.approval?.state).toBe("waiting");
    expect(
      card.parts.some((part) => part.kind === "proposal" && part.approval?.kind === "campaign.launch"),
    ).toBe(true);
    expect(await waiting(ctx)).toMatchObject([{ state: "waiting", subject: facts.planId }]);
  });

  it("changed a little still says on its request what money a press commits, by medium", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const first = await draft(ctx, sandals);

    const linked = await draft(ctx, { planId: first.facts.planId, url: "https://shop.co.kr/sandals" });
    const asked = linked.card.parts.find((part) => part.kind === "proposal");
    const lines = cardText({ lang: "ko", parts: asked ? [asked] : [] }).replaceAll(/\s+/g, " ");

    expect(lines).toContain("연결 주소 없음 → https://shop.co.kr/sandals");
    expect(lines).toContain("승인하면 쓰게 되는 돈: 3,000,000원 (메타 1,941,000원, 네이버 1,059,000원)");
    expect(first.text).not.toContain("승인하면 쓰게 되는 돈");
  });

  it("comes with texts and pictures, which stay while money and days change", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const brief = { ...sandals, media: ["naver"] };

    const first = await draft(ctx, brief, false);
    await draft(ctx, { planId: first.facts.planId, durationDays: 21 }, false);
    const [one, two] = await readVersions(ctx, first.facts.planId);

    expect(one?.creatives?.texts.length).toBeGreaterThan(0);
    expect(one?.creatives?.images.length).toBeGreaterThan(0);
    expect(two?.creatives).toEqual(one?.creatives);
    expect(first.text).toContain("문구 초안 (AI 작성)");
    expect(first.card.parts.some((part) => part.kind === "file" && part.picture !== undefined)).toBe(true);
  });

  it("reads the same in English, without a Korean letter of ours", async () => {
    const ctx = await withAccounts(await makeWorkspace(db, { lang: "en" }));

    const { text } = await draft(ctx, { ...sandals, product: "summer sandals" });

    expect(text).toContain("Here is a first plan for ‘summer sandals’");
    expect(text.replaceAll("데모", "")).not.toMatch(/[가-힣]/);
  });

  it("asks for the product first, then for the budget, with buttons", async () => {
    const ctx = await makeWorkspace(db);

    const first = await draft(ctx, {});
    const second = await draft(ctx, { product: "등산화" });

    expect(first.facts.asked).toEqual(["product", "budget"]);
    expect(second.facts.asked).toEqual(["budget"]);
    expect(second.card.parts.find(({ kind }) => kind === "form")).toMatchObject({
      slot: "budget",
      choices: [
        {
          label: "100만원",
          press: { input: { product: "등산화", budget: { amount: 1_000_000, period: "total" } } },
        },
        { label: "300만원" },
        { label: "500만원" },
      ],
    });
    expect(await waiting(ctx)).toEqual([]);
  });

  it("is made at once from a template when asked so", async () => {
    const { facts, text } = await draft(await makeWorkspace(db), { product: "카페 오픈", byTemplate: true });

    expect(facts.total).toEqual({ amount: 1_000_000, currency: "KRW" });
    expect(text).toContain("외식·카페");
  });

  it("asks about a currency that is not the workspace's, once", async () => {
    const ctx = await makeWorkspace(db);
    const input = { media: ["meta"], product: "차", budget: { amount: 200, currency: "USD" } };

    const first = await draft(ctx, input);
    const settled = await draft(ctx, { ...input, budget: { ...input.budget, settled: true } });

    expect(first.facts.asked).toEqual(["currency"]);
    expect(settled.facts).not.toHaveProperty("asked");
  });

  it.each([
    [-3_000_000, "negative"],
    [0, "zero"],
    ["300만원 $5", "mixed_currency"],
    [30_000_000_000, "too_large"],
  ])(
    "with a budget of %s is refused with the reason and buttons, and nothing is stored",
    async (amount, reason) => {
      const ctx = await makeWorkspace(db);

      const { facts, card } = await draft(ctx, { product: "차", budget: { amount } });

      expect(facts).toMatchObject({ refused: reason, asked: ["budget"] });
      expect(card.parts[0]).toMatchObject({ kind: "text", tone: "warning" });
      expect(await waiting(ctx)).toEqual([]);
    },
  );

  it("may be drafted by a member and not by a viewer", async () => {
    const ctx = await makeWorkspace(db);
    const member = await joinWorkspace(ctx, "member");
    const viewer = await joinWorkspace(ctx, "viewer");

    expect((await draft(member, sandals)).facts.approval?.state).toBe("waiting");
    await expect(draft(viewer, sandals)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("leaves its rows in the ledger: the draft and the request", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await draft(ctx, sandals);
    const rows = await withTx(ctx, (tx) =>
      rowsOf<{ action: string; subject: string }>(
        tx,
        sql`select action, subject from ledger where workspace_id = ${ctx.workspaceId} order by seq`,
      ),
    );

    expect(rows.map(({ action }) => action)).toEqual(["campaign.draft", "approval.ask"]);
    expect(rows[0]?.subject).toBe(facts.planId);
  });
});

describe("a change", () => {
  it("is a new version with its differences; the old request is superseded", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const first = await draft(ctx, sandals);

    const second = await draft(ctx, {
      ...sandals,
      planId: first.facts.planId,
      more: [{ medium: "naver", amount: 500_000 }],
    });
    const versions = await readVersions(ctx, first.facts.planId);

    expect(second.facts).toMatchObject({
      planId: first.facts.planId,
      version: 2,
      total: { amount: 3_500_000 },
    });
    expect(second.text).toContain("총예산 3,000,000원 → 3,500,000원");
    expect(second.text).toContain("1,059,000원 → 1,559,000원");
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(versions[0]?.budget.totalMinor).toBe(3_000_000);
    expect((await waiting(ctx)).map(({ state }) => state)).toEqual(["superseded", "waiting"]);
  });

  it("in several steps keeps what was changed before", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const { planId } = (await draft(ctx, { ...sandals, media: ["meta", "naver", "kakao"] })).facts;

    await draft(ctx, { planId, dropMedia: ["kakao"] });
    await draft(ctx, { planId, durationDays: 21 });
    await draft(ctx, { planId, addTargeting: { gender: ["male"] } });
    await draft(ctx, { planId, url: "https://shop.example.com/sandals?ref=1#top" });
    const last = await draft(ctx, { planId, budget: { amount: 5_000_000 } });
    const [plan] = (await readVersions(ctx, planId)).slice(-1);

    expect(last.facts.version).toBe(6);
    expect(plan?.media.map(({ medium }) => medium)).toEqual(["meta", "naver"]);
    expect(plan?.flight).toEqual({ from: "2026-11-24", to: "2026-12-14" });
    expect(plan?.audience.gender).toEqual(["female", "male"]);
    expect(plan?.budget.totalMinor).toBe(5_000_000);
    expect(plan?.media[0]?.landingUrl).toBe(
      "https://shop.example.com/sandals?ref=1&utm_source=meta&utm_medium=display&utm_campaign=%EC%97%AC%EB%A6%84_%EC%83%8C%EB%93%A4_%EC%84%B8%EC%9D%BC#top",
    );
  });

  it("of an approved plan makes no version: what was approved is what runs", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const { planId } = (await draft(ctx, sandals)).facts;
    await asOwner(db, `update approval set state = 'approved' where subject = '${planId}'`);

    const { text, facts } = await draft(ctx, { planId, durationDays: 21 });

    expect(text).toContain("이미 승인돼서 그대로 두었어요.");
    expect(facts).toMatchObject({ planId, version: 1 });
    expect(await readVersions(ctx, planId)).toHaveLength(1);
    expect(await waiting(ctx)).toMatchObject([{ state: "approved" }]);
  });

  it("that changes nothing shows the plan again", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const first = await draft(ctx, sandals);

    const again = await draft(ctx, { ...sandals, planId: first.facts.planId });

    expect(again.facts).toMatchObject({ version: 1, approval: first.facts.approval });
    expect(await waiting(ctx)).toHaveLength(1);
  });

  it("of a plan of another workspace is not found", async () => {
    const { facts } = await draft(await makeWorkspace(db), sandals);

    await expect(
      draft(await makeWorkspace(db), { planId: facts.planId, durationDays: 7 }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("that leaves something in the way closes the old request and asks for none", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    const { planId } = (await draft(ctx, sandals)).facts;

    const { facts, text } = await draft(ctx, { planId, url: "http://127.0.0.1/admin" });

    expect(facts.findings).toEqual(["bad_url"]);
    expect(facts).not.toHaveProperty("approval");
    expect(text).toContain("바깥에서 열 수 없는 내부 주소예요.");
    expect((await waiting(ctx)).map(({ state }) => state)).toEqual(["superseded"]);
  });
});

describe("the list of campaigns", () => {
  it("shows the plans and what they wait for, unless it is narrowed down", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    await draft(ctx, sandals);
    await draft(ctx, { ...sandals, product: "가을 코트", url: "http://127.0.0.1/" });
    const listed = async (input: object): Promise<string> => {
      const { card } = await act(ctx, tools, { tool: "list_campaigns", input }, () => undefined);
      return cardText(Card.parse(card)).replaceAll(/\s+/g, " ");
    };

    expect(await listed({})).toMatch(
      /가을 코트 초안 .* 여름 샌들 세일 승인 대기 메타, 네이버 .* 3,000,000원/,
    );
    expect(await listed({ status: "active" })).not.toContain("여름 샌들 세일");
  });
});

describe("pre-flight", () => {
  it.each([
    [{ start: "2026-11-15" }, "starts_in_past"],
    [{ start: "2026-10-01", durationDays: 7 }, "ended"],
    [{ url: "htp:/shop" }, "bad_url"],
    [{ url: "https://10.0.0.7/x" }, "bad_url"],
    [{ url: "https://user:pw@shop.example.com" }, "bad_url"],
    [{ url: "javascript:alert(1)" }, "bad_url"],
    [{ media: ["kakao"], budget: { amount: 5_000, period: "total" } }, undefined],
    [{ media: ["kakao"], budget: { amount: 20_000 }, durationDays: 14 }, "under_minimum"],
  ])("of %j finds %s", async (change, code) => {
    const ctx = await withAccounts(await makeWorkspace(db));

    const { facts } = await draft(ctx, { ...sandals, ...change });

    expect(facts.findings?.includes(code ?? "")).toBe(code === undefined ? undefined : true);
    expect(facts).not.toHaveProperty("approval");
  });

  it("says a name that is taken, and still asks for approval", async () => {
    const ctx = await withAccounts(await makeWorkspace(db));
    await draft(ctx, sandals);

    const { facts } = await draft(ctx, sandals);

    expect(facts.findings).toEqual(["duplicate_name"]);
    expect(facts.approval?.state).toBe("waiting");
  });

  it("tells a medium without an account that its part is a launch pack", async () => {
    const { text } = await draft(await makeWorkspace(db), sandals);

    expect(text).toContain("메타: 연결된 계정이 없어서 실행 대신 런치팩(ZIP)으로 드려요.");
  });
});
