// What a person sees of a drawing in SVG: its words with the boxes they take.

import { textWidth } from "../../src/drawing/measure.ts";

export type Seen = {
  text: string;
  x: number;
  y: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

const pattern = /<text ([^>]*)>([^<]*)<\/text>/g;

export function textsIn(svg: string): Seen[] {
  return [...svg.matchAll(pattern)].map(([, attributes = "", content = ""]) => {
    const number = (name: string): number =>
      Number(new RegExp(`(?:^| )${name}="(-?[\\d.]+)"`).exec(attributes)?.[1] ?? 0);
    const [, dx = "0", dy = "0"] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes) ?? [];
    const px = Number(/font-size:([\d.]+)px/.exec(attributes)?.[1] ?? 0);
    const text = content
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&");
    const wide = textWidth(text, px);
    const [x, y] = [number("x") + Number(dx), number("y") + Number(dy)];
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
    const left = anchor === "end" ? x - wide : anchor === "middle" ? x - wide / 2 : x;
    return { text, x, y, left, right: left + wide, top: y - px / 2, bottom: y + px / 2 };
  });
}

/** Pairs of words that lie on each other. */
export function overlaps(seen: readonly Seen[]): string[] {
  const slack = 0.5;
  return seen.flatMap((one, at) =>
    seen
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right - slack &&
          other.left < one.right - slack &&
          one.top < other.bottom - slack &&
          other.top < one.bottom - slack,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
}
