// The footer of every answer: days, media, freshness, bases, assumptions, and what is left out, in words.

import type { SourcesPart } from "../../../core/card/sources.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { AdditiveMetric } from "../../../core/metric.ts";
import { UNKNOWN_CURRENCY } from "../../../core/money.ts";
import { periodText } from "../../../core/time.ts";
import { josa } from "../../../language/josa.ts";
import type { Answer } from "../answer.ts";
import { holidaysIn, holidaysUnknownIn } from "../../calendar.ts";
import { type Account, storedPeriod } from "../coverage.ts";
import { knownValue } from "../known-words.ts";
import { dayWords, periodWords } from "../period-words.ts";
import { inputsOf, isMoney } from "../sums.ts";
import { dimLabels, metricLabel } from "./words.ts";

/** The footer of every answer. */
export function sourcesOf(answer: Answer): SourcesPart {
  const { request, periods, choice, shown, lang } = answer;
  const money = shown.some(isMoney);
  const asOf = choice.chosen.flatMap(({ sides }) =>
    [sides.now?.asOf, sides.before?.asOf].filter((at) => at !== undefined),
  );
  const oldest = asOf.toSorted((a, b) => Temporal.Instant.compare(a, b))[0];
  const blocks = answer.result.blocks;
  return {
    kind: "sources",
    period: periodText(periods.now),
    ...(periods.before && request.comparison && shown.length > 0 && { compared: periodText(periods.before) }),
    zone: answer.zone,
    media: [...new Set(choice.chosen.map(({ account }) => account.medium))],
    ...(oldest && { asOf: oldest.toString() }),
    ...(money && {
      ...(shown.some((metric) => inputsOf(metric).includes("spend")) && {
        vat: [...new Set(blocks.map(({ vat }) => vat))],
      }),
      currency: blocks.map(({ currency }) => currency),
    }),
    assumptions: [
      ...answer.assumptions,
      ...request.assumptions.map((text) => text[lang]),
      ...takenNames(answer),
    ],
    notes: [...request.notes.map((text) => text[lang]), ...plainNotes(answer)],
    demo: choice.chosen.some(({ account }) => account.connection === "sandbox"),
    queryId: answer.queryId,
  };
}

function takenNames({ names, lang }: Answer): string[] {
  return names.taken.map(({ field, written, taken }) =>
    say(
      lang,
      words(
        `${field}: '${written}' → ${josa(`'${taken}'`, "으로/로")} 봤어요`,
        `${field}: took "${written}" for "${taken}"`,
      ),
    ),
  );
}

function plainNotes(answer: Answer): string[] {
  const { lang, result, shown, choice } = answer;
  const notes: Words[] = [];
  const media = new Set(choice.chosen.map(({ account }) => account.medium));
  if (
    media.size > 1 &&
    shown.some((metric) => inputsOf(metric).some((input) => input === "conversions" || input === "revenue"))
  )
    notes.push(crossMedia);
  else if (shown.some((metric) => inputsOf(metric).includes("revenue"))) notes.push(byMedium);
  if (shown.some(isMoney)) {
    if (result.blocks.some(({ mixedVat }) => mixedVat))
      notes.push(mixedVatNote(result.blocks.some(({ vat }) => vat === "unknown")));
    if (result.blocks.some(({ currency }) => currency === UNKNOWN_CURRENCY)) notes.push(unknownCurrency);
    if (result.blocks.length > 1) notes.push(severalCurrencies);
  }
  if (holidaysUnknown(answer)) notes.push(unlistedHolidays);
  notes.push(...holidaysApart(answer));
  notes.push(
    ...primaryActions(answer),
    ...lackingAccounts(answer),
    ...leftOutAccounts(answer),
    ...storedEdges(answer),
    ...newestDay(answer),
  );
  return notes.map((text) => text[lang]);
}

const byMedium = words("매출은 매체 보고 기준이에요.", "Revenue is as reported by the medium.");
const crossMedia = words(
  "전환과 매출은 각 매체 보고 기준이라 같은 주문이 겹칠 수 있어요.",
  "Conversions and revenue are as reported by each medium; several media may claim the same order.",
);
const unknownCurrency = words(
  "파일에 통화가 없어 통화 미상으로 표시해요.",
  "The file states no currency, so none is shown.",
);
const severalCurrencies = words(
  "통화가 여러 개라 환산하지 않고 따로 보여요.",
  "Several currencies: nothing is converted, each stands alone.",
);

