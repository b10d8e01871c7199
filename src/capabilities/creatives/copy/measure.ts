// How long a text is, as a medium counts it.

import { widthOf } from "../../../core/card/plain/width.ts";
import type { Field } from "./data.ts";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function lettersIn(text: string): number {
  return [...letters.segment(text)].length;
}

export function lengthBy(by: Field["by"], text: string): number {
  return by === "width" ? widthOf(text) : lettersIn(text);
}

export function fits(text: string, { limit, by }: Pick<Field, "limit" | "by">): boolean {
  return text !== "" && lengthBy(by, text) <= limit;
}
