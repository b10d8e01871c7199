// Number formats of a workbook: a date, a time, a percentage or money is a plain number in its cell, and only the format says so.

import { currencySigns, isCurrency } from "../../../../core/money.ts";
import { attribute, elements, unescapeXml } from "./xml.ts";

export type CellStyle = { kind: "number" | "date" | "datetime" | "time" | "percent"; sign?: string };

const MOST_STYLES = 65536;
const plain: CellStyle = { kind: "number" };

/** Formats every workbook has without stating them; 27-36 and 50-58 are the East Asian dates. */
function builtin(id: number): CellStyle {
  if (id === 9 || id === 10) return { kind: "percent" };
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36)
    return { kind: "date" };
  if (id === 22) return { kind: "datetime" };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return { kind: "time" };
  return plain;
}

/** One style per index that cells refer to. */
export async function readStyles(text: string): Promise<CellStyle[]> {
  const custom = new Map<number, CellStyle>();
  for await (const found of elements(once(text), "numFmt")) {
    for (const { attributes } of found) {
      custom.set(
        Number(attribute(attributes, "numFmtId")),
        styleOf(attribute(attributes, "formatCode") ?? ""),
      );
    }
  }
  const section = /<(?:[\w-]+:)?cellXfs[\s\S]*?<\/(?:[\w-]+:)?cellXfs>/.exec(text)?.[0] ?? "";
  const styles: CellStyle[] = [];
  for (const [, attributes = ""] of section.matchAll(/<(?:[\w-]+:)?xf\b([^>]*)>/g)) {
    const id = Number(attribute(attributes, "numFmtId") ?? 0);
    if (styles.length < MOST_STYLES) styles.push(custom.get(id) ?? builtin(id));
  }
  return styles;
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** `yyyy"년" m"월" d"일"`, `0.00%`, `[$₩-412]#,##0`. */
export function styleOf(format: string): CellStyle {
  const code = unescapeXml(format).split(";")[0] ?? "";
  const sign = signOf(code);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, "").toLowerCase();
  if (bare.includes("%")) return { kind: "percent" };
  if (/y|d/.test(bare)) return { kind: /h|s/.test(bare) ? "datetime" : "date" };
  if (/h|s/.test(bare)) return { kind: "time" };
  if (/m/.test(bare) && !/[0#?]/.test(bare)) return { kind: "date" };
  return sign === undefined ? plain : { kind: "number", sign };
}

function signOf(code: string): string | undefined {
  const bracketed = /\[\$([^\]-]+)(?:-[\da-f]+)?\]/i.exec(code)?.[1];
  const quoted = /"([^"]+)"/.exec(code)?.[1];
  const bare = /^[^#0?"[]*?(₩|￦|\\₩|US\$|\$|¥|€|£)/.exec(code)?.[1];
  const sign = (bracketed ?? quoted ?? bare)?.replace("\\", "").trim();
  return sign !== undefined && (currencySigns[sign] !== undefined || isCurrency(sign)) ? sign : undefined;
}