function mixedVatNote(unknown: boolean): Words {
  return unknown
    ? words(
        "VAT 포함 금액은 별도 기준으로 맞췄고, 기준을 모르는 금액은 그대로 더했어요.",
        "Amounts with VAT were brought to VAT-excluded; those of unknown basis were added as they are.",
      )
    : words(
        "VAT 포함·별도가 섞여 모두 VAT 별도로 맞췄어요.",
        "VAT bases were mixed; all spend was brought to VAT-excluded.",
      );
}

/** Substitute days come by decree: beyond the official list only the lunar holidays are known. */
function holidaysUnknown({ request, periods }: Answer): boolean {
  const asked =
    request.dims.includes("day_type") || request.query.filters.some(({ field }) => field === "day_type");
  return asked && holidaysUnknownIn(periods.now);
}

/** Weekdays beside weekends leave the holidays of the period out: said with their days. */
function holidaysApart({ request, periods, today }: Answer): Words[] {
  const asked = request.query.filters.filter(({ field, op }) => field === "day_type" && op === "in");
  const values = asked.flatMap((filter) =>
    filter.values.map((value) => knownValue("day_type", value) ?? value),
  );
  if (values.length === 0 || values.includes("holiday")) return [];
  const days = holidaysIn(periods.now).map((day) => Temporal.PlainDate.from(day));
  if (days.length === 0 || days.length > MOST_HOLIDAYS) return days.length === 0 ? [] : [holidaysApartNote];
  const list = (lang: Lang): string => days.map((day) => dayWords(day, lang, today.year)).join(", ");
  return [
    words(
      `공휴일(${list("ko")})은 평일에도 주말에도 넣지 않았어요.`,
      `Public holidays (${list("en")}) count neither as weekdays nor as weekends.`,
    ),
  ];
}

const MOST_HOLIDAYS = 5;
const holidaysApartNote = words(
  "공휴일은 평일에도 주말에도 넣지 않았어요.",
  "Public holidays count neither as weekdays nor as weekends.",
);

const unlistedHolidays = words(
  "공휴일 표가 없는 해라 설·추석 연휴만 공휴일로 셌어요.",
  "No official list of holidays for that year: only Seollal and Chuseok are counted.",
);

/** Which conversions these are, where the report names them. */
function primaryActions({ shown, choice }: Answer): Words[] {
  if (!shown.some((metric) => inputsOf(metric).includes("conversions"))) return [];
  const actions = new Set(choice.chosen.flatMap(({ sides }) => sides.now?.primaryActions ?? []));
  if (actions.size === 0 || actions.size > 3) return [];
  const text = [...actions].map((action) => `'${action}'`).join(", ");
  return [words(`전환은 ${text} 기준이에요.`, `Conversions are ${text}.`)];
}

/** Accounts whose reports lack what others have: a total of fewer media than it seems. */
function lackingAccounts({ shown, choice, result }: Answer): Words[] {
  const lacking = new Map<string, AdditiveMetric[]>();
  for (const input of new Set(shown.flatMap(inputsOf))) {
    const without = choice.chosen.filter(({ account }) => {
      const totals = result.byAccount.get(account.id)?.now;
      return totals && (totals.known[input] ?? 0) === 0;
    });
    if (without.length === 0 || without.length === choice.chosen.length) continue;
    const names = without.map(({ account }) => account.id).join();
    lacking.set(names, [...(lacking.get(names) ?? []), input]);
  }
  return [...lacking].map(([ids, inputs]) => {
    const accounts = choice.chosen
      .filter(({ account }) => ids.split(",").includes(account.id))
      .map(({ account }) => account);
    const what = (lang: Lang): string => inputs.map((input) => metricLabel(input, lang)).join(", ");
    return words(
      `${accountNames(accounts, "ko")} 데이터에는 ${josa(what("ko"), "이/가")} 없어요.`,
      `${accountNames(accounts, "en")} data hold no ${what("en").toLowerCase()}.`,
    );
  });
}

