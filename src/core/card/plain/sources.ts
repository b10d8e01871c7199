// The footer as lines of words: which days in which zone, which media, how fresh, which VAT basis and currency, what was assumed.
// Every surface writes its footer from these lines, so none can leave one out.

import { say, type Lang, type Words, words } from "../../locale.ts";
import { mediumLabels } from "../../medium.ts";
import { UNKNOWN_CURRENCY, type Vat } from "../../money.ts";
import type { PeriodText } from "../../time.ts";
import type { SourcesPart } from "../sources.ts";
import { clean } from "./width.ts";

const demoMark = words("데모", "Demo (데모)");

const texts = {
  period: words("기간", "Period"),
  compared: words("비교", "Compared with"),
  zone: words("시간대", "Time zone"),
  media: words("매체", "Media"),
  asOf: words("데이터 기준", "Data as of"),
  currency: words("통화", "Currency"),
  assumed: words("가정", "Assumed"),
  note: words("참고", "Note"),
  workspace: words("워크스페이스", "Workspace"),
  demo: words("시뮬레이션 데이터", "simulated data"),
  unknownCurrency: words("알 수 없음", "unknown"),
} as const satisfies Record<string, Words>;

const vatTexts: Readonly<Record<Vat, Words>> = {
  included: words("VAT 포함", "VAT included"),
  excluded: words("VAT 별도", "VAT excluded"),
  unknown: words("VAT 포함 여부 모름", "VAT basis unknown"),
};

export function sourcesLines(part: SourcesPart, lang: Lang): string[] {
  const dates = [
    part.period && `${say(lang, texts.period)} ${periodWords(part.period)}`,
    part.compared && `${say(lang, texts.compared)} ${periodWords(part.compared)}`,
    part.period && `${say(lang, texts.zone)} ${clean(part.zone)}`,
  ];
  const basis = [
    part.media.length > 0 && `${say(lang, texts.media)} ${mediaWords(part, lang)}`,
    part.asOf !== undefined && `${say(lang, texts.asOf)} ${momentIn(part.zone, part.asOf)}`,
    ...(part.vat ?? []).map((vat) => say(lang, vatTexts[vat])),
    part.currency && part.currency.length > 0 && `${say(lang, texts.currency)} ${currencyWords(part, lang)}`,
  ];
  return [
    joined(dates),
    joined(basis),
    ...part.assumptions.map((text) => `${say(lang, texts.assumed)}: ${clean(text.replace(/^[\w.]+: /, ""))}`),
    ...part.notes.map((text) => `${say(lang, texts.note)}: ${clean(text)}`),
    part.workspace === undefined ? "" : `${say(lang, texts.workspace)}: ${clean(part.workspace)}`,
    part.demo ? simulatedMark(lang) : "",
  ].filter((line) => line !== "");
}

/** What stands on everything that shows simulated figures. */
export function simulatedMark(lang: Lang): string {
  return `[${say(lang, demoMark)}] ${say(lang, texts.demo)}`;
}

function joined(pieces: readonly (string | false | undefined)[]): string {
  return pieces.filter((piece) => typeof piece === "string").join(" · ");
}

function periodWords({ from, to }: PeriodText): string {
  return from === to ? from : `${from} ~ ${to}`;
}

function mediaWords({ media }: SourcesPart, lang: Lang): string {
  return media.map((medium) => say(lang, mediumLabels[medium])).join(", ");
}

function currencyWords({ currency = [] }: SourcesPart, lang: Lang): string {
  return currency
    .map((code) => (code === UNKNOWN_CURRENCY ? say(lang, texts.unknownCurrency) : code))
    .join(", ");
}

/** `2026-11-16 09:00` on the clocks of `zone`. */
export function momentIn(zone: string, instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
}
