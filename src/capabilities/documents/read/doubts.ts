// Questions a file leaves open, each with at most three answers and what is assumed until one is given.

import { words } from "../../../core/locale.ts";
import type { DateOrder } from "./cells/dates.ts";
import type { HeaderCell } from "./header/header-cell.ts";
import type { Doubt } from "./report.ts";

const orderLabels = {
  dmy: words("일-월-연", "day-month-year"),
  mdy: words("월-일-연", "month-day-year"),
  ymd: words("연-월-일", "year-month-day"),
} as const;

export function currencyDoubt(workspaceCurrency: string): Doubt {
  const currencies = [...new Set([workspaceCurrency, "KRW", "USD", "EUR"])].slice(0, 3);
  return {
    slot: "currency",
    question: words("이 파일의 금액은 어느 통화인가요?", "Which currency are the amounts of this file in?"),
    options: currencies.map((currency) => ({ label: words(currency, currency), answers: { currency } })),
    assumed: words(
      "통화 표시가 없어 ‘통화 미상’으로 두었어요. 다른 통화와 더하지 않아요.",
      "No currency is stated: I kept it as unknown and never add it to another currency.",
    ),
  };
}

/** @param example a cell as the file has it; `readings` the day it means in each order, the assumed one first */
export function dateOrderDoubt(example: string, readings: { order: DateOrder; day: string }[]): Doubt {
  const [assumed] = readings;
  const order = assumed?.order ?? "dmy";
  return {
    slot: "dateOrder",
    question: words(`날짜 “${example}”는 어떻게 읽나요?`, `How should the date “${example}” be read?`),
    options: readings.map((reading) => ({
      label: words(
        `${orderLabels[reading.order].ko} (${reading.day})`,
        `${orderLabels[reading.order].en} (${reading.day})`,
      ),
      answers: { dateOrder: reading.order },
    })),
    assumed: words(
      `날짜를 ${orderLabels[order].ko} 순서로 읽었어요(“${example}” = ${assumed?.day ?? ""}).`,
      `I read the dates as ${orderLabels[order].en} (“${example}” = ${assumed?.day ?? ""}).`,
    ),
  };
}

/** Two columns of spend: which one is meant changes every figure. */
export function columnDoubts(spend: HeaderCell[]): Doubt[] {
  const [taken, ...others] = spend;
  // An order below zero: a person has named it.
  if (!taken || others.length === 0 || (taken.meaning?.order ?? 0) < 0) return [];
  return [
    {
      slot: "column",
      question: words("광고비는 어느 열인가요?", "Which column is the ad spend?"),
      options: spend
        .slice(0, 3)
        .map(({ text }) => ({ label: words(text, text), answers: { columns: { [text]: "spend" } } })),
      assumed: words(`광고비는 ‘${taken.text}’ 열로 보았어요.`, `I took “${taken.text}” as the spend.`),
    },
  ];
}
