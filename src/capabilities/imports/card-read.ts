// The part of the import card that says what was read: format, totals rows, what was left out and why.

import type { Part } from "../../core/card/card.ts";
import type { Run } from "../../core/card/text.ts";
import type { Lang } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import { additiveMetrics, Metric } from "../../core/metric.ts";
import { UNKNOWN_CURRENCY } from "../../core/money.ts";
import {
  counted,
  decimalQuantity,
  formatName,
  levelName,
  listed,
  many,
  metricLabel,
  sumQuantity,
  textPart,
  vatNames,
} from "./card-words.ts";
import type { ImportReport, SumLine, TotalsLine } from "./import-report.ts";

const SHOWN_TOTALS = 5;
const SHOWN_REJECTED = 5;

export function recognisedParts(report: ImportReport, lang: Lang): Part[] {
  const { format, encoding, level, breakdowns, primaryAction, ignored } = report;
  const split = breakdowns.length > 0 ? ` × ${breakdowns.join(" × ")}` : "";
  const left = `${accountsText(report, lang)}${leftOut(ignored, lang)}`;
  const conversion = primaryAction && primaryAction.window !== "default" ? ` (${primaryAction.window})` : "";
  return [
    textPart(
      lang,
      "plain",
      [
        `형식 ${formatName(format).ko} · 단위 ${levelName(level).ko}${split} · 인코딩 ${encoding.toUpperCase()}`,
        ` · ${moneyBasis(report, lang)}`,
        primaryAction ? ` · 전환 기준 ‘${primaryAction.header}’${conversion}` : "",
        left,
      ],
      [
        `Format ${formatName(format).en} · level ${levelName(level).en}${split} · encoding ${encoding.toUpperCase()}`,
        ` · ${moneyBasis(report, lang)}`,
        primaryAction ? ` · conversions from “${primaryAction.header}”${conversion}` : "",
        left,
      ],
    ),
  ];
}

export function totalsParts(report: ImportReport, lang: Lang): Part[] {
  const own = report.sums.length === 1 ? report.sums[0] : undefined;
  const told = report.totals.filter((line, index) => !repeatsOrEmpty(report.totals, line, index));
  const shown = told.slice(0, SHOWN_TOTALS).map((line) => totalsPart(line, own, lang));
  const rest = report.totalsCount - shown.length;
  if (rest <= 0) return shown;
  return [
    ...shown,
    textPart(
      lang,
      "note",
      ["그 밖의 합계 행 ", counted(rest), "개도 더하지 않고 따로 두었어요."],
      [counted(rest), ` more totals ${many(rest, "row")} set aside and not added.`],
    ),
  ];
}

export function problemParts(report: ImportReport, lang: Lang): Part[] {
  return [...rejectedParts(report, lang), ...unknownParts(report, lang), ...ratioParts(report, lang)];
}

function moneyBasis({ sums }: ImportReport, lang: Lang): string {
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  const named = currencies.map((code) =>
    code === UNKNOWN_CURRENCY ? (lang === "ko" ? "통화 모름" : "currency unknown") : code,
  );
  const vats = [...new Set(sums.map(({ vat }) => vatNames[vat][lang]))];
  return [...named, ...vats].join(" · ");
}

function accountsText({ accounts }: ImportReport, lang: Lang): string {
  if (accounts.length === 0) return "";
  const names = accounts.map(({ name, currency, why }) => {
    const twin = accounts.some((one) => one.name === name && one.currency !== currency) ? ` ${currency}` : "";
    const fresh = why === "new" ? (lang === "ko" ? " (새 계정)" : " (new)") : "";
    return `${name}${twin}${fresh}`;
  });
  return ` · ${lang === "ko" ? "계정" : "account"} ${names.slice(0, 5).join(", ")}`;
}

function leftOut(ignored: readonly string[], lang: Lang): string {
  if (ignored.length === 0) return "";
  const first = ignored.slice(0, 4).map((header) => (lang === "ko" ? `‘${header}’` : `“${header}”`));
  const more = ignored.length > 4;
  if (lang === "ko") return ` · 쓰지 않은 열 ${first.join(", ")}${more ? " 등" : ""}`;
  return ` · columns not used: ${first.join(", ")}${more ? " and others" : ""}`;
}

/** Overlapping totals often say the same thing twice, or nothing. */
function repeatsOrEmpty(totals: readonly TotalsLine[], line: TotalsLine, index: number): boolean {
  if (line.verdict !== "context") return false;
  if (Object.values(line.sums).every((value) => Number(value) === 0)) return true;
  const text = JSON.stringify(line.sums);
  return totals.slice(0, index).some((one) => one.verdict === "context" && JSON.stringify(one.sums) === text);
}

function totalsPart(line: TotalsLine, own: SumLine | undefined, lang: Lang): Part {
  const where = lang === "ko" ? `‘${line.label}’` : `“${line.label}”`;
  switch (line.verdict) {
    case "equal":
      return textPart(
        lang,
        "plain",
        [`합계 행 ${josa(where, "와/과")} 정확히 맞아요.`],
        [`The totals row ${where} agrees exactly.`],
      );
    case "rounding":
      return textPart(
        lang,
        "plain",
        [`합계 행 ${josa(where, "와/과")} 반올림 차이 안에서 맞아요: `, ...differences(line, own, lang), "."],
        [`The totals row ${where} agrees within rounding: `, ...differences(line, own, lang), "."],
      );
    case "differs":
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
    case "context":
      return contextPart(where, line, own, lang);
  }
}

/** "계정 전체 133.89 USD 중 이 표의 광고는 117.06 USD". */
function contextPart(where: string, line: TotalsLine, own: SumLine | undefined, lang: Lang): Part {
  const metric = additiveMetrics.find(
    (one) => line.sums[one] !== undefined && own?.micros[one] !== undefined,
  );
  const whole = metric && line.sums[metric];
  const part = metric && own?.micros[metric];
  if (!metric || whole === undefined || part === undefined || !own)
    return textPart(
      lang,
      "note",
      [`합계 행 ${josa(where, "은/는")} 다른 범위여서 따로 두었어요.`],
      [`The totals row ${where} covers another scope and was set aside.`],
    );
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
