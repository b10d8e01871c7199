// Just enough XML to read a workbook: elements found in a stream of text, attributes, entities. No DTD, no references beyond characters.

import { limits } from "../limits.ts";
import { refuse } from "../refusals.ts";

type Element = { attributes: string; content: string };

const MOST_PENDING = limits.recordCharacters * 8;

/** Every element of that name, in document order, whole; elements of one name do not nest in workbooks. */
export async function* elements(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Element[]> {
  const decoder = new TextDecoder();
  const scanner = new Scanner(name);
  for await (const chunk of chunks) {
    const found = scanner.push(decoder.decode(chunk, { stream: true }));
    if (found.length > 0) yield found;
  }
}

class Scanner {
  private readonly open: RegExp;
  private readonly name: string;
  private text = "";

  constructor(name: string) {
    this.name = name;
    this.open = new RegExp(`<((?:[\\w-]+:)?)${name}(?=[\\s/>])`, "g");
  }

  push(chunk: string): Element[] {
    this.text += chunk;
    const found: Element[] = [];
    let done = 0;
    for (;;) {
      this.open.lastIndex = done;
      const match = this.open.exec(this.text);
      if (!match) {
        // A tag may have begun in the last letters.
        done = Math.max(done, this.text.length - this.name.length - 80);
        break;
      }
      const element = this.elementAt(match);
      if (!element) {
        done = match.index;
        break;
      }
      found.push(element.element);
      done = element.end;
    }
    this.text = this.text.slice(done);
    if (this.text.length > MOST_PENDING) throw refuse("damaged_workbook");
    return found;
  }

  private elementAt(match: RegExpExecArray): { element: Element; end: number } | undefined {
    const from = match.index + match[0].length;
    const tagEnd = this.text.indexOf(">", from);
    if (tagEnd < 0) return undefined;
    if (this.text[tagEnd - 1] === "/") {
      return { element: { attributes: this.text.slice(from, tagEnd - 1), content: "" }, end: tagEnd + 1 };
    }
    const closing = `</${match[1] ?? ""}${this.name}>`;
    const close = this.text.indexOf(closing, tagEnd);
    if (close < 0) return undefined;
    const element = {
      attributes: this.text.slice(from, tagEnd),
      content: this.text.slice(tagEnd + 1, close),
    };
    return { element, end: close + closing.length };
  }
}

/** The value of an attribute, whatever its namespace prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (whole, decimal, hex, word) => {
      if (word !== undefined) return named[String(word).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}
