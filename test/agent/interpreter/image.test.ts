import { describe, expect, it } from "vitest";
import { GenerateImage } from "../../../src/capabilities/creatives/tools.ts";
import { callOf } from "./reading.ts";

const cases: [string, object][] = [
  [
    "그래놀라 배너 1:1 한 장 만들어줘 배경은 하얗게",
    { product: "그래놀라", aspect: "1:1", count: 1, background: "하얗게" },
  ],
  [
    "노을 지는 해변 배경으로 캠핑카 이미지 제작 부탁드려요",
    { product: "캠핑카", background: "노을 지는 해변" },
  ],
  ["장화 그림 하나, 비오는 거리 배경으로", { product: "장화", background: "비오는 거리" }],
  ["흰 배경에 텀블러 제품컷 1200x628로 생성해줘", { product: "텀블러", size: "1200x628", background: "흰" }],
  ["감귤주스 릴스용 세로 9:16 비주얼 부탁이요", { product: "감귤주스", aspect: "9:16" }],
  ["전기자전거 유튜브 썸네일 하나 디자인해줘", { product: "전기자전거", aspect: "16:9" }],
  [
    "make me a square picture of the granola jar on a marble table",
    { product: "granola jar", aspect: "1:1", background: "marble table" },
  ],
  [
    "need a 1080x1350 image, rain boots, white background",
    { product: "rain boots", size: "1080x1350", background: "white" },
  ],
  ["Bizboard banner with the dog treats pls, no text on it", { product: "dog treats" }],
  ["Could you design a 16:9 visual for the citrus sale", { product: "citrus sale", aspect: "16:9" }],
];

describe("wishes for a picture", () => {
  it.each(cases)("reads: %s", (message, slots) => {
    expect(callOf(message)).toMatchObject({ tool: "generate_image", input: slots });
  });

  it("puts the words on the picture that are to stand on it", () => {
    expect(callOf('쌀과자 이미지에 "오늘만 반값" 문구 넣어서 만들어줘')).toMatchObject({
      tool: "generate_image",
      input: { product: "쌀과자", text: "오늘만 반값" },
    });
  });

  it("leaves pictures that ran to the figures", () => {
    expect(callOf("배너 소재 CTR 어때?")?.tool).toBe("query_performance");
  });

  it("fills only what the tool takes", () => {
    for (const [message] of cases)
      expect(GenerateImage.safeParse(callOf(message)?.input).error).toBeUndefined();
  });
});
