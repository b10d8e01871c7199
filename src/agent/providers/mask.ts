// What identifies a person, or opens a door, never leaves in a prompt. There is no way back: answers speak of the mask.

import { plainForm } from "../../language/plain-form.ts";

type Mask = {
  as: string;
  pattern: RegExp;
  /** What else must be true of a match, in its digits. */
  isOne?: (digits: string) => boolean;
};

/**
 * Edges that keep longer numbers, dates and ids whole; a name may stand right beside what is masked. A comma only parts one value
 * from the next: no amount has as many digits between two of them.
 */
const BEFORE = String.raw`(?<!\d|\d[./-])`;
const AFTER = String.raw`(?!\d|\.\d|-[\da-f]{4})`;

function number(as: string, body: string, isOne?: Mask["isOne"]): Mask {
  return { as, pattern: new RegExp(`${BEFORE}(?:${body})${AFTER}`, "g"), ...(isOne && { isOne }) };
}

const masks: readonly Mask[] = [
  // plain letters first, so that a Korean particle behind an address stays
  { as: "[email]", pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6}/gi },
  {
    as: "[email]",
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu,
  },
  {
    as: "[secret]",
    pattern:
      /(?<![A-Za-z\d])(?:sk-[\w-]{16,200}|[srp]k_(?:live|test)_\w{10,200}|xox[a-z]-[\w-]{10,200}|xapp-[\w-]{10,200}|gh[a-z]_\w{20,200}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,60})/g,
  },
  // a signed token: three parts, the first two of which are JSON
  { as: "[secret]", pattern: /(?<![\w.-])eyJ[\w-]{5,2000}\.[\w-]{5,4000}\.[\w-]{5,2000}/g },
  { as: "[secret]", pattern: /(?<=:\/\/)[^\s/@:]{1,100}:[^\s/@]{1,100}(?=@)/g },
  // a birthday and seven digits, the last six of which may be starred out already
  number(
    "[id number]",
    String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?: ?- ?| )?[1-8](?:\d{6}|\*{6})`,
  ),
  number("[card number]", String.raw`\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{3,4}`),
  number("[card number]", String.raw`[2-69]\d{15}|3[47]\d{2}[- ]?\d{6}[- ]?\d{5}`, hasCardSum),
  // Korean mobile numbers, with or without the country code, also inside a name
  number(
    "[phone]",
    String.raw`(?:(?:\+|00)?82[-. /_]?(?:\(0\)|0)?|0)1[016-9]\)?(?:[-. /_]{1,3}\d{3,4}[-. /_]{0,3}|\d{3,4}[-. /_]{1,3})\d{4}`,
  ),
  number("[phone]", String.raw`(?<![A-Za-z])(?:(?:\+|00)?82(?:\(0\)|0)?|0)1[016-9]\d{7,8}`),
  // area codes, internet and personal numbers
  number(
    "[phone]",
    String.raw`(?:\+?82[-. ]?(?:\(0\)|0)?|0)(?:2|[3-6][1-5]|70|50\d)(?:\)[-. ]?|[-. ]{1,3})\d{3,4}[-. ]{0,3}\d{4}`,
  ),
  number("[phone]", String.raw`(?<!\w)(?:\+?82(?:\(0\)|0)?|0)(?:2|[3-6][1-5]|70|50\d)\d{3,4}-?\d{4}`),
  number("[phone]", String.raw`1[568]\d{2}-\d{4}`),
  // other countries: a plus sign and nine digits or more in groups, or an area code in brackets
  number("[phone]", String.raw`(?<!\w)\+[1-9](?:[-. ()]{0,2}\d){8,14}`),
  number("[phone]", String.raw`\(\d{3}\) ?\d{3}[-. ]\d{4}`),
];

/** The check sum of payment cards (ISO/IEC 7812-1): every second digit from the right counts twice. */
function hasCardSum(digits: string): boolean {
  const doubled = Array.from(digits)
    .toReversed()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 1 : 2));
  return doubled.reduce((sum, one) => sum + (one > 9 ? one - 9 : one), 0) % 10 === 0;
}

export function masked(text: string): string {
  const bare = withoutHidden(text);
  let plain = plainForm(bare);
  if (!/[\d@]|sk-|[srp]k_|xox|xapp|gh._|AKIA|AIza|eyJ/.test(plain)) return bare;
  let out = bare;
  for (const { as, pattern, isOne } of masks) {
    const spans = [...plain.matchAll(pattern)]
      .filter(([text]) => isOne?.(text.replace(/\D/g, "")) ?? true)
      .map((match) => [match.index, match[0].length] as const)
      .toReversed();
    for (const [at, length] of spans) {
      out = out.slice(0, at) + as + out.slice(at + length);
      plain = plain.slice(0, at) + as + plain.slice(at + length);
    }
  }
  return out;
}

/** Characters nobody sees, which can hide a number or an instruction. */
function withoutHidden(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]|\p{Cf}/gu, "");
}
