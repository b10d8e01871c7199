// What a part of a card becomes: blocks that stand together in one message, beside the same as plain lines.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { Block } from "../blocks/block.ts";
import type { RichText } from "../blocks/rich-text.ts";
import { packed, pieces } from "./words.ts";

export type Piece = {
  blocks: Block[];
  /** As people read it where no blocks are shown; not yet escaped. Several pieces of one part may share the lines of the first. */
  lines: string[];
  /** The lines are aligned in columns. */
  aligned?: boolean;
  /** Set where Slack draws it itself, which not every workspace can: what stands in its place there. */
  native?: Native;
};

type Native = { kind: NativeKind; instead: Block[]; chart?: ChartPart };

/** What of Slack's own drawing a workspace may not take. */
export type NativeKind = "feedback" | "chart" | "table";

/** A file that goes into the thread beside the messages. */
export type SlackFile = { name: string; text: string };

/** Letters in one block: below Slack's 3,000 of a text, so that escaping a few signs keeps it there. */
export const LONGEST = 2_800;

type Inline = Extract<RichText["elements"][number], { type: "rich_text_section" }>["elements"][number];

export function words(text: string, style?: { bold?: true; italic?: true }): Inline[] {
  return text === "" ? [] : [{ type: "text", text, ...(style && { style }) }];
}

/** Inline elements as rich text blocks of bounded length. */
export function richTexts(inline: readonly Inline[]): Block[] {
  const groups: Inline[][] = [];
  let length = LONGEST;
  for (const one of inline.flatMap(bounded)) {
    const added = lengthOf([one]);
    if (length + added > LONGEST) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(one);
    length += added;
  }
  return groups.map((elements) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements }],
  }));
}

function lengthOf(elements: readonly Inline[]): number {
  return elements.reduce((sum, one) => sum + (one.type === "text" ? one.text.length : 0), 0);
}

function bounded(one: Inline): Inline[] {
  return one.type === "text" ? pieces(one.text, LONGEST).map((text) => ({ ...one, text })) : [one];
}

/** Items of a list; one that is too long for a block goes on as plain paragraphs. */
export function bullets(items: readonly Inline[][]): Block[] {
  return items.flatMap((elements) => {
    if (elements.length === 0) return [];
    if (lengthOf(elements) > LONGEST) return richTexts([...words("• "), ...elements]);
    return [
      {
        type: "rich_text" as const,
        elements: [
          {
            type: "rich_text_list" as const,
            style: "bullet" as const,
            elements: [{ type: "rich_text_section" as const, elements }],
          },
        ],
      },
    ];
  });
}

/** Lines in a fixed width, as few blocks as hold them. */
export function fixedWidth(lines: readonly string[]): Block[] {
  return packed(lines, LONGEST).map((text) => ({
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  }));
}

/** Small print. */
export function smallPrint(lines: readonly string[]): Block[] {
  return packed(
    lines.filter((line) => line !== ""),
    LONGEST,
  ).map((text) => ({
    type: "context",
    elements: [{ type: "plain_text", text, emoji: false }],
  }));
}
