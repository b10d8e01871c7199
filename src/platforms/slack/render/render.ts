// A card for Slack: a pure function to the messages that show it, each with blocks and the same in plain words, and to files for what is too long.

import type { Card } from "../../../core/card/card.ts";
import { sourcesLines } from "../../../core/card/plain/sources.ts";
import type { Block } from "../blocks/block.ts";
import { type SlackMessage, weightOf } from "../blocks/message.ts";
import { limits } from "../blocks/objects.ts";
import { isOf } from "../blocks/walk.ts";
import { type Picture, picturesOf } from "./chart-picture.ts";
import { type Stored, storedIn } from "./stored.ts";
import { drawPart } from "./part.ts";
import { type NativeKind, type Piece, type SlackFile, smallPrint } from "./piece.ts";
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
  /** For the same thread, behind all others: charts that Slack does not draw itself, their figures stand in the messages already. */
  pictures: Picture[];
  /** What may stand in the place of a message whose native parts Slack does not take, the least change first. */
  simpler: ReadonlyMap<SlackMessage, readonly Simpler[]>;
  /** For the same thread: stored files, which the messages name. */
  stored: Stored[];
};

/** A message without some of Slack's own drawing, and the pictures that show its charts then. */
type Simpler = { message: SlackMessage; without: readonly NativeKind[]; pictures: Picture[] };

export function renderSlack(card: Card): SlackCard {
  const demo = card.parts.some((part) => part.kind === "sources" && part.demo);
  const filing = { lang: card.lang, demo, taken: new Set<string>() };
  const drawn = card.parts.map((part) => drawPart(part, filing));
  const groups = grouped(drawn.flatMap(({ pieces }) => pieces).filter(({ blocks }) => blocks.length > 0));
  const mark = demo ? demoLine(card) : "";
  const pictures = picturesOf(card, mark);
  const native = new Set(groups.flat().map((piece) => piece.native?.chart));
  const messages = groups.map((pieces) => messageOf(pieces, mark));
  return {
    messages,
    files: drawn.flatMap(({ files }) => files),
    pictures: pictures.filter(({ part }) => !native.has(part)),
    simpler: new Map(
      messages.map((message, at) => [message, simplerOf(groups[at] ?? [], { mark, pictures })]),
    ),
    stored: storedIn(card),
  };
}

/** What costs a reader least is given up first, and charts before tables: Slack has had those for longer. */
const ladder: readonly (readonly NativeKind[])[] = [
  ["feedback"],
  ["feedback", "chart"],
  ["feedback", "chart", "table"],
];

function simplerOf(
  pieces: readonly Piece[],
  { mark, pictures }: { mark: string; pictures: readonly Picture[] },
): Simpler[] {
  const held = new Set(pieces.flatMap(({ native }) => (native ? [native.kind] : [])));
  const steps = ladder.map((kinds) => kinds.filter((kind) => held.has(kind)));
  return steps
    .filter((without, at) => without.length > (steps[at - 1]?.length ?? 0))
    .map((without) => {
      const given = pieces.map((one) =>
        one.native && without.includes(one.native.kind) ? { ...one, blocks: one.native.instead } : one,
      );
      const charts = pieces.map(({ native }) => native?.chart);
      const shown = without.includes("chart") ? pictures.filter(({ part }) => charts.includes(part)) : [];
      return { message: messageOf(given, mark), without, pictures: shown };
    })
    .filter(({ message: { blocks = [] } }) => isSendable(blocks));
}

function isSendable(blocks: readonly Block[]): boolean {
  return blocks.length <= limits.message.blocks && weightOf(blocks) <= limits.message.weight;
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
    blocks.filter((block) => isOf(block, "data_visualization")).length <= limits.message.charts &&
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
