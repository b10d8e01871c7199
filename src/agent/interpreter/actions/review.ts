// The slots of a review: the claim, quoted or not, or the creative that is meant.

import type { z } from "zod";
import type { ReviewCompliance } from "../../../capabilities/compliance/tools.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { givenTextOf } from "./given-text.ts";
import { ownText, trimmed } from "./own-text.ts";
import { mediumFilters, said } from "./spoken.ts";

/** Korean: the claim stands before (이)라고 써도 되나, 라는 표현, 이 문구. */
const korean: readonly RegExp[] = [
  /(?<words>\S.*?)(?:이?라고|이?라구|이?라|(?<=다)고|(?<=다)구|는 ?거|은 ?거|는 걸|단 말)\s?(?:는|도|만)?\s?(?:광고|카피|문구|배너|소재|상세페이지|본문|제목|헤드라인|랜딩)?(?:에|에다가?|에는|에서)?\s?(?:써|쓰|적|말|표현|주장|넣|광고|홍보|해도|하면|하는|표기|올려|올리|내보내|강조|얘기|이야기|소개|언급|기재|명시)/,
  /(?<words>\S.*?)\s?(?:이?라는|이?란|(?<=다)는|단)\s?(?:표현|문구|카피|말|문장|멘트|주장|슬로건|헤드라인|단어|워딩|내용|식|걸|거|게|것)/,
  /(?:표현|문구|카피|문장|멘트|슬로건|헤드라인)(?:으로|에|로)\s(?<words>\S.*?)(?:은|는|을|를|이|가)?\s?(?:써도|쓰면|괜찮|문제|가능|넣어도|적어도|걸리)/,
  /(?<words>\S.*?)[\s,.!]*(?:이|이런|위|저|저런|요|해당)\s?(?:표현|문구|카피|문장|멘트|말|슬로건|광고|헤드라인)/,
  /(?<words>\S.*?)(?:을|를|은|는|이란|도)?\s?(?:표현|문구|카피)?(?:은|는|을|를|이|가|도)?\s?(?:써도|쓰면|적어도|넣어도|말해도|표기해도|해도 (?:되|돼|될|괜찮)|심의|법에|표시광고법|괜찮|문제\s?(?:없|될|되|있)|위반|과장|걸리|걸릴)/,
];
const english: readonly RegExp[] = [
  /(?:can|may|could|should|are|would it be|is it|am|do|does|will|would|if)\b.*?(?:say(?:ing)?|claim(?:ing)?|writ(?:e|ing)|use|using|advertis(?:e|ing)|promis(?:e|ing)|state|stating|mention(?:ing)?|put(?:ting)?|print(?:ing)?|call(?:ing)?|describ(?:e|ing)|tell(?:ing)?|market(?:ing)?)\s(?:people |customers |users |them )?(?:that |the (?:phrase|words?|line|claim|slogan) )?(?<words>\S.*?)(?:\s(?:in|on) (?:the|our|an?) (?:ads?|banner|copy|headline|site|page|landing page|campaign|meta|naver|google|kakao)\b.*)?$/i,
  /(?:is|are|would|does|will|do)\s(?:the (?:phrase|words?|line|claim|slogan|headline|term) |saying |claiming )?(?<words>\S.*?)\s(?:ok|okay|fine|allowed|legal|permitted|compliant|safe|acceptable|misleading|pass|break|violate|go against|get us|cause|comply|a problem|too much|an exaggeration|against|be (?:ok|okay|fine|allowed|a problem|rejected))\b/i,
  /(?:check|review|vet|look at|legal check on|compliance check on|run|is|verify)\s(?:whether |if |that |for compliance |the )?(?:(?:line|phrase|claim|wording|copy|text|slogan|headline|sentence)s?\s)(?:that |of )?(?<words>\S.+?)(?:\s(?:for|against|before|is|are|passes|would|complies|please|pls)\b.*)?$/i,
];
/** The text first, then what is asked about it: 보톡스 반값 이벤트, can we run this wording. */
const leading: readonly RegExp[] = [
  /^(?<words>\S.*?)\s?[,.:;-]+\s*(?:so |and |hey |pls )?(?:can|could|may|is|will|would|should|are|do|does)(?![a-z]).*(?<![a-z])(?:this|that|it)(?![a-z])/i,
  /^(?<words>\S.*?)\s?[,.:;-]+\s*(?:이거|이건|이게|요거|이렇게|(?:이|위) ?(?:문구|표현|카피|문장|말))(?=.*(?:써도|쓰면|괜찮|문제|걸리|걸릴|심의|되나|될까|가능|위반|과장))/,
];
const pointers =
  /^(?:이|그|저|위|요|이런|해당|아래|다음|우리|혹시|근데|그럼|this|that|it|these|those|the|our|my|following|here|we|i|they)?\s*(?:거|것|표현|문구|카피|문장|소재|광고|말|claim|copy|ad|ads|text|line|creative|one|phrase|wording)?$/i;
