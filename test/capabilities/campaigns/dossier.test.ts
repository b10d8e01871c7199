// The dossier: one page with everything that shows how a campaign came to run, whoever reads it and whatever stands in its names.

import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { decide } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { dossierPage } from "../../../src/capabilities/campaigns/dossier/page.ts";
import { gatherDossier } from "../../../src/capabilities/campaigns/dossier/gather.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { documentBytes } from "../../../src/capabilities/documents/documents.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { sourceIn } from "../../support/png.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Facts = { planId: string; approval?: { id: string; state: string } };

async function call(
  ctx: Ctx,
  tool: string,
  input: object,
): Promise<{ card: Card; facts: Facts; text: string }> {
  const { card, facts } = await act(ctx, tools, { tool, input }, () => undefined);
  const checked = Card.parse(card);
  return { card: checked, facts: facts as Facts, text: cardText(checked).replaceAll(/\s+/g, " ") };
}

async function exported(ctx: Ctx, input: object): Promise<{ page: string; name: string; card: Card }> {
  const { card } = await call(ctx, "export_dossier", input);
  const file = card.parts.find((part) => part.kind === "file");
  if (file?.kind !== "file") throw new Error(`no file: ${cardText(card)}`);
  return {
    page: Buffer.from(await documentBytes(ctx, file.documentId)).toString("utf8"),
    name: file.name,
    card,
  };
}

const brief = (product: string) => ({
  product,
  budget: { amount: 3_000_000, currency: "KRW", period: "total" },
  media: ["naver"],
  durationDays: 14,
  url: "https://shop.example.com/sandals",
});

