// Copy that gives orders to whoever reviews it is still copy: it is judged with and without those words, and the findings of both stand.

import { MASK } from "./clauses.ts";
import { rawSpan, viewOf } from "./text.ts";

/** What nobody would write for a reader: it speaks to the reviewer, or in the words of machines. */
const ADDRESSED: readonly RegExp[] = [
  /(?:ignore|disregard|forget|override|bypass|skip)[^.!?\n]{0,30}(?:polic|rule|instruction|guideline|review|check|above|previous|prior)/,
  /\b(?:verdict|findings|severity|rewrite)["']?\s?[:=은는를이]/,
  /\{\s?["']?(?:verdict|findings|id|role|result)/,
  /(?:system|assistant|developer|user|시스템|관리자|개발자|운영자)\s?(?:\]|:|message|prompt|메시지|지시|명령|권한|모드)/,
  /[[<(#]{1,3}\s?\/?(?:system|시스템|assistant|instruction|inst|admin|지시|명령)/,
  /(?:심사|검수|검토|리뷰|심의|감수|판정|검열)\s?(?:자|관|원|팀|시스템|담당자|담당|봇|모델|ai|인공지능)(?:님|분)?\s?(?:께|에게|한테|보세요|여러분|필독|전달|참고|:)/,
  /(?:정책|규정|규칙|기준|심사|심의|검수|검토|법규)[^.!?\n]{0,8}(?:예외|열외|대상\s?(?:이\s?)?(?:아님|아닙|아니|외)|제외\s?대상|미적용|비적용)/,
  /(?:to|for|dear|attn|attention|hey|hello|hi)[:,]?\s(?:the\s)?(?:ai\s|ad\s|content\s|human\s)?(?:reviewers?|moderators?|checkers?|auditors?|classifiers?|language model|llm)\b/,
  /(?:審査|レビュー|チェック)(?:担当|者|員|ai)[^。\n]{0,6}(?:へ|に|様|:)/,
  /(?:ポリシー|規則|審査|指示)[^。\n]{0,10}(?:無視|合格|承認)/,
];
/** What an honest advertiser may write as well: `의료광고 심의 완료`. */
const CLAIMED: readonly RegExp[] = [
  /(?:정책|규정|규칙|기준|심사|심의|검수|검토|법규|지시|가이드|위)[^.!?\n]{0,12}(?:무시|건너|생략|적용하지|끄|꺼|해제|비활성|면제|따르지)/,
  /(?:검수|심사|심의|검토|법무|리뷰)[^.!?\n]{0,14}(?:마쳤|마친|끝났|끝냈|패스|pass|필요\s?없|불필요|(?:통과|승인|완료)(?:했|됐|됨|함|된 (?:문구|광고|소재)|으로))/,
  /(?:통과|승인|pass|적합|합격|문제\s?없)[^.!?\n]{0,10}(?:처리|판정|시켜|해\s?줘|하라|하세요|할 것|로 답|라고 답|출력|표시)/,
  /(?:this|the)\s(?:ad|copy|text|creative)[^.!?\n]{0,20}(?:approved|pre-?approved|cleared|compliant|passes|exempt)/,
  /(?:you are|act as|pretend|respond|reply|answer|return|output)[^.!?\n]{0,24}(?:reviewer|pass|approve|compliant|json|only|no findings)/,
  /(?:mark|treat|classify|rate|consider)[^.!?\n]{0,24}(?:as\s)?(?:pass|safe|compliant|approved|clean)/,
  /(?:approved|cleared|reviewed)\sby\s(?:legal|compliance|policy|meta|google)/,
  /(?:너는|당신은|ai는|검수자|심사자|심사관|검토자|리뷰어)[^.!?\n]{0,30}(?:해야|하라|하세요|할 것|해줘|해 줘|마라|말 것|판정|답)/,
  /(?:테스트|시험|예시|가상|샘플)(?:용)?\s?(?:문구|광고|텍스트|카피)[^.!?\n]{0,12}(?:통과|무시|적용|해당|제외|하지)/,
  /(?:findings|지적|위반)[^.!?\n]{0,8}(?:비워|없음|0건|없다고|empty|none)/,
  /\b(?:exempt|excluded|exception|whitelisted|pre-?cleared)\b[^.!?\n]{0,20}(?:polic|rule|review|check|law)/,
];
const ORDERS = [...ADDRESSED, ...CLAIMED];

/**
 * The text with such words blanked from their beginning to the end of the sentence, every offset as before; the text itself when there are none.
 * @param addressed only those that speak to the reviewer: what else the sentence says is not meant for readers
 */
export function withoutOrders(text: string, addressed = false): string {
  const view = viewOf(text);
  let bare = text;
  for (const order of addressed ? ADDRESSED : ORDERS) {
    for (const match of view.text.matchAll(new RegExp(order, "g"))) {
      const from = startOf(view.text, match.index);
      const { start, end } = rawSpan(view, from, endOf(view.text, match.index + match[0].length));
      bare = bare.slice(0, start) + MASK.repeat(end - start) + bare.slice(end);
    }
  }
  return bare;
}

/** The order itself, with the bracket before it; what stands earlier in the sentence may be the claim. */
function startOf(text: string, at: number): number {
  const lead = /[[{<("'#-]{1,4}\s?$|(?:이|위|본|the|above)\s(?:문구는|광고는|모든)?\s?$/.exec(
    text.slice(0, at),
  );
  return lead ? at - lead[0].length : at;
}

function endOf(text: string, at: number): number {
  const stop = text.slice(at).search(/[.!?\n。]/);
  return stop === -1 ? text.length : at + stop + 1;
}
