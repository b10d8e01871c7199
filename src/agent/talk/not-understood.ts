// A message nobody could read: says so, asks one thing, and offers questions that can be answered.

import type { Lang } from "../../core/locale.ts";
import { pick } from "./chat-replies.ts";

type Texts = Readonly<Record<Lang, readonly string[]>>;

/** Longer messages are not repeated back. */
const REPEATED_LETTERS = 24;

const asks: Texts = {
  ko: [
    "어떤 숫자나 일을 말씀하시는지 알려 주시겠어요?",
    "성과 숫자를 볼까요, 캠페인 일을 할까요?",
    "지표와 기간을 함께 말씀해 주시겠어요?",
  ],
  en: [
    "Which figures or which task do you mean?",
    "Is it about results, or something to do with a campaign?",
    "Could you name a metric and a period?",
  ],
};

const offers: Readonly<Record<Lang, readonly (readonly string[])[]>> = {
  ko: [
    ["지난주 캠페인 어땠어?", "이번 달 매체별 CPA 비교해줘", "뭐 할 수 있어?"],
    ["어제 광고비 얼마 썼어?", "지난주 ROAS 왜 변했어?", "뭐 할 수 있어?"],
  ],
  en: [
    ["How did the campaigns do last week?", "Compare CPA by medium this month", "What can you do?"],
    ["How much did we spend yesterday?", "Why did ROAS change last week?", "What can you do?"],
  ],
};

export function notUnderstood(said: string, lang: Lang): string {
  const words = said.trim();
  const ask = pick(asks[lang], words);
  if (words === "" || words.length > REPEATED_LETTERS || /\d/.test(words))
    return lang === "ko" ? `말씀을 다 알아듣지 못했어요. ${ask}` : `I did not catch all of that. ${ask}`;
  return lang === "ko"
    ? `‘${words}’, 여기까지 들었는데 무엇을 원하시는지 모르겠어요. ${ask}`
    : `I heard “${words}” but not what you are after. ${ask}`;
}

/** Three questions to go on with. */
export function examples(said: string, lang: Lang): readonly string[] {
  const [first, second] = offers[lang];
  return pick(["0", "1"], said) === "0" ? (first ?? []) : (second ?? []);
}
