import { Resvg } from "@resvg/resvg-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CreativeBrief,
  convertCreative,
  draftCreatives,
  getBrandGuide,
  getCreative,
  setBrandGuide,
} from "../../../src/capabilities/creatives/creatives.ts";
import { keepMade, readDocument } from "../../../src/capabilities/documents/documents.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import type { Db } from "../../../src/db/db.ts";
import { readPng } from "../../support/png.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

const sandals: CreativeBrief = {
  product: "여름 샌들 세일",
  objective: "sales",
  offer: { discountPct: 30, priceMinor: 39_000, until: "2026-11-30" },
  media: ["naver", "kakao"],
  lang: "ko",
};

describe("a draft", () => {
  test("has three texts a medium within its limits, and pictures of the right size that can be read back", async () => {
    const ctx = await makeWorkspace(db);

    const set = await draftCreatives(ctx, { ...sandals, formats: ["naver_small", "kakao_search"] });

    expect(set.texts.map(({ medium, variant }) => `${medium} ${variant}`)).toEqual([
      "naver A",
      "naver B",
      "naver C",
      "kakao A",
      "kakao B",
      "kakao C",
    ]);
    expect(set.texts.flatMap(({ fields }) => fields).filter(({ width, limit }) => width > limit)).toEqual([]);
    expect(set.images.map(({ format, width, height }) => [format, width, height])).toEqual([
      ["naver_small", 342, 228],
      ["kakao_search", 1200, 380],
    ]);
    const [small] = set.images;
    const png = readPng(await readDocument(ctx, small!.documentId, 500_000));
    expect([png.width, png.height]).toEqual([342, 228]);
    expect(small?.alt).toMatch(/30% 할인 · AI로 만든 이미지$/);
    expect(set.marks).toEqual({ ai: true, writer: "built_in" });
  });

  test("stands in the ledger, and a viewer gets none", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");

    await expect(draftCreatives(viewer, { ...sandals, formats: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
    const set = await draftCreatives(ctx, { ...sandals, formats: [] });

    const rows = await asOwner<{ action: string; subject: string }>(
      db,
      `select action, subject from ledger where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(rows).toEqual([{ action: "creative.draft", subject: set.creativeId }]);
    expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 1 });
  });

  test("is nobody else's", async () => {
    const [ours, theirs] = [await makeWorkspace(db), await makeWorkspace(db)];
    const set = await draftCreatives(ours, { ...sandals, formats: ["naver_small"] });

    await expect(getCreative(theirs, set.creativeId)).rejects.toMatchObject({ code: "not_found" });
    await expect(readDocument(theirs, set.images[0]!.documentId, 500_000)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("names a format whose notice has no room, and draws the others", async () => {
    const ctx = await makeWorkspace(db);
    const legalLines = ["행사 상품에 한하며 재고가 없으면 일찍 끝날 수 있어요"];

    const set = await draftCreatives(ctx, {
      ...sandals,
      legalLines,
      formats: ["kakao_search_small", "naver_small"],
    });

    expect(set.images.map(({ format }) => format)).toEqual(["naver_small"]);
    expect(set.left).toMatchObject([{ format: "kakao_search_small" }]);
    expect(set.left[0]?.reason).toContain("고지 ‘행사 상품에 한하며");
  });

  test("refuses a notice it cannot draw before a photograph is asked for, drafted or converted", async () => {
    let asked = 0;
    const plain = await makeWorkspace(db);
    const askPicture = async () => ({ trouble: `asked ${(asked += 1)} times` });
    const ctx = { ...plain, askPicture };
    const drawn = { ...sandals, formats: ["naver_small"] };

    await expect(draftCreatives(ctx, { ...drawn, legalLines: ["商品に限ります"] })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(asked).toBe(0);

    const set = await draftCreatives(plain, drawn);
    await setBrandGuide(plain, { legal: ["商品に限ります"] });
    await expect(convertCreative(ctx, { creativeId: set.creativeId })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(asked).toBe(0);
  });

  test("speaks to each segment apart", async () => {
    const ctx = await makeWorkspace(db);
    const audience = { age: [{ min: 20, max: 29 }, { min: 40 }], gender: ["female" as const] };

    const set = await draftCreatives(ctx, { ...sandals, media: ["naver"], audience, formats: [] });

    expect([...new Set(set.texts.map(({ segment }) => segment))]).toEqual(["20–29세 여성", "40세 이상 여성"]);
    expect(set.texts[1]?.fields[0]?.text).not.toBe(set.texts[4]?.fields[0]?.text);
  });

  test("shows the product's photo, and refuses a file that is none", async () => {
    const ctx = await makeWorkspace(db);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="#ff0000"/></svg>`;
    const photo = await keepMade(ctx, { name: "sandal.png", content: new Resvg(svg).render().asPng() });
    const other = await keepMade(ctx, { name: "x.png", content: Buffer.from("<svg/>") });

    const set = await draftCreatives(ctx, { ...sandals, photo: photo.id, formats: ["naver_small"] });

    const { rgba, width } = readPng(await readDocument(ctx, set.images[0]!.documentId, 500_000));
    expect([...rgba.subarray((20 * width + 320) * 4, (20 * width + 320) * 4 + 3)]).toEqual([255, 0, 0]);
    await expect(
      draftCreatives(ctx, { ...sandals, photo: other.id, formats: ["naver_small"] }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("converting", () => {
  test("draws every format of the media as the next version; the first stays", async () => {
    const ctx = await makeWorkspace(db);
    const first = await draftCreatives(ctx, { ...sandals, media: ["kakao"], formats: ["kakao_search"] });

    const next = await convertCreative(ctx, { creativeId: first.creativeId });

    expect(next.images.map(({ format }) => format)).toEqual([
      "kakao_bizboard",
      "kakao_display",
      "kakao_search",
      "kakao_search_small",
    ]);
    expect([first.number, next.number]).toEqual([1, 2]);
    expect(next.texts).toEqual(first.texts);
    expect((await getCreative(ctx, first.creativeId)).versionId).toBe(next.versionId);
    const rows = await asOwner<{ n: number }>(
      db,
      `select number as n from creative_version where creative_id = '${first.creativeId}' order by number`,
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 2]);
  });
});

describe("the brand guide", () => {
  test("decides colours, words and notices of what is drafted", async () => {
    const ctx = await makeWorkspace(db);
    await setBrandGuide(ctx, {
      name: "바다살롱",
      avoid: ["옷장"],
      legal: ["재고 한정"],
      colors: { primary: "#102030", accent: "#ffcc00", paper: "#ffffff" },
    });

    const set = await draftCreatives(ctx, {
      ...sandals,
      media: ["meta"],
      offer: undefined,
      formats: ["meta_landscape"],
    });

    const { rgba } = readPng(await readDocument(ctx, set.images[0]!.documentId, 2_000_000));
    expect([...rgba.subarray(0, 3)]).toEqual([0x10, 0x20, 0x30]);
    expect(JSON.stringify(set.texts)).not.toContain("옷장");
  });

  test("takes the ending of past copy", async () => {
    const ctx = await makeWorkspace(db);
    await setBrandGuide(ctx, { examples: ["오늘 배송을 시작합니다. 편하게 신으실 수 있습니다."] });

    const set = await draftCreatives(ctx, { ...sandals, offer: undefined, media: ["meta"], formats: [] });

    expect(JSON.stringify(set.texts)).toMatch(/시작했습니다/);
  });

  test("changes part by part, with the state before in the ledger; a viewer cannot", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");
    await setBrandGuide(ctx, { tone: "따뜻한", avoid: ["꿀팁"] });

    await setBrandGuide(ctx, { avoid: ["대박"] });

    expect(await getBrandGuide(ctx)).toMatchObject({ tone: "따뜻한", avoid: ["대박"] });
    const rows = await asOwner<{ action: string; before: { avoid: string[] } | null }>(
      db,
      `select action, before from ledger where workspace_id = '${ctx.workspaceId}' order by seq`,
    );
    expect(rows).toMatchObject([
      { action: "brand.set", before: null },
      { action: "brand.set", before: { avoid: ["꿀팁"] } },
    ]);
    await expect(setBrandGuide(viewer, { avoid: [] })).rejects.toMatchObject({ code: "forbidden" });
  });
});
