// What people order about reviews beside the words to be reviewed: the rules, the proof on file, a hold to be set aside. Each form is a
// whole sentence, so that copy which speaks of proof or rules is never taken for one.

import { productSaid } from "./product-said.ts";
import { dossierWish } from "./dossier-said.ts";
import type { Wish } from "./interpretation.ts";

const show = String.raw`(?:을|를|이|가|은|는)?\s?(?:좀 )?(?:보여|알려|확인|뭐|뭔지|무엇|어떤|어디)[가-힣\s]*[?.!~]*$`;

const rules: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:지금 |현재 )?(?:광고 ?)?(?:심의|검토|검수|심사)\s?(?:기준|규칙|규정|정책|팩|룰)(?:들| ?목록| ?버전)?${show}`,
    "u",
  ),
  /^(?:지금 |현재 )?(?:광고 ?|심의 ?|검토 ?|검수 ?)?(?:정책|심의 ?기준|검토 ?기준|규칙)(?:들)? ?(?:목록|리스트|버전|현황)(?:을|를|이|은)?(?: ?(?:좀 )?(?:보여|알려|줘|확인|열어|뭐)[가-힣\s]*)?[?.!~]*$/u,
  /^(?:곧|다음 ?달에?|앞으로) ?(?:새로 )?(?:시작하는|시행되는|바뀌는|적용되는) ?(?:심의 ?|광고 ?)?(?:기준|규칙|정책|법)(?:이|은|는|을)? ?(?:좀 )?(?:있|뭐|무엇|보여|알려)[가-힣\s]*[?.!~]*$/u,
  /^(?:마지막|최근|지난) ?(?:밤 ?)?재(?:검토|심의|검수)(?:는|가|은)? ?(?:언제|결과|어땠|했)[가-힣\s]*[?.!~]*$/u,
  /^(?:무슨|어떤) (?:기준|규칙|법)(?:으로|을|를) ?(?:심의|검토|검수)[가-힣\s]*[?.!~]*$/u,
  /^(?:show|list|what are)\s(?:me\s)?(?:the |our )?(?:review|compliance|policy) (?:rules|packs|criteria|policies)[?.!]*$/iu,
  /^(?:show|list|open)\s(?:me\s)?(?:the |our |all )?policies[?.!]*$/iu,
  /^(?:show\s(?:me\s)?)?(?:the |our )?(?:policy|rule) list[?.!]*$/iu,
  /^(?:which|what) (?:review |ad )?(?:rules|policies) (?:start|begin|change|come into force|take effect) (?:soon|next month|next)[?.!]*$/iu,
  /^when (?:was|were) (?:the )?(?:last re-?review|ads? last re-?reviewed|everything last re-?reviewed)[?.!]*$/iu,
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
  const dossier = dossierWish(text);
  if (dossier) return dossier;
  const given = wordsIn(gives, text);
  if (given !== undefined) return { tool: "give_evidence", input: evidenceSaid(given) };
  const reason = wordsIn(opens, text);
  return reason === undefined ? undefined : { tool: "set_aside_review", input: { reason } };
}

function wordsIn(forms: readonly RegExp[], text: string): string | undefined {
  return forms.map((form) => form.exec(text)?.groups?.["words"]?.trim()).find((found) => found !== undefined);
}

function evidenceSaid(said: string): object {
  const product = productSaid(said);
  return { said, ...(product !== undefined && { product }), ...daysIn(said) };
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
