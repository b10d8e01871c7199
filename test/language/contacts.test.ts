// Contacts masked in what people write: which are, which are not, and that nothing else of the text moves.

import { describe, expect, it, test } from "vitest";
import { concealed, maskContacts, revealed } from "../../src/language/contacts.ts";

const masked = (text: string): string => maskContacts(text).text;

describe("a contact is masked, as long as it was", () => {
  test.each([
    ["010-1234-5678 수신거부 처리해줘", "010-****-5678 수신거부 처리해줘"],
    ["01012345678 님 동의 철회", "010****5678 님 동의 철회"],
    ["+82 10 1234 5678로 문의", "+82 10 **** 5678로 문의"],
    ["문의 010.1234.5678, 오세요", "문의 010.****.5678, 오세요"],
    ["kim@example.com opted out", "k**@example.com opted out"],
    ["a@example.kr 지워줘", "*@example.kr 지워줘"],
    ["call +1 415 555 2671 now", "call +1 415 *** 2671 now"],
    ["02-123-4567 수신거부", "02-1**-4567 수신거부"],
    ["(010-1234-5678)", "(010-****-5678)"],
    ["김하나/010-1234-5678,연락처:01012345678", "김하나/010-****-5678,연락처:010****5678"],
    ["번호010-1234-5678", "번호010-****-5678"],
  ])("%s", (text, shown) => {
    const { text: found, contacts } = maskContacts(text);

    expect(found).toBe(shown);
    expect(found).toHaveLength(text.length);
    expect(revealed(found, contacts)).toBe(text);
  });
});

describe("what is no person's contact stays", () => {
  test.each([
    "지난주 캠페인 어땠어?",
    "예산 3,010,123,456원, 2026-01-01부터",
    "캠페인 120203012345678901 꺼줘",
    "https://shop.example/?tel=010-1234-5678&to=kim@example.com 로 연결",
    "문의 02-555-1234, 무료수신거부 080-123-4567, 1588-1234",
    "ROAS 4.01012345678",
    "@co9ma stop",
    "9f010123-4567-8901-0101-234567890123",
  ])("%s", (text) => {
    expect(masked(text)).toBe(text);
  });
});

it("two contacts that would look alike are told apart, and each is given back", () => {
  const text = "010-1234-5678 그리고 010-9999-5678, 다시 010-1234-5678";
  const { text: shown, contacts } = maskContacts(text);

  expect(shown).toBe("010-****-5678 그리고 010-***2-5678, 다시 010-****-5678");
  expect(contacts.size).toBe(2);
  expect(revealed({ said: [shown] }, contacts)).toEqual({ said: [text] });
});

it("every text of a value is concealed, and places in it stay", () => {
  const { contacts } = maskContacts("010-1234-5678 거부");
  const value = { card: { parts: [{ words: "전화 010-1234-5678", start: 3 }] }, count: 1, none: null };

  expect(concealed(value, contacts)).toEqual({
    card: { parts: [{ words: "전화 010-****-5678", start: 3 }] },
    count: 1,
    none: null,
  });
});

it("a thousand random messages come back as they were, with no whole contact left in them", () => {
  let seed = 7;
  const random = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const pieces = ["수신거부 ", "지난주 ", "CPA 3,000원 ", "campaign ", "2026-11-24 ", "- ", "("];
  for (let count = 0; count < 1_000; count += 1) {
    const numbers = Array.from(
      { length: 1 + random(4) },
      () => `010-${1000 + random(9000)}-${1000 + random(9000)}`,
    );
    const text = numbers.map((one) => `${pieces[random(pieces.length)] ?? ""}${one} `).join("");
    const { text: shown, contacts } = maskContacts(text);

    for (const one of numbers) expect(shown).not.toContain(one);
    expect(shown).toHaveLength(text.length);
    expect(revealed(shown, contacts)).toBe(text);
  }
});
