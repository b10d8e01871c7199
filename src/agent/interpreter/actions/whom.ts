// Who a text is for: ages, genders and groups of people, told apart from things made for them (남성 정장, women's boots).

import { z } from "zod";
import type { Targeting } from "../../../core/slots.ts";
import { loadYaml } from "../../../language/data.ts";
import type { Found } from "../look.ts";
import { spot } from "../scan.ts";
import { Forms, oneOf, ownText, type ReadAll, type Span } from "./own-text.ts";
import { targetingOf } from "./spoken.ts";

const people = loadYaml("people", z.object({ ko: Forms, en: Forms }));
/** What follows people who are meant: 직장인한테, 주부 대상, 학생들이 좋아할. */
const meant =
  "(?:들|분들|층)?(?:\\s?(?:남자|여자|남성|여성))?(?:\\s?(?:한테|에게|을 위한|를 위한|을 위해|를 위해|대상|타겟|타깃|겨냥|공략|을 겨냥|를 겨냥|께|용으로|이 좋아할|가 좋아할|이 볼|가 볼|들이))(?:으로|한|용|층|로)?";
const groups = new RegExp(
  `(?:(?<=^|[\\s,~]|대\\s?)(?<ko>${oneOf(people.ko)})(?=${meant}))|(?:(?:(?:for|to|at)\\s+(?:busy |young |new |all |our )?|(?:aimed at|targeting|targeted at|directed at|geared to(?:wards)?)\\s+(?:[a-z-]+\\s){0,3}?)(?<en>${oneOf(people.en)}))`,
  "dgi",
);
/** Colloquial words that mean a gender only where somebody is addressed. */
const addressedAs: readonly (readonly ["male" | "female", RegExp])[] = [
  [
    "male",
    /(?:for|aimed at|targeting|targeted at|to|at)\s(?:young |older |busy )?(?:guys|dudes|gents|gentlemen|boys)(?![a-z])/i,
  ],
  [
    "female",
    /(?:for|aimed at|targeting|targeted at|to|at)\s(?:young |older |busy )?(?:girls|gals|moms|mothers)(?![a-z])/i,
  ],
];
const behindPeople = new RegExp(`^${meant}`);
const beforePeople = /(?:for|aimed at|targeting|targeted at|to|at|with)\s(?:[a-z]+\s)?$/i;

/** Ages always mean people; a gender does beside an age or where the sentence addresses somebody. */
export function whomOf(found: Found): ReadAll<Targeting> | undefined {
  const text = ownText(found.scan);
  const values = spot(found.scan, "value").filter(({ meaning }) =>
    ["age", "gender"].includes(meaning.word.field),
  );
  const hasAge = values.some(({ meaning }) => meaning.word.field === "age");
  const addressed = values.filter(
    ({ lexeme }) =>
      hasAge || behindPeople.test(text.slice(lexeme.to)) || beforePeople.test(text.slice(0, lexeme.from)),
  );
  const named = [...text.matchAll(groups)].flatMap(groupOf);
  if (addressed.length === 0 && named.length === 0) return undefined;
  const said = addressed.length > 0 ? targetingOf(found) : undefined;
  const targeting: Targeting = {
    age: said?.age ?? [],
    gender: said?.gender.length
      ? said.gender
      : addressedAs.flatMap(([gender, form]) => (form.test(text) ? [gender] : [])),
    region: [],
    audience: [...new Set(named.map(({ value }) => value))],
  };
  return { value: targeting, spans: [...addressed.map(({ lexeme }) => withTail(text, lexeme)), ...named] };
}

function groupOf(match: RegExpExecArray): (Span & { value: string })[] {
  const value = match.groups?.["ko"] ?? match.groups?.["en"];
  if (value === undefined) return [];
  return [withTailOf(match.input, { from: match.index, to: match.index + match[0].length }, value)];
}

function withTailOf(text: string, span: Span, value: string): Span & { value: string } {
  return { ...withTail(text, span), value };
}

/** The words that address somebody belong to the people: 남자한테, 여성 대상으로. */
function withTail(text: string, { from, to }: Span): Span {
  return { from, to: to + (behindPeople.exec(text.slice(to))?.[0].length ?? 0) };
}
