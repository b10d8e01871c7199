// Paid recommendations: whether the interest is told, and whether reviews are what they look like.

import type { Hit, Seen } from "./hit.ts";

/** How far into the copy a disclosure still counts as its first part. */
const HEAD_LETTERS = 45;
const DISCLOSED =
  /유료\s?광고|광고|협찬|제공\s?받|지원\s?받|원고료|수수료를\s?(?:지급\s?)?받|대가를\s?받|경제적\s?(?:대가|이해관계)|파트너스 활동|광고비/g;
const UNSURE = /받을 수|수도? 있|일지|일 수|될 수|아니|아닙|아님|아닌|없|안 받|거절/;

/** The interest is not told definitely, in the copy's own language, in its first part, outside a crowd of hashtags. */
export function endorsementDisclosed(seen: Seen): Hit[] {
  const { text } = seen.view;
  const isTold = [...text.matchAll(DISCLOSED)].some((match) => {
    const before = text.slice(0, match.index);
    if (before.includes("더보기") || before.trim().length > headLength(text)) return false;
    const after = text.slice(match.index + match[0].length).split(/[.!?\n\])】]/)[0] ?? "";
    if (UNSURE.test(after.slice(0, 12))) return false;
    return !before.endsWith("#") || !before.slice(0, -1).includes("#");
  });
  if (isTold) return [];
  const at = seen.text.length - seen.text.trimStart().length;
  return [
    { start: at, end: at, missing: [{ name: { ko: "광고·협찬 표시", en: "a disclosure (광고, 협찬)" } }] },
  ];
}

/** A short copy is all first part; of a long one it is the first sentence or so. */
function headLength(text: string): number {
  const sentence = text.search(/[.!?\n]/);
  return Math.min(HEAD_LETTERS, sentence === -1 ? HEAD_LETTERS : Math.max(8, sentence));
}

const REVIEW_WORDS =
  /후기|리뷰|별점|평점|별 ?[1-5다섯네]|[★⭐]|고객(?:님|의)? ?(?:말씀|추천|평|만족)|구매자|재구매|만족|써 ?봤|써 ?보니|먹어 ?봤|사용해 ?보니|인생템|"[^"]{2,60}"|reviews?|rated|stars?|customers? sa(?:y|id)|testimonial|口コミ|レビュー/;

/** The copy shows reviews which, as the workspace knows, nobody who bought has written. */
export function inventedReviews(seen: Seen): Hit[] {
  const source = seen.facts["review_source"];
  if (source !== "staff" && source !== "ai_generated") return [];
  const match = REVIEW_WORDS.exec(seen.view.text);
  if (!match) return [];
  return [
    {
      start: seen.view.from[match.index] ?? 0,
      end: seen.view.to[match.index + match[0].length - 1] ?? seen.text.length,
    },
  ];
}

/** A deepfake of nobody in particular needs its label; one of a known person needs that person. */
const FAMOUS =
  /배우|가수|연예인|아이돌|스타(?!일)|선수|유튜버|셀럽|대통령|장관|회장|유명|앵커|아나운서|개그맨|코미디언|목소리|감독|작가|[가-힣]{2,4} ?씨(?![가-힣])|celebrit|actor|singer|athlete|president/;

/** Somebody's face or name without their consent, as the workspace knows; the whole copy leans on it. */
export function likenessUsed(seen: Seen): Hit[] {
  const { facts } = seen;
  const used =
    facts["likeness"] === "no_consent" ||
    facts["image"] === "celebrity_composite" ||
    (facts["ai_image"] === "deepfake" && FAMOUS.test(seen.view.text));
  return used ? [{ start: 0, end: seen.text.length }] : [];
}
