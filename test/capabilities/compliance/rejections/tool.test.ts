// A pasted rejection end to end: what is asked once, what is kept, and which draft is meant.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../../src/agent/act.ts";
import type { Ctx } from "../../../../src/capabilities/context.ts";
import { tools } from "../../../../src/capabilities/registry.ts";
import type { ToolResult } from "../../../../src/capabilities/tool.ts";
import { verifyLedger } from "../../../../src/capabilities/write.ts";
import { Card } from "../../../../src/core/card/card.ts";
import { cardText } from "../../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../../support/database.ts";
import { makeWorkspace } from "../../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const naver = [{ field: "medium", op: "in", values: ["naver"] }];
const notice = "최상급 표현은 객관적 근거가 있어야 합니다";
const text = "국내 1위 강아지 사료, 첫 구매 30% 할인";

async function answer(ctx: Ctx, input: object): Promise<ToolResult & { text: string }> {
  const result = await act(ctx, tools, { tool: "review_rejection", input }, () => undefined);
  Card.parse(result.card);
  return { ...result, text: cardText(result.card).replace(/\s+/g, " ") };
}

describe("a rejected copy", () => {
  it("gets the medium's finding, ours and a rewrite, and is kept with the notice", async () => {
    const ctx = await makeWorkspace(db);

    const { text: card, facts } = await answer(ctx, { notice, filters: naver, text });

    expect(facts).toMatchObject({ verdict: "fix", medium: "naver" });
    expect(card).toContain(`네이버 반려 안내: “${notice}”`);
    expect(card).toContain("kr.fla.superlative-unproven");
    expect(card).toContain("“국내 추천 강아지 사료, 첫 구매 30% 할인”");
    const [row] = await asOwner(
      db,
      `select notice, verdict from review where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(row).toEqual({ notice: { medium: "naver", words: notice }, verdict: "fix" });
    const found = await asOwner(
      db,
      `select rule, severity from finding where workspace_id = '${ctx.workspaceId}' order by place`,
    );
    expect(found[0]).toEqual({ rule: "pf.naver.superlative", severity: "fix" });
    expect((await verifyLedger(ctx)).state).toBe("whole");
  });

  it("whose words are not known is asked for once, with the notice's findings beside the question", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await answer(ctx, { notice, filters: naver });

    expect(facts).toEqual({ asked: ["text"] });
    expect(card.parts.map(({ kind }) => kind)).toEqual(["findings", "form"]);
    const form = card.parts[1];
    const press = form?.kind === "form" ? form.choices[0]?.press : undefined;
    expect(press).toEqual({
      action: "review_rejection",
      input: { notice, filters: naver, withoutText: true },
    });
    const { text: without } = await answer(ctx, { notice, filters: naver, withoutText: true });
    expect(without).toContain("문구를 몰라 안내만 옮겼어요");
  });

  it("of a medium that is not told is asked which", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });

    const { card, facts } = await answer(ctx, { notice: "Reason: landing page cannot be reached", text });

    expect(facts).toEqual({ asked: ["medium"] });
    const [form] = card.parts;
    expect(form?.kind === "form" ? form.choices.map(({ label }) => label) : []).toEqual([
      "Meta",
      "Google Ads",
      "Naver",
    ]);
  });

  it("without a notice is asked for it", async () => {
    const ctx = await makeWorkspace(db);

    expect((await answer(ctx, { filters: naver })).facts).toEqual({ asked: ["notice"] });
  });

  it("with a reason nobody lists says so, under the medium's general policy", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });
    const meta = [{ field: "medium", op: "in", values: ["meta"] }];

    const { text: card } = await answer(ctx, {
      notice: "zorblax content is not allowed",
      filters: meta,
      text: "Fresh bread every morning",
    });

    expect(card).toContain("pf.meta.general");
    expect(card).toContain("no reason of Meta that I know");
    expect(card).toContain("may be turned down again");
  });

  it("of any length is kept bounded", async () => {
    const ctx = await makeWorkspace(db);

    await answer(ctx, { notice: `${notice} ${"가".repeat(15_000)}`, filters: naver, text });

    const [row] = await asOwner<{ notice: { words: string } }>(
      db,
      `select notice from review where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(row?.notice.words.length).toBe(2_000);
  });

  it("is open to viewers, as every review is", async () => {
    const ctx = await makeWorkspace(db, { role: "viewer" });

    expect((await answer(ctx, { notice, filters: naver, text })).facts).toMatchObject({ verdict: "fix" });
  });

  it("of a draft that the notice names is read with that draft's copy, and is no review of the draft", async () => {
    const ctx = await makeWorkspace(db, { now: Temporal.Instant.from("2026-11-23T10:00:00+09:00") });
    const drafted = await act(
      ctx,
      tools,
      {
        tool: "create_campaign",
        input: {
          name: "콜드브루 겨울 기획전",
          product: "콜드브루 커피",
          media: ["naver", "meta"],
          objective: "sales",
          budget: { amount: 1_000_000, period: "total", currency: "KRW" },
        },
      },
      () => undefined,
    );

    const { facts } = await answer(ctx, {
      notice: "‘콜드브루 겨울 기획전’ 소재: 최상급 표현 사용",
      filters: naver,
    });

    expect(drafted.facts).toHaveProperty("took");
    expect(facts).toMatchObject({
      medium: "naver",
      findings: expect.arrayContaining(["pf.naver.superlative"]),
    });
    const [row] = await asOwner(
      db,
      `select kind, subject, version, label from review
       where workspace_id = '${ctx.workspaceId}' and notice is not null`,
    );
    expect(row).toEqual({ kind: "text", subject: null, version: null, label: "콜드브루 겨울 기획전" });
  });
});
