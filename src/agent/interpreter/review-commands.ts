// What people order about reviews beside the words to be reviewed: the rules, the proof on file, a hold to be set aside. Each form is a
// whole sentence, so that copy which speaks of proof or rules is never taken for one.

import type { Wish } from "./interpretation.ts";

const show = String.raw`(?:을|를|이|가|은|는)?\s?(?:좀 )?(?:보여|알려|확인|뭐|뭔지|무엇|어떤|어디)[가-힣\s]*[?.!~]*$`;

const rules: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:지금 |현재 )?(?:광고 ?)?(?:심의|검토|검수|심사)\s?(?:기준|규칙|규정|정책|팩|룰)(?:들| ?목록| ?버전)?${show}`,
    "u",
  ),
  /^(?:무슨|어떤) (?:기준|규칙|법)(?:으로|을|를) ?(?:심의|검토|검수)[가-힣\s]*[?.!~]*$/u,
  /^(?:show|list|what are)\s(?:me\s)?(?:the |our )?(?:review|compliance|policy) (?:rules|packs|criteria|policies)[?.!]*$/iu,
  /^what (?:rules|laws) do you (?:review|check) (?:by|against|with)[?.!]*$/iu,
];

const onFile: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:등록(?:한|된) )?(?:심의 ?)?(?:근거|증빙|입증)\s?(?:자료)?(?:들| ?목록)${show}`,
    "u",
  ),
  new RegExp(String.raw`^등록(?:한|된) (?:심의 ?)?(?:근거|증빙|입증)\s?(?:자료)?${show}`, "u"),
  /^(?:show|list)\s(?:me\s)?(?:the |our )?(?:evidence|proof)(?: on file)?[?.!]*$/iu,
  /^what (?:evidence|proof) (?:do we have|is) on file[?.!]*$/iu,
];

const gives: readonly RegExp[] = [
  /^(?:심의 ?)?(?:근거|증빙|입증) ?(?:자료)?(?:를|을)? ?(?:등록|추가|제출)(?:해 ?줘|해 ?주세요|할게요?|합니다)?\s?[:：,-]?\s+(?<words>.{2,300})$/su,
  /^(?<words>.{2,200}?)(?:을|를)? ?(?:근거|증빙|입증) ?(?:자료)?(?:로|으로) ?(?:등록|추가|제출)(?:해 ?줘|해 ?주세요|할게요?|합니다)?[.!~]*$/su,
  /^(?:add|register|give|submit|file)\s(?:as )?(?:the |this |new )?(?:evidence|proof)\s?[:,-]?\s+(?<words>.{2,300})$/isu,
];

const opens: readonly RegExp[] = [
  /^(?:심의 ?)?(?:보류|홀드)(?:를|을)? ?(?:해제|풀어)\s?(?:요청|줘|주세요|해 ?줘|해 ?주세요)?(?:합니다|해요)?\s?[:：,-]\s*(?<words>.{2,1000})$/su,
  /^(?:please )?(?:set|put) (?:the |this )?(?:hold|block|review) aside\s?(?:because|since|as|:|,|-)\s*(?<words>.{2,1000})$/isu,
  /^(?:please )?(?:override|lift) the (?:hold|block)\s?(?:because|since|as|:|,|-)\s*(?<words>.{2,1000})$/isu,
];

const until =
  /(?<day>\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?일?\s?까지|(?:until|through|valid to|expires(?: on)?)\s(?<on>\d{4}-\d{2}-\d{2})/iu;
const issued =
  /(?<day>\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2})\s?일?\s?(?:에 )?(?:발급|발행|작성|시험|조사|취득)|(?:issued|dated)(?: on)?\s(?<on>\d{4}-\d{2}-\d{2})/iu;

export function reviewCommandOf(text: string): Wish | undefined {
  if (rules.some((form) => form.test(text))) return { tool: "show_policies", input: {} };
  if (onFile.some((form) => form.test(text))) return { tool: "show_evidence", input: {} };
  const given = wordsIn(gives, text);
  if (given !== undefined) return { tool: "give_evidence", input: { said: given, ...daysIn(given) } };
  const reason = wordsIn(opens, text);
  return reason === undefined ? undefined : { tool: "set_aside_review", input: { reason } };
}

function wordsIn(forms: readonly RegExp[], text: string): string | undefined {
  return forms.map((form) => form.exec(text)?.groups?.["words"]?.trim()).find((found) => found !== undefined);
}

function daysIn(text: string): { expiresOn?: string; issuedOn?: string } {
  const [last, first] = [dayOf(until.exec(text)), dayOf(issued.exec(text))];
  return { ...(last && { expiresOn: last }), ...(first && { issuedOn: first }) };
}

/** ISO, of a day that there is. */
function dayOf(match: RegExpExecArray | null): string | undefined {
  const [year = "", month = "", day = ""] =
    (match?.groups?.["day"] ?? match?.groups?.["on"] ?? "").match(/\d+/g) ?? [];
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const isDay = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);
  return isDay ? text : undefined;
}
