// The launch pack: one ZIP any unpacker reads, with all that is set up by hand, marked as a draft until the plan is approved.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { packTag } from "../../../src/capabilities/campaigns/pack/sheets.ts";
import { zipOf } from "../../../src/capabilities/campaigns/pack/zip.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { documentBytes } from "../../../src/capabilities/documents/documents.ts";
import { openBudget, readZip, unpack } from "../../../src/capabilities/documents/read/xlsx/zip.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { FilePart } from "../../../src/core/card/file.ts";
import { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { sourceIn } from "../../support/png.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { loadReport } from "../performance/made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function run(
  ctx: Ctx,
  tool: string,
  input: object,
  withoutCreatives = true,
): Promise<{ card: Card; facts: { planId: string } }> {
  const { card, facts } = await act({ ...ctx, withoutCreatives }, tools, { tool, input }, () => undefined);
  return { card: Card.parse(card), facts: facts as { planId: string } };
}

async function filesOf(content: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = readZip(Buffer.from(content));
  const files = new Map<string, Buffer>();
  for (const [name, entry] of zip.entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpack(zip, entry, openBudget())) chunks.push(chunk);
    files.set(name, Buffer.concat(chunks));
  }
  return files;
}

async function packed(
  ctx: Ctx,
  input: object,
): Promise<{ file: FilePart; files: Map<string, Buffer>; card: Card }> {
  const { card } = await run(ctx, "launch_pack", input);
  const file = card.parts.find((part) => part.kind === "file");
  if (file?.kind !== "file") throw new Error("no file on the card");
  return { file, files: await filesOf(await documentBytes(ctx, file.documentId)), card };
}

const brief = {
  product: "여름 샌들 세일",
  media: ["naver"],
  budget: { amount: 700_000 },
  start: "2026-12-01",
  durationDays: 7,
  url: "https://shop.example.com/sandals",
};

describe("a launch pack", () => {
  it("holds settings, texts with their room, money by day, pictures and the list to tick", async () => {
    const ctx = await makeWorkspace(db);
    const { planId } = (await run(ctx, "create_campaign", brief, false)).facts;

    const { file, files } = await packed(ctx, { planId });
    const text = (name: string): string => files.get(`여름_샌들_세일_v1/${name}`)?.toString("utf8") ?? "";

    expect(file).toMatchObject({
      name: "런치팩_여름_샌들_세일_v1_승인전초안.zip",
      mediaType: "application/zip",
    });
    expect(text("설정.csv").startsWith("\u{feff}매체,캠페인 이름")).toBe(true);
    expect(text("설정.csv")).toContain(
      `네이버,여름 샌들 세일_naver_20261201 ${packTag(planId, "naver")},여름 샌들 세일_naver_20261201_1,구매,,700000,100000,KRW,2026-12-01,2026-12-07`,
    );
    expect(text("설정.csv")).toContain("https://shop.example.com/sandals?utm_source=naver&utm_medium=cpc");
    // Three opening days weigh 15 of 85: 123,529.4; four weigh 10: 82,352.9.
    expect(text("일별예산.csv").trim().split("\r\n").slice(1)).toEqual([
      "2026-12-01,123530,123530",
      "2026-12-02,123529,123529",
      "2026-12-03,123529,123529",
      "2026-12-04,82353,82353",
      "2026-12-05,82353,82353",
      "2026-12-06,82353,82353",
      "2026-12-07,82353,82353",
      "합계,700000,700000",
    ]);
    expect(text("문구_naver.csv")).toMatch(
      /시안,대상,자리,문구,길이,한도,남음\r\nA,,title,.+,\d+,15,\d+\r\n/,
    );
    expect(text("확인목록.md")).toContain("승인 전 초안이에요.");
    expect(text("확인목록.md")).toContain(packTag(planId, "naver"));
    const pictures = [...files].filter(([name]) => name.includes("/images/naver/"));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.every(([, bytes]) => bytes.subarray(1, 4).toString() === "PNG")).toBe(true);
    // What AI made says so in the bytes that go up, as programs read it.
    const made = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    expect(new Set(pictures.map(([, bytes]) => sourceIn(bytes)))).toEqual(new Set([made]));
  });

  it("speaks English, and is that of the newest plan when none is named", async () => {
    const ctx = await makeWorkspace(db, { lang: "en" });
    await run(ctx, "create_campaign", { ...brief, product: '=summer "sandals"' });

    const { file, files } = await packed(ctx, {});
    const settings = files.get("summer_sandals_v1/settings.csv")?.toString("utf8");

    expect(file.name).toBe("launch-pack_summer_sandals_v1_draft.zip");
    expect(settings).toContain(`"'=summer ""sandals""_naver_20261201 [co9-`);
    expect(files.get("summer_sandals_v1/tick-list.md")?.toString()).toContain("A draft: not approved.");
  });

  it("is taken by whoever may draft, and of the own workspace only", async () => {
    const ctx = await makeWorkspace(db);
    const { planId } = (await run(ctx, "create_campaign", brief)).facts;

    expect((await packed(await joinWorkspace(ctx, "member"), { planId })).files.size).toBeGreaterThan(3);
    await expect(run(await joinWorkspace(ctx, "viewer"), "launch_pack", { planId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(run(await makeWorkspace(db), "launch_pack", { planId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(run(await makeWorkspace(db), "launch_pack", {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a report that comes back", () => {
  it("is known by the tag that the pack put into the campaign's name", async () => {
    const ctx = await makeWorkspace(db);
    const { planId } = (await run(ctx, "create_campaign", brief)).facts;
    await asOwner(db, `update approval set state = 'approved' where subject = '${planId}'`);
    const listed = async (): Promise<string> => cardText((await run(ctx, "list_campaigns", {})).card);

    expect(await listed()).not.toContain("보고서로 확인");
    await loadReport(ctx, {
      medium: "naver",
      rows: [
        { day: "2026-11-19", campaign: `여름 샌들 세일 (수정) ${packTag(planId, "naver")}`, clicks: 10 },
      ],
    });

    expect(await listed()).toContain("승인됨, 보고서로 확인");
  });
});

describe("the archive", () => {
  it("gives back what went in, whatever it is", async () => {
    const files = [
      { name: "빈 파일.txt", content: new Uint8Array() },
      {
        name: "a/b/bytes.bin",
        content: Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256),
      },
    ];

    const back = await filesOf(zipOf(files, Temporal.PlainDateTime.from("2026-11-21T10:00:30")));

    expect([...back.keys()]).toEqual(files.map(({ name }) => name));
    expect(files.map(({ name, content }) => back.get(name)?.equals(content))).toEqual([true, true]);
  });
});