const brand =
  /브랜드\s?(?:가이드|톤|보이스|기준|규정|이미지|컨셉|룰|규칙|아이덴티티|정책|매뉴얼)|(?<![a-z])brand(?:'s)?(?: style)? (?:guide|guideline|voice|tone|rule|standard|book|manual|identity|policy|safe|fit|consisten)|on[- ]brand|off[- ]brand|brand-?wise|(?:sounds?|feels?|looks?) like (?:us|our brand)|(?:our|house) (?:voice|style|tone)|우리 ?(?:브랜드|톤|스타일|느낌|답)|브랜드(?:랑|에|와|하고|이랑)/i;
const again =
  /다시|재(?:심의|검토|검수|심사|확인)|한 ?번 더|재차|(?<![a-z])(?:again|re-?run|re-?check|re-?review|redo|re-?submit|once more|another (?:look|check|review)|second look)(?![a-z])/i;
const lead =
  /^(?:혹시|저기|근데|그럼|그리고|우리|저희|광고에|카피에|문구에|배너에|제품이|소재에|네이버에|메타에|카카오에|구글에)\s+/;

export function reviewOf(found: Found): Wish {
  const text = ownText(found.scan);
  const filters = filtersOf(found);
  const claim =
    givenTextOf(found.scan)?.value ??
    (filters.length > mediumFilters(found).length ? undefined : claimOf(text));
  const input: z.input<typeof ReviewCompliance> = said({
    text: claim,
    filters: filters.length > 0 ? filters : undefined,
    scope: brand.test(text) ? ("brand" as const) : undefined,
    action: again.test(text) && claim === undefined ? ("rerun" as const) : undefined,
  });
  return { tool: "review_compliance", input };
}

/** The words whose use is asked about; `undefined` when only a creative or nothing is named. */
function claimOf(text: string): string | undefined {
  for (const form of /[가-힣]/.test(text) ? [...leading, ...korean, ...english] : [...leading, ...english]) {
    const words = trimmed(form.exec(text.trim())?.groups?.["words"] ?? "");
    const claim = words && trimmed(words.replace(lead, ""));
    if (claim && !pointers.test(claim) && claim.length > 1) return claim;
  }
  return undefined;
}

/** 소재 31번, ad #12: an id that is said with a counter or a sign is no filter yet. */
function creativesSaid(text: string): string[] {
  const numbered =
    /(?:소재|크리에이티브|creatives?|ads?)\s?(?:번호\s?|no\.?\s?|number\s|id\s|#)?(\d{1,12}(?:번?(?:\s?(?:,|와|과|이?랑|하고|&|\/)\s?|\sand\s)\d{1,12})*)(?=\s?번|[\s,.?!]|$)/gi;
  return [...text.matchAll(numbered)].flatMap(([, ids = ""]) => ids.match(/\d+/g) ?? []);
}

/** Creatives and ad groups by id, campaigns that are called so, and the medium; a claim in quotes names no campaign. */
function filtersOf(found: Found): NonNullable<z.input<typeof ReviewCompliance>["filters"]> {
  const quoted = new Set(found.names.filter((name) => name.quoted && !name.marked).map(({ words }) => words));
  const marked = new Set(found.names.filter(({ marked: isMarked }) => isMarked).map(({ words }) => words));
  const named = found.limits.filters.flatMap((filter) => {
    if (filter.field === "ad" || filter.field === "adGroup") return [filter];
    if (filter.field !== "campaign") return [];
    const values = filter.values.filter(
      (value) => (marked.has(value) || /^\d+$/.test(value)) && !quoted.has(value),
    );
    return values.length > 0 ? [{ ...filter, values }] : [];
  });
  const ids = creativesSaid(ownText(found.scan));
  const known = named.find(({ field }) => field === "ad")?.values.length ?? 0;
  if (ids.length <= known) return [...named, ...mediumFilters(found)];
  const others = named.filter(({ field }) => field !== "ad");
  return [{ field: "ad", op: "in", values: ids }, ...others, ...mediumFilters(found)];
}
