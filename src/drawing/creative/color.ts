// Colours of a creative: contrast as WCAG counts it, inks that can be read, tints of a brand's own colour.

export type Palette = {
  /** The brand's colour: large areas. */
  primary: string;
  /** What has to be seen: the button, the discount. */
  accent: string;
  /** Behind photos and small print. */
  paper: string;
};

/** AA for text of any size. */
export const LEAST_CONTRAST = 4.5;

const LEAST_AREA = 1.8;

const LIGHT = "#ffffff";
const DARK = "#16181d";
/** Either it or white can be read on any ground: the worse of the two has 4.58. */
const BLACK = "#000000";

export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** The first of `wished` that can be read on `ground`; else white, near-black or black. */
export function inkOn(ground: string, ...wished: string[]): string {
  const own = wished.find((ink) => contrast(ink, ground) >= LEAST_CONTRAST);
  if (own) return own;
  const readable = [LIGHT, DARK, BLACK].find((ink) => contrast(ink, ground) >= LEAST_CONTRAST);
  return readable ?? BLACK;
}

/** `share` of `b` in `a`: 0 is `a`, 1 is `b`. */
export function mix(a: string, b: string, share: number): string {
  const parts = channels(a).map((one, at) => Math.round(one + ((channels(b)[at] ?? 0) - one) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** A softer ink on `ground`, still to be read. */
export function softInk(ground: string): string {
  const ink = inkOn(ground);
  return inkOn(ground, mix(ink, ground, 0.25), mix(ink, ground, 0.15), ink);
}

/** `color`, made lighter or darker as far as it must to be read on `ground`, so that it stays itself. */
export function tintedInk(ground: string, color: string): string {
  const ink = inkOn(ground);
  return inkOn(ground, ...[0, 0.2, 0.35, 0.5].map((share) => mix(color, ink, share)));
}

/** `color`, changed as far as it must to stand off `ground` as an area with letters of its own on it. */
export function areaOn(ground: string, color: string): string {
  const away = inkOn(ground);
  for (const share of [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1]) {
    const tried = mix(color, away, share);
    if (contrast(tried, ground) >= LEAST_AREA) return tried;
  }
  return away;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
