// What is to be drawn, and how it stands on a picture: plain values that travel to the worker.

import type { Lang } from "../../core/locale.ts";
import type { Weight } from "../fonts.ts";
import type { Palette } from "./color.ts";

export const templates = ["photo", "type", "offer"] as const;
export type Template = (typeof templates)[number];

/** Texts of an offer, as they are to stand there: "30%", "할인", "39,000원". */
export type Offer = { big: string; note?: string; price?: string; was?: string; until?: string };

export type Design = {
  lang: Lang;
  template: Template;
  palette: Palette;
  brand?: string;
  headline: string;
  sub?: string;
  offer?: Offer;
  cta?: string;
  legal?: string;
  /** Says that the picture was made by AI. */
  mark: string;
  /** Width and height of the product photo in pixels; its bytes go beside the layout. */
  photo?: { width: number; height: number };
};

export type Box = { x: number; y: number; width: number; height: number };

export type Role =
  | "brand"
  | "headline"
  | "sub"
  | "big"
  | "note"
  | "price"
  | "was"
  | "until"
  | "cta"
  | "legal"
  | "mark";

export type TextMark = {
  kind: "text";
  role: Role;
  box: Box;
  lines: string[];
  align: "left" | "center";
  px: number;
  lineHeight: number;
  weight: Weight;
  color: string;
  /** The colour right behind it. */
  ground: string;
  tight?: boolean;
  struck?: boolean;
};

export type Mark =
  | TextMark
  | { kind: "fill"; box: Box; color: string; radius?: number }
  | { kind: "photo"; box: Box; radius?: number };

export type Layout = {
  format: string;
  width: number;
  height: number;
  /** From the back to the front. */
  marks: Mark[];
  /** Parts that a format of this size does not carry. */
  without: Role[];
};

/** A text that has no room, however small it may be set. */
export type TooLong = { role: Role; text: string; shorter?: string };
