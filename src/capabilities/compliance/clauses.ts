// What stands around a match: its sentence, whether the clause denies it, whether it is only talk about words.

import type { Match } from "./vocabulary.ts";

/** A blank that ends every clause: put over text that gives orders to the reviewer. */
export const MASK = "\ue000";

/** A notice behind ※ is a sentence of its own. */
const SENTENCE_END = /[!?\n。\ue000]|\.(?=\s|$)|\s(?=※)/g;
const CLAUSE_END = /,(?!\d{3}(?!\d))|[;|\ue000]|\s\/\s|[()[\]{}]/;

/** Bounds of the sentence that holds `match`. */
export function sentenceAt(
  text: string,
  match: { start: number; end: number },
): { start: number; end: number } {
  let start = 0;
  let end = text.length;
  for (const stop of text.matchAll(SENTENCE_END)) {
    if (stop.index < match.start) start = stop.index + 1;
    else if (stop.index >= match.end) {
      end = stop.index;
      break;
    }
  }
  return { start, end };
}

/** Bounds of the clause: the sentence, cut at commas and brackets. */
export function clauseAt(
  text: string,
  match: { start: number; end: number },
): { start: number; end: number } {
  const sentence = sentenceAt(text, match);
  const before = text.slice(sentence.start, match.start);
  const cut = [...before.matchAll(new RegExp(CLAUSE_END, "g"))].at(-1);
  const after = text.slice(match.end, sentence.end).search(CLAUSE_END);
  return {
    start: cut ? sentence.start + cut.index + cut[0].length : sentence.start,
    end: after === -1 ? sentence.end : match.end + after,
  };
}

