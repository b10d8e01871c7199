// A chart as a picture at an address of ours, its figures in words beside it; without an address the words alone.

import type { ChartPart } from "../../../core/card/chart.ts";
import { formatQuantity } from "../../../core/format.ts";
import { words } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import { type Bubble, type Drawn, ranks, type TextBlock, textBubbles } from "./bubble.ts";
import { addressOf, type PartPlace, titleOf } from "./place.ts";
import { linkButton } from "./press.ts";
import { harmless, isLonger, shortened } from "./words.ts";

const unnamed = words("차트", "Chart");
const large = words("크게 보기", "Open large");

export function drawChart(part: ChartPart, place: PartPlace): Drawn {
  const { lang } = place;
  const address = addressOf("picture", place);
  const block = figuresOf(part, place);
  if (address === undefined) return { bubbles: textBubbles(ranks.figures, [block], lang), offers: [] };
  const told = [...(block.title === part.title ? [] : [nameIn(part)]), ...block.lines]
    .filter((text) => text !== "")
    .join(" · ");
  const { title: most, description } = limits.basicCard;
  const inside = told !== "" && told.length <= description && !isLonger(part.title, most - 10);
  const card: Bubble = {
    rank: ranks.figures,
    kind: "card",
    output: {
      basicCard: {
        title: titleOf(part.title, most, place) || unnamed[lang],
        ...(inside && { description: harmless(told) }),
        thumbnail: {
          imageUrl: address,
          fixedRatio: false,
          altText: shortened(part.title, limits.altText) || unnamed[lang],
          link: { web: address },
        },
        buttons: [linkButton(large[lang], address)],
      },
    },
  };
  return { bubbles: [card, ...(inside ? [] : textBubbles(ranks.figures, [block], lang))], offers: [] };
}

/** Every point in words: `월 1,200,000원`, or with several lines `월: 이번 주 1,200,000원, 지난주 1,100,000원`. */
function figuresOf({ title, labels, series }: ChartPart, { lang }: PartPlace): TextBlock {
  const [only] = series.length === 1 ? series : [];
  const lines = labels.map((label, at) => {
    const figures = series.map(({ name, values }) => {
      const value = values[at];
      const figure = value ? formatQuantity(value, lang) : "–";
      return only ? figure : `${name} ${figure}`.trim();
    });
    return only ? `${label} ${figures.join("")}`.trim() : `${label}: ${figures.join(", ")}`;
  });
  // A chart without a point still says of what.
  const empty = labels.length === 0 && !only ? series.map(({ name }) => `${name} –`) : [];
  const name = nameIn({ series });
  const heading = [title, ...(name && !title.includes(name) ? [name] : [])].filter(
    (text) => text.trim() !== "",
  );
  return {
    ...(heading.length > 0 && { title: heading.join(" · ") }),
    lines: [...lines, ...empty].map((line) => line.replaceAll("\n", " ")),
  };
}

/** Of the one line of a chart: the title may say it already. */
function nameIn({ series }: Pick<ChartPart, "series">): string {
  const [only] = series;
  return only && series.length === 1 ? harmless(only.name).replaceAll("\n", " ").trim() : "";
}