function leftOutAccounts({ choice, today }: Answer): Words[] {
  const alike = Map.groupBy(
    choice.leftOut,
    ({ lacks, windows }) => lacks ?? windows.map(({ from, to }) => `${from}..${to}`).join(),
  );
  return [...alike.values()].flatMap((group): Words[] => {
    const [first] = group;
    if (!first) return [];
    const { lacks, windows } = first;
    const accounts = group.map(({ account }) => account);
    const [ko, en] = [accountNames(accounts, "ko"), accountNames(accounts, "en")];
    if (lacks) {
      return [
        words(
          `${ko} 데이터는 ${josa(dimLabels[lacks].ko, "으로/로")} 나눌 수 없어 빠졌어요.`,
          `Left out, as their data cannot be split by ${dimLabels[lacks].en.toLowerCase()}: ${en}.`,
        ),
      ];
    }
    const spans = (lang: Lang): string =>
      windows
        .slice(0, 3)
        .map((window) => periodWords(window, lang, today.year))
        .join(", ");
    return [
      words(
        `${josa(ko, "은/는")} ${spans("ko")} 합계 보고서뿐이라 이 기간으로 자를 수 없어 빠졌어요.`,
        `Left out, as there are only sums over ${spans("en")}: ${en}.`,
      ),
    ];
  });
}

function accountNames(accounts: readonly Account[], lang: Lang): string {
  return [
    ...new Set(accounts.map(({ medium, name }) => (medium === "other" ? name : mediumLabels[medium][lang]))),
  ].join(", ");
}

/** Where the stored days begin or end inside the period asked for, and whether its last day is still running. */
function storedEdges({ choice, periods, today }: Answer): Words[] {
  const daily = choice.chosen.flatMap(({ view, sides }) =>
    view.shape === "day" && sides.now ? [sides.now] : [],
  );
  const covered = storedPeriod(daily);
  if (!covered) return [];
  const { from, to } = periods.now;
  const notes: Words[] = [];
  const begins = Temporal.PlainDate.compare(covered.from, from) > 0;
  const ends = Temporal.PlainDate.compare(covered.to, to) < 0;
  if (begins && ends)
    notes.push(
      words(
        `데이터는 ${periodWords(covered, "ko", today.year)}에만 있어요.`,
        `Data cover ${periodWords(covered, "en", today.year)} only.`,
      ),
    );
  else if (begins)
    notes.push(
      words(
        `데이터는 ${dayWords(covered.from, "ko", today.year)}부터 있어요.`,
        `Data start on ${dayWords(covered.from, "en", today.year)}.`,
      ),
    );
  else if (ends)
    notes.push(
      words(
        `데이터는 ${dayWords(covered.to, "ko", today.year)}까지 있어요.`,
        `Data end on ${dayWords(covered.to, "en", today.year)}.`,
      ),
    );
  if (covered.to.equals(today))
    notes.push(words("오늘 수치는 아직 진행 중이에요.", "Today's figures are still coming in."));
  return notes;
}

/** Media whose figures of the newest day have not arrived. */
function newestDay({ choice, periods, today }: Answer): Words[] {
  const daily = choice.chosen.filter(({ view, sides }) => view.shape === "day" && sides.now);
  const lasts = daily.map(({ sides }) => sides.now?.last ?? periods.now.from);
  const newest = lasts.toSorted((a, b) => Temporal.PlainDate.compare(b, a))[0];
  if (!newest || newest.until(today, { largestUnit: "days" }).days > SETTLING_DAYS) return [];
  const late = daily.filter(
    ({ sides }) => sides.now && Temporal.PlainDate.compare(sides.now.last, newest) < 0,
  );
  if (late.length === 0) return [];
  const accounts = late.map(({ account }) => account);
  return [
    words(
      `${dayWords(newest, "ko", today.year)}의 ${accountNames(accounts, "ko")} 데이터는 아직 없어요.`,
      `${accountNames(accounts, "en")} figures of ${dayWords(newest, "en", today.year)} are not in yet.`,
    ),
  ];
}

/** Later than this a missing day is no delay but a report that ended. */
const SETTLING_DAYS = 7;

function say(lang: Lang, text: Words): string {
  return text[lang];
}
