// What the figures are limited to, in words: "메타 '초여름 샌들'", "Naver, women".

import { type Lang, words } from "../../../core/locale.ts";
import { Dim } from "../../../core/query.ts";
import { keyWords } from "./words.ts";

const statusWords: Readonly<Record<string, ReturnType<typeof words>>> = {
  active: words("진행 중인 캠페인", "active campaigns"),
  paused: words("중지된 캠페인", "paused campaigns"),
  ended: words("종료된 캠페인", "ended campaigns"),
};

const quotedDims: readonly string[] = ["campaign", "adGroup", "ad", "account", "keyword"];

/** @param scope filters by field, values joined by ", ", a leading "!" for what is left out */
export function subjectWords(
  scope: Readonly<Record<string, string>>,
  lang: Lang,
  thisYear: number,
): string[] {
  const fields = Object.keys(scope).toSorted((a, b) => rankOf(a) - rankOf(b));
  return fields.map((field) => {
    const text = scope[field] ?? "";
    const not = text.startsWith("!");
    const values = (not ? text.slice(1) : text)
      .split(", ")
      .map((value) => valueWords(field, value, lang, thisYear));
    const joined = values.join("·");
    if (!not) return joined;
    return lang === "ko" ? `${joined} 제외` : `without ${joined}`;
  });
}

/** From the widest to the narrowest: the medium, its products, then names. */
function rankOf(field: string): number {
  return field === "medium" ? 0 : quotedDims.includes(field) ? 2 : 1;
}

function valueWords(field: string, value: string, lang: Lang, thisYear: number): string {
  if (field === "status") return statusWords[value]?.[lang] ?? value;
  if (quotedDims.includes(field)) return lang === "ko" ? `'${value}'` : `"${value}"`;
  const dim = Dim.safeParse(field);
  return dim.success ? keyWords(dim.data, { id: value, name: value }, lang, thisYear) : value;
}
