// What has not arrived: accounts whose figures end before the days told, and the file that would bring the rest.

import type { Part } from "../../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { Medium, mediumLabels } from "../../../core/medium.ts";
import type { Filter } from "../../../core/query.ts";
import type { Period } from "../../../core/time.ts";
import type { Arrival } from "../../performance/performance.ts";

/** An account that has been silent for longer has ended, it is not late. */
const STALE_DAYS = 14;
const MOST_NAMED = 4;

/** What a person says, on every surface, to be given a place for a file. */
export const uploadAsk: Words = words("파일 올릴게", "I want to upload a file");

/** Accounts that the filters leave in. */
export function arrivalsWithin(arrivals: readonly Arrival[], filters: readonly Filter[]): Arrival[] {
  const media = filters.filter(({ field }) => field === "medium");
  return arrivals.filter(({ medium }) =>
    media.every(({ op, values }) => {
      const named = values.map((value) => Medium.safeParse(value).data).includes(medium);
      return op === "not_in" ? !named : named;
    }),
  );
}

export function lateOnes(arrivals: readonly Arrival[], until: Temporal.PlainDate): Arrival[] {
  return arrivals.filter(({ last }) => {
    const days = last.until(until, { largestUnit: "days" }).days;
    return days > 0 && days <= STALE_DAYS;
  });
}

/** "아직 없는 데이터: 네이버(11월 20일까지 있음, naver.csv)." */
export function lateParts(late: readonly Arrival[], lang: Lang): Part[] {
  if (late.length === 0) return [];
  const list = (of: Lang): string =>
    late
      .slice(0, MOST_NAMED)
      .map((one) => nameOf(one, of))
      .join(", ");
  const more = late.length - MOST_NAMED;
  const rest = more > 0 ? words(` 외 ${more}개`, ` and ${more} more`) : words("", "");
  const byFile = late.some(({ connection }) => connection === "file");
  const next = byFile
    ? words(" 이 대화에 보고서를 올려 주시면 채워져요.", " Drop the report here and it is filled in.")
    : words("", "");
  const text = words(
    `아직 다 들어오지 않은 데이터: ${list("ko")}${rest.ko}.${next.ko}`,
    `Not all in yet: ${list("en")}${rest.en}.${next.en}`,
  );
  return [{ kind: "text", tone: "warning", runs: [say(lang, text)] }];
}

/** One line, and a button to hand the file over; no figure of other days stands in. */
export function lackingParts(arrivals: readonly Arrival[], { to }: Period, lang: Lang, days: Words): Part[] {
  const known = lateOnes(arrivals, to);
  const meant = (known.length > 0 ? known : arrivals).slice(0, MOST_NAMED);
  const files = (of: Lang): string => meant.map((one) => nameOf(one, of)).join(", ");
  const text =
    meant.length === 0
      ? words(
          `${days.ko} 데이터가 없어요. 매체에서 내려받은 보고서를 이 대화에 올려 주시면 바로 요약해 드려요.`,
          `There are no figures for ${days.en}. Drop a report of a medium here and I summarise it at once.`,
        )
      : words(
          `${days.ko} 데이터가 아직 없어요. 다음 보고서를 이 대화에 올려 주시면 바로 요약해 드려요: ${files("ko")}.`,
          `No figures for ${days.en} yet. Drop the next report here and I summarise it at once: ${files("en")}.`,
        );
  return [
    { kind: "text", tone: "lead", runs: [say(lang, text)] },
    { kind: "suggestions", texts: [say(lang, uploadAsk)] },
  ];
}

function nameOf({ medium, name, last, file }: Arrival, lang: Lang): string {
  const who = medium === "other" ? name : mediumLabels[medium][lang];
  const until = { ko: `${last.month}월 ${last.day}일까지 있음`, en: `until ${last.toString()}` }[lang];
  return `${who}(${file === undefined ? until : `${until}, ${file}`})`;
}
