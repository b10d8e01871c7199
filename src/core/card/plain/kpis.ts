// Headline figures in plain text, one a line: label, figure, change with its arrow, figure before.

import { type Lang, words } from "../../locale.ts";
import { formatChange, formatQuantity } from "../../format.ts";
import type { Quantity } from "../../quantity.ts";
import type { Kpi, KpisPart } from "../kpis.ts";
import type { Page } from "./page.ts";
import { clean, padEnd, padStart, widthOf } from "./width.ts";

const before = words("이전", "was");
const arrows: Readonly<Record<string, string>> = { "+": "▲", "−": "▼" };

export function kpisLines({ items }: KpisPart, page: Page): string[] {
  const labels = items.map((item) => clean(item.label));
  const figures = items.map((item) => formatQuantity(item.quantity, page.lang));
  const labelWidth = Math.max(...labels.map(widthOf));
  const figureWidth = Math.max(...figures.map(widthOf));
  return items.flatMap((item, index) => {
    const head = `${padEnd(labels[index] ?? "", labelWidth)}  ${padStart(figures[index] ?? "", figureWidth)}`;
    const tail = comparedWords(item, page.lang);
    if (tail === "") return [head];
    const line = `${head}  ${tail}`;
    return widthOf(line) <= page.width ? [line] : [head, `    ${tail}`];
  });
}

/** `▲ +8.3% (이전 10,817,600원)`; empty where nothing is compared. */
export function comparedWords({ change, previous }: Kpi, lang: Lang): string {
  const shown = change && `${arrowOf(change)} ${formatChange(change, lang)}`;
  const was = previous && `(${before[lang]} ${formatQuantity(previous, lang)})`;
  return [shown, was].filter((text) => text !== undefined).join(" ");
}

/** Direction of a change as it is written, told without colour. */
export function arrowOf(change: Quantity): string {
  const [sign = ""] = formatChange(change, "ko");
  return arrows[sign] ?? "―";
}
