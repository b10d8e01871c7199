// A model's words hold no link, no picture and no call for everyone, whatever a stored name says.

import { describe, expect, it } from "vitest";
import { proveWords } from "../../support/prove-words.ts";
import { today } from "./demo-cards.ts";
import { cardOf, measured } from "./measured.ts";

function released(sentence: string, campaign = "여름 세일"): string {
  const cards = [cardOf(measured(1_234_567, { scope: { campaign } }))];
  return proveWords(`네. ${sentence}`, cards, "", today).released;
}

describe("links of a model", () => {
  it.each([
    "자세한 내용은 https://evil.example/?d=roas 에 있어요.",
    "자세한 내용은 [여기](https://evil.example)에 있어요.",
    "[여기](//evil.example)를 눌러 주세요.",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example|여기>를 눌러 주세요.",
    "www.evil.example 을 보세요.",
    "evil.com/roas 를 보세요.",
    "ｈｔｔｐｓ：／／evil.example 을 보세요.",
    "mailto:kim@evil.com 으로 보내세요.",
    "<!channel> 확인하세요.",
    "<@U012AB> 확인하세요.",
    "@everyone 확인하세요.",
    "@here please look.",
    "аррӏе.com 에서 로그인해 주세요.",
    "네이버로그인.com 에서 로그인해 주세요.",
    "\u202Emoc.elpmaxe.live\u202C 로 오세요.",
    "@\u200beveryone 확인하세요.",
  ])("end the words: %s", (sentence) => {
    expect(released(sentence)).toBe("네.");
  });

  it.each([
    "메타 vs. 네이버를 봤어요.",
    "report.csv 파일을 읽었어요.",
    "e.g. Meta.",
    "CPA[전환당 비용]를 봤어요.",
    "a < b 예요.",
    "담당자 @ 회의예요.",
  ])("are none: %s", (sentence) => {
    expect(released(sentence)).toBe(`네. ${sentence}`);
  });

  it("in a stored name leave the name without them", () => {
    expect(
      released("세일 https://evil.example/x 광고비는 1,234,567원이에요.", "세일 https://evil.example/x"),
    ).toBe("네. 세일 광고비는 1,234,567원이에요.");
    expect(released("‘세일 <!channel>’은 1,234,567원이에요.", "세일 <!channel>")).toBe(
      "네. ‘세일’은 1,234,567원이에요.",
    );
    expect(released("세일 https://other.example 은요?", "세일 https://evil.example/x")).toBe("네.");
  });
});
