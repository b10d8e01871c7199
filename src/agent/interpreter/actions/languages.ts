// Which languages a text is wanted in: 영어랑 한국어로, in both languages.

import type { Lang } from "../../../core/locale.ts";
import { type ReadAll, spanOf, type Span } from "./own-text.ts";

const forms: readonly (readonly [Lang, RegExp])[] = [
  [
    "ko",
    /(?:국문|한국어|국어|한국말|한글(?=로|\s?(?:버전|이랑|하고|과|랑|및|,|\/|와|도|만)|과))(?:랑|로|과|이랑|하고|은|는|도|판|버전|\s버전|으로|만)*/g,
  ],
  ["en", /(?:영문|영어)(?:랑|로|과|와|이랑|하고|은|는|도|판|버전|\s버전|으로|만)*/g],
  [
    "ko",
    /(?:once )?(?:in |into )?(?<![a-z])(?:korean|hangul)(?![a-z])(?: (?:version|language)s?)?(?! (?:bbq|food|beauty|skincare|cosmetics|restaurant|barbecue|brand|drama|ginseng))/gi,
  ],
  [
    "en",
    /(?:once )?(?:in |into )?(?<![a-z])english(?![a-z])(?: (?:version|language)s?)?(?! (?:class|course|lesson|academy|school|camp|breakfast|tutoring|app|kindergarten))/gi,
  ],
];
const both =
  /(?:영어|영문) ?(?:[,/+&]|와|과|이?랑|하고|및)? ?(?:한글|한국어|국문)|(?:한글|한국어|국문) ?(?:[,/+&]|와|과|이?랑|하고|및)? ?(?:영어|영문)|한영|영한|국영문|한\/영|영\/한|두 ?(?:언어|나라 말)|이중 ?언어|양쪽 ?언어|(?<![a-z])(?:in )?(?:both languages|two languages|bilingual(?:ly)?|ko ?[/&+] ?en|en ?[/&+] ?ko|kr ?[/&+] ?en)(?![a-z])/i;
/** 영어 학원, English class: a thing that is sold, not a language to write in. */
const sold = /^\s?(?:학원|회화|캠프|과외|수업|강의|교재|유치원|앱|공부|교육|학습지|마을|인강)/;

export function languagesOf(text: string): ReadAll<Lang[]> | undefined {
  const pair = both.exec(text);
  if (pair) return { spans: [spanOf(pair)], value: ["ko", "en"] };
  const said: (Span & { lang: Lang })[] = forms.flatMap(([lang, form]) =>
    [...text.matchAll(form)]
      .map((match) => ({ ...spanOf(match), lang }))
      .filter(({ to }) => !sold.test(text.slice(to))),
  );
  if (said.length === 0) return undefined;
  const inOrder = said.toSorted((a, b) => a.from - b.from);
  return { spans: inOrder, value: [...new Set(inOrder.map(({ lang }) => lang))] };
}
