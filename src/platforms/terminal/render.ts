// A card for a terminal: its plain text in the width of the screen, painted; what can be pressed or asked has a number.

import type { Card, Part } from "../../core/card/card.ts";
import { documentPath, type FilePart } from "../../core/card/file.ts";
import type { Choice } from "../../core/card/choice.ts";
import { choiceLines, choiceNumber } from "../../core/card/plain/choices.ts";
import { type Page, pageOf } from "../../core/card/plain/page.ts";
import { cardText, partLines } from "../../core/card/plain/plain.ts";
import { suggestionsHeading } from "../../core/card/plain/suggestions.ts";
import { fold } from "../../core/card/plain/width.ts";
import type { InboundId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { type Paint, paintOf } from "./paint.ts";

/** Wider lines are hard to read, and a pipe has no width of its own. */
const WIDEST = 120;

/** What a number on the screen stands for. */
export type Numbered =
  | { kind: "press"; label: string; token: string }
  | { kind: "ask"; label: string; text: string }
  | { kind: "explain"; label: string; id: InboundId };

export type Screen = {
  /** Of the screen; `undefined` when it is none. */
  columns: number | undefined;
  colours: boolean;
  /** Every row of every table, and the table behind each sparkline. */
  whole?: boolean;
  /** The number of the first choice: an answer of several cards counts through. */
  first?: number;
};

export type Drawn = {
  lines: string[];
  /** In the order of their numbers, the first one being `first`; `undefined` where a number does nothing. */
  numbered: (Numbered | undefined)[];
  /** Rows or points were left out; drawn `whole`, they are there. */
  cut: boolean;
};

const openOnPage = words("웹 채팅에서 열기:", "Open in the web chat:");
const moreHint = words("전체 보기: /more", "Show everything: /more");

/** One-shot output, where nothing can be pressed. @param columns of the screen; `undefined` when it is none */
export function renderTerminal(card: Card, columns: number | undefined): string {
  return cardText(card, { width: widthFor(columns) });
}

export function drawCard(card: Card, screen: Screen): Drawn {
  const cut = !screen.whole && bodyLines(card, screen).join() !== bodyLines(card, wholeOf(screen)).join();
  const paint = paintOf(screen.colours);
  const hint = cut ? ["", paint.faint(moreHint[card.lang])] : [];
  return {
    lines: [...bodyLines(card, screen), ...hint],
    numbered: card.parts.flatMap(numberedIn),
    cut,
  };
}

const howLabel = words("이 숫자는 어떻게 나왔어요?", "How I got this");

/** The number that tells how the figures of a whole answer were made; `first` is that number. */
export function drawHow(id: InboundId, lang: Lang, { columns, colours, first = 1 }: Screen): Drawn {
  const label = howLabel[lang];
  const page = pageOf(lang, { width: widthFor(columns), firstChoice: first });
  const paint = paintOf(colours);
  const lines = choiceLines([{ label }], page).map((line) => line.replace(choiceNumber, paint.accent));
  return { lines, numbered: [{ kind: "explain", label, id }], cut: false };
}

function widthFor(columns: number | undefined): number {
  return Math.min(columns ?? WIDEST, WIDEST);
}

function wholeOf(screen: Screen): Screen {
  return { ...screen, whole: true };
}

function bodyLines(card: Card, { columns, colours, whole = false, first = 1 }: Screen): string[] {
  const page = pageOf(card.lang, { width: widthFor(columns), whole, firstChoice: first });
  const paint = paintOf(colours);
  return card.parts
    .map((part) => paintedLines(part, page, paint))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** A file is no text: where it can be seen, broken only on a narrow screen. */
function whereLines({ documentId }: FilePart, { lang, width }: Page): string[] {
  return fold(`${openOnPage[lang]} ${documentPath(documentId)}`, width - 2).map((line) => `  ${line}`);
}

function numberedIn(part: Part): (Numbered | undefined)[] {
  switch (part.kind) {
    case "proposal":
    case "form":
      // Fields cannot be filled in here: their part tells how the same is said in words.
      if (part.kind === "form" && part.fields) return [];
      return part.choices.map(pressOf);
    case "feedback":
      return [part.good, part.bad].map(pressOf);
    case "suggestions":
      return part.texts.map((text) => ({ kind: "ask", label: text, text }));
    case "text":
    case "kpis":
    case "table":
    case "chart":
    case "progress":
    case "file":
    case "findings":
    case "sources":
      return [];
  }
}

function pressOf({ label, press }: Choice): Numbered | undefined {
  return "token" in press ? { kind: "press", label, token: press.token } : undefined;
}

function paintedLines(part: Part, page: Page, paint: Paint): string[] {
  switch (part.kind) {
    case "text":
      return partLines(part, page).map(toneOf(part.tone, paint));
    case "kpis":
      return partLines(part, page).map((line) => line.replace(/\([^()]*\)$/, paint.faint));
    case "table":
      return titled(partLines(part, page), part.title !== undefined, paint).map((line) =>
        line.replace(/^[─ ]+$/, paint.faint),
      );
    case "chart":
      return titled(partLines(part, page), true, paint).map((line) =>
        line.replace(/[▁-▏░]+/g, paint.accent).replace(/^[─ ]+$/, paint.faint),
      );
    case "proposal":
    case "form":
      return titled(partLines(part, page), true, paint).map((line) =>
        line.replace(choiceNumber, paint.accent),
      );
    case "findings":
      return titled(partLines(part, page), true, paint).map((line) =>
        line.replace(/^ {2}– \[[^\]]+\]/, part.verdict === "block" ? paint.alert : paint.accent),
      );
    case "suggestions":
      return suggested(part.texts, page, paint);
    case "file":
      return [...partLines(part, page), ...whereLines(part, page).map(paint.faint)];
    case "progress":
    case "sources":
      return partLines(part, page).map(paint.faint);
    case "feedback":
      return partLines(part, page).map((line) => line.replace(choiceNumber, paint.accent));
  }
}

function toneOf(tone: "lead" | "plain" | "note" | "warning", paint: Paint): (line: string) => string {
  const tones = { lead: paint.strong, plain: asIs, note: paint.faint, warning: paint.alert };
  return tones[tone];
}

function asIs(line: string): string {
  return line;
}

function titled(lines: readonly string[], hasTitle: boolean, paint: Paint): string[] {
  return lines.map((line, index) => (hasTitle && index === 0 ? paint.strong(line) : line));
}

/** Next questions with the number that asks them. */
function suggested(texts: readonly string[], page: Page, paint: Paint): string[] {
  if (texts.length === 0) return [];
  const choices = texts.map((label) => ({ label }));
  const lines = choiceLines(choices, page).map((line) => line.replace(choiceNumber, paint.accent));
  return [paint.faint(suggestionsHeading[page.lang]), ...lines];
}
