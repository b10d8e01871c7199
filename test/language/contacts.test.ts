// Contacts masked in what people write: which are, which are not, and that nothing else of the text moves.

import { describe, expect, it, test } from "vitest";
import { concealed, maskContacts, MOST_CONTACTS, revealed, withMasks } from "../../src/language/contacts.ts";
import { atBest, spentMs } from "../support/time.ts";

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
    ["홍길동,010-1234-5678,20", "홍길동,010-****-5678,20"],
    ["홍길동,20,010-1234-5678,200", "홍길동,20,010-****-5678,200"],
    ["01012345678,01022223333", "010****5678,010****3333"],
    ["010-1234-5678,010-2222-3333", "010-****-5678,010-****-3333"],
    ["010-1234-5678-홍길동", "010-****-5678-홍길동"],
    ["홍길동-010-1234-5678", "홍길동-010-****-5678"],
    ["010 - 1234 - 5678 님", "010 - **** - 5678 님"],
    ["０１０－１２３４－５６７８ 님", "010-****-5678 님"],
    ["０１０１２３４５６７８", "010****5678"],
    ["010–1234–5678, 010−1234−4444", "010-****-5678, 010-****-4444"],
    ["010\u00a01234\u00a05678", "010 **** 5678"],
    ["ｋｉｍ＠example.com", "k**@example.com"],
    ["kim@example.com-홍길동", "k**@example.com-홍길동"],
    ["02-123-4567,031-222-3333 수신거부", "02-1**-4567,031-***-3333 수신거부"],
    ["+1 2345678로", "+1 234**78로"],
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
    "예산 +20 2026-10-01 ~ 2026-10-31",
    "성장률 +12 2026.10.01~2026.10.07",
    "예산 +300 10.01-10.07",
    "예산 +20 2026. 10. 1. ~ 2026. 10. 31.",
    "예산 +20 2026-10-01-2026-10-31, +15 2026-10 기준",
    "budget +20 20261001-20261031",
    "주문 010-1234-5678-9012, 20-010-1234-5678",
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

it.each([
  ["+33 1 02 03 04 05", "+33 1 0* ** 04 05"],
  ["+81 2012 1031 22", "+81 20** **31 22"],
])("a number abroad that begins like a date is one: %s", (text, shown) => {
  expect(masked(text)).toBe(shown);
});

describe("contacts that all look alike", () => {
  const alike = Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => `${letter}@test.com`);

  it("each have a mask, which is no address, and are each given back", () => {
    const text = alike.join(" ");
    const { text: shown, contacts } = maskContacts(text);

    expect(contacts.size).toBe(26);
    for (const mask of contacts.keys()) expect(mask).toContain("*");
    for (const one of alike) expect(shown).not.toContain(one);
    expect(revealed(shown, contacts)).toBe(text);
  });

  it("that are a mask of another to look at are not mixed up with it", () => {
    const text = "a@test.com b@test.com 2@test.com 12@test.com";
    const { text: shown, contacts } = maskContacts(text);

    expect(revealed(shown, contacts)).toBe(text);
    expect(concealed(text, contacts)).toBe(shown);
  });

  it("beyond as many as one message may name are one sign, and nothing of them is kept", () => {
    const text = Array.from({ length: MOST_CONTACTS + 20 }, (_, at) => `k${at}@test.com`).join(" ");
    const { text: shown, contacts } = maskContacts(text);

    expect(contacts.size).toBe(MOST_CONTACTS);
    expect(shown.split(" ").slice(MOST_CONTACTS)).toEqual(Array.from({ length: 20 }, () => "***"));
    expect(shown).not.toMatch(/k\d+@/);
  });

  it("are told apart where a button gives more of them back", () => {
    const contacts = withMasks(alike, maskContacts("z@test.com a@other.kr").contacts);

    expect(new Set(contacts.values()).size).toBe(27);
  });
});

describe("a text of 64 kB full of contacts", () => {
  const pieces: Readonly<Record<string, (nth: number) => string>> = {
    "one-letter mail": (nth) => `${String.fromCharCode(97 + (nth % 26))}@t${nth % 97}.com `,
    "one domain": (nth) => `${(nth * 7_919).toString(36)}@test.com,`,
    "mobile numbers": (nth) => `010-${1000 + (nth % 9000)}-5678 `,
    "numbers without gaps": (nth) => `010${10_000_000 + nth * 13},`,
    "numbers abroad": (nth) => `+1 415 ${100 + (nth % 900)} ${1000 + (nth % 9000)}; `,
    "links and mail": (nth) => `www.a${nth} k${nth}@test.com `,
    "half numbers": () => "+1 (010-1234-",
    "half mail": () => "a.b@c.d-e.",
  };

  it.each(Object.entries(pieces))("is masked at once and shows none: %s", async (_, piece) => {
    const all: string[] = [];
    for (let length = 0; length < 64_000; length += all.at(-1)?.length ?? 0) all.push(piece(all.length));
    const text = all.join("");
    let { text: shown, contacts } = maskContacts("");

    const spent = await atBest(400, () => {
      const from = spentMs();
      ({ text: shown, contacts } = maskContacts(text));
      concealed(text, contacts);
      revealed(shown, contacts);
      return spentMs() - from;
    });

    expect(spent).toBeLessThan(400);
    expect(contacts.size).toBeLessThanOrEqual(MOST_CONTACTS);
    expect(shown).not.toMatch(/(?<![*\w])\w+@t\w*\.com|010-?\d{4}-?\d{4}|415 \d{3} \d{4}/);
  });
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

it("what was typed in wide digits is concealed in plain ones too", () => {
  const { contacts } = maskContacts("０１０－１２３４－５６７８");

  expect(concealed("전화 010-1234-5678, ０１０－１２３４－５６７８", contacts)).toBe(
    "전화 010-****-5678, 010-****-5678",
  );
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
