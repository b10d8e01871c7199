// The part of the import card that says what was read: format, totals rows, what was left out and why.

import type { Part } from "../../core/card/card.ts";
import type { Run } from "../../core/card/text.ts";
import type { Lang } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import { type AdditiveMetric, additiveMetrics, Metric } from "../../core/metric.ts";
import { UNKNOWN_CURRENCY } from "../../core/money.ts";
import {
  counted,
  currencyName,
  decimalQuantity,
  dimName,
  formatName,
  listed,
  many,
  metricLabel,
  sumQuantity,
  textPart,
} from "./card-words.ts";
import type { ImportReport, SumLine, TotalsLine } from "./import-report.ts";

const SHOWN_TOTALS = 3;
const SHOWN_REJECTED = 3;
const SHOWN_ACCOUNTS = 5;
const SHOWN_IGNORED = 3;

/** One line: what the file is, at which level it speaks, where it was put, what was not used. */
export function recognisedParts(report: ImportReport, lang: Lang): Part[] {
  const { format, primaryAction } = report;
  const conversion = primaryAction?.header ?? "";
  const ko = [formatName(format).ko, levelText(report, "ko"), conversion && `전환은 ‘${conversion}’ 열`];
  const en = [
    formatName(format).en,
    levelText(report, "en"),
    conversion && `conversions from “${conversion}”`,
  ];
  const rest = [accountsText(report, lang), leftOut(report, lang)];
  const joined = (items: readonly string[]): string => [...items, ...rest].filter(Boolean).join(" · ");
  return [textPart(lang, "note", [joined(ko)], [joined(en)])];
}

/** "광고 단위(연령·성별 구분)", "by ad, split by age, gender". */
function levelText({ level, breakdowns }: ImportReport, lang: Lang): string {
  const names = breakdowns.filter((dim) => dim !== level).map((dim) => dimName(dim)[lang]);
  const split = names.length > 0;
  if (lang === "ko") return `${dimName(level).ko} 단위${split ? `(${names.join("·")} 구분)` : ""}`;
  return `by ${dimName(level).en}${split ? `, split by ${names.join(", ")}` : ""}`;
}

/** Totals rows that agree stand in one line, those that differ each in their own; of wider totals one, where it says something. */
export function totalsParts(report: ImportReport, lang: Lang): Part[] {
  const own = report.sums.length === 1 ? report.sums[0] : undefined;
  const by = Map.groupBy(report.totals, ({ verdict }) => verdict);
  const equal = by.get("equal") ?? [];
  const near = [...(by.get("differs") ?? []), ...(by.get("rounding") ?? [])].slice(0, SHOWN_TOTALS);
  const wider = (by.get("context") ?? []).filter((line) => isWider(line, own)).slice(0, 1);
  const rest = report.totalsCount - equal.length - near.length - wider.length;
  return [
    ...near.map((line) => differencePart(line, own, lang)),
    ...(equal.length > 0 ? [equalPart(equal, lang)] : []),
    ...wider.map((line) => contextPart(line, own, lang)),
    ...(rest > 0 ? [restPart(rest, lang)] : []),
  ];
}

function restPart(rest: number, lang: Lang): Part {
  return textPart(
    lang,
    "note",
    ["그 밖의 합계 행 ", counted(rest), "개도 더하지 않고 따로 두었어요."],
    [counted(rest), ` more totals ${many(rest, "row")} set aside and not added.`],
  );
}

function equalPart(lines: readonly TotalsLine[], lang: Lang): Part {
  const names = lines.slice(0, SHOWN_TOTALS).map((line) => quoted(line, lang));
  const more = lines.length > names.length;
  const all = names.join(", ");
  return textPart(
    lang,
    "plain",
    [`합계 행 ${more ? `${all} 등과` : josa(all, "와/과")} 정확히 맞아요.`],
    [
      lines.length === 1
        ? `The totals row ${all} agrees exactly.`
        : `The totals rows ${all}${more ? " and others" : ""} agree exactly.`,
    ],
  );
}

export function problemParts(report: ImportReport, lang: Lang): Part[] {
  return [...rejectedParts(report, lang), ...unknownParts(report, lang), ...ratioParts(report, lang)];
}

function accountsText({ accounts }: ImportReport, lang: Lang): string {
  if (accounts.length === 0) return "";
  const names = accounts.map(({ name, currency }) => {
    const twin = accounts.some((one) => one.name === name && one.currency !== currency);
    return twin ? `${name} ${currencyName(currency)[lang]}` : name;
  });
  const fresh = accounts.filter(({ why }) => why === "new").length === accounts.length;
  const list = names.slice(0, SHOWN_ACCOUNTS).join(", ");
  if (lang === "ko")
    return `${fresh ? "새 " : ""}광고계정 ${list}${names.length > SHOWN_ACCOUNTS ? " 등" : ""}`;
  const noun = `${fresh ? "new " : ""}${many(names.length, "account")}`;
  return `${noun} ${list}${names.length > SHOWN_ACCOUNTS ? " and others" : ""}`;
}

