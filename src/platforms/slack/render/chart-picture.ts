// Which charts of a card go along as pictures, under which names, and what they show in words.

import type { Card } from "../../../core/card/card.ts";
import type { ChartPart } from "../../../core/card/chart.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { isDrawable, type Manner } from "../../../drawing/manner.ts";
import { shortened } from "./words.ts";

export type Picture = { name: string; alt: string; part: ChartPart; manner: Manner };

/** More pictures below one card nobody looks at. */
const MOST_PICTURES = 5;
/** Of a picture's words; Slack takes 1,000. */
const LONGEST_ALT = 900;

const chart = words("차트", "Chart");
const figures = words("값은 위 답변에 글로 있어요", "its figures stand in words above");

/** @param mark says that the figures are simulated; empty where they are not */
export function picturesOf({ lang, parts }: Card, mark: string): Picture[] {
  const charts = parts.filter((part) => part.kind === "chart").filter(isDrawable);
  return charts.slice(0, MOST_PICTURES).map((part, at) => ({
    name: `chart-${at + 1}.png`,
    alt: altOf(part, lang, mark),
    part,
    manner: { lang, mark },
  }));
}

function altOf({ shape, title, labels, series }: ChartPart, lang: Lang, mark: string): string {
  const along = shape === "bar" ? labels.join(", ") : [labels[0], labels.at(-1)].join(" ~ ");
  const names = series.map(({ name }) => name).join(", ");
  const told = [title, names, along].map((text) => shortened(text, 250)).filter((text) => text !== "");
  return shortened(
    `${chart[lang]}: ${[...told, figures[lang], mark].filter(Boolean).join(" · ")}`,
    LONGEST_ALT,
  );
}
