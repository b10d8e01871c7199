// What people type into the fields of a form, read as the same words in a message are read. A field that cannot be read is named with what
// was expected; nothing of the form is taken then, and everything stays as it was typed.

import type { Field } from "../core/card/form.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { exponentOf, isCurrency } from "../core/money.ts";
import { findAmounts } from "../language/amounts.ts";

export type Values = Readonly<Record<string, string>>;

export type Fields = {
  /** Without the blanks around it; empty when nothing stands there. */
  text: (name: string) => string;
  /** Whole minor units; `undefined` for an empty field and for one that is wrong. */
  money: (name: string, currency: string) => bigint | undefined;
  /** A number between bounds, both included. */
  number: (name: string, bounds: { least: number; most: number; whole: boolean }) => number | undefined;
  day: (name: string) => Temporal.PlainDate | undefined;
  /** Picked values, those of the list only. */
  picked: <T extends string>(name: string, of: readonly T[]) => T[];
  refuse: (name: string, why: Words) => void;
  /** What is wrong, by field. */
  wrong: ReadonlyMap<string, Words>;
};

export function readFields(values: Values): Fields {
  const wrong = new Map<string, Words>();
  const text = (name: string): string => (values[name] ?? "").normalize("NFKC").trim();
  const refuse = (name: string, why: Words): void => void (wrong.has(name) || wrong.set(name, why));
  const read = <T>(name: string, reader: (typed: string) => T | Words): T | undefined => {
    const typed = text(name);
    if (typed === "") return undefined;
    const found = reader(typed);
    if (!isWords(found)) return found;
    refuse(name, found);
    return undefined;
  };
  return {
    text,
    money: (name, currency) => read(name, (typed) => moneyIn(typed, currency)),
    number: (name, bounds) => read(name, (typed) => numberIn(typed, bounds)),
    day: (name) => read(name, dayIn),
    picked: (name, of) => of.filter((one) => text(name).split(",").includes(one)),
    refuse,
    wrong,
  };
}

/** The fields again with what was typed and what is wrong with it. */
export function refilled(fields: readonly Field[], values: Values, { wrong }: Fields, lang: Lang): Field[] {
  return fields.map((field) => {
    const why = wrong.get(field.name);
    return { ...field, value: values[field.name] ?? "", ...(why && { error: say(lang, why) }) };
  });
}

/** What is wrong, in words, by field. */
export function wrongIn({ wrong }: Fields, lang: Lang): Record<string, string> {
  return Object.fromEntries([...wrong].map(([name, why]) => [name, say(lang, why)]));
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "ko" in value && "en" in value;
}

/** Beyond this no field of ours takes an amount: a digit too many, in any currency. */
const MOST_MAIN = 1e12;

/** "300만원", "3M", "３００만원", "3,000,000": one amount and nothing beside it. */
function moneyIn(typed: string, currency: string): bigint | Words {
  const plain = typed.toLowerCase();
  if (/^[-−–]/.test(plain)) return wrongMoney.negative;
  const [first, ...more] = findAmounts(plain);
  if (!first || more.length > 0) return wrongMoney.unread;
  const beside = plain.slice(0, first.from) + plain.slice(first.to);
  if (beside.trim() !== "" || !["money", "plain"].includes(first.kind)) return wrongMoney.unread;
  const own = first.currency ?? currency;
  if (!isCurrency(own) || own !== currency) return wrongMoney.currency;
  if (!Number.isFinite(first.value) || first.value > MOST_MAIN) return wrongMoney.large;
  const minor = Number((first.value * 10 ** exponentOf(own)).toPrecision(15));
  if (!Number.isInteger(minor)) return wrongMoney.fraction;
  return minor > 0 ? BigInt(minor) : wrongMoney.zero;
}

const wrongMoney = {
  unread: words(
    "금액 하나로 읽지 못했어요. ‘300만원’, ‘3M’, ‘3,000,000’처럼 적어 주세요.",
    "I cannot read one amount there. Write it like “3M”, “3,000,000” or “300만원”.",
  ),
  negative: words(
    "마이너스 금액은 쓸 수 없어요. 0보다 큰 금액을 적어 주세요.",
    "It cannot be negative. Give an amount above zero.",
  ),
  zero: words("0보다 큰 금액을 적어 주세요.", "Give an amount above zero."),
  currency: words(
    "이 워크스페이스의 통화로 적어 주세요. 환산은 하지 않아요.",
    "Give it in this workspace's currency; I convert nothing.",
  ),
  fraction: words(
    "그 통화에는 없는 소수점 금액이에요. 정수로 적어 주세요.",
    "That currency has no such fraction. Give a whole amount.",
  ),
  large: words(
    "너무 큰 금액이에요. 자릿수를 확인해 주세요.",
    "That is too large. Is there a digit too many?",
  ),
} as const satisfies Record<string, Words>;

function numberIn(
  typed: string,
  { least, most, whole }: { least: number; most: number; whole: boolean },
): number | Words {
  const value = Number(typed.replace(/\s*(?:%|퍼센트|percent|번|회|times|시)$/i, "").replaceAll(",", ""));
  if (Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value)))
    return value;
  const kind = whole ? words("정수", "a whole number") : words("숫자", "a number");
  return words(
    `${least}에서 ${most} 사이의 ${kind.ko}를 적어 주세요.`,
    `Give ${kind.en} between ${least} and ${most}.`,
  );
}

function dayIn(typed: string): Temporal.PlainDate | Words {
  const [, year, month, day] = /^(\d{4})[-./\s]+(\d{1,2})[-./\s]+(\d{1,2})\.?$/.exec(typed) ?? [];
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    );
  } catch {
    return words("있는 날짜를 ‘2026-12-01’처럼 적어 주세요.", "Give a day that exists, like 2026-12-01.");
  }
}
