// A card for Slack: a pure function to the messages that show it, each with blocks and the same in plain words, and to files for what is too long.

import type { Card } from "../../../core/card/card.ts";
import { sourcesLines } from "../../../core/card/plain/sources.ts";
import { type SlackMessage, weightOf } from "../blocks/message.ts";
import { limits } from "../blocks/objects.ts";
import { isOf } from "../blocks/walk.ts";
import { type Picture, picturesOf } from "./chart-picture.ts";
import { type Stored, storedIn } from "./stored.ts";
import { drawPart } from "./part.ts";
import { type Piece, type SlackFile, smallPrint } from "./piece.ts";
import { markup, packed } from "./words.ts";

/** Below Slack's 12,000: room for the demo mark, and for what Slack may count otherwise than we do. */
const MOST_WEIGHT = 10_500;
/** Of the text beside blocks; Slack cuts at 40,000. */
const MOST_TEXT = 30_000;
/** Of a text without blocks: what Slack asks for. */
const MOST_PLAIN = 3_900;

export type SlackCard = {
  /** In the order in which they are posted; none for a card that says nothing. */
  messages: SlackMessage[];
  /** For the same thread: what the messages name and do not show whole. */
  files: SlackFile[];
  /** For the same thread, behind all others: charts whose figures stand in the messages already. */
  pictures: Picture[];
  /** For the same thread: stored files, which the messages name. */
  stored: Stored[];
};

export function renderSlack(card: Card): SlackCard {
  const demo = card.parts.some((part) => part.kind === "sources" && part.demo);
  const filing = { lang: card.lang, demo, taken: new Set<string>() };
  const drawn = card.parts.map((part) => drawPart(part, filing));
  const groups = grouped(drawn.flatMap(({ pieces }) => pieces).filter(({ blocks }) => blocks.length > 0));
  const mark = demo ? demoLine(card) : "";
  return {
    messages: groups.map((pieces) => messageOf(pieces, mark)),
    files: drawn.flatMap(({ files }) => files),
    pictures: picturesOf(card, mark),
    stored: storedIn(card),
  };
}

/** The same message in words alone, for when Slack refuses its blocks: nothing to press, every figure there or in a file. */
export function inPlainWords({ text }: SlackMessage): SlackMessage[] {
  return packedText(text).map((one) => ({ text: one, unfurl_links: false, unfurl_media: false }));
}

/** A code fence that is cut is closed and opened again. */
function packedText(text: string): string[] {
  let open = false;
  return packed(text.split("\n"), MOST_PLAIN).map((one) => {
    const wasOpen = open;
    if ((one.split(fence).length - 1) % 2 === 1) open = !open;
    return `${wasOpen ? `${fence}\n` : ""}${one}${open ? `\n${fence}` : ""}`;
  });
}

/** Pieces in as few messages as take them, in order. */
function grouped(all: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of all) {
    const last = groups.at(-1);
    if (last && fitTogether([...last, piece])) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function fitTogether(pieces: readonly Piece[]): boolean {
  const blocks = pieces.flatMap((piece) => piece.blocks);
  return (
    blocks.length < limits.message.blocks &&
    blocks.filter((block) => isOf(block, "data_table")).length <= limits.message.tables &&
    weightOf(blocks) <= MOST_WEIGHT &&
    textOf(pieces).length <= MOST_TEXT
  );
}

/** A message may be read alone or passed on: each of a demo card carries the mark. */
function messageOf(pieces: readonly Piece[], mark: string): SlackMessage {
  const blocks = pieces.flatMap((piece) => piece.blocks);
  const text = textOf(pieces) || "…";
  const marked = mark === "" || JSON.stringify(blocks).includes(JSON.stringify(mark).slice(1, -1));
  const told = mark === "" || text.includes(markup(mark));
  return {
    text: told ? text : `${text}\n\n${markup(mark)}`,
    blocks: marked ? blocks : [...blocks, ...smallPrint([mark])],
    unfurl_links: false,
    unfurl_media: false,
  };
}

const fence = "```";

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines, aligned }) => {
      const text = markup(lines.join("\n"));
      return aligned ? `${fence}\n${text}\n${fence}` : text;
    })
    .join("\n\n");
}

function demoLine({ lang }: Card): string {
  const only = { kind: "sources" as const, zone: "UTC", media: [], assumptions: [], notes: [], demo: true };
  return sourcesLines(only, lang).join(" ");
}
