import { describe, expect, it } from "vitest";
import { masked } from "../../../src/agent/providers/mask.ts";
import { spentMs } from "../../support/time.ts";

describe("what never leaves in a prompt", () => {
  it.each([
    ["010-1234-5678로 전화 줘", "[phone]로 전화 줘"],
    ["전화번호는01012345678이야", "전화번호는[phone]이야"],
    ["010 1234 5678 / 010.1234.5678", "[phone] / [phone]"],
    ["+82 10-1234-5678, +82(0)10 1234 5678", "[phone], [phone]"],
    ["02-123-4567, 031)123-4567, 070-1234-5678, 1588-1234", "[phone], [phone], [phone], [phone]"],
    ["call +1 (415) 555-2671", "call [phone]"],
    ["０１０－１２３４－５６７８", "[phone]"],
    ["홍길동,010-1234-5678,20", "홍길동,[phone],20"],
    ["01012345678,01022223333", "[phone],[phone]"],
    ["홍길동,20,02-123-4567,lee@example.com", "홍길동,20,[phone],[email]"],
    ["010-1234-5678-홍길동", "[phone]-홍길동"],
    ["010 - 1234 - 5678, 02 - 123 - 4567", "[phone], [phone]"],
    ["010–1234–5678, 010\u30001234\u30005678", "[phone], [phone]"],
    ["이름,900101-1234567,3", "이름,[id number],3"],
    ["010\u200b-1234-\u200b5678", "[phone]"],
    ["lee@example.com으로 보내", "[email]으로 보내"],
    ["메일은lee.kim+ad@mail.example.co.kr", "메일은[email]"],
    ["홍길동@회사.한국", "[email]"],
    ["900101-1234567", "[id number]"],
    ["1234-5678-9012-3456", "[card number]"],
    ["캠페인_010-1234-5678_여름", "캠페인_[phone]_여름"],
    ["캠페인_01012345678_여름", "캠페인_[phone]_여름"],
    ["campaign-010-1234-5678, v010-1234-5678", "campaign-[phone], v[phone]"],
    ["tel010-1234-5678 010/1234/5678 010_1234_5678", "tel[phone] [phone] [phone]"],
    ["00821012345678, 0082-10-1234-5678", "[phone], [phone]"],
    ["call (415) 555-2671 now", "call [phone] now"],
    ["900101 - 1234567, 9001011234567, 900101-1******", "[id number], [id number], [id number]"],
    ["4111111111111111 3782 822463 10005 378282246310005", "[card number] [card number] [card number]"],
    ["xapp-1-A0123-456-abcdef", "[secret]"],
    ["key_sk_live_abcdefghijklmnopqrst", "key_[secret]"],
    ["AIzaSyA1234567890abcdefghijklmnopqrstuvw", "[secret]"],
    ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijk", "Bearer [secret]"],
    ["https://user:pass@host/x", "https://[secret]@host/x"],
    ["sk-proj-abcdefghijklmnopqrstuv", "[secret]"],
    ["xoxb-123456789012-abcdef", "[secret]"],
  ])("%s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    "2026-11-21부터 2026-11-27까지 1,234,567원",
    "지난 7일 예산 300만원, ROAS 420%, 2010-2024",
    "019a0000-0000-7000-8000-000000000001",
    "120210123456789 광고 20-34 여성 10:1",
    "캠페인 02_여름_세일_0123",
    "SS24_0310_리타겟_1234567890 GDN_300x250_240101-240131",
    "여름세일_20261121-20261127_10-20대 1+1 2026/11/21",
    "광고 4111111111111112 120210123456789 23851234567890123 1795312464992",
    "고객 ID 123-456-7890, 상품 A0101234567, 019a0000-0101-7010-8123-a01012345678",
    "전환 010건, 1588건, 02-11 ~ 02-17, 0.0212345678",
    "5+3 @ home, a@b",
  ])("leaves the rest as it is: %s", (text) => {
    expect(masked(text)).toBe(text);
  });

  it("takes no more than a moment for a long text without end", () => {
    const started = spentMs();

    for (const text of [
      "a".repeat(200_000),
      "0".repeat(200_000),
      "1-".repeat(100_000),
      "a.".repeat(100_000) + "@",
      "eyJ".repeat(70_000),
      "eyJabcde.".repeat(20_000),
      "://a:".repeat(40_000),
      "010-1234-".repeat(20_000),
      "+82 ".repeat(50_000),
    ])
      masked(text);

    expect(spentMs() - started).toBeLessThan(1_000);
  });
});
