import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { creativeTools } from "../../../src/capabilities/creatives/tools.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

function toolNamed(name: string) {
  const tool = creativeTools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
}

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  return toolNamed(name).run(ctx, toolNamed(name).input.parse(input), () => {});
}

function filesOf({ parts }: Card) {
  return parts.filter((part) => part.kind === "file");
}

const naver = [{ field: "medium", op: "in", values: ["naver"] }];

describe("a wish for ad copy", () => {
  test("is answered with texts by medium, their lengths and limits, a picture, and the way to all formats", async () => {
    const ctx = await makeWorkspace(db);

    const { card } = await run(ctx, "generate_copy", { product: "여름 샌들", filters: naver });

    const text = cardText(card);
    expect(text).toContain("‘여름 샌들’ 문구 초안을 네이버 한도에 맞춰 세 가지씩 썼어요.");
    expect(text).toMatch(/A +제목 +오늘 입을 여름 샌들 +11\/15\*/);
    expect(text).toContain("기본 문구 작성기가 규칙으로 쓴 초안이에요.");
    expect(filesOf(card).map(({ picture }) => [picture?.width, picture?.height])).toEqual([[1200, 628]]);
    expect(text).toContain("모든 규격으로 만들기");
  });

  test("in English reads as English", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });

    const { card } = await run(ctx, "generate_copy", { product: "linen shirt", filters: naver });

    expect(cardText(card)).toContain("Three drafts each for “linen shirt”, within the limits of Naver.");
    expect(cardText(card)).not.toMatch(/[가-힣]/);
  });

  test("for so many headlines of so many letters is a list of them", async () => {
    const ctx = await makeWorkspace(db);

    const { card } = await run(ctx, "generate_copy", {
      product: "비건 립밤",
      part: "headline",
      count: 3,
      maxChars: 15,
    });

    const table = card.parts.find((part) => part.kind === "table");
    expect(table?.rows).toEqual([
      ["세안 다음은 비건 립밤", "12/15", "걸리는 곳 없음"],
      ["하루 끝의 비건 립밤", "11/15", "걸리는 곳 없음"],
      ["아침 순서에 비건 립밤 하나", "15/15", "걸리는 곳 없음"],
    ]);
  });

  test("to be rewritten loses what presses, or says that it cannot", async () => {
    const ctx = await makeWorkspace(db);

    const gentler = await run(ctx, "generate_copy", {
      action: "rewrite",
      text: "마감임박! 샌들을 만나 보세요!",
    });
    const none = await run(ctx, "generate_copy", { action: "rewrite", text: "샌들을 만나 보세요" });

    expect(cardText(gentler.card)).toContain("샌들을 만나 보세요.");
    expect(cardText(gentler.card)).not.toContain("마감임박");
    expect(cardText(none.card)).toContain("이 조건에 맞게 쓰지 못했어요");
  });

  test("for single lines shows what the review says beside each, and none that it holds", async () => {
    const ctx = await makeWorkspace(db);

    const open = await run(ctx, "generate_copy", {
      action: "rewrite",
      text: "주름 개선 보습 크림! 만나 보세요!",
    });
    const held = await run(ctx, "generate_copy", {
      action: "rewrite",
      text: "아토피 치료 보습 크림! 써 보세요!",
    });

    const table = open.card.parts.find((part) => part.kind === "table");
    expect(table?.rows).toEqual([["주름 개선 보습 크림. 만나 보세요.", "20", "고칠 곳 있음"]]);
    expect(open.card.parts.find((part) => part.kind === "findings")).toMatchObject({ verdict: "fix" });
    const found = held.card.parts.find((part) => part.kind === "findings");
    expect(found).toMatchObject({ verdict: "block", findings: [{ words: "아토피" }] });
    expect(held.card.parts.some((part) => part.kind === "table")).toBe(false);
    expect(held.facts).toMatchObject({ made: 0, held: 1 });
  });

  test("without a product is asked back, and nothing is written where it may only be proposed", async () => {
    const ctx = await makeWorkspace(db);

    const { card } = await run(ctx, "generate_copy", {});
    await toolNamed("generate_copy").propose?.(
      ctx,
      toolNamed("generate_copy").input.parse({ product: "샌들" }),
    );

    const lines = await toolNamed("generate_copy").propose?.(
      ctx,
      toolNamed("generate_copy").input.parse({ product: "샌들", part: "headline", count: 2 }),
    );

    expect(card.parts.some((part) => part.kind === "form" && part.slot === "product")).toBe(true);
    expect(lines && cardText(lines.card)).toContain("문구 2개를 써 봤어요.");
    const rows = await asOwner(db, `select 1 from ledger where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toEqual([]);
  });
});

describe("a wish for pictures", () => {
  test("of a size gives that size, with the words that were asked for", async () => {
    const ctx = await makeWorkspace(db);

    const { card } = await run(ctx, "generate_image", {
      product: "장화",
      size: "342x228",
      text: "비 오는 날의 장화",
      background: "흰색",
    });

    expect(filesOf(card).map(({ picture }) => picture)).toEqual([
      { width: 342, height: 228, alt: "네이버 GFA 네이티브: 비 오는 날의 장화 · AI로 만든 이미지" },
    ]);
    expect(cardText(card)).toContain("배경 사진은 만들 수 없어");
  });

  test("is drawn in every format by one press", async () => {
    const ctx = await makeWorkspace(db);
    const first = await run(ctx, "generate_image", { product: "장화", filters: naver });
    const form = first.card.parts.find((part) => part.kind === "form");
    const press = form?.choices[0]?.press;
    if (!press || !("action" in press)) throw new Error("nothing to press");

    const { card } = await run(ctx, press.action, press.input);

    expect(press.action).toBe("convert_creative");
    expect(filesOf(card).map(({ picture }) => `${picture?.width}x${picture?.height}`)).toEqual([
      "1200x628",
      "1250x560",
      "1200x1200",
      "1200x1800",
      "342x228",
    ]);
    expect(card.parts.some((part) => part.kind === "form")).toBe(false);
  });
});
