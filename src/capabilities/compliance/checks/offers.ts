// Offers that are not what they look like: deadlines that come back every day, hidden conditions, small print, borrowed authority.

import { isNegated } from "../clauses.ts";
import { rawSpan } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";
import { hiddenTerms } from "./stated-facts.ts";

const HURRY =
  /선착순(?: ?\d+ ?명)?|오늘만|오늘 ?(?:하루|뿐|까지)|단 ?하루|하루만|마지막|마감|막차|종료 임박|한정|서두르[세시]요?|서둘러|놓치지|지금만|지금뿐|이번뿐|품절 ?임박|곧 ?종료|얼마 남지|매진|\d{1,2}:\d{2}(?::\d{2})?|\d+ ?(?:분|시간)(?:만| 안에| 남)|카운트다운|자정까지|last chance|today only|hurry|ends? (?:tonight|soon|today)|limited time/g;
const AUTHORITY =
  /정부|국가|나라에서|공단|구청|시청|도청|보건소|관공서|공공기관|국세청|국민건강보험|건강보험|고용노동부|보건복지부|중소벤처기업부|금융감독원|금융위|지자체|주민센터|공식 ?지정|지원금|환급금|보조금|서민금융/g;

export function misleadingOffer(seen: Seen): Hit[] {
  const { facts } = seen;
  const end = seen.text.trimEnd().length;
  const found: Hit[] = [];
  if (facts["offer_repeats"] === "daily") found.push(...words(seen, HURRY));
  if (facts["countdown"] === "resets") found.push(...orWhole(words(seen, HURRY), seen));
  if (facts["fine_print"] === "tiny")
    found.push({
      start: end,
      end,
      missing: [{ name: { ko: "같은 크기의 조건 표시", en: "conditions in readable size" } }],
    });
  if (facts["advertiser"] === "private_company") found.push(...words(seen, AUTHORITY));
  return [...found, ...hiddenTerms(seen)];
}

const DRIP =
  /자동|갱신|연장|정기 ?결제|유료 ?전환|해지|위약|구독|약정|다음 달부터|익월|이후|뒤|결제 ?(?:단계|화면|시|할 때)|청소비|봉사료|수수료|배송비|설치비|추가|별도|예약금|renew|subscription|auto|cancel|fee|then/;

/** The free beginning or the first price hides what follows: a renewal, a fee added at the till, a hard way out. */
export function hiddenRenewal(seen: Seen): Hit[] {
  const terms = seen.facts["terms"];
  return typeof terms === "string" && DRIP.test(terms) ? hiddenTerms(seen) : [];
}

function words(seen: Seen, pattern: RegExp): Hit[] {
  const { text } = seen.view;
  return [...text.matchAll(pattern)]
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      group: undefined,
      disguised: false,
    }))
    .filter((match) => !isNegated(text, match) || /놓치지/.test(text.slice(match.start, match.end)))
    .map(({ start, end }) => rawSpan(seen.view, start, end));
}

function orWhole(found: Hit[], seen: Seen): Hit[] {
  return found.length > 0 ? found : [{ start: 0, end: seen.text.length }];
}