const HEAD = "^[\"']?(?:이|가|은|는|을|를|도|의|에 대한|용|제|약)?";
const NEGATED_AFTER: readonly RegExp[] = [
  /^[^,]{0,16}?(?<!꿈|불가능|거짓말|농담|과장|남의 (?:일|얘기))(?:이|가|은|는|만은|도)?\s?(?:아닙|아님|아닌|아니(?!면|나))/,
  /^[^,]{0,5}지(?:는|도|를)?\s?(?:않|못)/,
  /^(?:은|는|을|를|도)\s?(?![^,]{0,6}(?:놓치|잃|빼앗기|뺏기|내주|양보하|포기하|멈추|아끼))[가-힣 ]{0,9}지(?:는|도)?\s?않/,
  /^["']?(?:이?라고|이?라는|다고|다는|이?란)[^,]{0,14}(?:지(?:는|도)?\s?(?:않|못|마)|없)/,
  new RegExp(`${HEAD}\\s?(?:효과|효능|목적|기능|걱정|염려|보장)?(?:이|은|는|도|가|을|를)?\\s?없`),
  new RegExp(`${HEAD}\\s?(?:대신|말고|빼고|제외|없이|금지|불가)`),
  /^(?:을|를|이|가)?\s?(?:보장|약속|장담|주장|확신|내세우|광고|인정|보증)?(?:하는|되는|하시는|한다는|할|라는)\s?[가-힣]{1,8}(?:은|는|이|가|도)\s?(?:없|아니|아닙)/,
  /^[^,]{0,6}(?:하|시키|되|받|쓰|믿|속)지\s?(?:마세요|마시|말|않|못)/,
  /^[^,]{0,14}(?:오해|오인|혼동|착각|기대|생각|사용|이용)(?:하|되)?(?:시)?지\s?(?:마|말|않|못)/,
  /^[^,]{0,10}(?:할|될|볼|쓸|낼|드릴)\s?수\s?(?:는|도)?\s?없/,
  /^(?:は|が|では|じゃ|を|に|の)?[^、。]{0,6}(?:ありません|ません|ではなく|じゃない|ではない)/,
];
const NEGATED_BEFORE =
  /(?:\b(?:not|never|isn't|aren't|don't|doesn't|won't|cannot|can't|without|nor)\b(?! only| just| tell| believe| want you| know)|\bno\b(?! doubt| wonder| matter))[^.,!?;:\ue000]{0,28}$/;

/** The clause denies it: `…이 아닙니다`, `…지 않`, `… 대신`, `not …`. */
export function isNegated(text: string, match: Match): boolean {
  const clause = clauseAt(text, match);
  const after = text.slice(match.end, clause.end);
  if (NEGATED_AFTER.some((pattern) => pattern.test(after))) return true;
  return NEGATED_BEFORE.test(text.slice(clause.start, match.start));
}

const SPOKEN =
  /(?:이?라는|이?란|같은|이?라고|등의)["']?\s?(?:하는|말한)?\s?(?:말|표현|단어|문구|광고|약속|주장|문장|카피|말씀|얘기|이야기|문자|전화|권유|제안|연락|메시지|카톡|글|게시물|영상|링크|멘트|소문)/;
/** Whoever says such a thing is to be kept away from: `…라고 말하는 곳은 피하세요`. */
const AVOIDED =
  /^["'”’]?\s?(?:이?라고|이?라며|이?라는|다고|다며|다는|준다는|준다고)\s?(?:말하|광고하|장담하|약속하|유혹하|홍보하|주장하|큰소리치|자랑하|권하|부추기|하)?(?:는|던|며|면)?\s?(?:[가-힣]{1,6}\s?){0,2}(?:은|는|이라면|라면|을|를|에게|에|,)?\s?[^.!?]{0,10}(?:피하|거르|걸러|의심|조심|주의|믿지\s?마|속지\s?마|멀리하|신고)/;
const WARY =
  /않|못\s?[하쓰]|안\s?(?:돼|됩|되|써|씁|쓰|믿)|[쓸할될]\s?수\s?없|신고|금지|불법|위반|위법|과장|허위|거짓|조심|주의|속지|속으|의심|피하|피해|걸러|거르|믿지|마세요|말아|없습니다|없어요|제재|처벌|적발|대신|지켜야|확인하|근거|기준을|내세우지|misleading|illegal|avoid|banned|don't|never|prohibited|beware/;

/** A warning of whoever says this: no claim, in quotes or not. */
export function isWarnedOf(text: string, match: Match): boolean {
  return AVOIDED.test(text.slice(match.end, sentenceAt(text, match).end));
}

/** Talk about wording, not a claim: in quotes or before “라는 말”, in a sentence that is wary of it. */
export function isQuotedTalk(text: string, match: Match): boolean {
  const sentence = sentenceAt(text, match);
  const after = text.slice(match.end, sentence.end);
  if (SPOKEN.test(after.slice(0, 24)) && warnsNext(text, sentence.end)) return true;
  if (!WARY.test(after) && !WARY.test(text.slice(sentence.start, match.start))) return false;
  if (SPOKEN.test(after.slice(0, 24))) return true;
  return isQuoted(text, match, sentence) && /말|표현|단어|문구|광고|claim|word|phrase|said/.test(after);
}

const WARNING = /신고|속지|조심하|주의하|사기(?:입|예|이)|불법(?:입|이)|거짓(?:입|이)|믿지\s?(?:마|않)/;

/** A question about a wording that the next sentence warns of: `…라는 문자를 받으셨나요? 신고하세요`. */
function warnsNext(text: string, end: number): boolean {
  if (text[end] !== "?") return false;
  const next = sentenceAt(text, { start: end + 1, end: Math.min(end + 2, text.length) });
  return WARNING.test(text.slice(end + 1, next.end));
}

function isQuoted(text: string, match: Match, sentence: { start: number; end: number }): boolean {
  const before = text.slice(sentence.start, match.start);
  const after = text.slice(match.end, sentence.end);
  return (["'", '"'] as const).some((sign) => before.split(sign).length % 2 === 0 && after.includes(sign));
}
