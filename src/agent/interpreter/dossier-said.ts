// 여름 샌들 캠페인 증빙 뽑아줘, export the dossier of summer sandals: whole sentences, so that words about proof or copy are never taken
// for one.

import type { Wish } from "./interpretation.ts";

const proof = String.raw`(?:광고 ?|심의 ?|승인 ?)?(?:증빙|소명|증적)(?: ?(?:자료|서류|문서|파일|묶음|팩|패키지|페이지))?`;
const forms = String.raw`(?:(?:좀|다시|한 ?번|새로|하나|파일로|문서로|html(?:로)?|pdf(?:로)?|인쇄용으로|제출용으로) )*`;
const deeds = String.raw`(?:뽑|내보내|내보낼|출력|인쇄|추출|내려 ?받|다운|받을|받고|만들|준비|정리|생성|발급|줘|주세요|줄래|부탁)`;

const korean: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:(?<name>.{1,80}?)(?: ?캠페인)?(?:의|에 대한)? )?${proof}(?:을|를|은|이|만)? ?${forms}${deeds}[가-힣\s]*[?.!~]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?<name>.{1,80}?)(?: ?캠페인)?(?:의)? (?:심의|승인)(?: ?(?:및|와|과|·) ?(?:심의|승인))? ?(?:기록|이력) ?${forms}(?:뽑|내보내|출력|인쇄|추출|내려 ?받|다운)[가-힣\s]*[?.!~]*$`,
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

export function dossierWish(text: string): Wish | undefined {
  for (const form of [...korean, ...english]) {
    const match = form.exec(text);
    if (!match) continue;
    const name = match.groups?.["name"]?.trim().replace(/^[‘“'"]+|[’”'"]+$/gu, "") ?? "";
    return { tool: "export_dossier", input: points.test(name) ? {} : { campaign: name } };
  }
  return undefined;
}
