// Old against new on the import card: day by day while it is short, by month, then by medium when it is long.

import type { Part } from "../../core/card/card.ts";
import type { Cell, TablePart } from "../../core/card/table.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { type AdditiveMetric, additiveMetrics } from "../../core/metric.ts";
import { josa } from "../../language/josa.ts";
import { counted, currencyName, many, metricLabel, sumQuantity, textPart, vatNames } from "./card-words.ts";
import { type BasisChange, type Compared, mediumOf, type Replacement, type Side } from "./compare.ts";
import { addSums } from "./day-sums.ts";

const SHOWN_LINES = 10;
const MONTH_LETTERS = "2026-11".length;

/** @param replacedDays days whose pointer moved, also those with equal figures */
export function replacedParts({ lines, changes }: Compared, replacedDays: number, lang: Lang): Part[] {
  if (replacedDays === 0) return [];
  const equal = lines.length === 0;
  const moved = basisParts(changes, equal, lang);
  if (equal) return moved.length > 0 ? moved : [unchangedPart(replacedDays, lang)];
  const { shown, by } = compact(lines);
  return [...moved, changedPart(lines, replacedDays, lang), table(shown, by, lang)];
}

function unchangedPart(replacedDays: number, lang: Lang): Part {
  const days = counted(replacedDays, "days");
  return textPart(
    lang,
    "plain",
    ["이미 있던 ", days, "일을 이 파일로 바꿨고, 매체별 합계는 그대로예요."],
    [
      "This file now stands for ",
      days,
      `${many(replacedDays, " day")} that were there before; their sums per medium are unchanged.`,
    ],
  );
}

function changedPart(lines: readonly Replacement[], replacedDays: number, lang: Lang): Part {
  const days = counted(replacedDays, "days");
  const windows = lines.some(({ from, to }) => from !== to);
  const count = new Set(lines.map(({ from, to }) => `${from} ${to}`)).size;
  const changed = counted(count, "days");
  return textPart(
    lang,
    "plain",
    [
      "이미 있던 ",
      days,
      windows ? "일을 이 파일로 바꿨고, 기간 " : "일을 이 파일로 바꿨고, 그중 ",
      changed,
      windows ? "개의 수치가 달라졌어요." : "일의 수치가 달라졌어요.",
    ],
    [
      "This file replaced ",
      days,
      `${many(replacedDays, " day")} that were there before; figures changed on `,
      changed,
      windows ? `${many(count, " period")}.` : " of them.",
    ],
  );
}

/** One sentence for each kind of change: several media often change alike. */
function basisParts(changes: readonly BasisChange[], equal: boolean, lang: Lang): Part[] {
  const told = new Map(changes.map((change) => basisText(change, equal)).map((one) => [one.ko, one]));
  return [...told.values()].map((text) => textPart(lang, "plain", [text.ko], [text.en]));
}

function basisText({ was, now }: BasisChange, equal: boolean): Words {
  const moves = [
    was.medium !== now.medium &&
      move(words("매체", "medium"), mediumLabels[was.medium], mediumLabels[now.medium]),
    was.currency !== now.currency &&
      move(words("통화", "currency"), currencyName(was.currency), currencyName(now.currency)),
    was.vat !== now.vat && move(words("VAT 기준", "VAT basis"), vatNames[was.vat], vatNames[now.vat]),
  ].filter((one) => one !== false);
  const joined = (lang: Lang): string => moves.map((one) => say(lang, one)).join(", ");
  return words(
    `${joined("ko")} 바꿨어요${equal ? " · 금액은 같아요." : "."}`,
    `Changed the ${joined("en")}${equal ? "; the amounts are the same." : "."}`,
  );
}

function move(what: Words, was: Words, now: Words): Words {
  return words(
    `${josa(what.ko, "을/를")} ${was.ko}에서 ${josa(now.ko, "으로/로")}`,
    `${what.en} from ${was.en} to ${now.en}`,
  );
}

type By = "day" | "month" | "medium";

function compact(lines: readonly Replacement[]): { shown: Replacement[]; by: By } {
  if (lines.length <= SHOWN_LINES) return { shown: [...lines], by: "day" };
  const months = joined(lines, (line) => line.from.slice(0, MONTH_LETTERS));
  if (months.length <= SHOWN_LINES) return { shown: months, by: "month" };
  return { shown: joined(lines, () => "").slice(0, SHOWN_LINES), by: "medium" };
}

/** Lines of one span whose sides stand on the same bases become one. */
function joined(lines: readonly Replacement[], span: (line: Replacement) => string): Replacement[] {
  const groups = Map.groupBy(lines, (line) => `${basisKey(line)} ${span(line)}`);
  return [...groups.values()].map((group) => {
    const first = group[0] as Replacement;
    const last = group.at(-1) as Replacement;
    return { from: first.from, to: last.to, old: total(group, "old"), now: total(group, "now") };
  });
}

/** Lines with one new basis have one old basis too; a line that lost its rows keeps the basis it had. */
function basisKey(line: Replacement): string {
  const { currency, vat } = (line.now ?? line.old)?.basis ?? {};
  return `${mediumOf(line)} ${currency} ${vat}`;
}

function total(group: readonly Replacement[], side: "old" | "now"): Side | undefined {
  const [first, ...more] = group.flatMap((line) => line[side] ?? []);
  return more.reduce((sum, one) => sum && { ...sum, sums: addSums(sum.sums, one.sums) }, first);
}

function table(lines: readonly Replacement[], by: By, lang: Lang): TablePart {
  const label = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  return {
    kind: "table",
    title: label("이전 → 새 값", "Old → new"),
    columns: [
      { key: "medium", label: label("매체", "Medium"), align: "left" },
      { key: "days", label: by === "medium" ? label("기간", "Days") : label("날짜", "Day"), align: "left" },
      { key: "metric", label: label("지표", "Metric"), align: "left" },
      { key: "old", label: label("이전", "Old"), align: "right" },
      { key: "now", label: label("새 값", "New"), align: "right" },
    ],
    rows: lines.flatMap((line) => rowsOf(line, by, lang)),
  };
}

function rowsOf(line: Replacement, by: By, lang: Lang): Cell[][] {
  const changed = additiveMetrics.filter((metric) => line.old?.sums[metric] !== line.now?.sums[metric]);
  return changed.map((metric) => [
    mediumLabels[mediumOf(line)][lang],
    daysText(line, by),
    metricLabel(metric, lang),
    cell(metric, line, line.old),
    cell(metric, line, line.now),
  ]);
}

function daysText({ from, to }: Replacement, by: By): string {
  if (by === "month") return from.slice(0, MONTH_LETTERS);
  return from === to ? from : `${from} – ${to}`;
}

function cell(metric: AdditiveMetric, { from, to }: Replacement, side: Side | undefined): Cell {
  const micros = side?.sums[metric];
  if (!side || micros === undefined) return "–";
  const { medium, currency, vat } = side.basis;
  return sumQuantity(metric, micros, currency, vat, { from, to, medium });
}
