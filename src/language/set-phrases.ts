// Slips in words too short to be looked up, where what stands around them leaves one word only: 쓰재 마, 올해 글어 지금까지, 20애 40대.

/** What was typed a key or two beside, by the words around it; the letters are neighbours of the right ones on the two-set keyboard. */
const phrases: readonly (readonly [RegExp, string])[] = [
  // A stem and 지 before 마: 쓰지 마, 보내지 마세요.
  [/(?<=[가-힣])[비디니미자재제저](?= 마(?:세요|요|라|십시오)?[.!?~\s]*(?:$|[,\n]))/gu, "지"],
  [/(?<=(?:^|\s)알아)[수소사거허러](?= ?(?:해|하|처리|결정|진행))/gu, "서"],
  [/(?<=(?:올해|금년|이번 ?달|이번 ?주|하반기|상반기|최근) ?)[글늘득듷들][어오아](?= )/gu, "들어"],
  [/(?<=\s)[오아우][때떄](?=요?[.!?~\s]*$)/gu, "어때"],
  [/(?<=(?:^|\s))[눠머뮈뭬붜](?= (?:할 ?수|물어|하면|해야))/gu, "뭐"],
  // 결재할 수 있게, 조정은 승인 없이, 승인 대리인, 잘못 짚었어.
  [/(?<=[가-힣]{2})랄(?= ?수 ?(?:있|없))/gu, "할"],
  [/(?<=조정|변경|정지|재개|집행|발송)[든음응믄](?= (?:승인 없이|알아서|먼저|물어))/gu, "은"],
  [/(?<=(?:승인|결재) 대)[기니디](?=인)/gu, "리"],
  [/(?<=잘못 짚)[옸엇엊았](?=[어네다])/gu, "었"],
  [/^(?:[fhtybv]ive|gove|guve|gice|gibe) me (?=the|a|an|my|our|all)\b/giu, "give me "],
  [/(?<=\b(?:approve|decide|sign|sign off) )(?:fot|foe|gor|dor|fir|fpr|f0r)(?= me\b)/giu, "for"],
  [/(?<=\d0)[애내데다](?=(?:[와과랑,]|이랑)? ?\d0대)/gu, "대"],
];

/** Every name of a tag that reports know. */
const tags = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"] as const;

/** Keeps the length of the text only by chance: for the reading alone, before anything is placed in it. */
export function withSetPhrases(text: string): string {
  const known = phrases.reduce((said, [slip, meant]) => said.replace(slip, meant), text);
  return known.replace(
    /\butm_[a-z]{3,10}\b/giu,
    (tag) => tags.find((one) => isNear(tag.toLowerCase(), one)) ?? tag,
  );
}

/** One letter changed, missing or too much. */
function isNear(given: string, meant: string): boolean {
  if (given === meant || Math.abs(given.length - meant.length) > 1) return given === meant;
  let start = 0;
  while (start < given.length && given[start] === meant[start]) start++;
  const tail = given.slice(start + (given.length >= meant.length ? 1 : 0));
  return tail === meant.slice(start + (meant.length >= given.length ? 1 : 0));
}
