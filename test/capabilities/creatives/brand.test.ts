// The brand guide by words: what joins it and goes, what past copy teaches, the way back, and what drafts make of it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brandTools } from "../../../src/capabilities/creatives/brand-tools.ts";
import { changeBrandGuide, getBrandGuide } from "../../../src/capabilities/creatives/brand.ts";
import { draftCreatives, newestCreative } from "../../../src/capabilities/creatives/creatives.ts";
import { voiceOf } from "../../../src/capabilities/creatives/voice.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = brandTools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

function pressOf({ card }: ToolResult): Record<string, unknown> {
  const form = card.parts.find((part) => part.kind === "form");
  const press = form?.choices[0]?.press;
  if (!press || !("input" in press)) throw new Error("no press");
  return press.input;
}

const past = [
  "고객님, 오늘도 편안한 하루 보내세요! 🌿",
  "고객님을 위한 여름 샌들, 편안한 걸음을 만나세요! 🌿",
  "고객님, 편안한 여름 준비하셨나요?",
];

describe("what is said of the guide", () => {
  test("joins what is there, goes by its words, and is shown with before and after", async () => {
    const ctx = await makeWorkspace(db);

    await run(ctx, "set_brand_guide", { tone: "존댓말", avoid: ["최저가"], colors: { primary: "#ff5500" } });
    const { card } = await run(ctx, "set_brand_guide", {
      avoid: ["무조건"],
      remove: [{ part: "avoid", value: "최저가" }],
    });

    expect(cardText(card)).toMatch(/금지어 +‘최저가’ +‘무조건’/);
    expect(await getBrandGuide(ctx)).toMatchObject({
      tone: "존댓말",
      avoid: ["무조건"],
      colors: { primary: "#ff5500", accent: "#ff5500", paper: "#ffffff" },
    });
    expect(cardText((await run(ctx, "show_brand_guide", {})).card)).toMatch(/말투 +존댓말/);
  });

  test("leaves a ledger row, and none from a viewer", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");

    await expect(
      changeBrandGuide(viewer, brandTools[1]!.input.parse({ tone: "따뜻한" }) as never),
    ).rejects.toThrow(Failure);
    await run(ctx, "set_brand_guide", { tone: "따뜻한" });

    const rows = await asOwner(db, `select action from ledger where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toEqual([{ action: "brand.set" }]);
  });

  test("is taken back by its button, unless it was changed since", async () => {
    const ctx = await makeWorkspace(db);
    const first = await run(ctx, "set_brand_guide", { avoid: ["최저가"] });
    const second = await run(ctx, "set_brand_guide", { avoid: ["무조건"] });

    await expect(run(ctx, "restore_brand_guide", pressOf(first))).rejects.toThrow(Failure);
    await run(ctx, "restore_brand_guide", pressOf(second));

    expect((await getBrandGuide(ctx)).avoid).toEqual(["최저가"]);
  });

  test("is taken back by words as well", async () => {
    const ctx = await makeWorkspace(db);
    await expect(run(ctx, "set_brand_guide", { undo: true })).rejects.toThrow(Failure);
    await run(ctx, "set_brand_guide", { avoid: ["최저가"] });

    await run(ctx, "set_brand_guide", { undo: true });

    expect((await getBrandGuide(ctx)).avoid).toEqual([]);
  });

  test("that no list can hold changes nothing", async () => {
    const ctx = await makeWorkspace(db);

    await expect(run(ctx, "set_brand_guide", { avoid: ["가".repeat(61)] })).rejects.toThrow(Failure);

    expect((await getBrandGuide(ctx)).avoid).toEqual([]);
  });
});

describe("past copy", () => {
  test("teaches endings, the form of address, emoji, exclamation marks, length and words that come back", () => {
    expect(voiceOf(past, "ko")).toEqual({
      copies: 3,
      endings: { formal: false, copies: 3 },
      address: { word: "고객님", copies: 3 },
      emoji: { use: "often", copies: 2, mark: "🌿" },
      exclamation: { use: "often", copies: 2 },
      letters: 23,
      words: [
        { word: "편안한", copies: 3 },
        { word: "여름", copies: 2 },
      ],
    });
    expect(voiceOf(past, "en")).toEqual({ copies: 0, words: [] });
  });

  test("of one text alone shows no habit", () => {
    const voice = voiceOf(["여러분, 여름이 왔습니다."], "ko");

    expect(voice).toEqual({
      copies: 1,
      endings: { formal: true, copies: 1 },
      address: { word: "여러분", copies: 1 },
      words: [],
    });
  });

  test("English copy teaches English", () => {
    const voice = voiceOf(["Hey folks, fresh sandals!", "Folks, fresh colours!"], "en");

    expect(voice.address).toEqual({ word: "folks", copies: 1 });
    expect(voice.exclamation).toEqual({ use: "often", copies: 2 });
    expect(voice.words).toContainEqual({ word: "fresh", copies: 2 });
  });

  test("is how the next drafts speak, and the card shows from which copies", async () => {
    const ctx = await makeWorkspace(db);
    const { card } = await run(ctx, "set_brand_guide", { examples: past });
    const brief = {
      product: "여름 샌들",
      objective: "sales",
      media: ["meta"],
      formats: [],
      lang: "ko",
    } as const;

    const { texts } = await draftCreatives(ctx, { ...brief, media: [...brief.media], formats: [] });

    expect(cardText(card)).toMatch(/부르는 말 +고객님 +3/);
    for (const one of past) expect(cardText(card)).toContain(one.slice(0, 20));
    const bodies = texts.flatMap(({ fields }) => fields.filter(({ field }) => field === "primary_text"));
    expect(bodies).toHaveLength(3);
    for (const { text, width, limit } of bodies) {
      expect(text).toMatch(/^고객님, .*! 🌿$/u);
      expect(width).toBeLessThanOrEqual(limit);
    }
  });

  test("a tone that was said wins over what past copy does", async () => {
    const ctx = await makeWorkspace(db);
    await run(ctx, "set_brand_guide", { examples: past, tone: "존댓말" });

    const { texts } = await draftCreatives(ctx, {
      product: "여름 샌들",
      objective: "sales",
      media: ["meta"],
      formats: [],
      lang: "ko",
    });

    const words = texts.flatMap(({ fields }) => fields.map(({ text }) => text)).join("\n");
    expect(words).toMatch(/니다/);
    expect(words).not.toMatch(/했어요|돼요|드려요/);
  });
});

test("the creative that is meant is the newest, or the newest of what is named", async () => {
  const ctx = await makeWorkspace(db);
  const brief = { objective: "sales", media: ["naver"], formats: [], lang: "ko" } as const;
  const draft = (product: string, at: number) =>
    draftCreatives(
      { ...ctx, now: ctx.now.add({ seconds: at }) },
      { ...brief, product, media: [...brief.media], formats: [] },
    );
  const sandals = await draft("여름 샌들", 1);
  const boots = await draft("겨울 부츠", 2);

  expect(await newestCreative(ctx)).toBe(boots.creativeId);
  expect(await newestCreative(ctx, "샌들")).toBe(sandals.creativeId);
  await expect(newestCreative(ctx, "모자")).rejects.toThrow(Failure);
});
