// Stored values of dimensions as people read them; what is not listed is shown as it is stored.

import { type Lang, type Words, words } from "../../../core/locale.ts";
import type { Dim } from "../../../core/query.ts";

const unknown = words("알 수 없음", "Unknown");

const valueWords: Partial<Record<Dim, Readonly<Record<string, Words>>>> = {
  gender: { female: words("여성", "Women"), male: words("남성", "Men"), unknown },
  device: {
    mobile: words("모바일", "Mobile"),
    desktop: words("데스크톱", "Desktop"),
    tablet: words("태블릿", "Tablet"),
    unknown,
  },
  placement: {
    instagram: words("인스타그램", "Instagram"),
    facebook: words("페이스북", "Facebook"),
    messenger: words("메신저", "Messenger"),
    audience_network: words("오디언스 네트워크", "Audience Network"),
    threads: words("스레드", "Threads"),
    display: words("디스플레이", "Display"),
    bizboard: words("비즈보드", "Bizboard"),
    unknown,
  },
  product_type: {
    powerlink: words("파워링크", "Powerlink"),
    shopping: words("쇼핑검색", "Shopping search"),
    brand_search: words("브랜드검색", "Brand search"),
  },
  campaign_type: {
    search: words("검색", "Search"),
    display: words("디스플레이", "Display"),
    shopping: words("쇼핑", "Shopping"),
    video: words("동영상", "Video"),
    performance_max: words("실적 최대화", "Performance Max"),
    demand_gen: words("디맨드젠", "Demand Gen"),
    app: words("앱", "App"),
  },
  weekday: {
    "1": words("월요일", "Monday"),
    "2": words("화요일", "Tuesday"),
    "3": words("수요일", "Wednesday"),
    "4": words("목요일", "Thursday"),
    "5": words("금요일", "Friday"),
    "6": words("토요일", "Saturday"),
    "7": words("일요일", "Sunday"),
  },
  day_type: {
    weekday: words("평일", "Weekdays"),
    weekend: words("주말", "Weekends"),
    holiday: words("공휴일", "Public holidays"),
  },
};

/** `undefined` for a value that has no words of its own. */
export function knownValueWords(dim: Dim, id: string, lang: Lang): string | undefined {
  if (dim === "age") return ageWords(id, lang);
  return (valueWords[dim]?.[id] ?? valueWords[dim]?.[id.toLowerCase()])?.[lang];
}

/** "25-34세", "65세 이상". */
function ageWords(id: string, lang: Lang): string | undefined {
  if (id.toLowerCase() === "unknown") return unknown[lang];
  if (lang === "en") return undefined;
  const open = /^(\d+)\+$/.exec(id)?.[1];
  if (open) return `${open}세 이상`;
  return /^\d+-\d+$/.test(id) ? `${id}세` : undefined;
}