/** Markup and what a reader would see of it. */
const plain = (page: string): string =>
  page
    .replaceAll(/<style>[^]*?<\/style>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("a dossier", () => {
  it("holds copy, pictures, the review, requester, approver and the checked ledger of an approved campaign", async () => {
    const admin = await makeWorkspace(db);
    const member = await joinWorkspace(admin, "member");
    const { facts } = await call(member, "create_campaign", brief("여름 샌들"));
    await decide(admin, { id: facts.approval?.id ?? "", decision: "approve" }, approvedActions);

    const { page, name, card } = await exported(member, { campaign: "여름 샌들" });
    const text = plain(page);

    expect(name).toBe("증빙_여름_샌들_v1.html");
    expect(text).toContain("여름 샌들 v1");
    expect(text).toContain("승인된 계획");
    expect(text).toMatch(/요청한 사람 박동료/);
    expect(text).toMatch(/승인한 사람 김마케터 \(2026-11-21 10:00\)/);
    expect(text).toContain("검토 의견: 걸리는 곳이 없어요");
    expect(text).toMatch(/기록 1–\d+번의 해시 사슬을 모두 다시 계산했고/);
    expect(text).toContain("이 도구가 판단하지 못하는 것");
    expect(text).not.toMatch(/적법|합법/);
    const [row] = await asOwner<{ hash: string }>(
      db,
      `select hash from ledger where workspace_id = '${admin.workspaceId}' and action = 'approval.decide'`,
    );
    expect(text).toContain(row?.hash);
    // Every text of the plan stands in it, and the packs by version.
    const [plan] = await asOwner<{ plan: { creatives: { texts: { fields: { text: string }[] }[] } } }>(
      db,
      `select plan from plan_version where workspace_id = '${admin.workspaceId}'`,
    );
    const texts = plan?.plan.creatives.texts.flatMap(({ fields }) => fields.map((field) => field.text)) ?? [];
    expect(texts.filter((one) => !text.includes(one))).toEqual([]);
    expect(text).toMatch(/kr\.fla 0\.1\.0 \([0-9a-f]{8}\)/);
    expect(cardText(card)).toContain("증빙이에요");
    expect(await verifyLedger(admin)).toMatchObject({ state: "whole" });
    const last = await asOwner<{ action: string; after: { sha256: string } }>(
      db,
      `select action, after from ledger where workspace_id = '${admin.workspaceId}' order by seq desc limit 1`,
    );
    expect(last).toEqual([
      {
        action: "campaign.dossier",
        after: expect.objectContaining({ sha256: createHash("sha256").update(page).digest("hex") }),
      },
    ]);
  });

  it("asks nobody for anything, and its pictures say in their bytes that AI made them", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await call(ctx, "create_campaign", brief("가을 재킷"));

    const { page } = await exported(ctx, { planId: facts.planId });
    const pictures = [...page.matchAll(/<img src="data:image\/png;base64,([^"]+)"/g)].map(([, data = ""]) =>
      Buffer.from(data, "base64"),
    );

    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.map((one) => sourceIn(one)?.split("/").at(-1))).toEqual(
      pictures.map(() => "trainedAlgorithmicMedia"),
    );
    expect(plain(page)).toContain("IPTC digitalSourceType: trainedAlgorithmicMedia");
    expect(plain(page)).toContain("승인 전 초안");
    expect(page).toContain("default-src &#39;none&#39;");
    expect(page.match(/<script|<link|<iframe|url\(|@import|\son\w+=/g)).toBeNull();
    expect([...page.matchAll(/(?:src|href)="(?!data:image)/g)]).toEqual([]);
  });

  it("says how findings were settled: other words, proof, a hold set aside by whom", async () => {
    const admin = await makeWorkspace(db);
    const manager = await joinWorkspace(admin, "project_manager");
    const { facts } = await call(admin, "create_campaign", brief("위고비 처방"));
    const asked = await call(admin, "set_aside_review", {
      reason: "질병 교육 자료라 판매 광고가 아니에요",
      planId: facts.planId,
    });
    await decide(manager, { id: asked.facts.approval?.id ?? "", decision: "approve" }, approvedActions);

    const text = plain((await exported(admin, { planId: facts.planId })).page);

    expect(text).toContain("검토 의견: 내보낼 수 없어요");
    expect(text).toContain("보류 해제: 질병 교육 자료라 판매 광고가 아니에요 (김마케터, 박동료)");
    expect(text).toContain("근거 조문 확인 전");
  });

  it("takes nothing in names or copy for markup", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await call(ctx, "create_campaign", brief("여름 샌들"));
    const evil = `"><img src=x onerror=alert(1)><script>alert('1')</script>&\u0000`;
    await asOwner(
      db,
      `update plan_version set plan = jsonb_set(jsonb_set(plan, '{name}', to_jsonb($$${evil.replace("\u0000", "")}$$::text)),
         '{creatives,texts,0,fields,0,text}', to_jsonb($$${evil.replace("\u0000", "")}$$::text))
       where workspace_id = '${ctx.workspaceId}'`,
    );
    await asOwner(
      db,
      `update person set name = $$<b onclick=x>${"나"}</b>$$ where id in
      (select person_id from membership where workspace_id = '${ctx.workspaceId}')`,
    );

    const { page } = await exported(ctx, { planId: facts.planId });

    expect(page).toContain("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;");
    expect(page).toContain("&lt;b onclick=x&gt;나&lt;/b&gt;");
    expect(page.match(/<script|<b |<img src=x/g)).toBeNull();
    // Control letters of whatever came past the database are shown as nothing a browser acts on.
    const dossier = await gatherDossier(ctx, facts.planId);
    expect(dossierPage({ ...dossier, title: evil })).toContain("&amp;\ufffd");
  });

  it("speaks the asker's language", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });
    await call(ctx, "create_campaign", brief("rain boots"));

    const { page, name } = await exported(ctx, {});

    expect(name).toBe("dossier_rain_boots_v1.html");
    expect(page).toContain('<html lang="en">');
    expect(plain(page)).toContain("Review: nothing found");
    expect(plain(page)).toContain("What this tool cannot judge");
    expect(plain(page).replaceAll(/‘[^’]*’|작업실 \w+|김마케터/g, "")).not.toMatch(/[가-힣]/);
  });

  it("is asked for by name: alike ones are offered, unknown ones told apart", async () => {
    const ctx = await makeWorkspace(db);
    await expect(call(ctx, "export_dossier", {})).rejects.toMatchObject({ code: "not_found" });
    await call({ ...ctx, withoutCreatives: true }, "create_campaign", brief("여름 샌들"));
    await call({ ...ctx, withoutCreatives: true }, "create_campaign", brief("여름 모자"));

    const { card } = await call(ctx, "export_dossier", { campaign: "여름" });
    const form = card.parts[0];
    if (form?.kind !== "form") throw new Error("nothing was asked");
    const offered = form.choices.map(({ label }) => label.replace(/ v1 ·.*/, ""));
    expect(offered.toSorted()).toEqual(["여름 모자", "여름 샌들"]);
    const press = form.choices[0]?.press;
    if (!press || !("action" in press)) throw new Error("no press");
    expect((await exported(ctx, press.input)).name).toBe(`증빙_${offered[0]?.replace(" ", "_")}_v1.html`);
    expect((await exported(ctx, { campaign: "여름 샌들 캠페인" })).name).toContain("샌들");
    await expect(call(ctx, "export_dossier", { campaign: "겨울 코트" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is for who may draft, of the own workspace only", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await call({ ...ctx, withoutCreatives: true }, "create_campaign", brief("여름 샌들"));

    await expect(
      call(await joinWorkspace(ctx, "viewer"), "export_dossier", { planId: facts.planId }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      call(await makeWorkspace(db), "export_dossier", { planId: facts.planId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("of a plan that is not here names none in empty quotes", async () => {
    const ctx = await makeWorkspace(db);
    await call({ ...ctx, withoutCreatives: true }, "create_campaign", brief("여름 샌들"));

    const failed = await call(ctx, "export_dossier", {
      planId: "01a20736-5319-78f8-8d9e-55a56b6fccb9",
    }).catch((error: unknown) => error);

    expect(failed).toMatchObject({ texts: { say: { ko: "그 계획은 여기에 없어요." } } });
  });

  it("tells when the chain of records was broken", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await call({ ...ctx, withoutCreatives: true }, "create_campaign", brief("여름 샌들"));
    await asOwner(
      db,
      `update ledger set after = '{"version": 9}' where workspace_id = '${ctx.workspaceId}' and seq = 1`,
    );

    const text = plain((await exported(ctx, { planId: facts.planId })).page);

    expect(text).toContain("기록 1번이 쓰인 그대로가 아니에요");
  });
});
