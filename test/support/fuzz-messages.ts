// Messages nobody would write: slips in real ones, odd pieces in a row, noise of any script, very long ones.

import fc from "fast-check";

const pieces = [
  "지난",
  "주",
  "월",
  "11월 31일",
  "2026-02-30",
  "부터",
  "까지",
  "대비",
  "캠페인",
  "승인",
  "매주 월요일 9시",
  "ㅊㅇㄹ",
  "fhdktm",
  "-",
  "~",
  "%",
  "$",
  "₩",
  "만원",
  "억억",
  "삼천이백만",
  "'",
  '"',
  "“",
  "(",
  ")",
  "\\",
  "{}",
  "</s>",
  "\u0000",
  "\u0007",
  "\u200B",
  "\u202E",
  "\uFEFF",
  "🎉",
  "👩‍👩‍👧‍👦",
  "e\u0301",
  "\uD800",
  "ﾊﾝｶｸ",
  "全角１２３",
  "العربية",
  "ไทย",
  "Привет",
  "0",
  "-1",
  "1e309",
  "99999999999999999999",
  "1,000,000",
  "3.5.7",
  "#room",
  "@minsu",
  "a@b.kr",
  "https://x.y/?q=1",
  ".",
  "?",
  "\n",
  "\t",
  "campaign",
  "of",
  "the",
  "not",
  "vs",
  "top",
  "why",
  "by",
];

/** As long as chat lets a message be. */
const LONGEST = 8_000;

export function fuzzMessages(phrases: readonly string[]): fc.Arbitrary<string> {
  const phrase = fc.constantFrom(...phrases);
  const piece = fc.constantFrom(...pieces);
  const changes = fc.array(fc.tuple(fc.nat(80), piece, fc.nat(4)), { maxLength: 6 });
  const mutated = fc
    .tuple(phrase, changes)
    .map(([text, all]) =>
      all.reduce((now, [at, put, cut]) => now.slice(0, at) + put + now.slice(at + cut), text),
    );
  const cut = fc.tuple(phrase, fc.nat(80)).map(([text, at]) => text.slice(at % Math.max(1, text.length)));
  const row = fc.array(fc.oneof(phrase, piece), { maxLength: 8 }).map((parts) => parts.join(" "));
  const glued = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));
  const long = fc
    .tuple(
      fc.array(fc.oneof(phrase, piece, fc.string({ maxLength: 5 })), { minLength: 1, maxLength: 6 }),
      fc.nat(LONGEST),
    )
    .map(([parts, length]) => {
      const part = `${parts.join(" ")} `;
      return part.repeat(Math.ceil(length / part.length)).slice(0, length);
    });
  return fc.oneof(
    { weight: 500, arbitrary: mutated },
    { weight: 100, arbitrary: cut },
    { weight: 150, arbitrary: row },
    { weight: 50, arbitrary: glued },
    { weight: 90, arbitrary: fc.string({ unit: "binary", maxLength: 120 }) },
    { weight: 60, arbitrary: fc.string({ maxLength: 200 }) },
    { weight: 30, arbitrary: fc.double().map(String) },
    { weight: 20, arbitrary: long },
  );
}
