// Money that goes from one medium to another: 메타에서 구글로, take 10% off Meta and hand it to Naver.

import type { Medium } from "../../../core/medium.ts";
import { type Scan, spot } from "../scan.ts";
import { ahead, behind, lettersOf } from "./request.ts";

/** Both sides are said. */
export function isTransfer(scan: Scan): boolean {
  const { fromMedium, toMedium } = mediaMoved(scan);
  return fromMedium !== undefined && toMedium !== undefined;
}

const raised = /^\s?(?:쪽|광고|예산)?(?:을|를|은|는)?\s?(?:더\s?)?(?:늘|올|키우|키워|증액)/;
const toBehind = /^\s?(?:쪽|매체|캠페인|광고|예산)?\s?(?:으로|로|에게|에다가?|에)(?![가-힣]*서)/;
const fromBehind =
  /^(?!\s?(?:하고|이랑|랑|와|과|및|도|,))\s?(?:쪽|매체|캠페인|광고)?\s?(?:에서|예산|비용|광고비|거|것|돈|꺼|몫|분|을|를|의)?(?:에서|을|를|의|에서의)?\s?(?:[^,]{0,14}?)(?:빼|뺄|줄|덜|깎|떼|일부|반|절반|\d+\s?%|만원|원|낮|남는|에서)/;
const toAhead = /(?:^|\s)(?:to|into|onto|toward|towards|in favou?r of|give it to|for)\s(?:the\s)?$/;
const fromAhead =
  /(?:^|\s)(?:from|off|out of|away from|less|cut|reduce|lower|trim)\s(?:of\s|on\s)?(?:the\s)?$/;

/** With one side marked only, something must say that money moves. */
const transfers =
  /옮|이동|빼|뺄|돌[려리릴](?!면서)|넘[겨기길]|떼|몰아|shift|mov(?:e|ing)|reallocat|transfer|hand|redirect|reassign|take|give|[늘줄][이려리여]/;

/** 메타에서 구글로, from Meta to Google, take 10% off Meta and hand it to Naver. */
export function mediaMoved(scan: Scan): { fromMedium?: Medium; toMedium?: Medium } {
  const media = spot(scan, "medium").filter(({ meaning }) => meaning.word.name === undefined);
  const distinct = new Set(media.map(({ meaning }) => meaning.word.value));
  let from: Medium | undefined;
  let to: Medium | undefined;
  for (const { lexeme, meaning } of media) {
    const value = meaning.word.value;
    const [before, after] = [ahead(scan, lexeme.from), behind(scan, lexeme.to)];
    if (fromAhead.test(before)) from ??= value;
    else if (toAhead.test(before) || toBehind.test(after) || raised.test(after)) to ??= value;
    else if (fromBehind.test(after)) from ??= value;
  }
  if (!from && !to) return {};
  if (from === to || (!(from && to) && !(distinct.size === 2 && transfers.test(lettersOf(scan))))) return {};
  const other = [...distinct].filter((value) => value !== to && value !== from);
  if (distinct.size === 2 && to && !from) from = other[0];
  if (distinct.size === 2 && from && !to) to = other[0];
  return { ...(from && { fromMedium: from }), ...(to && { toMedium: to }) };
}
