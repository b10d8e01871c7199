// What a language model behind the rules costs the process: each text is reviewed once, before anything is kept, and others work between.

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { askingOf } from "../../../src/capabilities/compliance/judge/asking.ts";
import { piecesOf } from "../../../src/capabilities/compliance/judge/candidates.ts";
import type { OpinionAsked } from "../../../src/capabilities/compliance/judge/opinion.ts";
import { homePacks, type Reviewed, type ReviewAsk } from "../../../src/capabilities/compliance/judging.ts";
import { reviewAndKeep } from "../../../src/capabilities/compliance/reviews.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { fixedNow, makeWorkspace } from "../../support/workspace.ts";

/** Each review lists the packs it was made by, as rows; so they are counted. */
const listed = vi.spyOn(homePacks().packs, "map");
const reviews = (): number =>
  listed.mock.results.filter(({ value }) => typeof (value as unknown[])[0] === "object").length;

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));
beforeEach(() => void listed.mockClear());
afterAll(() => listed.mockRestore());

const by = { model: "made/model", prompt: "review-judge@1 sha256:0" };

async function judged(): Promise<{ ctx: Ctx; asked: OpinionAsked[] }> {
  const asked: OpinionAsked[] = [];
  const ctx = await makeWorkspace(db, { now: fixedNow });
  return { ctx: { ...ctx, judge: { ...by, later: (one) => void asked.push(one) } }, asked };
}

function ask(...texts: Partial<Reviewed>[]): ReviewAsk {
  const where = { label: "", text: "", runsOn: "other", field: "body" };
  const all = texts.map((one) => ({ ...where, ...one }));
  return { kind: "text", label: "", texts: all, trade: "other", jurisdictions: ["KR"], lang: "ko" };
}

const shop = "동네 서점입니다. 책상과 의자가 있어요.";
const best = "국내 판매 1위 이불입니다.";
const many = Array.from({ length: 30 }, (_, at) => ({ text: `${shop} ${at}번째 책상이에요.` }));

describe("with a model behind the rules", () => {
  test("each text is reviewed once, from the review to the question", async () => {
    const { ctx, asked } = await judged();

    await reviewAndKeep(ctx, ask({ text: shop }, { text: best }));
    const { request } = await askingOf(homePacks(), asked[0]!);

    expect(request.texts).toHaveLength(2);
    expect(reviews()).toBe(2);
  });

  test("the question holds what the card says: the rewrite and the findings of that one review", async () => {
    const { ctx, asked } = await judged();

    const kept = await reviewAndKeep(ctx, ask({ text: best }));
    const { request } = await askingOf(homePacks(), asked[0]!);

    const [{ review }] = kept.judged as [(typeof kept.judged)[number]];
    expect(review.rewrite).not.toBeNull();
    expect(request.texts[0]?.rewrite).toBe(review.rewrite);
    const fired = review.findings.map(({ rule }) => rule);
    expect(request.texts[0]?.rules.filter((rule) => fired.includes(rule))).toEqual([]);
  });

  test("a page is made over by nobody as a whole", async () => {
    const { ctx, asked } = await judged();

    await reviewAndKeep(ctx, ask({ text: `${best}\n${shop}`, isPage: true }));
    const { request } = await askingOf(homePacks(), asked[0]!);

    expect(request.texts[0]).not.toHaveProperty("rewrite");
    expect(reviews()).toBe(1);
  });

  test("a review by the brand guide alone asks none, and its row names none", async () => {
    const { ctx, asked } = await judged();

    await act(
      ctx,
      tools,
      { tool: "review_compliance", input: { text: shop, scope: "brand" } },
      () => undefined,
    );

    expect(asked).toEqual([]);
    const here = `workspace_id = '${ctx.workspaceId}'`;
    expect(await asOwner(db, `select model, prompt from review where ${here}`)).toEqual([
      { model: null, prompt: null },
    ]);
  });

  test("twelve texts are looked at, and others work between them", async () => {
    const { ctx, asked } = await judged();
    await reviewAndKeep(ctx, ask(...many));
    let turns = 0;
    const others = (): void => void ((turns += 1), turns < 100 && setImmediate(others));
    setImmediate(others);

    const { pieces, left } = await piecesOf(homePacks(), asked[0]!);
    const between = turns;
    turns = 100;

    expect([pieces.length, left]).toEqual([12, 18]);
    expect(between).toBeGreaterThanOrEqual(11);
  });
});