function leftOut({ ignored }: ImportReport, lang: Lang): string {
  if (ignored.length === 0) return "";
  const first = ignored
    .slice(0, SHOWN_IGNORED)
    .map((header) => (lang === "ko" ? `‘${header}’` : `“${header}”`))
    .join(", ");
  const more = ignored.length > SHOWN_IGNORED;
  if (lang === "ko") return `쓰지 않은 열 ${first}${more ? " 등" : ""}`;
  return `columns not used: ${first}${more ? " and others" : ""}`;
}

/** Whether a total of another scope holds at least what the rows hold: a part of them would explain nothing. */
function isWider(line: TotalsLine, own: SumLine | undefined): boolean {
  const metric = contextMetric(line, own);
  return metric !== undefined && Number(line.sums[metric]) * 1e6 >= Number(own?.micros[metric]);
}

function contextMetric(line: TotalsLine, own: SumLine | undefined): AdditiveMetric | undefined {
  return additiveMetrics.find((one) => line.sums[one] !== undefined && own?.micros[one] !== undefined);
}

function quoted({ label }: TotalsLine, lang: Lang): string {
  return lang === "ko" ? `‘${label}’` : `“${label}”`;
}

function differencePart(line: TotalsLine, own: SumLine | undefined, lang: Lang): Part {
  const where = quoted(line, lang);
  if (line.verdict === "rounding")
    return textPart(
      lang,
      "plain",
      [`합계 행 ${josa(where, "와/과")} 반올림 차이 안에서 맞아요: `, ...differences(line, own, lang), "."],
      [`The totals row ${where} agrees within rounding: `, ...differences(line, own, lang), "."],
    );
  return textPart(
    lang,
    "warning",
    [
      `합계 행 ${josa(where, "와/과")} 읽은 행의 합이 달라요(합계 − 행): `,
      ...differences(line, own, lang),
      ".",
    ],
    [
      `The totals row ${where} differs from the rows taken (total − rows): `,
      ...differences(line, own, lang),
      ".",
    ],
  );
}

/** "‘Total: Account’ 전체 광고비 $133.89 중 이 표의 행은 $117.06". */
function contextPart(line: TotalsLine, own: SumLine | undefined, lang: Lang): Part {
  const metric = contextMetric(line, own);
  const [whole, part] = [metric && line.sums[metric], metric && own?.micros[metric]];
  if (!metric || whole === undefined || part === undefined || !own)
    throw new Error("a total without its rows");
  const where = quoted(line, lang);
  const all = decimalQuantity(metric, whole, own.currency, { total: line.label });
  const taken = sumQuantity(metric, BigInt(part), own.currency, own.vat, {});
  return textPart(
    lang,
    "note",
    [`${where} 전체 ${metricLabel(metric, "ko")} `, all, " 중 이 표의 행은 ", taken, "."],
    [
      `Of the ${metricLabel(metric, "en").toLowerCase()} of ${where}, `,
      all,
      ", the rows of this table are ",
      taken,
      ".",
    ],
  );
}

function differences(line: TotalsLine, own: SumLine | undefined, lang: Lang): Run[] {
  const items = Object.entries(line.difference).flatMap(([name, text]) => {
    const metric = Metric.parse(name);
    const quantity = decimalQuantity(metric, text, own?.currency ?? UNKNOWN_CURRENCY, { total: line.label });
    return [[`${metricLabel(metric, lang)} `, quantity]];
  });
  return listed(items);
}

function rejectedParts({ rejected, rejectedCount }: ImportReport, lang: Lang): Part[] {
  if (rejectedCount === 0) return [];
  const first = rejected.slice(0, SHOWN_REJECTED);
  const reasons = first
    .map(({ line, reason }) =>
      lang === "ko" ? `${line}번째 줄: ${reason.ko}` : `line ${line}: ${reason.en}`,
    )
    .join(" · ");
  return [
    textPart(
      lang,
      "warning",
      ["읽지 못한 행이 ", counted(rejectedCount), `개 있어요. ${reasons}`],
      [counted(rejectedCount), `${many(rejectedCount, " row")} could not be read: ${reasons}`],
    ),
  ];
}

function unknownParts({ unknown }: ImportReport, lang: Lang): Part[] {
  const items = Object.entries(unknown)
    .filter(([, cells]) => cells > 0)
    .map(([metric, cells]): Run[] => [`${metricLabel(Metric.parse(metric), lang)} `, counted(cells)]);
  if (items.length === 0) return [];
  return [
    textPart(
      lang,
      "note",
      ["빈칸은 0이 아니라 ‘모름’으로 두었어요: ", ...listed(items), "칸."],
      ["Empty cells are kept as unknown, not as 0: ", ...listed(items), "."],
    ),
  ];
}

function ratioParts({ ratioMismatches }: ImportReport, lang: Lang): Part[] {
  if (ratioMismatches.length === 0) return [];
  const items = ratioMismatches.map(({ metric, rows }): Run[] => [
    `${metricLabel(metric, lang)} `,
    counted(rows),
  ]);
  return [
    textPart(
      lang,
      "note",
      [
        "파일에 적힌 비율이 다시 계산한 값과 다른 행: ",
        ...listed(items),
        ". 답에는 합계로 다시 계산한 값을 써요.",
      ],
      [
        "Rows whose own ratio differs from recomputation: ",
        ...listed(items),
        ". Answers use sums divided, not these.",
      ],
    ),
  ];
}
