// The person's own figures said back: as what they said, as their condition or as their wish, and never as a measurement.

import type { Figure } from "./figures.ts";
import { isDenied, isWished } from "./kinds.ts";
import type { Reading } from "./reading.ts";

/** Numbers the person wrote without a unit are amounts from here on: 예산 300만. */
const SURELY_AN_AMOUNT = 1000;

/** The person wrote this figure, and the sentence says no more of it than that. */
export function isEcho(reading: Reading, figure: Figure, said: readonly Figure[]): boolean {
  return (
    isSaid(figure, said) &&
    (isQuoted(reading, figure) ||
      isLimit(reading, figure) ||
      isChoice(reading, figure) ||
      isWished(reading, figure) ||
      isDenied(reading, figure))
  );
}

/** The person wrote this figure, with this unit. */
export function isSaid(figure: Figure, said: readonly Figure[]): boolean {
  return said.some(
    (own) => own.value === figure.value && own.sign === figure.sign && isSameUnit(own, figure),
  );
}

function isSameUnit({ unit: own }: Figure, { unit, value }: Figure): boolean {
  if (own.kind === "money" && unit.kind === "money") return own.currency === unit.currency;
  if (own.kind === unit.kind) return true;
  const amount = own.kind === "plain" && value >= SURELY_AN_AMOUNT;
  return (
    (amount && (unit.kind === "money" || unit.kind === "count")) ||
    (own.kind === "count" && unit.kind === "plain")
  );
}

const saying =
  /(?:말씀하[신셨]|물어보[신셨]|물으[신셨]|여쭤보[신셨]|적어 ?주[신셨]|적으[신셨]|알려 ?주[신셨]|언급하[신셨]|요청하[신셨]|입력하[신셨]|정하[신셨])(?! ?(?:대로|것처럼|바와|것과 같))|(?<!as )you(?:'ve| have)? (?:said|asked|mentioned|wrote|told|named|gave|set|entered|typed)|your (?:question|figure|number|request)/;
const agreeing =
  /^(?:네|예|맞|그렇|yes|right|correct|indeed)(?![가-힣a-z])|맞아|맞습|맞네|맞고|정확|옳|사실(?:이|입)|(?<![a-z])(?:you(?:'re| are) right|correct|indeed|exactly|that's true)(?![a-z])/;
const measuring =
  /^\s?(?:이에요|예요|입니다|이었|였|이네|이죠|정도|(?:를|을)?\s?(?:썼|쓰|기록|냈|벌|달성|집행)|(?:이|가|만큼|나|씩)?\s?(?:늘|줄|올랐|올라|내렸|내려|떨어|증가|감소|상승|하락|나왔|나와|맞)|(?:으로|로)\s?(?:집계|나|기록|늘|줄|오|내|떨))/;

/** 말씀하신 9,999원은 …, "you said ₩9,999". */
function isQuoted({ text }: Reading, { from, to }: Figure): boolean {
  return (
    saying.test(text.slice(Math.max(0, from - 60), from)) &&
    !agreeing.test(text) &&
    !measuring.test(text.slice(to))
  );
}

const listed =
  "(?:캠페인|매체|채널|광고(?!비)|소재|키워드|날(?![가-힣])|요일|항목|조건|기준|것|곳|그룹|기기|지역|상품|계정)";
const limitBehind = new RegExp(
  `^(?:을|를|이|가)?\\s?(?:(?:넘는|넘은|웃도는|밑도는|초과하는|안 되는|이상인|이하인|미만인|초과인)\\s(?:[가-힣]{1,6}\\s)?${listed}|(?:이상|이하|미만|초과)(?:만|이라는|으로 (?:거|좁|추)|(?:의|인)?\\s(?:[가-힣]{1,6}\\s)?${listed}))`,
);
const limitBefore =
  /(?:[<>≤≥]=?|(?<![a-z])(?:campaigns?|media|channels?|ads?|keywords?|those|ones|days|where|with|filter\w*|conditions?)(?![a-z])(?:(?! (?:was|were|is|are|spent|made|reached|came|stood) )[^,;.]){0,40}(?:over|above|under|below|at least|at most|more than|less than|exceeding))\s?[₩$€£]?$/;

/** 20,000원 이하만, 300% 넘는 캠페인, campaigns with a CPA under ₩20,000: what a list was limited to. */
function isLimit({ text }: Reading, { from, to }: Figure): boolean {
  return limitBehind.test(text.slice(to)) || limitBefore.test(text.slice(0, from));
}

const choosing =
  /골랐|골라|고른|뽑|추렸|추려|추린|보여|정리|(?<![a-z])(?:pick(?:ed|s)?|chose|chosen|select(?:ed)?|show(?:n|ing)?|listed)(?![a-z])/;

/** 5개를 골랐어요, the top 5: how many of a list. */
function isChoice({ text }: Reading, { unit, top }: Figure): boolean {
  return top || ((unit.kind === "count" || unit.kind === "plain") && choosing.test(text));
}
