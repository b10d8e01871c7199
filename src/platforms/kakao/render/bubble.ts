// What a part of a card becomes: bubbles in reading order, each with its rank, and offers that stand below the whole reply.

import type { Lang } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import type { Output } from "../skill/response.ts";
import { harmless, pieces } from "./words.ts";

/** What goes first where not all goes at once: what is to be decided, figures, explanations, where they are from, what could be asked next. */
export const ranks = { decision: 0, figures: 1, explanation: 2, sources: 3, offers: 4 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

/** `title` is drawn bold where Markdown is; `list` as items of a list. */
export type TextBlock = { title?: string; lines: readonly string[]; list?: boolean };

export type Bubble = { rank: Rank } & (
  | { kind: "text"; blocks: readonly TextBlock[] }
  | { kind: "card"; output: Output }
);

/** A question that is asked when pressed, or a button with its token. */
export type Offer = { label: string; says: string; token?: string };

export type Drawn = { bubbles: Bubble[]; offers: Offer[] };

/** Letters of one text bubble: below Kakao's 1,000, with room for the demo mark and for marks of Markdown. */
export const LONGEST = limits.simpleText.text - 100;

/** Blocks of text as text bubbles, a long one in several. */
export function textBubbles(rank: Rank, blocks: readonly TextBlock[], lang: Lang): Bubble[] {
  return blocks
    .map(tidied)
    .filter(holdsWords)
    .flatMap((block) => {
      if (plainText([block]).length <= LONGEST) return [{ rank, kind: "text" as const, blocks: [block] }];
      return pieces(plainText([block]), LONGEST, lang).map((text) => ({
        rank,
        kind: "text" as const,
        blocks: [{ lines: text.split("\n") }],
      }));
    });
}

function tidied({ title, lines, list }: TextBlock): TextBlock {
  const heading = title === undefined ? "" : harmless(title).trim();
  return {
    ...(heading !== "" && { title: heading }),
    lines: lines
      .map(harmless)
      .filter((line, at, all) => line.trim() !== "" || (at > 0 && at < all.length - 1)),
    ...(list === true && { list }),
  };
}

function holdsWords({ title, lines }: TextBlock): boolean {
  return title !== undefined || lines.some((line) => line.trim() !== "");
}

export function plainText(blocks: readonly TextBlock[]): string {
  return blocks
    .map(({ title, lines, list }) =>
      [...(title === undefined ? [] : [title]), ...lines.map((line) => (list ? `• ${line}` : line))].join(
        "\n",
      ),
    )
    .join("\n\n");
}

/** Signs that Markdown might read as marks: of words with one of them nothing is drawn bold. */
const marked = /[*_`[\]<>#|\\!]|~~|^\s*(?:[-+]|\d+[.)])\s/m;

/** @returns nothing where somebody's words could be read as marks */
export function markdownText(blocks: readonly TextBlock[]): string | undefined {
  const words = blocks.flatMap(({ title, lines }) => [title ?? "", ...lines]);
  if (!blocks.some(({ title, list }) => title !== undefined || list) || words.some((one) => marked.test(one)))
    return undefined;
  return blocks
    .map(({ title, lines, list }) =>
      [
        ...(title === undefined ? [] : [`**${title}**`]),
        list ? lines.map((line) => `- ${line}`).join("\n") : lines.join("\n\n"),
      ]
        .filter((text) => text !== "")
        .join("\n\n"),
    )
    .join("\n\n");
}
