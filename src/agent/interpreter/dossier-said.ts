// 여름 샌들 캠페인 증빙 뽑아줘, export the dossier of summer sandals: whole sentences, so that words about proof or copy are never taken
// for one.

import { ordered } from "../../language/endings.ts";
import type { Wish } from "./interpretation.ts";

const proof = String.raw`(?:광고 ?|심의 ?|승인 ?)?(?:증빙|소명|증적)(?: ?(?:자료|서류|문서|파일|묶음|팩|패키지|페이지))?`;
const forms = String.raw`(?:(?:좀|다시|한 ?번|새로|하나|파일로|문서로|html(?:로)?|pdf(?:로)?|인쇄용으로|제출용으로) )*`;
const taken = {
  done: "뽑아|내보내|내려 ?받아|다운 ?받아",
  stem: "뽑|뽑으|내보내|내려 ?받|내려 ?받으|다운 ?받",
  next: "뽑을|내보낼|내려 ?받을|다운 ?받을",
  noun: "출력|인쇄|추출|다운|다운로드",
};
const may = String.raw`(?:뽑을|내보낼|내려 ?받을|다운 ?받을|받을|만들) ?수 ?있(?:어|나|을까|니)요?\s?[?.!~]*$`;
const exported = `(?:${ordered(taken)}|${may})`;
const made = `(?:${exported}|${ordered({
  done: `${taken.done}|만들어`,
  stem: `${taken.stem}|만들|만드|받`,
  next: `${taken.next}|만들`,
  noun: `${taken.noun}|준비|정리|생성|발급`,
})}|(?:줘|주세요|줄래|주실래요|부탁(?:해|드려|드립니다|합니다)?)요?\\s?[?.!~]*$)`;

const korean: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:(?<name>.{1,80}?)(?: ?캠페인)?(?:의|에 대한)? )?${proof}(?:을|를|은|이|만)? ?${forms}${made}`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?<name>.{1,80}?)(?: ?캠페인)?(?:의)? (?:심의|승인)(?: ?(?:및|와|과|·) ?(?:심의|승인))? ?(?:기록|이력) ?${forms}${exported}`,
    "iu",
  ),
];

const dossier = String.raw`(?:dossier|(?:evidence|audit|proof|compliance) (?:pack|package|file|bundle|dossier)|(?:review|compliance) (?:record|dossier)|evidence)`;
const verbs = String.raw`(?:please |can you |could you |i need you to )?(?:export|download|print(?: out)?|pull(?: up)?|generate|prepare|get me|give me|send me|make(?: me)?|create|build)`;
const end = String.raw`(?: please| pls| as (?:an? )?(?:html|pdf|file|page)| to print)*[?.!]*$`;

const english: readonly RegExp[] = [
  new RegExp(
    String.raw`^${verbs} (?:the |an? |our )?${dossier}(?: (?:of|for|on) (?:the |our )?(?:campaign )?(?<name>.{1,80}?)(?: campaign)?)?${end}`,
    "iu",
  ),
  new RegExp(
    String.raw`^${verbs} (?:the |our )?(?<name>.{1,80}?)(?: campaign)?(?:'s|’s)? ${dossier}${end}`,
    "iu",
  ),
];

/** Words in the place of a name that point at what is before one's eyes, or are a kind of thing only. */
const points =
  /^(?:이번|이|그|저|방금|아까|지금|우리|저희|전체|the|this|that|our|my|its?|newest|latest)?\s?(?:거|것|그거|이거|캠페인|계획|광고|campaign|plan|ad|one)?$/iu;

/** Papers of an office, which no campaign's dossier holds. */
const office =
  /(?:세금|계산서|부가세|결제|환불|사업자|거래|입금|출금|송금|납부|지출|비용|경비|영수증|카드|회계|견적|계약|정산|재직|소득|통장|구매|구입|주문|배송|수출|원천징수|법인|신분|주소|학력|경력|보험)(?:내역|명세|서|비|금|등록|증)?$|(?:^|\s)(?:tax|vat|payments?|refunds?|invoices?|billing|receipts?|purchases?|expenses?|orders?|bank|business|contracts?|delivery|insurance)$/iu;

export function dossierWish(text: string): Wish | undefined {
  for (const form of [...korean, ...english]) {
    const match = form.exec(text);
    if (!match) continue;
    const name = match.groups?.["name"]?.trim().replace(/^[‘“'"]+|[’”'"]+$/gu, "") ?? "";
    if (office.test(name) && !/캠페인|campaign/iu.test(text)) return undefined;
    return { tool: "export_dossier", input: points.test(name) ? {} : { campaign: name } };
  }
  return undefined;
}
