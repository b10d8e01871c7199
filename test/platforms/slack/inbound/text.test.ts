import { expect, test } from "vitest";
import { mentions, saidIn } from "../../../../src/platforms/slack/inbound/text.ts";

test.each([
  ["<@UBOT> 지난주 어땠어?", "지난주 어땠어?"],
  ["<@UBOT>\u00a0지난주 어땠어?", "지난주 어땠어?"],
  ["<@UBOT|co9ma>: compare Meta", "compare Meta"],
  ["지난주 <@UBOT> 어땠어?", "지난주 어땠어?"],
  ["<@UBOT><@UBOT>", ""],
  ["<@U2|지수> 캠페인", "@지수 캠페인"],
  ["<@U2> 캠페인", "@U2 캠페인"],
  ["<#C1|marketing>에 <#C2>", "#marketing에 #C2"],
  ["<!here> <!channel|channel>", "@here @channel"],
  ["<!subteam^S1|@mkt> <!subteam^S2>", "@mkt @S2"],
  ["<!date^1700000000^{date}|2026-11-22>부터", "2026-11-22부터"],
  ["<http://shop.co.kr|shop.co.kr> 캠페인", "shop.co.kr 캠페인"],
  ["<https://shop.co.kr/a?b=1&amp;c=2>", "https://shop.co.kr/a?b=1&c=2"],
  ["<https://evil.example/x|여기>", "여기 (https://evil.example/x)"],
  ["<mailto:a@shop.co.kr|a@shop.co.kr>", "a@shop.co.kr"],
  ["<tel:0212345678|02-1234-5678>", "02-1234-5678 (tel:0212345678)"],
  ["A &amp; B &lt; C &gt; D", "A & B < C > D"],
  ["&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  ["&lt;!channel&gt;", "<!channel>"],
  ["첫째 줄\n<@UBOT> 둘째  줄", "첫째 줄\n 둘째 줄"],
  ["<", "<"],
  ["CPA < 5000 and CTR > 1", "CPA < 5000 and CTR > 1"],
  ["ROAS<2인데 CTR>1", "ROAS<2인데 CTR>1"],
])("%s is said as %s", (written, said) => {
  expect(saidIn(written, "UBOT")).toBe(said);
});

test("a mention is of exactly this user", () => {
  expect(
    ["<@UBOT>", "a <@UBOT|x> b", "<@UBOT2>", "@UBOT", "&lt;@UBOT&gt;"].map((text) => mentions(text, "UBOT")),
  ).toEqual([true, true, false, false, false]);
});
