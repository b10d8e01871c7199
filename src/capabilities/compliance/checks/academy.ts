// Academies that recruit: name, fee and registration number belong in the ad.

import { isNegated } from "../clauses.ts";
import type { Hit, Seen } from "./hit.ts";

const RECRUITS =
  /모[.·\-_ ]?집|개강|수강 ?신청|등록 ?(?:중|하세요|받|접수|안내)|접수 ?(?:중|받|시작)|신입생|신규생|선착순|반 ?편성|수강생을? ?(?:받|뽑)|입학 ?(?:설명회|테스트|상담)|레벨 ?테스트|(?:여름|겨울|방학) ?특강/g;
const ELEMENTS = [
  { name: { ko: "교습비", en: "the fee" }, said: /교습비|수강료|학원비|수업료|\d ?만 ?원|\d[\d,]{2,} ?원/ },
  {
    name: { ko: "등록(신고)번호", en: "the registration number" },
    said: /(?:등록|신고)(?: ?번호)? ?:? ?제? ?[\d가-힣-]{0,8}\d{1,6} ?호?/,
  },
  {
    name: { ko: "학원 이름", en: "the academy's name" },
    said: /[가-힣a-z0-9]{1,20}(?:학원|교습소|아카데미|스쿨|어학원|독서실|공부방|캠퍼스|과외|교육원)/,
  },
];

export function academyRecruit(seen: Seen): Hit[] {
  const { text } = seen.view;
  const words = [...text.matchAll(RECRUITS)].filter(
    (match) =>
      !isNegated(text, {
        start: match.index,
        end: match.index + match[0].length,
        group: undefined,
        disguised: false,
      }),
  );
  if (words.length === 0 && seen.facts["purpose"] !== "recruit") return [];
  const missing = ELEMENTS.filter(({ said }) => !said.test(text)).map(({ name }) => ({ name }));
  const end = seen.text.trimEnd().length;
  return missing.length > 0 ? [{ start: end, end, missing }] : [];
}
