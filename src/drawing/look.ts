// How our pictures look: colours as on the page in the light, one font that knows Hangul, everything in pixels of a picture drawn once as large.

export const FONT = "Pretendard";

export const ink = "#1f2226";
export const soft = "#5b6068";
export const rule = "#e3dfd8";
export const paper = "#ffffff";

/** One a series; behind the last they begin anew, told apart by their strokes. */
const colours = ["#0b7a69", "#c2560c", "#2f5fc4", "#8a3ea6", "#8a6d00", "#5b6068"] as const;
const strokes: readonly number[][] = [[], [6, 3], [2, 3], [9, 3, 2, 3]];

export function colourOf(series: number): string {
  return colours[series % colours.length] ?? ink;
}

/** Dashes of a line, none for a whole one: lines are told apart without colours, too. */
export function strokeOf(series: number): number[] {
  return strokes[(series + Math.floor(series / colours.length)) % strokes.length] ?? [];
}

/** What a picture is drawn on: as high as it comes out, or as high as it must be. */
export type Sheet = { width: number; pad: number; height?: number };

/** Slack shows it a little smaller on a desktop. */
export const usual: Sheet = { width: 800, pad: 24 };
/** Two to one: the bubble of a phone shows it at less than half, so there is less on it and that is larger. */
export const bubble: Sheet & { height: number } = { width: 440, pad: 12, height: 220 };
/** Pixels of the picture that such a sheet becomes. */
export const BUBBLE_PIXELS = 800;

export const size = { title: 18, text: 14, small: 12.5 } as const;
