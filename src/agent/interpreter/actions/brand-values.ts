// The values people give a brand guide, without the particles and verbs around them.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";

const colorWords = loadYaml("colors", z.record(z.string().regex(/^#[0-9a-f]{6}$/), z.string()));
const named = Object.entries(colorWords).flatMap(([color, forms]) =>
  forms
    .split(/\s+/)
    .filter(Boolean)
    .map((form) => ({ color, form })),
);
const color = new RegExp(
  `#[0-9a-f]{6}(?![0-9a-f])|#[0-9a-f]{3}(?![0-9a-f])|(?<![a-z])(?:${named
    .map(({ form }) => form)
    .toSorted((a, b) => b.length - a.length)
    .join("|")})(?![a-z])`,
  "gi",
);

const leading =
  /^(?:[\s:=,;.\-–→]+|(?:은|는|을|를|이|가|에|엔|에는|에다|에서|으로|로|도|만|의)(?=\s|$|["'])|(?:is|are|to|as|should be|must be|will be|be|now|the|in|from|of|with|add|set|make|change|use|remove|delete|drop|take|put|ban|please|words?|phrases?|list)(?![a-z]))/i;
const trailing: readonly RegExp[] = [
  /[\s.,!~;:]+$/,
  /(?:\s|(?<=\S)으로\s?|(?<=\S)로\s?)(?:정|설정|등록|지정|추가|변경|저장|기억|반영|적용|통일|유지|바꿔|바꾸|바꿀|넣어|넣자|맞춰|가자|가줘|쓰자|써|사용|해|하자|할게|둬|잡아|부탁|빼|뺄|삭제|제거|지워|없애|금지)[가-힣]*(?:\s(?:줘|주세요|주라|주십시오|놔|둬|드려요|드립니다|해요))?$/,
  /(?<=\S)(?:으로|로)$/,
  /(?:입니다|이에요|예요|이야|(?<=\S{3})야|이고|하고|이며|임|이요|(?<=\S{2})을|(?<=\S{2})를|(?<=\S{2})은|(?<=\S{2})는)$/,
  /\s(?:please|pls|thanks|now|from now on|too|as well|to|from|off|out|to the|from the|to our|from our|and|as)$/i,
  /\s(?:그리고|도|또)$/,
];

/** The bare words: `은 존댓말로 해줘` is 존댓말. A quoted text stands as it is. */
export function asValue(words: string): string {
  const quoted = quotedIn(words);
  if (quoted.length === 1) return quoted[0]!;
  let text = words.trim();
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(leading, "");
    for (const form of trailing) text = text.replace(form, "");
    text = text.trim();
  }
  return text;
}

/** Quoted ones where there are any, else what commas and joining words part. */
export function entriesOf(words: string): string[] {
  const quoted = quotedIn(words);
  const parts =
    quoted.length > 0
      ? quoted
      : asValue(words)
          .split(/\s*(?:[,;·/\n、]|\s및\s|\s그리고\s|(?<=\S)(?:이?랑|하고|와|과)\s|\sand\s|\sor\s)\s*/i)
          .map(asValue);
  return [...new Set(parts.map((part) => part.slice(0, 300)).filter((part) => part !== ""))];
}

export function quotedIn(words: string): string[] {
  return [...words.matchAll(/"([^"]+)"|(?<![\p{L}])'([^'\n]+)'/gu)].map(([, double, single]) =>
    (double ?? single ?? "").trim(),
  );
}

type Colors = { primary?: string; accent?: string; paper?: string };

/** Each by the word in front of it, the others in order: the leading one, the button's, the ground's. */
export function colorsIn(words: string, label: string): Colors {
  const colors: Colors = {};
  let at = 0;
  for (const match of words.matchAll(color)) {
    const role = roleIn(words.slice(at, match.index)) ?? (at === 0 ? roleIn(label) : undefined);
    const free = (["primary", "accent", "paper"] as const).find((one) => colors[one] === undefined);
    const meant = role ?? free;
    if (meant) colors[meant] = hexOf(match[0].toLowerCase());
    at = match.index + match[0].length;
  }
  return colors;
}

function roleIn(words: string): keyof Colors | undefined {
  if (/포인트|강조|버튼|보조|서브|accent|secondary|button/i.test(words)) return "accent";
  return /배경|바탕|background|paper/i.test(words) ? "paper" : undefined;
}

function hexOf(said: string): string {
  if (/^#[0-9a-f]{3}$/.test(said)) return said.replaceAll(/[0-9a-f]/g, "$&$&");
  return said.startsWith("#") ? said : (named.find(({ form }) => form === said)?.color ?? said);
}
