import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { marked } from "../../../src/drawing/creative/ai-mark.ts";
import { formatOf } from "../../../src/drawing/creative/formats.ts";
import { isTooLong, layoutOf } from "../../../src/drawing/creative/layout.ts";
import { palettePng, withNote } from "../../../src/drawing/creative/palette-png.ts";
import { photoOf } from "../../../src/drawing/creative/photo.ts";
import { pngOfLayout, svgOfLayout } from "../../../src/drawing/creative/picture.ts";
import { inkIn, readPng, sourceIn } from "../../support/png.ts";
import { makeDesign } from "./made-designs.ts";

const sources = "http://cv.iptc.org/newscodes/digitalsourcetype/";

async function drawn(id: string, mostBytes = 5_000_000): Promise<Uint8Array> {
  const layout = layoutOf(makeDesign("ko", "offer"), formatOf(id)!);
  if (isTooLong(layout)) throw new Error("no room");
  return pngOfLayout(await svgOfLayout(layout), { mostBytes, note: "AI로 만든 이미지", origin: "made" });
}

/** 400 × 400 pixels of noise: what packs worst. */
function noise(): Uint8Array {
  const rgba = new Uint8Array(400 * 400 * 4).fill(255);
  const dust = createHash("sha512").update("noise").digest();
  for (let at = 0; at < rgba.length; at += 1)
    if (at % 4 < 3) rgba[at] = ((dust[at % 61] ?? 0) * (at % 1009)) % 256;
  return palettePng({ width: 400, height: 400, rgba });
}

describe("a creative's picture", () => {
  test("has the pixels of its format and letters where the layout put them", async () => {
    const png = readPng(await drawn("naver_small"));

    expect([png.width, png.height]).toEqual([342, 228]);
    expect(inkIn(png, { x: 10, y: 50, wide: 120, high: 60 })).toBeGreaterThan(300);
  });

  test("says in its own data that AI made it", async () => {
    const made = Buffer.from(await drawn("naver_small"));
    const few = Buffer.from(await drawn("kakao_display", 30_000));

    expect(made.toString("utf8")).toContain("AI로 만든 이미지");
    expect([sourceIn(made), sourceIn(few)]).toEqual([`${sources}trainedAlgorithmicMedia`, sourceIn(made)]);
  });

  test("says that it is composed where it stands around a photo of somebody's", () => {
    const png = marked(noise(), { origin: "composite", note: "Made with AI" });

    expect(sourceIn(png)).toBe(`${sources}compositeWithTrainedAlgorithmicMedia`);
  });

  test("keeps to the bytes that a medium takes", async () => {
    const png = await drawn("kakao_display", 30_000);

    expect(png.length).toBeLessThan((await drawn("kakao_display")).length);
    expect(Buffer.from(png).readUInt8(25)).toBe(3);
  });
});

describe("a product photo", () => {
  test("is a PNG or a JPEG by its own bytes", () => {
    const jpeg = Buffer.from(
      "ffd8ffe000104a46494600010100000100010000ffc0001108025803200301220002110103110100",
      "hex",
    );

    expect(photoOf(noise())).toMatchObject({ mediaType: "image/png", width: 400, height: 400 });
    expect(photoOf(jpeg)).toMatchObject({ mediaType: "image/jpeg", width: 800, height: 600 });
  });

  test.each([
    ["a picture of another kind", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["a JPEG that ends at once", Buffer.from("ffd8ffe0", "hex")],
    [
      "a PNG with sides beyond all reason",
      Buffer.from("89504e470d0a1a0a0000000d49484452000fffff000fffff0806000000000000", "hex"),
    ],
    ["a file too heavy", new Uint8Array(9 * 1024 * 1024)],
  ])("%s is refused", (_, bytes) => {
    expect(() => photoOf(bytes)).toThrow("the product photo cannot be used");
  });

  test("keeps notes readable beside its pixels", () => {
    expect(Buffer.from(withNote(noise(), "Comment", "AI")).toString("latin1")).toContain("iTXtComment");
  });
});
