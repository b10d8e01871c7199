// The words of a web page as people see them: no scripts, no styles; what is hidden is kept apart, because hidden words are telling.

import { Parser } from "htmlparser2";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { hidesByDeclarations, hidingSelectors } from "./hiding.ts";

/** Lines in the page's order, each of one block, without markup. */
export type PageLines = { visible: string[]; hidden: string[] };

/** Elements of a real page; landing pages made by builders have some thousands. */
const MOST_TAGS = 40_000;
/** As deep as browsers nest. */
const MOST_DEPTH = 512;

const skipped = new Set(
  "script style template noscript iframe object embed canvas svg math audio video".split(" "),
);
const inline = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);
const shownFields = new Set(["submit", "button", "reset"]);
const publicMetas = new Set([
  "description",
  "og:title",
  "og:description",
  "twitter:title",
  "twitter:description",
]);

/** @throws Failure "limit" for more markup than a page has; counted before anything is parsed, and the depth while it is */
export function linesOfHtml(html: string): PageLines {
  if (countTags(html) > MOST_TAGS) throw tooMuchMarkup();
  const hiding = hidingSelectors(stylesIn(html));
  const writer = openWriter();
  const open: { hidden: boolean; skipped: boolean }[] = [];
  const state = (): { hidden: boolean; skipped: boolean } => open.at(-1) ?? { hidden: false, skipped: false };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length >= MOST_DEPTH) throw tooMuchMarkup();
        const above = state();
        const isHidden = hiding.has(name, attributes) || hidesByDeclarations(attributes["style"] ?? "");
        const here = {
          skipped: above.skipped || skipped.has(name),
          hidden: above.hidden || "hidden" in attributes || isHidden,
        };
        open.push(here);
        if (!inline.has(name)) writer.end();
        const spoken = here.skipped ? "" : spokenBy(name, attributes);
        if (spoken !== "") writer.line(spoken, here.hidden);
      },
      onclosetag(name) {
        open.pop();
        if (!inline.has(name)) writer.end();
      },
      ontext(text) {
        const { skipped: isSkipped, hidden } = state();
        if (!isSkipped) writer.write(text, hidden);
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return writer.lines();
}

/** Words that an element shows or says without holding them: a picture's text, a button's label, what search results print. */
function spokenBy(name: string, attributes: Readonly<Record<string, string>>): string {
  if (name === "img" || name === "area") return attributes["alt"] ?? "";
  if (name === "meta")
    return publicMetas.has((attributes["name"] ?? attributes["property"] ?? "").toLowerCase())
      ? (attributes["content"] ?? "")
      : "";
  if (name === "input")
    return shownFields.has((attributes["type"] ?? "").toLowerCase())
      ? (attributes["value"] ?? "")
      : (attributes["placeholder"] ?? "");
  return name === "textarea" ? (attributes["placeholder"] ?? "") : "";
}

function stylesIn(html: string): string {
  const sheets: string[] = [];
  let inside = false;
  const parser = new Parser({
    onopentagname: (name) => void (inside = name === "style"),
    ontext: (text) => void (inside && sheets.push(text)),
    onclosetag: () => void (inside = false),
  });
  parser.write(html);
  parser.end();
  return sheets.join("\n");
}

function countTags(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) count += 1;
  return count;
}

type Writer = {
  write: (text: string, hidden: boolean) => void;
  line: (text: string, hidden: boolean) => void;
  end: () => void;
  lines: () => PageLines;
};

/** Pieces of one block are one line; a line said twice in a row is told once. */
function openWriter(): Writer {
  const lines: PageLines = { visible: [], hidden: [] };
  let pieces = { visible: "", hidden: "" };
  const put = (text: string, where: keyof PageLines): void => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line !== "" && lines[where].at(-1) !== line) lines[where].push(line);
  };
  const end = (): void => {
    put(pieces.visible, "visible");
    put(pieces.hidden, "hidden");
    pieces = { visible: "", hidden: "" };
  };
  return {
    write: (text, hidden) => void (pieces[hidden ? "hidden" : "visible"] += text),
    line: (text, hidden) => {
      end();
      put(text, hidden ? "hidden" : "visible");
    },
    end,
    lines: () => {
      end();
      return lines;
    },
  };
}

function tooMuchMarkup(): Failure {
  return new Failure("limit", "page: too much markup", {
    say: words("이 페이지는 태그가 너무 많거나 깊어요.", "This page has too many or too deeply nested tags."),
    next: words(
      "본문 글만 .txt로 저장해 올리거나 붙여 주세요.",
      "Save its text as .txt and drop that, or paste it.",
    ),
  });
}
