// Reviews that are kept, and the proof on file they count.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveProof, listProof, takeBackProof } from "../../../src/capabilities/compliance/proof.ts";
import type { ReviewAsk } from "../../../src/capabilities/compliance/judging.ts";
import { cardFinding } from "../../../src/capabilities/compliance/review-card.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { reviewAndKeep } from "../../../src/capabilities/compliance/reviews.ts";
import { tradeIn } from "../../../src/capabilities/compliance/trades.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const ask = (text: string, more: Partial<ReviewAsk> = {}): ReviewAsk => ({
  kind: "text",
  label: "",
  texts: [{ label: "", text, runsOn: "meta_feed", field: "body" }],
  trade: "cosmetics",
  jurisdictions: ["KR"],
  lang: "ko",
  ...more,
});

const ranked = "2026년 3분기 자사몰 립밤 판매 1위(자체 집계)";

describe("proof on file", () => {
  it("answers a finding while it counts, and no more once it is taken back", async () => {
    const ctx = await makeWorkspace(db);
    const before = await reviewAndKeep(ctx, ask(ranked));

    const kept = await giveProof(ctx, { kind: "rank", reference: "자사몰 3분기 집계" });
    const with_ = await reviewAndKeep(ctx, ask(ranked));
    await takeBackProof(ctx, { id: kept.id });
    const after = await reviewAndKeep(ctx, ask(ranked));

    expect([before.verdict, with_.verdict, after.verdict]).toEqual(["fix", "pass", "fix"]);
    expect((await verifyLedger(ctx)).state).toBe("whole");
  });

  it("of one product does not answer for another", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "rank", reference: "집계", product: "수분 크림" });

    expect((await reviewAndKeep(ctx, ask(ranked, { product: "립밤" }))).verdict).toBe("fix");
    expect((await reviewAndKeep(ctx, ask(ranked, { product: "수분 크림 50ml" }))).verdict).toBe("pass");
  });

  it("counts where its product is named as a word: by the campaign, its name or the copy", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "rank", reference: "집계", product: "립밤" });
    const verdictOf = async (text: string, more: Partial<ReviewAsk>) =>
      (await reviewAndKeep(ctx, ask(text, more))).verdict;

    expect(await verdictOf(ranked, {})).toBe("pass");
    expect(await verdictOf(ranked.replace("립밤", "틴트"), {})).toBe("fix");
    expect(await verdictOf(ranked.replace("립밤", "틴트"), { product: "색조", label: "립 밤 세일" })).toBe(
      "pass",
    );
    expect(await verdictOf(ranked.replace("립밤", "드립밤새"), {})).toBe("fix");
  });

  it("of another product is named by the finding that it would answer", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "rank", reference: "자사몰 집계", product: "수분 크림" });

    const { judged } = await reviewAndKeep(ctx, ask(ranked, { product: "립밤" }));

    const findings = judged.flatMap(({ review }) => review.findings);
    expect(findings.map(({ rule, opens }) => [rule, opens?.product])).toEqual([
      ["kr.fla.superlative-unproven", "수분 크림"],
    ]);
    const [first] = judged;
    expect(cardFinding(first!, findings[0]!, "ko").fix).toContain(
      "등록된 순위 자료 ‘자사몰 집계’: ‘수분 크림’의 것이라 세지 않았어요.",
    );
  });

  it("that runs out within the flight does not carry it", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "rank", expiresOn: "2026-12-01" });
    const flight = { from: "2026-11-25", to: "2026-12-20" };

    expect((await reviewAndKeep(ctx, ask(ranked, { flight }))).verdict).toBe("fix");
    expect((await reviewAndKeep(ctx, ask(ranked))).verdict).toBe("pass");
  });

  it("is refused when it has run out or comes from the future, and a viewer hands in none", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");

    await expect(giveProof(ctx, { kind: "rank", expiresOn: "2026-11-20" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(giveProof(ctx, { kind: "rank", issuedOn: "2026-11-22" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(giveProof(viewer, { kind: "rank" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await listProof(ctx)).toEqual([]);
  });

  it("with a number of its own is a fact about the product", async () => {
    const ctx = await makeWorkspace(db);
    const text = "피부 미백에 도움을 주는 기능성화장품 앰플";
    const before = await reviewAndKeep(ctx, ask(text));

    await giveProof(ctx, { kind: "functional_no", reference: "2026-00123" });

    expect(before.verdict).toBe("fix");
    expect((await reviewAndKeep(ctx, ask(text))).verdict).toBe("pass");
  });
});

describe("a number that is given to one product", () => {
  const text = "피부 미백에 도움을 주는 기능성화장품 앰플";
  const verdictOf = async (ctx: Ctx, more: Partial<ReviewAsk>) =>
    (await reviewAndKeep(ctx, ask(text, more))).verdict;

  it("makes no other product functional", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "functional_no", reference: "2026-1", product: "화이트 앰플" });
    await giveProof(ctx, { kind: "hff_review", reference: "2026-7", product: "루테인" });

    expect(await verdictOf(ctx, { product: "화이트 앰플" })).toBe("pass");
    expect(await verdictOf(ctx, { product: "데일리 앰플" })).toBe("fix");
    expect(await verdictOf(ctx, { product: "화이트 앰플", label: "루테인과 화이트 앰플" })).toBe("pass");
  });

  it("and told without one counts for words alone, and says so to a campaign", async () => {
    const ctx = await makeWorkspace(db);
    await giveProof(ctx, { kind: "functional_no", reference: "2026-1" });

    expect(await verdictOf(ctx, {})).toBe("pass");
    const held = await reviewAndKeep(ctx, ask(text, { product: "데일리 앰플" }));
    expect(held.verdict).toBe("fix");
    const one = held.judged[0]!;
    expect(cardFinding(one, one.review.findings[0]!, "en").fix).toContain(
      "I do not know which product it is of",
    );
  });
});

describe("a kept review", () => {
  it("holds hashes, facts and findings, never the words of whoever asked", async () => {
    const ctx = await makeWorkspace(db);
    const secret = "건선까지 낫는 앰플, 문의 010-1234-5678";

    const kept = await reviewAndKeep(ctx, ask(secret));

    const rows = await asOwner(db, `select * from review where id = '${kept.id}'`);
    const found = await asOwner(db, `select * from finding where review_id = '${kept.id}' order by place`);
    expect(kept.verdict).toBe("block");
    expect(found.map((row) => row["rule"])).toContain("kr.cos.medical-claim");
    expect(JSON.stringify([rows, found])).not.toMatch(/건선|1234/);
    const ledger = await asOwner(db, `select after from ledger where workspace_id = '${ctx.workspaceId}'`);
    expect(JSON.stringify(ledger)).not.toMatch(/건선|1234/);
  });

  it("is the same for the same words, packs and proof", async () => {
    const ctx = await makeWorkspace(db);

    const [one, two] = [await reviewAndKeep(ctx, ask(ranked)), await reviewAndKeep(ctx, ask(ranked))];

    expect(two.judged).toEqual(one.judged);
    expect([two.textHash, two.packDigest]).toEqual([one.textHash, one.packDigest]);
  });

  it("of a viewer is kept as well: asking is open to all", async () => {
    const ctx = await makeWorkspace(db, { role: "viewer" });

    expect((await reviewAndKeep(ctx, ask("수분 크림 신상"))).verdict).toBe("pass");
  });
});

describe("the trade of a text", () => {
  it.each([
    ["건조한 피부를 위한 수분 크림과 앰플", "cosmetics"],
    ["매일 아침 짜낸 당근즙 주스", "food"],
    ["눈이 맑아지는 당근즙", "food"],
    ["강남 피부과 레이저 시술 안내", "medical"],
    ["여름 샌들 무료배송", "ecommerce"],
    ["Low-rate loan for small shops", "lending"],
  ])("%s is %s", (text, trade) => {
    expect(tradeIn(text)).toBe(trade);
  });

  it("is unknown where no word tells it", () => {
    expect(tradeIn("지금 만나 보세요")).toBeUndefined();
  });
});

it("a percentage spelled out is read as the sign, and still points at its own words", async () => {
  const ctx = await makeWorkspace(db);
  const text = "토익 900점 100 퍼센트 보장반";

  const [judged] = (await reviewAndKeep(ctx, ask(text, { trade: "education" }))).judged;

  const [first] = judged?.review.findings ?? [];
  expect(first?.rule).toBe("kr.edu.guarantee");
  expect(text.slice(first?.start, first?.end)).toMatch(/퍼센트|보장/);
});
